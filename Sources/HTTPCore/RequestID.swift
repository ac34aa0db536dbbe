/// The value of X-Request-Id: at most 64 bytes, stored inline, so that it costs no allocation.
package struct RequestID: Sendable {
  /// Long enough for a UUID, a ULID and a W3C trace id with its dashes.
  package static let longest = 64

  private var storage: InlineArray<64, UInt8> = InlineArray(repeating: 0)
  private var count = 0

  package init() {}

  /// Accepts a client's own id if it is 1 to 64 of ALPHA, DIGIT, "-", "_", "." and ":", which no log and no
  /// field can misread. Returns nil otherwise.
  package init?(_ range: Range<Int>, in bytes: Span<UInt8>) {
    guard 1...Self.longest ~= range.count else { return nil }
    for index in range {
      let byte = bytes[index]
      let isSane = Byte.isUnreserved(byte) && byte != 0x7E || byte == Byte.colon
      guard isSane else { return nil }
      storage[count] = byte
      count &+= 1
    }
  }

  /// Makes the first half of the ids of one loop: 8 base-32 digits, which a number follows.
  package init(prefix: UInt64) { append(base32: prefix, digits: 8) }

  /// Makes an id of a prefix and the number of a request, in 8 more base-32 digits.
  package init(_ prefix: RequestID, number: UInt64) {
    self = prefix
    append(base32: number, digits: 8)
  }

  private mutating func append(base32 value: UInt64, digits: Int) {
    for place in (0..<digits).reversed() {
      // Crockford's alphabet in lower case: 0-9, then the letters except i, l, o and u.
      let digit = UInt8(truncatingIfNeeded: value >> UInt64(place &* 5) & 31)
      storage[count] = Self.alphabet[Int(digit)]
      count &+= 1
    }
  }

  private static let alphabet: InlineArray<32, UInt8> = [
    0x30, 0x31, 0x32, 0x33, 0x34, 0x35, 0x36, 0x37, 0x38, 0x39, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66,
    0x67, 0x68, 0x6A, 0x6B, 0x6D, 0x6E, 0x70, 0x71, 0x72, 0x73, 0x74, 0x76, 0x77, 0x78, 0x79, 0x7A,
  ]

  package func append(to output: inout [UInt8]) {
    unsafe storage.span.extracting(0..<count).withUnsafeBufferPointer { unsafe output.append(contentsOf: $0) }
  }

  package var text: String {
    var bytes: [UInt8] = []
    append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}
