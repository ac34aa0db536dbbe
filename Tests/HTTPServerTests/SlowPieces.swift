import Glibc
import HTTPCore
import Locking

/// Produces pieces of a few bytes, each of which takes a millisecond, like rows that are far apart.
final class SlowPieces: BodySource {
  static let count = 400
  /// The number of pieces that all instances have produced. A test uses one instance at a time.
  static let made = Guarded(0)

  private let left = Guarded(count)

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
