extension RequestHead {
  /// Sets what Host, Connection, Upgrade, Expect and the framing fields say, once all fields are parsed.
  mutating func interpret(_ bytes: Span<UInt8>, _ knownHost: inout KnownHost) throws(RequestError) {
    var hosts = 0
    var lengths = 0
    var length: Int?
    var transferCoding = TransferCoding.none
    var options = ConnectionOptions()
    for field in fields {
      switch field.known {
      case .host:
        hosts &+= 1
        guard knownHost.isValid(field.value, in: bytes) else { throw .invalidHost }
      case .contentLength:
        lengths &+= 1
        length = bytes.decimal(field.value)
        guard length != nil else { throw .invalidContentLength }
      case .transferEncoding: transferCoding.read(field.value, in: bytes)
      case .connection: options.read(field.value, in: bytes)
      case .upgrade: options.readUpgrade(field.value, in: bytes)
      case .expect: try readExpectation(field.value, in: bytes)
      case .forwarded, .xForwardedFor: isForwarded = true
      case .authorization, .cookie: hasCredentials = true
      default: break
      }
    }
    guard hosts <= 1 else { throw .repeatedHost }
    guard hosts == 1 || minorVersion == 0 else { throw .missingHost }
    guard lengths <= 1 else { throw .repeatedContentLength }
    keepsAlive = options.keepAlive(minorVersion: minorVersion)
    framing = try Self.framing(transferCoding, length: length, minorVersion: minorVersion)
  }

  /// Reads Expect, a list whose only known element is 100-continue (RFC 9110 §10.1.1).
  private mutating func readExpectation(_ value: Range<Int>, in bytes: Span<UInt8>) throws(RequestError) {
    var isKnown = true
    var asksContinue = false
    bytes.forEachListElement(of: value) { element in
      if bytes.equalsIgnoringCase(element, "100-continue") { asksContinue = true } else { isKnown = false }
    }
    guard isKnown else { throw .unknownExpectation }
    // An HTTP/1.0 client doesn't know what a 100 is.
    if asksContinue, minorVersion == 1 { expectsContinue = true }
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

/// What Connection and Upgrade say about the time after the response (RFC 9112 §9.3, RFC 9110 §7.8).
private struct ConnectionOptions {
  private var close = false
  private var keepAlive = false
  private var upgrade = false
  private var offersOtherProtocol = false

  mutating func read(_ value: Range<Int>, in bytes: Span<UInt8>) {
    bytes.forEachListElement(of: value) { element in
      if bytes.equalsIgnoringCase(element, "close") { close = true }
      if bytes.equalsIgnoringCase(element, "upgrade") { upgrade = true }
      if bytes.equalsIgnoringCase(element, "keep-alive") { keepAlive = true }
    }
  }

  /// An offer of h2c can be ignored: a client sends HTTP/2 only after a 101 (RFC 7540 §3.2), and HTTP/2
  /// begins with a preface that no HTTP/1.1 server accepts as a request (RFC 9113 §3.4).
  mutating func readUpgrade(_ value: Range<Int>, in bytes: Span<UInt8>) {
    bytes.forEachListElement(of: value) { element in
      if !bytes.equalsIgnoringCase(element, "h2c") { offersOtherProtocol = true }
    }
  }

  func keepAlive(minorVersion: Int) -> Bool {
    // The bytes after another offer may be in that protocol, so the connection ends with the response instead
    // of reading them as HTTP/1.1.
    if close || upgrade && offersOtherProtocol { return false }
    return minorVersion == 1 || keepAlive
  }
}
