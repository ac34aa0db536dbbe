extension Span<UInt8> {
  /// Eight octets as one word. The load checks its bounds; it is marked unsafe for types that not every bit
  /// pattern is a value of, and a UInt64 is none of these.
  @inlinable @inline(__always)
  package func word(at offset: Int) -> UInt64 {
    unsafe bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
  }

  /// Whether a field value may hold all of them.
  var isFieldValue: Bool {
    var index = 0
    // Eight octets a step; where a step may hold one that is not allowed, each is looked at.
    while count &- index >= 8, !word(at: index).holdsControl { index &+= 8 }
    while index < count {
      guard Byte.isFieldValue(self[index]) else { return false }
      index &+= 1
    }
    return true
  }

  /// Whether the octets of `range` are those of an ASCII literal.
  @inline(__always)
  package func equals(_ range: Range<Int>, _ literal: StaticString) -> Bool {
    guard range.count == literal.utf8CodeUnitCount else { return false }
    for offset in 0..<range.count {
      let expected = unsafe literal.utf8Start[offset]
      guard self[range.lowerBound &+ offset] == expected else { return false }
    }
    return true
  }

  /// Whether the octets of `range` are those of `other`.
  @inlinable @inline(__always)
  package func equals(_ range: Range<Int>, _ other: [UInt8]) -> Bool {
    guard range.count == other.count else { return false }
    let expected = other.span
    var offset = 0
    while expected.count &- offset >= 8 {
      guard word(at: range.lowerBound &+ offset) == expected.word(at: offset) else { return false }
      offset &+= 8
    }
    while offset < expected.count {
      guard self[range.lowerBound &+ offset] == expected[offset] else { return false }
      offset &+= 1
    }
    return true
  }

  /// The same without regard to ASCII case; `literal` is in lower case.
  @inline(__always)
  package func equalsIgnoringCase(_ range: Range<Int>, _ literal: StaticString) -> Bool {
    guard range.count == literal.utf8CodeUnitCount else { return false }
    for offset in 0..<range.count {
      let expected = unsafe literal.utf8Start[offset]
      guard Byte.lowercased(self[range.lowerBound &+ offset]) == expected else { return false }
    }
    return true
  }

  /// `range` without the SP and HTAB at its ends (OWS, RFC 9110 §5.6.3).
  @inline(__always)
  package func trimmingBlanks(_ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, Byte.isBlank(self[start]) { start &+= 1 }
    while end > start, Byte.isBlank(self[end &- 1]) { end &-= 1 }
    return start..<end
  }

  /// 1*DIGIT as a number; nil for anything else, a sign or an overflow included (`Int("+5")` would parse).
  package func decimal(_ range: Range<Int>) -> Int? {
    guard !range.isEmpty else { return nil }
    var value = 0
    for index in range {
      guard Byte.isDigit(self[index]) else { return nil }
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = product.addingReportingOverflow(Int(self[index] &- Byte.zero))
      if overflow || carry { return nil }
      value = sum
    }
    return value
  }

  /// A copy of `range` as an array.
  package func array(_ range: Range<Int>) -> [UInt8] {
    unsafe extracting(range).withUnsafeBufferPointer { unsafe Array($0) }
  }

  /// The octets of `range` as text, malformed UTF-8 repaired: for messages and logs, never for decisions.
  package func text(_ range: Range<Int>) -> String {
    unsafe extracting(range).withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
  }
}

/// Eight octets at once ("Determine if a word has a byte less than n" and "equal to n", Bit Twiddling Hacks): 0 where
/// none of them is so, and never 0 where one is.
extension UInt64 {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highs: UInt64 = 0x8080_8080_8080_8080

  /// `limit` is at most 128.
  @inline(__always)
  func octets(below limit: UInt8) -> UInt64 { (self &- Self.ones &* UInt64(limit)) & ~self & Self.highs }

  /// Whether one of its octets is a control of ASCII, tab and delete included.
  @inline(__always)
  var holdsControl: Bool { octets(below: Byte.space) | octets(equalTo: 0x7F) != 0 }

  @inline(__always)
  func octets(equalTo octet: UInt8) -> UInt64 {
    let difference = self ^ Self.ones &* UInt64(octet)
    return (difference &- Self.ones) & ~difference & Self.highs
  }
}

extension Array<UInt8> {
  package mutating func append(_ literal: StaticString) {
    unsafe append(contentsOf: UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
  }

  package mutating func append(_ text: String) { append(contentsOf: text.utf8) }

  package mutating func append(_ octets: Span<UInt8>) {
    unsafe octets.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
  }

  /// Decimal digits, without the String that `description` would allocate.
  package mutating func append(decimal value: Int) {
    guard value >= 0 else {
      append(Byte.dash)
      append(magnitude: value.magnitude)
      return
    }
    append(magnitude: UInt(value))
  }

  private mutating func append(magnitude: UInt) {
    var divisor: UInt = 1
    while magnitude / divisor >= 10 { divisor &*= 10 }
    while divisor > 0 {
      append(Byte.zero &+ UInt8(truncatingIfNeeded: magnitude / divisor % 10))
      divisor /= 10
    }
  }
}

/// For what is composed of several pieces: one look at the room in an array serves all of them. What there is no room
/// for, which is the caller's mistake, is left out.
extension OutputSpan<UInt8> {
  @inline(__always)
  mutating func append(_ literal: StaticString) {
    unsafe append(UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
  }

  @inline(__always)
  mutating func append(_ octets: Span<UInt8>) {
    unsafe octets.withUnsafeBufferPointer { unsafe append($0) }
  }

  @inline(__always)
  private mutating func append(_ octets: UnsafeBufferPointer<UInt8>) {
    unsafe withUnsafeMutableBufferPointer { room, count in
      let added = Swift.min(octets.count, room.count &- count)
      guard added > 0, let target = room.baseAddress, let source = octets.baseAddress else { return }
      unsafe (target + count).update(from: source, count: added)
      count &+= added
    }
  }
}
