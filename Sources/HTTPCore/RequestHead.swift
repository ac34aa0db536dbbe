/// One field line, as offsets into the bytes that it was parsed from.
package struct FieldLine: Sendable {
  package let known: FieldName
  package let name: Range<Int>
  /// The value without the white space around it.
  package let value: Range<Int>
}

/// How long the content of a request is (RFC 9112 §6.3).
package enum Framing: Sendable, Equatable {
  case none
  case length(Int)
  case chunked

  package var hasContent: Bool { self != .none && self != .length(0) }
}

/// A parsed request line and its fields. It has offsets only: the bytes stay where they arrived.
package struct RequestHead: Sendable {
  package internal(set) var method: Method = .unrecognized
  /// The method as it was sent, also if `method` is `.unrecognized`.
  package internal(set) var methodBytes: Range<Int> = 0..<0
  package internal(set) var target = RequestTarget()
  /// The minor version to answer in, 0 or 1. A later 1.x counts as 1.1 (RFC 9110 §2.5).
  package internal(set) var minorVersion = 1
  package internal(set) var fields: [FieldLine] = []
  package internal(set) var framing: Framing = .none
  /// Whether the connection may stay open after this request (RFC 9112 §9.3).
  package internal(set) var keepsAlive = true
  /// Whether the client waits for a 100 before it sends the content (RFC 9110 §10.1.1).
  package internal(set) var expectsContinue = false
  /// Whether a proxy says for whom it has forwarded the request.
  package internal(set) var isForwarded = false
  /// Whether there is a field in which credentials are sent: Authorization or Cookie. Most requests have
  /// neither, and then nothing looks for them.
  package internal(set) var hasCredentials = false
  /// The client's address. The transport sets it before it passes the head on.
  package var peer = PeerAddress.local
  /// The client's account, from which the responder takes what the request costs; nil for a client whose
  /// requests are not limited. The transport sets it as well.
  package var account: ClientAccount?

  init() {}

  /// Prepares for the next request. The memory of the field lines is kept.
  mutating func reset() {
    method = .unrecognized
    methodBytes = 0..<0
    target = RequestTarget()
    minorVersion = 1
    fields.removeAll(keepingCapacity: true)
    framing = .none
    keepsAlive = true
    expectsContinue = false
    isForwarded = false
    hasCredentials = false
    peer = .local
    account = nil
  }

  /// Returns a copy of the bytes that the offsets count from, up to the last one that an offset refers to.
  package func copy(of bytes: Span<UInt8>) -> [UInt8] {
    bytes.array(0..<(fields.last?.value.upperBound ?? target.whole.upperBound))
  }

  /// Returns the value of the first line with this name, or nil.
  package func first(_ name: FieldName) -> Range<Int>? {
    for field in fields where field.known == name { return field.value }
    return nil
  }
}
