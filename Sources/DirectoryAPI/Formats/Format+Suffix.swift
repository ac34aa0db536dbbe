internal import HTTPCore

extension Format {
  /// Returns the format that the last segment of a path ends in, and the path without that suffix:
  /// `/members.csv` is `/members` in CSV. No slug contains a dot, so the suffix can mean nothing else.
  static func suffix(of path: Range<Int>, in bytes: Span<UInt8>) -> (format: Format, path: Range<Int>)? {
    guard let (word, stem) = word(of: path, in: bytes), let format = Format(word) else { return nil }
    return (format, stem)
  }

  /// Returns the suffix of a path, whether or not it names a format, and the path without it.
  static func word(of path: Range<Int>, in bytes: Span<UInt8>) -> (word: String, stem: Range<Int>)? {
    var dot = path.upperBound
    while dot > path.lowerBound, bytes[dot &- 1] != Byte.dot, bytes[dot &- 1] != Byte.slash { dot &-= 1 }
    // The dot has a name before it, after the slash, and a suffix after it.
    guard dot > path.lowerBound &+ 2, bytes[dot &- 1] == Byte.dot, bytes[dot &- 2] != Byte.slash,
      1...longestSuffix ~= path.upperBound &- dot
    else { return nil }
    return (bytes.text(dot..<path.upperBound), path.lowerBound..<dot &- 1)
  }

  /// In bytes: longer than any suffix in use.
  private static let longestSuffix = 16
}
