/// A request with its own copy of its bytes, for handlers that run after the transport has used its buffer
/// again.
package struct Request: Sendable {
  package let head: RequestHead
  /// The bytes that the offsets in `head` count from.
  package let bytes: [UInt8]
  package var content: [UInt8]
  /// The request's id: the client's X-Request-Id, or one that the server made.
  package let id: RequestID

  package init(head: RequestHead, bytes: [UInt8], content: [UInt8] = [], id: RequestID) {
    self.head = head
    self.bytes = bytes
    self.content = content
    self.id = id
  }
}
