internal import Directory
internal import HTTPCore

/// The cookie by which a browser names its session (RFC 6265).
///
/// With the prefix `__Host-` no other host, such as one under the same domain, can set or overwrite it
/// (RFC 6265bis §4.1.3.2).
enum SessionCookie {
  static let name: StaticString = "__Host-session"
  private static let attributes = "; Path=/; Secure; HttpOnly; SameSite=Strict"

  /// The text of a session: 256 random bits behind a prefix of its own, so that it isn't taken for a token.
  static func makeSecret() -> String { "mds_" + TokenSecret.make().dropFirst(4) }

  /// Returns the value of `Set-Cookie` for a new session. It has no time: the browser forgets the cookie when
  /// it is closed, and the server ends the session.
  static func field(_ secret: String) -> Response.Field {
    Response.Field("Set-Cookie", "\(name)=\(secret)\(attributes)")
  }

  /// The value of `Set-Cookie` that makes the browser forget the cookie.
  static let expired = "\(name)=; Max-Age=0\(attributes)"

  /// Reports whether the request has the cookie, valid or not.
  static func isSent(with head: RequestHead, in bytes: Span<UInt8>) -> Bool {
    guard head.hasCredentials else { return false }
    var isSent = false
    forEach(head, in: bytes) { _ in isSent = true }
    return isSent
  }

  /// Returns the digest of the secret; nil if the request has no cookie with a possible one, or several.
  static func digest(_ head: RequestHead, in bytes: Span<UInt8>) -> [UInt8]? {
    var values: [[UInt8]] = []
    forEach(head, in: bytes) { values.append(bytes.array($0)) }
    guard values.count == 1, values[0].count == TokenSecret.textLength else { return nil }
    return TokenSecret.digest(values[0])
  }

  private static func forEach(
    _ head: RequestHead, in bytes: Span<UInt8>, _ body: (Range<Int>) -> Void
  ) {
    for line in head.fields where line.known == .cookie {
      var start = line.value.lowerBound
      while start < line.value.upperBound {
        var end = start
        while end < line.value.upperBound, bytes[end] != Byte.semicolon { end &+= 1 }
        let pair = bytes.trimmingBlanks(start..<end)
        let value = pair.lowerBound &+ name.utf8CodeUnitCount
        if value < pair.upperBound, bytes[value] == Byte.equals,
          bytes.equals(pair.lowerBound..<value, name)
        {
          body(value &+ 1..<pair.upperBound)
        }
        start = end &+ 1
      }
    }
  }
}
