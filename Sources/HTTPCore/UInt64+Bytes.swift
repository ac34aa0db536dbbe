/// Tests on the eight bytes of a word at once ("Determine if a word has a byte less than n" and "equal to n",
/// Bit Twiddling Hacks). The result is 0 if no byte matches, and never 0 if one does.
extension UInt64 {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highs: UInt64 = 0x8080_8080_8080_8080

  /// Returns 0 if no byte is less than `limit`, which is at most 128.
  @inline(__always)
  func bytes(below limit: UInt8) -> UInt64 { (self &- Self.ones &* UInt64(limit)) & ~self & Self.highs }

  /// Returns 0 if no byte equals `byte`.
  @inline(__always)
  func bytes(equalTo byte: UInt8) -> UInt64 {
    let difference = self ^ Self.ones &* UInt64(byte)
    return (difference &- Self.ones) & ~difference & Self.highs
  }

  /// Whether one of the bytes is an ASCII control, including tab and delete.
  @inline(__always)
  var hasControl: Bool { bytes(below: Byte.space) | bytes(equalTo: 0x7F) != 0 }
}
