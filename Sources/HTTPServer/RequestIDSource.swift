import HTTPCore

/// Makes the request ids of one loop: a random prefix, which differs from loop to loop and from start to
/// start, and a number.
struct RequestIDSource {
  private let prefix: RequestID
  private var number: UInt64 = 0

  init() { prefix = RequestID(prefix: .random(in: 0..<1 << 40)) }

  mutating func next() -> RequestID {
    number &+= 1
    return RequestID(prefix, number: number)
  }

  /// Returns the client's own id if it sent a valid one, else a new one.
  mutating func id(of head: RequestHead, _ bytes: Span<UInt8>) -> RequestID {
    if let value = head.first(.xRequestID), let id = RequestID(value, in: bytes) { return id }
    return next()
  }
}
