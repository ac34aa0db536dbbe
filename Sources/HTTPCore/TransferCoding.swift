/// What all Transfer-Encoding lines of a request mean, read in order.
enum TransferCoding {
  case none
  /// "chunked", once and last.
  case chunked
  /// A coding that this server doesn't know and then "chunked", once and last. The framing is correct, but
  /// the response is a 501.
  case unknownThenChunked
  /// No "chunked" yet: without it, the end of the message can't be found (RFC 9112 §6.3).
  case unknown
  /// Something follows "chunked", an element is empty, or an element isn't a coding.
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
