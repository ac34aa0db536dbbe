/// Finds the resource for a path: a tree of segments, frozen into flat arrays.
///
/// A pattern such as `/members/{slug}/topics` matches segment by segment; a literal goes before a parameter.
/// Segments are compared after they were split at the slashes and then percent-decoded, once, so that an
/// encoded slash is data and never a delimiter.
package struct Router<Resource: Sendable>: Sendable {
  package struct Match: Sendable {
    package let resource: Resource
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
    var resource: Resource?
  }

  private var nodes: [Node] = [Node()]

  package init(_ routes: [(pattern: String, resource: Resource)]) {
    for route in routes { add(route.pattern, route.resource) }
  }

  private mutating func add(_ pattern: String, _ resource: Resource) {
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
    guard let segments = Self.segments(of: path, in: bytes) else { return .malformed }
    var node = 0
    var parameters: [String] = []
    for segment in segments {
      if let next = nodes[node].literals.first(where: { segment.utf8.elementsEqual($0.segment) }) {
        node = next.node
      } else if let next = nodes[node].parameter, !segment.isEmpty {
        parameters.append(segment)
        node = next
      } else {
        return .notFound
      }
    }
    guard let resource = nodes[node].resource else { return .notFound }
    return .found(Match(resource: resource, parameters: parameters))
  }

  /// Decoded segments, dot segments removed (RFC 3986 §5.2.4), encoded ones too: `%2e%2e` is `..` to whoever
  /// decodes it later, so it is to us. Nil where a segment cannot be decoded or `..` leads above the root.
  private static func segments(of path: Range<Int>, in bytes: Span<UInt8>) -> [String]? {
    var segments: [String] = []
    var start = path.lowerBound &+ 1
    guard path.count > 1 else { return [] }
    while start <= path.upperBound {
      var end = start
      while end < path.upperBound, bytes[end] != Byte.slash { end &+= 1 }
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
