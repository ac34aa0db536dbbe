internal import Locking

/// The counters of a cache, and its size.
@usableFromInline
package struct CacheCounters: Sendable, Equatable {
  @usableFromInline package var hits = 0
  /// Look-ups that found nothing, including those of errors and of responses that are never cached.
  @usableFromInline package var misses = 0
  package var evictions = 0
  package var entries = 0
  package var bytes = 0

  package init(hits: Int = 0, misses: Int = 0, evictions: Int = 0, entries: Int = 0, bytes: Int = 0) {
    self.hits = hits
    self.misses = misses
    self.evictions = evictions
    self.entries = entries
    self.bytes = bytes
  }
}

extension CacheCounters {
  package static let zero = CacheCounters()

  package mutating func add(_ other: CacheCounters) {
    hits += other.hits
    misses += other.misses
    evictions += other.evictions
    entries += other.entries
    bytes += other.bytes
  }
}

/// The counters of one loop's cache for other threads. The loop publishes them once a second.
package final class PublishedCounters: Sendable {
  private let current = Guarded(CacheCounters())

  package init() {}

  package var counters: CacheCounters { current.withLock { $0 } }

  package func publish(_ counters: CacheCounters) { current.withLock { $0 = counters } }
}
