internal import HTTPCore

/// A 64-bit hash of bytes in place: eight bytes at a time, by multiplying and folding (the scheme of wyhash).
/// Each cache has a random seed, so that no client can choose the buckets.
package struct ByteHash: Sendable {
  private let seed = UInt64.random(in: .min ... .max)
  // Odd, with as many ones as zeros: such factors spread the bits best.
  private static let first: UInt64 = 0xA076_1D64_78BD_642F
  private static let second: UInt64 = 0xE703_7ED1_A0B4_28DB

  package init() {}

  @inline(__always)
  package func callAsFunction(_ range: Range<Int>, in bytes: Span<UInt8>) -> UInt64 {
    var hash = seed ^ UInt64(truncatingIfNeeded: range.count) &* Self.first
    var index = range.lowerBound
    let count = range.count
    if count < 8 {
      var tail: UInt64 = 0
      while index < range.upperBound {
        tail = tail << 8 | UInt64(bytes[index])
        index &+= 1
      }
      return Self.fold(Self.fold(hash ^ tail, Self.second), seed ^ Self.first)
    }
    while range.upperBound &- index > 8 {
      hash = Self.fold(hash ^ bytes.word(at: index), Self.second)
      index &+= 8
    }
    // The last eight bytes, some of which may be hashed twice: this costs less than going byte by byte.
    hash = Self.fold(hash ^ bytes.word(at: range.upperBound &- 8), Self.second)
    return Self.fold(hash, seed ^ Self.first)
  }

  @inline(__always)
  private static func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    return product.high ^ product.low
  }
}
