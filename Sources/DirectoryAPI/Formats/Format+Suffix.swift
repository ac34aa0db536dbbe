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
    let stem = path.lowerBound..<dot &- 1
    guard !endsInDotSegment(stem, in: bytes) else { return nil }
    return (bytes.text(dot..<path.upperBound), stem)
  }

  /// Returns true if the last segment is `.` or `..`, also percent-encoded: `..csv` is a name, and only the
  /// segments of the whole path may be dot segments (RFC 3986 §5.2.4).
  private static func endsInDotSegment(_ path: Range<Int>, in bytes: Span<UInt8>) -> Bool {
    var start = path.upperBound
    while start > path.lowerBound, bytes[start &- 1] != Byte.slash { start &-= 1 }
    var dots = 0
    while start < path.upperBound {
      if bytes[start] == Byte.dot {
        start &+= 1
      } else if path.upperBound &- start >= 3, bytes.equalsIgnoringCase(start..<start &+ 3, "%2e") {
        start &+= 3
      } else {
        return false
      }
      dots &+= 1
    }
    return 1...2 ~= dots
  }

  /// The limit in bytes, which is longer than any suffix in use.
  private static let longestSuffix = 16
}
