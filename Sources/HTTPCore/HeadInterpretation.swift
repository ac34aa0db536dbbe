extension RequestHead {
  /// Reads Host, framing, Connection and Expect, once all fields are there.
  mutating func interpret(_ bytes: Span<UInt8>) throws(RequestError) {
    var hosts = 0
    var lengths = 0
    var length = 0
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
        guard let value = bytes.decimal(field.value) else { throw .invalidContentLength }
        length = value
      case .transferEncoding: transferCoding.read(field.value, in: bytes)
      case .connection:
        bytes.forEachListElement(of: field.value) { element in
          // No other protocol is spoken here; what follows a wish for one may be in it already, so the
          // connection ends with the answer instead of reading that as HTTP/1.1 (RFC 9110 §7.8).
          if bytes.equalsIgnoringCase(element, "close") || bytes.equalsIgnoringCase(element, "upgrade") {
            asksClose = true
          }
          if bytes.equalsIgnoringCase(element, "keep-alive") { asksKeepAlive = true }
        }
      case .expect:
        guard bytes.equalsIgnoringCase(field.value, "100-continue") else { throw .unknownExpectation }
        // An HTTP/1.0 client cannot know what a 100 is (RFC 9110 §10.1.1).
        expectsContinue = minorVersion == 1
      default: break
      }
    }
    guard hosts <= 1 else { throw .repeatedHost }
    guard hosts == 1 || minorVersion == 0 else { throw .missingHost }
    keepsAlive = minorVersion == 1 ? !asksClose : asksKeepAlive && !asksClose
    framing = try Self.framing(transferCoding, lengths: lengths, length: length, minorVersion: minorVersion)
  }

  /// RFC 9112 §6.1 and §6.3, each "may" of which resolved to the strict side: whatever two parsers could
  /// read differently is refused, since that is how requests are smuggled.
  private static func framing(
    _ coding: TransferCoding, lengths: Int, length: Int, minorVersion: Int
  ) throws(RequestError) -> Framing {
    guard lengths <= 1 else { throw .repeatedContentLength }
    if case .none = coding { return lengths == 1 ? .length(length) : .none }
    guard lengths == 0 else { throw .conflictingFraming }
    guard minorVersion == 1 else { throw .transferEncodingInHTTP10 }
    switch coding {
    case .chunked: return .chunked
    case .unknownThenChunked: throw .unknownTransferCoding
    case .none, .unknown, .invalid: throw .invalidTransferEncoding
    }
  }
}

/// What all Transfer-Encoding lines of a request, read in order, amount to.
private enum TransferCoding {
  case none
  /// "chunked", once and last.
  case chunked
  /// A coding that this server does not know and then "chunked", once and last: well framed, but a 501.
  case unknownThenChunked
  /// No "chunked" yet; the end of such a message cannot be found (RFC 9112 §6.3).
  case unknown
  /// Anything that follows "chunked", an empty element, or what is no coding at all.
  case invalid

  mutating func read(_ value: Range<Int>, in bytes: Span<UInt8>) {
    var start = value.lowerBound
    while true {
      var end = start
      while end < value.upperBound, bytes[end] != Byte.comma { end &+= 1 }
      add(bytes.trimmingBlanks(start..<end), in: bytes)
      guard end < value.upperBound else { return }
      start = end &+ 1
    }
  }

  private mutating func add(_ coding: Range<Int>, in bytes: Span<UInt8>) {
    let isChunked = bytes.equalsIgnoringCase(coding, "chunked")
    let isToken = !coding.isEmpty && coding.allSatisfy { Byte.isToken(bytes[$0]) }
    switch self {
    case .none: self = isChunked ? .chunked : isToken ? .unknown : .invalid
    case .unknown: self = isChunked ? .unknownThenChunked : isToken ? .unknown : .invalid
    case .chunked, .unknownThenChunked, .invalid: self = .invalid
    }
  }
}
