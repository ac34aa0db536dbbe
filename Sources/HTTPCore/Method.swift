/// A request method (RFC 9110 §9). Methods are case-sensitive. A method that the server doesn't know is
/// `.unrecognized` and is answered with 501; a known one that a resource doesn't offer is answered with 405.
package enum Method: UInt8, Sendable, CaseIterable {
  case get, head, post, put, patch, delete, options, connect, trace, query
  case unrecognized

  /// Whether the method asks for content and changes nothing.
  package var isRead: Bool { self == .get || self == .head }

  /// In other modules, `==` would be looked up at run time.
  package var isHead: Bool { self == .head }

  package var name: StaticString {
    switch self {
    case .get: "GET"
    case .head: "HEAD"
    case .post: "POST"
    case .put: "PUT"
    case .patch: "PATCH"
    case .delete: "DELETE"
    case .options: "OPTIONS"
    case .connect: "CONNECT"
    case .trace: "TRACE"
    // A safe method with content. No resource offers it.
    case .query: "QUERY"
    case .unrecognized: ""
    }
  }

  init(_ range: Range<Int>, in bytes: Span<UInt8>) {
    switch range.count {
    case 3: self = bytes.equals(range, "GET") ? .get : bytes.equals(range, "PUT") ? .put : .unrecognized
    case 4: self = bytes.equals(range, "HEAD") ? .head : bytes.equals(range, "POST") ? .post : .unrecognized
    case 5:
      self =
        bytes.equals(range, "PATCH")
        ? .patch
        : bytes.equals(range, "TRACE")
          ? .trace : bytes.equals(range, "QUERY") ? .query : .unrecognized
    case 6: self = bytes.equals(range, "DELETE") ? .delete : .unrecognized
    case 7:
      self =
        bytes.equals(range, "OPTIONS") ? .options : bytes.equals(range, "CONNECT") ? .connect : .unrecognized
    default: self = .unrecognized
    }
  }
}

/// A set of methods, for routes and `Allow`.
package struct MethodSet: OptionSet, Sendable {
  package let rawValue: UInt16
  package init(rawValue: UInt16) { self.rawValue = rawValue }
  package init(_ method: Method) { rawValue = 1 << UInt16(method.rawValue) }

  package func contains(_ method: Method) -> Bool { contains(MethodSet(method)) }

  /// The value of the Allow field (RFC 9110 §10.2.1).
  package var allow: String {
    Method.allCases.filter { contains($0) && $0 != .unrecognized }.map { "\($0.name)" }
      .joined(separator: ", ")
  }
}
