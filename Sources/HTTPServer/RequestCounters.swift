package import HTTPCore
import Synchronization

/// Counts the requests of one event loop by their labels and classes of status, and how long they took.
///
/// Only the loop writes; other threads may read at any time. So the loop increases a number by loading and
/// storing it, without an exclusive access to the memory, which costs as little as a plain variable.
///
/// `@unchecked Sendable`: all that changes is atomic.
@safe final class RequestCounters: @unchecked Sendable {
  /// The sum of the durations, the buckets, and the bucket without an upper bound. This and the next are
  /// stored, because reading a static property checks each time whether it has been initialized.
  private let cellSize = RequestCount.bounds.count + 2
  private let classes = RequestCount.statusClasses.count
  private let labels: Int
  private let numbers: UnsafeMutableBufferPointer<Atomic<Int>>
  private let bounds: UnsafeMutableBufferPointer<Int>
  /// Where the refusals begin, one number for each error.
  private let refusals: Int

  /// - Parameter labels: the labels are the numbers below this one.
  init(labels: Int) {
    self.labels = labels
    refusals = labels * classes * cellSize
    unsafe numbers = .allocate(capacity: refusals + RequestError.all.count)
    for index in unsafe numbers.indices { unsafe numbers.initializeElement(at: index, to: Atomic(0)) }
    unsafe bounds = .allocate(capacity: RequestCount.bounds.count)
    _ = unsafe bounds.initialize(from: RequestCount.bounds)
  }

  deinit {
    unsafe numbers.deinitialize()
    unsafe numbers.deallocate()
    unsafe bounds.deallocate()
  }

  /// Counts a request that was answered. A label that doesn't exist counts as none.
  @inline(__always)
  func count(_ label: RequestLabel, _ status: Status, microseconds: Int) {
    let number = label.number < labels ? label.number : 0
    let group = min(max(status.code / 100, 2), 5) &- 2
    let cell = (number &* classes &+ group) &* cellSize
    var bucket = 0
    while unsafe bucket < bounds.count && microseconds > bounds[bucket] { bucket &+= 1 }
    add(microseconds, at: cell)
    add(1, at: cell &+ 1 &+ bucket)
  }

  /// Counts a request or a connection that the transport has refused.
  func count(_ error: RequestError) {
    if let index = RequestError.all.firstIndex(of: error) { add(1, at: refusals + index) }
  }

  @inline(__always)
  private func add(_ more: Int, at index: Int) {
    let value = unsafe numbers[index].load(ordering: .relaxed)
    unsafe numbers[index].store(value &+ more, ordering: .relaxed)
  }

  private func value(at index: Int) -> Int { unsafe numbers[index].load(ordering: .relaxed) }

  /// Returns the counts of all labels and classes that have any.
  var requests: [RequestCount] {
    (0..<labels * classes).compactMap { group in
      let cell = group * cellSize
      let buckets = (cell + 1..<cell + cellSize).map(value)
      guard buckets.contains(where: { $0 > 0 }) else { return nil }
      return RequestCount(
        label: RequestLabel(group / classes), statusClass: group % classes + 2,
        microseconds: value(at: cell), buckets: buckets)
    }
  }

  /// The number of refusals for each of `RequestError.all`.
  var refused: [Int] { RequestError.all.indices.map { value(at: refusals + $0) } }
}

/// How many requests with one label and one class of status were answered, and how long that took: from the
/// parsed head to the response in the connection's output. The time in which the client takes the response
/// isn't part of it.
package struct RequestCount: Sendable {
  /// The upper bounds of the buckets, in microseconds. A cached response is in the first, one that is made on
  /// the loop in the next two; a query may take two seconds, one of a whole list that is sorted or searched
  /// ten.
  package static let bounds = [
    25, 100, 250, 1_000, 2_500, 10_000, 25_000, 100_000, 250_000, 1_000_000, 2_500_000, 10_000_000,
  ]

  /// The first digits of the statuses of responses.
  package static let statusClasses = 2...5

  package let label: RequestLabel
  /// The first digit of the status.
  package let statusClass: Int
  package private(set) var microseconds: Int
  /// The requests in each bucket, without those in the buckets before it. The last has no upper bound.
  package private(set) var buckets: [Int]

  package var count: Int { buckets.reduce(0, +) }

  init(label: RequestLabel, statusClass: Int, microseconds: Int, buckets: [Int]) {
    self.label = label
    self.statusClass = statusClass
    self.microseconds = microseconds
    self.buckets = buckets
  }

  private mutating func add(_ other: RequestCount) {
    microseconds += other.microseconds
    buckets = zip(buckets, other.buckets).map(+)
  }

  /// Returns the sums of the counts with the same label and class, in their order.
  static func sums(_ counts: [RequestCount]) -> [RequestCount] {
    var sums: [Int: RequestCount] = [:]
    for count in counts {
      let key = count.label.number * 10 + count.statusClass
      if sums[key]?.add(count) == nil { sums[key] = count }
    }
    return sums.sorted { $0.key < $1.key }.map(\.value)
  }
}
