import Glibc
import HTTPCore
import Synchronization

/// Pieces of a few octets that each take a millisecond to make, as rows do that are looked for far apart.
final class SlowPieces: BodySource {
  static let count = 400
  /// How many were made so far by whichever is asked; a test uses one at a time.
  static let made = Mutex(0)

  private let left = Mutex(count)

  func next(into output: inout [UInt8]) throws -> Bool {
    let end = Self.microseconds() + 1_000
    while Self.microseconds() < end {}
    output += "abc\n".utf8
    Self.made.withLock { $0 += 1 }
    return left.withLock { left in
      left -= 1
      return left > 0
    }
  }

  private static func microseconds() -> Int {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1_000_000 + time.tv_nsec / 1_000
  }
}
