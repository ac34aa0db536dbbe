internal import Directory
internal import HTTPCore

/// A request like another one, with a corrected target.
struct CorrectedRequest {
  let target: String
  let bytes: [UInt8]
  let head: RequestHead
  let query: Query

  var path: String { bytes.span.text(head.target.path) }

  /// Returns nil if no request can have the target.
  init?(_ target: String, as head: RequestHead, in bytes: Span<UInt8>) {
    let message = Self.message(target, as: head, in: bytes)
    var parser = RequestParser()
    guard case .complete = parser.parse(message.span) else { return nil }
    let own = parser.takeHead(from: head.peer, head.account)
    guard let query = try? Query(own.target.query, in: message.span) else { return nil }
    self.target = target
    self.bytes = message
    self.head = own
    self.query = query
  }

  /// The fields of a request that choose what it gets.
  private static let choosing: Set<FieldName> = [
    .host, .accept, .acceptEncoding, .authorization, .cookie, .origin, .secFetchMode, .secFetchSite,
    .userAgent,
  ]

  private static func message(_ target: String, as head: RequestHead, in bytes: Span<UInt8>) -> [UInt8] {
    var message = bytes.array(head.methodBytes) + Array(" \(target) HTTP/1.1\r\n".utf8)
    for field in head.fields where choosing.contains(field.known) {
      message += bytes.array(field.name) + [Byte.colon] + bytes.array(field.value) + [Byte.cr, Byte.lf]
    }
    return message + [Byte.cr, Byte.lf]
  }
}
