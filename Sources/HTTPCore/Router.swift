/// Finds the resource for a path, in a tree of segments that is stored in flat arrays.
///
/// A pattern such as `/members/{slug}/topics` matches segment by segment, and a literal has precedence over a
/// parameter. A path is split at its slashes first and percent-decoded once then, so an encoded slash is data
/// and never a delimiter.
///
/// Resources are numbers, which are indexes of the caller's list. A generic type isn't specialised across
/// modules, and that cost more than the rest of finding a route.
package struct Router: Sendable {
  package struct Match: Sendable {
    package let resource: Int
    /// The decoded values of the pattern's parameters, in order.
    package let parameters: [String]
  }

  package enum Result: Sendable {
    case found(Match)
    case notFound
    /// The path has a malformed escape, an encoded NUL, bytes that aren't UTF-8, a character that no path may
    /// contain, or `..` above the root.
    case malformed
  }

  private struct Node {
    var literals: [(segment: [UInt8], node: Int)] = []
    var parameter: Int?
    var resource: Int?
  }

  private var nodes: [Node] = [Node()]

  package init(_ routes: [(pattern: String, resource: Int)]) {
    for route in routes { add(route.pattern, route.resource) }
  }

  private mutating func add(_ pattern: String, _ resource: Int) {
    var node = 0
    for segment in pattern.utf8.dropFirst().split(separator: Byte.slash) {
      let isParameter = segment.first == 0x7B
      let bytes = Array(segment)
      let existing =
        isParameter ? nodes[node].parameter : nodes[node].literals.first { $0.segment == bytes }?.node
      if let existing {
        node = existing
        continue
      }
      nodes.append(Node())
      let created = nodes.count - 1
      if isParameter {
        nodes[node].parameter = created
      } else {
        nodes[node].literals.append((bytes, created))
      }
      node = created
    }
    nodes[node].resource = resource
  }

  /// `path` is the path of a request target, not decoded. An empty one is the root.
  package func route(_ path: Range<Int>, in bytes: Span<UInt8>) -> Result {
    var walk = Walk()
    guard path.count > 1 else { return result(of: walk) }
    if Self.isPlain(path, in: bytes) {
      var start = path.lowerBound &+ 1
      while start <= path.upperBound {
        let end = Self.endOfSegment(from: start, of: path, in: bytes)
        guard follow(bytes.extracting(start..<end), &walk) else { return .notFound }
        start = end &+ 1
      }
    } else {
      guard let segments = Self.segments(of: path, in: bytes) else { return .malformed }
      for segment in segments where !follow(segment.utf8Span.span, &walk) { return .notFound }
    }
    return result(of: walk)
  }

  private struct Walk {
    var node = 0
    var parameters: [String] = []
  }

  private func result(of walk: Walk) -> Result {
    guard let resource = nodes[walk.node].resource else { return .notFound }
    return .found(Match(resource: resource, parameters: walk.parameters))
  }

  /// Moves to the node of the segment. Returns false if there is none.
  private func follow(_ segment: Span<UInt8>, _ walk: inout Walk) -> Bool {
    for index in nodes[walk.node].literals.indices
    where segment.equals(0..<segment.count, nodes[walk.node].literals[index].segment) {
      walk.node = nodes[walk.node].literals[index].node
      return true
    }
    guard let next = nodes[walk.node].parameter, !segment.isEmpty else { return false }
    walk.parameters.append(segment.text(0..<segment.count))
    walk.node = next
    return true
  }

  private static func endOfSegment(from start: Int, of path: Range<Int>, in bytes: Span<UInt8>) -> Int {
    var end = start
    while end < path.upperBound, bytes[end] != Byte.slash { end &+= 1 }
    return end
  }

  /// Whether the path has nothing to decode or to refuse, and no segment that begins with a dot.
  private static func isPlain(_ path: Range<Int>, in bytes: Span<UInt8>) -> Bool {
    var before = Byte.slash
    for index in path {
      let byte = bytes[index]
      if byte == Byte.percent || byte >= 0x80 || (byte == Byte.dot && before == Byte.slash)
        || Byte.isForbiddenInPath(byte)
      {
        return false
      }
      before = byte
    }
    return true
  }

  /// Returns the decoded segments without dot segments (RFC 3986 §5.2.4). Encoded dot segments are removed
  /// too: a program that decodes `%2e%2e` later takes it for `..`. One at the end leaves an empty segment, as
  /// in `/members/`. Returns nil if a segment can't be decoded, if a byte may not be in a path, or if `..`
  /// leads above the root.
  private static func segments(of path: Range<Int>, in bytes: Span<UInt8>) -> [String]? {
    for index in path where Byte.isForbiddenInPath(bytes[index]) { return nil }
    var segments: [String] = []
    var endsInDots = false
    var start = path.lowerBound &+ 1
    while start <= path.upperBound {
      let end = endOfSegment(from: start, of: path, in: bytes)
      guard let segment = try? PercentEncoding.decode(start..<end, in: bytes) else { return nil }
      endsInDots = segment == "." || segment == ".."
      if segment == ".." {
        guard segments.popLast() != nil else { return nil }
      } else if segment != "." {
        segments.append(segment)
      }
      start = end &+ 1
    }
    if endsInDots { segments.append("") }
    // One empty segment is the path `/`.
    return segments == [""] ? [] : segments
  }
}
