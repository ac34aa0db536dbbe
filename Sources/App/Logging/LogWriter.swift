package import Dispatch
import Locking

/// Writes log lines on a thread of its own. A pipe that nobody reads therefore never stops an event loop: it
/// stops this thread, and lines wait in memory. Lines for which there is no room are dropped, and the log
/// reports their number as soon as it can be written again.
package final class LogWriter: Sendable {
  /// The bytes that may wait. At 250 bytes for a line, these are 4,000 lines.
  package static let defaultCapacity = 1 << 20
  /// Memory above this is released when its lines have been written: only a log that wasn't read needs it.
  private static let keptCapacity = 2 * AccessLog.capacity

  private struct Waiting {
    var bytes: [UInt8] = []
    var droppedLines = 0
    /// Signalled when everything that was added before has been written.
    var flushes: [DispatchSemaphore] = []
    var isClosed = false
  }

  private let waiting = Guarded(Waiting())
  private let arrived = DispatchSemaphore(value: 0)
  private let capacity: Int
  private let target: LogOutput
  private let report: @Sendable (Int) -> [UInt8]

  /// Starts the thread.
  ///
  /// - Parameters:
  ///   - target: where the lines are written. It may block for any time.
  ///   - capacity: the bytes that may wait.
  ///   - report: returns the line that reports a number of dropped lines.
  package init(
    to target: LogOutput, capacity: Int = defaultCapacity, report: @escaping @Sendable (Int) -> [UInt8]
  ) {
    self.target = target
    self.capacity = capacity
    self.report = report
    DispatchQueue(label: "member-directory.log").async { self.run() }
  }

  /// Adds lines, and never blocks for longer than it takes to copy them.
  package var output: LogOutput { LogOutput { [self] in add($0) } }

  private func add(_ lines: [UInt8]) {
    let wasEmpty = waiting.withLock { waiting in
      guard !waiting.isClosed, waiting.bytes.count + lines.count <= capacity else {
        waiting.droppedLines += lines.count { $0 == UInt8(ascii: "\n") }
        return false
      }
      let wasEmpty = waiting.bytes.isEmpty
      waiting.bytes += lines
      return wasEmpty
    }
    // One signal is enough for everything that the thread takes at once.
    if wasEmpty { arrived.signal() }
  }

  /// Waits until everything that has been added is written, at most for `limit`. Returns false if that was
  /// too short.
  @discardableResult
  package func flush(within limit: DispatchTimeInterval) -> Bool {
    let written = DispatchSemaphore(value: 0)
    waiting.withLock { $0.flushes.append(written) }
    arrived.signal()
    return written.wait(timeout: .now() + limit) == .success
  }

  /// Writes what waits, at most for `limit`, and ends the thread. Lines that are added later are dropped.
  package func close(within limit: DispatchTimeInterval) {
    waiting.withLock { $0.isClosed = true }
    flush(within: limit)
  }

  private func run() {
    var lines: [UInt8] = []
    var isClosed = false
    while !isClosed {
      arrived.wait()
      if lines.capacity > Self.keptCapacity { lines = [] } else { lines.removeAll(keepingCapacity: true) }
      let (dropped, flushes) = waiting.withLock { waiting in
        swap(&lines, &waiting.bytes)
        defer { (waiting.droppedLines, waiting.flushes) = (0, []) }
        isClosed = waiting.isClosed
        return (waiting.droppedLines, waiting.flushes)
      }
      if !lines.isEmpty { target.write(lines) }
      if dropped > 0 { target.write(report(dropped)) }
      for flush in flushes { flush.signal() }
    }
  }
}
