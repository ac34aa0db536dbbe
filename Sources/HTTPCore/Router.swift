/// Finds the resource for a path: a tree of segments, frozen into flat arrays.
///
/// A pattern such as `/members/{slug}/topics` matches segment by segment; a literal goes before a parameter.
/// Segments are compared after they were split at the slashes and then percent-decoded, once, so that an
/// encoded slash is data and never a delimiter.
///
/// Resources are numbers, places in the caller's own list: what is generic in another module is not specialised
/// there, and cost more than all else that finding a route takes.
package struct Router: Sendable {
  package struct Match: Sendable {
    package let resource: Int
    /// The values of the pattern's parameters, in order, decoded.
    package let parameters: [String]
  }

  package enum Result: Sendable {
    case found(Match)
    case notFound
    /// A broken escape, an encoded NUL, no UTF-8, or `..` above the root.
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

  /// `path` is the raw path of a request target; an empty one is the root.
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

  /// False where nothing lies that way.
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

  /// Whether its segments are what they look like: nothing to decode, and none that may be a dot segment.
  private static func isPlain(_ path: Range<Int>, in bytes: Span<UInt8>) -> Bool {
    var before = Byte.slash
    for index in path {
      let byte = bytes[index]
      if byte == Byte.percent || byte >= 0x80 || (byte == Byte.dot && before == Byte.slash) { return false }
      before = byte
    }
    return true
  }

  /// Decoded segments, dot segments removed (RFC 3986 §5.2.4), encoded ones too: `%2e%2e` is `..` to whoever
  /// decodes it later, so it is to us. Nil where a segment cannot be decoded or `..` leads above the root.
  private static func segments(of path: Range<Int>, in bytes: Span<UInt8>) -> [String]? {
    var segments: [String] = []
    var start = path.lowerBound &+ 1
    while start <= path.upperBound {
      let end = endOfSegment(from: start, of: path, in: bytes)
      guard let segment = try? PercentEncoding.decode(start..<end, in: bytes) else { return nil }
      if segment == ".." {
        guard segments.popLast() != nil else { return nil }
      } else if segment != "." {
        segments.append(segment)
      }
      start = end &+ 1
    }
    return segments
  }
}
