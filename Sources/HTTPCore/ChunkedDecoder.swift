/// Decodes chunked content (RFC 9112 §7.1) incrementally. The events are the same however the bytes are
/// split. Extensions and trailer fields are checked and dropped, as §7.1.2 allows, because no resource here
/// uses one.
package struct ChunkedDecoder: Sendable {
  package enum Event: Sendable, Equatable {
    /// All bytes were used, and more are needed.
    case incomplete
    /// Content, as a range of the bytes. Call again from its upper bound.
    case data(Range<Int>)
    /// The message ended before the byte at this index.
    case end(Int)
    case failed(RequestError)
  }

  private enum State {
    case sizeStart, size
    case extensionBlank, extensionNameStart, extensionName, extensionAfterName, extensionValueStart
    case extensionToken, extensionQuoted, extensionEscape, extensionAfterQuoted
    case sizeLineFeed
    case data, dataReturn, dataLineFeed
    case trailerStart, trailerName, trailerValue, trailerLineFeed, endLineFeed
  }

  private let limits: RequestLimits
  private var state = State.sizeStart
  private var size = 0
  private var sizeDigits = 0
  private var extensionBytes = 0
  private var trailerBytes = 0
  /// The name of the trailer field that is being read.
  private var trailerName: [UInt8] = []

  /// 2^53: far above any limit on content, and far below what could overflow.
  private static let largestChunk = 1 << 53
  /// Leading zeros are allowed, but not an unlimited number: 16 digits are 64 bits.
  private static let mostSizeDigits = 16

  package init(limits: RequestLimits = RequestLimits()) { self.limits = limits }

  /// Continues from `start`. Call again with the index of the last event, or with new bytes.
  package mutating func decode(_ bytes: Span<UInt8>, from start: Int) -> Event {
    do {
      return try advance(bytes, start)
    } catch {
      return .failed(error)
    }
  }

  private mutating func advance(_ bytes: Span<UInt8>, _ start: Int) throws(RequestError) -> Event {
    var index = start
    while index < bytes.count {
      let byte = bytes[index]
      if state == .data {
        let range = index..<index &+ Swift.min(size, bytes.count &- index)
        size &-= range.count
        if size == 0 { state = .dataReturn }
        return .data(range)
      }
      index &+= 1
      switch state {
      case .sizeStart, .size, .sizeLineFeed: try readSize(byte)
      case .dataReturn:
        guard byte == Byte.cr else { throw .malformedChunkEnd }
        state = .dataLineFeed
      case .dataLineFeed:
        guard byte == Byte.lf else { throw .malformedChunkEnd }
        sizeDigits = 0
        state = .sizeStart
      case .trailerStart, .trailerName, .trailerValue, .trailerLineFeed: try readTrailer(byte)
      case .endLineFeed:
        guard byte == Byte.lf else { throw .malformedLineEnd }
        return .end(index)
      default: try readExtension(byte)
      }
    }
    return .incomplete
  }

  private mutating func readSize(_ byte: UInt8) throws(RequestError) {
    if state == .sizeLineFeed {
      guard byte == Byte.lf else { throw .malformedLineEnd }
      state = size == 0 ? .trailerStart : .data
      return
    }
    if let digit = Byte.hexValue(byte) {
      state = .size
      sizeDigits &+= 1
      size = size &* 16 &+ Int(digit)
      guard sizeDigits <= Self.mostSizeDigits, size <= Self.largestChunk else { throw .chunkTooLarge }
      return
    }
    guard state == .size else { throw .malformedChunkSize }
    try endSize(byte)
  }

  /// Reads the byte after the size or an extension: CR, ";" or the BWS before one.
  private mutating func endSize(_ byte: UInt8) throws(RequestError) {
    switch byte {
    case Byte.cr: state = .sizeLineFeed
    case Byte.semicolon: state = .extensionNameStart
    case Byte.space, Byte.tab: state = .extensionBlank
    case Byte.lf: throw .malformedLineEnd
    default: throw .malformedChunkExtension
    }
  }

  /// chunk-ext = *( BWS ";" BWS chunk-ext-name [ BWS "=" BWS chunk-ext-val ] ). White space at the end is
  /// refused: a size that ends in a space is a known way to smuggle requests.
  private mutating func readExtension(_ byte: UInt8) throws(RequestError) {
    extensionBytes &+= 1
    guard extensionBytes <= limits.chunkExtensions else { throw .chunkExtensionsTooLarge }
    switch state {
    case .extensionBlank, .extensionNameStart, .extensionName, .extensionAfterName:
      try readExtensionName(byte)
    default: try readExtensionValue(byte)
    }
  }

  private mutating func readExtensionName(_ byte: UInt8) throws(RequestError) {
    switch state {
    case .extensionBlank:
      if byte == Byte.semicolon { state = .extensionNameStart } else { try require(Byte.isBlank(byte), byte) }
    case .extensionNameStart:
      if Byte.isToken(byte) { state = .extensionName } else { try require(Byte.isBlank(byte), byte) }
    case .extensionName:
      if byte == Byte.equals {
        state = .extensionValueStart
      } else if Byte.isBlank(byte) {
        state = .extensionAfterName
      } else if !Byte.isToken(byte) {
        try endSize(byte)
      }
    default:
      if byte == Byte.equals {
        state = .extensionValueStart
      } else if byte == Byte.semicolon {
        state = .extensionNameStart
      } else {
        try require(Byte.isBlank(byte), byte)
      }
    }
  }

  private mutating func readExtensionValue(_ byte: UInt8) throws(RequestError) {
    switch state {
    case .extensionValueStart:
      if byte == Byte.quote {
        state = .extensionQuoted
      } else if Byte.isToken(byte) {
        state = .extensionToken
      } else {
        try require(Byte.isBlank(byte), byte)
      }
    case .extensionToken: if !Byte.isToken(byte) { try endSize(byte) }
    case .extensionQuoted:
      if byte == Byte.quote {
        state = .extensionAfterQuoted
      } else if byte == Byte.backslash {
        state = .extensionEscape
      } else {
        try require(Byte.isFieldValue(byte), byte)
      }
    case .extensionEscape:
      try require(Byte.isFieldValue(byte), byte)
      state = .extensionQuoted
    default: try endSize(byte)
    }
  }

  private func require(_ condition: Bool, _ byte: UInt8) throws(RequestError) {
    if !condition { throw byte == Byte.lf || byte == Byte.cr ? .malformedLineEnd : .malformedChunkExtension }
  }

  private mutating func readTrailer(_ byte: UInt8) throws(RequestError) {
    trailerBytes &+= 1
    guard trailerBytes <= limits.trailers else { throw .trailersTooLarge }
    switch state {
    case .trailerStart:
      if byte == Byte.cr {
        state = .endLineFeed
      } else if Byte.isBlank(byte) {
        throw .obsoleteFolding
      } else {
        guard Byte.isToken(byte) else { throw byte == Byte.lf ? .malformedLineEnd : .malformedFieldName }
        trailerName = [byte]
        state = .trailerName
      }
    case .trailerName:
      if byte == Byte.colon {
        guard !Self.isForbidden(trailerName) else { throw .forbiddenTrailer }
        state = .trailerValue
      } else {
        guard Byte.isToken(byte) else {
          throw byte == Byte.cr || byte == Byte.lf ? .malformedLineEnd : .malformedFieldName
        }
        trailerName.append(byte)
      }
    case .trailerValue:
      if byte == Byte.cr {
        state = .trailerLineFeed
      } else if !Byte.isFieldValue(byte) {
        throw byte == Byte.lf ? .malformedLineEnd : .malformedFieldValue
      }
    default:
      guard byte == Byte.lf else { throw .malformedLineEnd }
      state = .trailerStart
    }
  }

  /// Returns true for fields that frame, route, authenticate or modify a request (RFC 9110 §6.5.1).
  private static func isForbidden(_ name: [UInt8]) -> Bool {
    let span = name.span
    switch FieldName(0..<name.count, in: span) {
    case .host, .contentLength, .transferEncoding, .trailer, .connection, .expect, .authorization,
      .contentEncoding, .contentType, .range, .ifMatch, .ifNoneMatch, .ifModifiedSince, .ifUnmodifiedSince,
      .ifRange, .upgrade:
      return true
    default:
      return span.equalsIgnoringCase(0..<name.count, "te")
        || span.equalsIgnoringCase(0..<name.count, "cache-control")
        || span.equalsIgnoringCase(0..<name.count, "content-range")
        || span.equalsIgnoringCase(0..<name.count, "keep-alive")
        || span.equalsIgnoringCase(0..<name.count, "max-forwards")
        || span.equalsIgnoringCase(0..<name.count, "set-cookie")
        || span.equalsIgnoringCase(0..<name.count, "cookie")
        || span.equalsIgnoringCase(0..<name.count, "proxy-authorization")
    }
  }
}
