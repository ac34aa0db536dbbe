import HTTPCore

/// The path of a file, from the path of a request target.
enum StaticPath {
  enum Result: Equatable {
    /// Names, one a folder, the last that of a file; empty where the path ends in a slash.
    case segments([String])
    /// No name of a file here, whatever the folder holds.
    case nothing
    /// A broken escape, an encoded NUL or no UTF-8.
    case malformed
  }

  /// Split at the slashes first and decoded once then: an encoded slash is data, which no file's name can
  /// hold. A name that starts with a dot is hidden, and so `.`, `..` and `%2e%2e` name nothing.
  static func parse(_ path: Range<Int>, in bytes: Span<UInt8>) -> Result {
    guard let first = path.first, bytes[first] == Byte.slash else {
      return path.isEmpty ? .segments([""]) : .nothing
    }
    var segments: [String] = []
    var result: Result?
    var start = first + 1
    while start <= path.upperBound {
      var end = start
      while end < path.upperBound, bytes[end] != Byte.slash { end += 1 }
      guard let segment = try? PercentEncoding.decode(start..<end, in: bytes) else { return .malformed }
      let isLast = end == path.upperBound
      let hidden = segment.utf8.first == Byte.dot || segment.utf8.contains(Byte.slash)
      if hidden || segment.isEmpty && !isLast { result = .nothing }
      segments.append(segment)
      start = end + 1
    }
    return result ?? .segments(segments)
  }
}
