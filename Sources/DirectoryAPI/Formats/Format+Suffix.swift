internal import HTTPCore

extension Format {
  /// Returns the suffix of the last segment of a path, whether or not it names a format, and the path without
  /// it: `/members.csv` is `/members` with the suffix `csv`. No slug contains a dot, so nothing else can be
  /// meant.
  static func word(of path: Range<Int>, in bytes: Span<UInt8>) -> (word: String, stem: Range<Int>)? {
    var dot = path.upperBound
    while dot > path.lowerBound, bytes[dot &- 1] != Byte.dot, bytes[dot &- 1] != Byte.slash { dot &-= 1 }
    // The dot has a name before it, after the slash, and a suffix after it.
    guard dot > path.lowerBound &+ 2, bytes[dot &- 1] == Byte.dot, bytes[dot &- 2] != Byte.slash,
      1...longestSuffix ~= path.upperBound &- dot
    else { return nil }
    return (bytes.text(dot..<path.upperBound), path.lowerBound..<dot &- 1)
  }

  /// The limit in bytes, which is longer than any suffix in use.
  private static let longestSuffix = 16
}
