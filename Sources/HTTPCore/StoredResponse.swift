/// A response as the octets that go on the wire, but for the fields that differ each time: Date,
/// X-Request-Id and Connection, which the transport puts between `head` and `body`.
///
/// Immutable and shared: a cache keeps it, and any number of connections write from it.
package final class StoredResponse: Sendable {
  package enum Part: Sendable {
    case whole
    /// For HEAD: everything but the content.
    case headOnly
    /// The 304 in its place.
    case notModified
  }

  package let status: Status
  /// Status line and fields, each with its line ending.
  package let head: [UInt8]
  package let body: [UInt8]
  /// The status line and fields of the 304: those that a 304 repeats (RFC 9110 §15.4.5). Empty without a tag.
  package let notModifiedHead: [UInt8]
  package let tag: EntityTag?
  /// Seconds since 1970.
  package let modified: Int64?

  /// `response` has content in memory or none.
  package init(_ response: Response, tag: EntityTag? = nil, modified: Int64? = nil) {
    status = response.status
    var head: [UInt8] = []
    head.reserveCapacity(512)
    response.appendHead(to: &head)
    self.head = head
    if case .bytes(let bytes) = response.body { body = bytes } else { body = [] }
    var notModifiedHead: [UInt8] = []
    if tag != nil || modified != nil {
      response.notModified.appendHead(to: &notModifiedHead)
    }
    self.notModifiedHead = notModifiedHead
    self.tag = tag
    self.modified = modified
  }

  /// Octets held, for a cache that is bounded by them.
  package var cost: Int { head.count + body.count + notModifiedHead.count }
}

extension Response {
  /// The 304 in its place.
  package var notModified: Response {
    var repeated = self
    repeated.status = .notModified
    repeated.body = .empty
    repeated.fields.removeAll { Self.describesContent($0.name) }
    return repeated
  }

  private static func describesContent(_ name: StaticString) -> Bool {
    switch "\(name)" {
    case "Content-Type", "Content-Encoding", "Content-Language", "Content-Range", "Content-Digest",
      "Repr-Digest",
      "Content-Disposition":
      true
    default: false
    }
  }
}
