internal import Locking
internal import Synchronization

/// What workers have made for a loop's cache. Workers add to it and the loop empties it.
package final class CacheArrivals: Sendable {
  package struct Arrival: Sendable {
    package let cacheable: QueryOutcome.Cacheable
    package let target: [UInt8]
  }

  package init() {}

  private let arrivals = Guarded<[Arrival]>([])
  private let count = Atomic(0)

  /// Without a lock, because the loop asks whenever it is about to wait.
  package var areWaiting: Bool { count.load(ordering: .acquiring) > 0 }

  package func add(_ cacheable: QueryOutcome.Cacheable, target: [UInt8]) {
    arrivals.withLock { $0.append(Arrival(cacheable: cacheable, target: target)) }
    count.add(1, ordering: .releasing)
  }

  package func removeAll() -> [Arrival] {
    count.store(0, ordering: .relaxed)
    return arrivals.withLock { arrivals in
      defer { arrivals = [] }
      return arrivals
    }
  }
}
