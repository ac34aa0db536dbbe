/// A response as the bytes that are sent, except for the fields that differ each time: Date, X-Request-Id and
/// Connection, which the transport inserts between `head` and `body`.
///
/// It is immutable and shared: a cache keeps it, and any number of connections copy from it.
@usableFromInline
package final class StoredResponse: Sendable {
  package enum Part: Sendable {
    case whole
    /// Everything except the content, for HEAD.
    case headOnly
    /// The 304 that replaces it.
    case notModified
  }

  package let status: Status
  /// The status line and the fields, each with its line ending.
  package let head: [UInt8]
  package let body: [UInt8]
  /// The status line and the fields of the 304 (RFC 9110 §15.4.5). Empty without a tag and a date of
  /// modification.
  package let notModifiedHead: [UInt8]
  package let tag: EntityTag?
  /// Seconds since 1970.
  package let modified: Int64?

  /// The content of `response` is in memory, or it has none.
  package init(_ response: Response, tag: EntityTag? = nil, modified: Int64? = nil) {
    status = response.status
    var head: [UInt8] = []
    var notModifiedHead: [UInt8] = []
    head.reserveCapacity(512)
    response.status.appendLine(to: &head)
    let canBeUnchanged = tag != nil || modified != nil
    if canBeUnchanged {
      notModifiedHead.reserveCapacity(512)
      Status.notModified.appendLine(to: &notModifiedHead)
    }
    for field in response.fields {
      let start = head.count
      field.append(to: &head)
      guard canBeUnchanged, !field.describesContent else { continue }
      notModifiedHead.append(head.span.extracting(start..<head.count))
    }
    response.appendLength(to: &head)
    self.head = head
    self.notModifiedHead = notModifiedHead
    if case .bytes(let bytes) = response.body { body = bytes } else { body = [] }
    self.tag = tag
    self.modified = modified
  }

  private init(
    _ status: Status, _ head: [UInt8], _ body: [UInt8], notModified: [UInt8], _ tag: EntityTag?,
    _ modified: Int64?
  ) {
    self.status = status
    self.head = head
    self.body = body
    notModifiedHead = notModified
    self.tag = tag
    self.modified = modified
  }

  /// Size in bytes, for the limit of a cache.
  package var cost: Int { head.count + body.count + notModifiedHead.count }
}

extension Response {
  /// The 304 that replaces this response.
  package var notModified: Response {
    var repeated = self
    repeated.status = .notModified
    repeated.body = .empty
    repeated.fields.removeAll(where: \.describesContent)
    return repeated
  }
}

extension StoredResponse {
  /// Returns the response without the fields of these names, and with others in their place.
  package func replacing(_ names: [StaticString], by fields: [Response.Field]) -> StoredResponse {
    StoredResponse(
      status, Self.replacing(names, by: fields, in: head), body,
      notModified: notModifiedHead.isEmpty ? [] : Self.replacing(names, by: fields, in: notModifiedHead), tag,
      modified)
  }

  private static func replacing(
    _ names: [StaticString], by fields: [Response.Field], in head: [UInt8]
  ) -> [UInt8] {
    var kept: [UInt8] = []
    let bytes = head.span
    var start = 0
    while start < bytes.count {
      var end = start
      while end < bytes.count, bytes[end] != Byte.lf { end &+= 1 }
      end = min(end &+ 1, bytes.count)
      var colon = start
      while colon < end, bytes[colon] != Byte.colon { colon &+= 1 }
      // The names are written as they are in the program.
      if !names.contains(where: { bytes.equals(start..<colon, $0) }) {
        kept.append(bytes.extracting(start..<end))
      }
      start = end
    }
    for field in fields { field.append(to: &kept) }
    return kept
  }
}

extension Response {
  /// Returns the response without the fields of these names, and with others in their place.
  package func replacing(_ names: [StaticString], by fields: [Field]) -> Response {
    var response = self
    response.fields.removeAll { field in names.contains { $0 == field.name } }
    response.fields += fields
    return response
  }
}
