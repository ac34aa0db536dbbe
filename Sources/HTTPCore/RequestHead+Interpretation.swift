extension RequestHead {
  /// Sets what Host, Connection, Expect and the framing fields say, once all fields have been parsed.
  mutating func interpret(_ bytes: Span<UInt8>) throws(RequestError) {
    var hosts = 0
    var lengths = 0
    var length: Int?
    var transferCoding = TransferCoding.none
    var asksClose = false
    var asksKeepAlive = false
    for field in fields {
      switch field.known {
      case .host:
        hosts &+= 1
        guard Authority.parse(field.value, in: bytes) != nil else { throw .invalidHost }
      case .contentLength:
        lengths &+= 1
        length = bytes.decimal(field.value)
        guard length != nil else { throw .invalidContentLength }
      case .transferEncoding: transferCoding.read(field.value, in: bytes)
      case .connection:
        bytes.forEachListElement(of: field.value) { element in
          // No other protocol is spoken here. The bytes after a request to upgrade may be in that protocol,
          // so the connection ends with the response instead of reading them as HTTP/1.1 (RFC 9110 §7.8).
          if bytes.equalsIgnoringCase(element, "close") || bytes.equalsIgnoringCase(element, "upgrade") {
            asksClose = true
          }
          if bytes.equalsIgnoringCase(element, "keep-alive") { asksKeepAlive = true }
        }
      case .expect:
        guard bytes.equalsIgnoringCase(field.value, "100-continue") else { throw .unknownExpectation }
        // An HTTP/1.0 client doesn't know what a 100 is (RFC 9110 §10.1.1).
        expectsContinue = minorVersion == 1
      default: break
      }
    }
    guard hosts <= 1 else { throw .repeatedHost }
    guard hosts == 1 || minorVersion == 0 else { throw .missingHost }
    guard lengths <= 1 else { throw .repeatedContentLength }
    keepsAlive = minorVersion == 1 ? !asksClose : asksKeepAlive && !asksClose
    framing = try Self.framing(transferCoding, length: length, minorVersion: minorVersion)
  }

  /// Determines the framing by RFC 9112 §6.1 and §6.3. Each "may" there is resolved to the strict side: what
  /// two parsers could read differently is refused, because that is how requests are smuggled.
  private static func framing(
    _ coding: TransferCoding, length: Int?, minorVersion: Int
  ) throws(RequestError) -> Framing {
    if case .none = coding { return length.map(Framing.length) ?? .none }
    guard length == nil else { throw .conflictingFraming }
    guard minorVersion == 1 else { throw .transferEncodingInHTTP10 }
    switch coding {
    case .chunked: return .chunked
    case .unknownThenChunked: throw .unknownTransferCoding
    case .none, .unknown, .invalid: throw .invalidTransferEncoding
    }
  }
}
