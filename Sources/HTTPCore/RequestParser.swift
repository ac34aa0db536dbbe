/// Parses the head of one request after another, incrementally. Bytes that arrive one by one or all at once
/// lead to the same events; the tests check this with generated input.
///
/// The bytes stay where the transport put them. The parser keeps offsets and its position, so it examines no
/// byte twice and allocates nothing for a field. Every decision depends only on bytes before it, never on how
/// many arrived together.
package struct RequestParser: Sendable {
  package enum Event: Sendable, Equatable {
    case incomplete
    /// The head has `length` bytes. `head` describes it, and its offsets count from the same start.
    case complete(length: Int)
    case failed(RequestError)
  }

  private enum State {
    case start, startLineFeed
    case method, target, version
    case lineFeed
    case fieldStart, fieldName, fieldBlank, fieldValue
    case endLineFeed
  }

  package private(set) var head = RequestHead()
  private let limits: RequestLimits
  private var state = State.start
  /// The next byte to examine.
  private var position = 0
  /// Where the element that is being parsed begins.
  private var elementStart = 0
  private var name = 0..<0
  private var major: UInt8 = 0
  private var knownHost = KnownHost()

  package init(limits: RequestLimits = RequestLimits()) {
    self.limits = limits
    head.fields.reserveCapacity(16)
  }

  /// Prepares for the next request of the connection.
  package mutating func reset() {
    head.reset()
    state = .start
    position = 0
  }

  /// Returns the complete head of a request by `peer`.
  package mutating func takeHead(from peer: PeerAddress, _ account: ClientAccount? = nil) -> RequestHead {
    head.peer = peer
    head.account = account
    return head
  }

  /// Continues where the last call stopped. `bytes` always begins with the first byte after the last message,
  /// and grows from call to call until the head is complete.
  package mutating func parse(_ bytes: Span<UInt8>) -> Event {
    do {
      return try advance(bytes)
    } catch {
      return .failed(error)
    }
  }

  private mutating func advance(_ bytes: Span<UInt8>) throws(RequestError) -> Event {
    // No byte after the limit is examined, so the result can't depend on how the bytes arrived.
    let end = Swift.min(bytes.count, limits.head)
    while position < end {
      switch state {
      case .start: try start(bytes[position])
      case .startLineFeed: try expectLineFeed(bytes[position], then: .start)
      case .method: try method(bytes, end)
      case .target: try target(bytes, end)
      case .version: try version(bytes, end)
      case .lineFeed: try expectLineFeed(bytes[position], then: .fieldStart)
      case .fieldStart: try fieldStart(bytes[position])
      case .fieldName: try fieldName(bytes, end)
      case .fieldBlank: skipBlanks(bytes, end)
      case .fieldValue: try fieldValue(bytes, end)
      case .endLineFeed:
        try expectLineFeed(bytes[position], then: .start)
        try head.interpret(bytes, &knownHost)
        return .complete(length: position)
      }
    }
    if position >= limits.head { throw .headTooLarge }
    return .incomplete
  }

  /// Skips empty lines before a request line (RFC 9112 §2.2 asks for at least one): some clients send an
  /// extra CR LF after content. They count for the limit on the head.
  private mutating func start(_ byte: UInt8) throws(RequestError) {
    if byte == Byte.cr {
      state = .startLineFeed
      position &+= 1
    } else {
      guard Byte.isToken(byte) else { throw byte == Byte.lf ? .malformedLineEnd : .malformedMethod }
      state = .method
      elementStart = position
    }
  }

  private mutating func expectLineFeed(_ byte: UInt8, then next: State) throws(RequestError) {
    guard byte == Byte.lf else { throw .malformedLineEnd }
    position &+= 1
    state = next
  }

  private mutating func method(_ bytes: Span<UInt8>, _ end: Int) throws(RequestError) {
    var index = position
    while index < end, Byte.isToken(bytes[index]) { index &+= 1 }
    position = index
    guard index < end else { return }
    guard bytes[index] == Byte.space else { throw .malformedMethod }
    head.methodBytes = elementStart..<index
    head.method = Method(elementStart..<index, in: bytes)
    position &+= 1
    elementStart = position
    state = .target
  }

  private mutating func target(_ bytes: Span<UInt8>, _ end: Int) throws(RequestError) {
    let limit = elementStart &+ limits.target
    let stop = Swift.min(end, limit)
    var index = position
    while index < stop, Byte.isTarget(bytes[index]) { index &+= 1 }
    position = index
    guard index < stop else {
      // At the limit, one more byte decides: a space ends a target of exactly the permitted length.
      guard index == limit, index < end else { return }
      guard bytes[index] == Byte.space else { throw .targetTooLong }
      return try endTarget(bytes)
    }
    guard bytes[index] == Byte.space, index > elementStart else { throw .malformedTarget }
    try endTarget(bytes)
  }

  private mutating func endTarget(_ bytes: Span<UInt8>) throws(RequestError) {
    head.target = try RequestTarget(
      elementStart..<position, method: head.method, in: bytes, acceptsSecure: limits.acceptsSecureTargets)
    position &+= 1
    elementStart = position
    state = .version
  }

  private static let protocolName: InlineArray<5, UInt8> = [0x48, 0x54, 0x54, 0x50, 0x2F]

  /// HTTP-version = %s"HTTP/" DIGIT "." DIGIT (RFC 9112 §2.3): eight bytes and a CR.
  private mutating func version(_ bytes: Span<UInt8>, _ end: Int) throws(RequestError) {
    while position < end {
      let byte = bytes[position]
      let place = position &- elementStart
      position &+= 1
      switch place {
      case 0..<5:
        guard byte == Self.protocolName[place] else { throw .malformedVersion }
      case 5:
        guard Byte.isDigit(byte) else { throw .malformedVersion }
        major = byte &- Byte.zero
      case 6:
        guard byte == Byte.dot else { throw .malformedVersion }
      case 7:
        guard Byte.isDigit(byte) else { throw .malformedVersion }
        head.minorVersion = byte == Byte.zero ? 0 : 1
      default:
        guard byte == Byte.cr else { throw .malformedVersion }
        guard major == 1 else { throw .unsupportedVersion }
        state = .lineFeed
        return
      }
    }
  }

  private mutating func fieldStart(_ byte: UInt8) throws(RequestError) {
    if byte == Byte.cr {
      position &+= 1
      state = .endLineFeed
    } else if Byte.isBlank(byte) {
      throw .obsoleteFolding
    } else {
      guard Byte.isToken(byte) else { throw byte == Byte.lf ? .malformedLineEnd : .malformedFieldName }
      guard head.fields.count < limits.fields else { throw .tooManyFields }
      elementStart = position
      state = .fieldName
    }
  }

  private mutating func fieldName(_ bytes: Span<UInt8>, _ end: Int) throws(RequestError) {
    var index = position
    while index < end, Byte.isToken(bytes[index]) { index &+= 1 }
    position = index
    guard index < end else { return }
    guard bytes[index] == Byte.colon else {
      throw bytes[index] == Byte.cr || bytes[index] == Byte.lf ? .malformedLineEnd : .malformedFieldName
    }
    name = elementStart..<index
    position &+= 1
    state = .fieldBlank
  }

  private mutating func skipBlanks(_ bytes: Span<UInt8>, _ end: Int) {
    while position < end, Byte.isBlank(bytes[position]) { position &+= 1 }
    guard position < end else { return }
    elementStart = position
    state = .fieldValue
  }

  private mutating func fieldValue(_ bytes: Span<UInt8>, _ end: Int) throws(RequestError) {
    var index = position
    // Eight bytes at a time, while none of them is a control.
    while end &- index >= 8, !bytes.word(at: index).hasControl { index &+= 8 }
    while index < end, Byte.isFieldValue(bytes[index]) { index &+= 1 }
    position = index
    guard index < end else { return }
    guard bytes[index] == Byte.cr else {
      throw bytes[index] == Byte.lf ? .malformedLineEnd : .malformedFieldValue
    }
    var valueEnd = index
    while valueEnd > elementStart, Byte.isBlank(bytes[valueEnd &- 1]) { valueEnd &-= 1 }
    head.fields.append(
      FieldLine(known: FieldName(name, in: bytes), name: name, value: elementStart..<valueEnd))
    position &+= 1
    state = .lineFeed
  }
}
