/// A request target (RFC 9112 §3.2), as offsets into the bytes that it was parsed from.
package struct RequestTarget: Sendable {
  package enum Form: Sendable { case origin, absolute, authority, asterisk }

  package internal(set) var form: Form = .origin
  /// The whole target, as it was sent.
  package internal(set) var whole: Range<Int> = 0..<0
  /// The path from its first slash, not decoded. Empty if an absolute target has no path.
  package internal(set) var path: Range<Int> = 0..<0
  /// The query without its question mark, or nil if there is none. It can be empty.
  package internal(set) var query: Range<Int>?
  /// The authority, if the form has one. That of an absolute target overrides Host (RFC 9112 §3.2.2).
  package internal(set) var authority: Range<Int>?

  init() {}

  init(
    _ range: Range<Int>, method: Method, in bytes: Span<UInt8>, acceptsSecure: Bool
  ) throws(RequestError) {
    whole = range
    if method == .connect {
      try parseAuthorityForm(range, in: bytes)
    } else if bytes[range.lowerBound] == Byte.slash {
      splitPath(range, in: bytes)
    } else if range.count == 1, bytes[range.lowerBound] == Byte.asterisk {
      guard method == .options else { throw .invalidTargetForm }
      form = .asterisk
    } else {
      try parseAbsoluteForm(range, in: bytes, acceptsSecure: acceptsSecure)
    }
  }

  private mutating func splitPath(_ range: Range<Int>, in bytes: Span<UInt8>) {
    var index = range.lowerBound
    while index < range.upperBound, bytes[index] != Byte.questionMark { index &+= 1 }
    path = range.lowerBound..<index
    query = index < range.upperBound ? index &+ 1..<range.upperBound : nil
  }

  /// CONNECT has a host and a port, and nothing else (RFC 9112 §3.2.3).
  private mutating func parseAuthorityForm(_ range: Range<Int>, in bytes: Span<UInt8>) throws(RequestError) {
    form = .authority
    authority = range
    guard let port = Authority.parse(range, in: bytes)?.port, !port.isEmpty else { throw .invalidTargetForm }
  }

  /// http://authority/path?query; https as well if a proxy ends TLS. Userinfo is an error: in a link from
  /// elsewhere its only use is to deceive (RFC 9110 §4.2.4).
  private mutating func parseAbsoluteForm(
    _ range: Range<Int>, in bytes: Span<UInt8>, acceptsSecure: Bool
  ) throws(RequestError) {
    form = .absolute
    let start = range.lowerBound
    let afterScheme: Int
    var isSecure = false
    if range.count >= 7, bytes.equalsIgnoringCase(start..<start &+ 7, "http://") {
      afterScheme = start &+ 7
    } else if range.count >= 8, bytes.equalsIgnoringCase(start..<start &+ 8, "https://") {
      afterScheme = start &+ 8
      isSecure = true
    } else {
      throw .invalidTargetForm
    }
    var end = afterScheme
    while end < range.upperBound, bytes[end] != Byte.slash, bytes[end] != Byte.questionMark { end &+= 1 }
    guard let parsed = Authority.parse(afterScheme..<end, in: bytes), !parsed.host.isEmpty else {
      throw .invalidAuthority
    }
    guard acceptsSecure || !isSecure else { throw .misdirected }
    authority = afterScheme..<end
    splitPath(end..<range.upperBound, in: bytes)
  }
}
