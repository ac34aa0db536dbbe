extension Array<UInt8> {
  package mutating func append(_ literal: StaticString) {
    unsafe append(contentsOf: UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
  }

  package mutating func append(_ text: String) { append(contentsOf: text.utf8) }

  package mutating func append(_ bytes: Span<UInt8>) {
    unsafe bytes.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
  }

  /// Appends the decimal digits of `value`, without the String that `description` would allocate.
  package mutating func append(decimal value: Int) {
    if value < 0 { append(Byte.dash) }
    let magnitude = value.magnitude
    var divisor: UInt = 1
    while magnitude / divisor >= 10 { divisor &*= 10 }
    while divisor > 0 {
      append(Byte.zero &+ UInt8(truncatingIfNeeded: magnitude / divisor % 10))
      divisor /= 10
    }
  }

  /// Appends the last two decimal digits of `value`, which isn't negative.
  package mutating func append(twoDigits value: Int) {
    append(Byte.zero &+ UInt8(truncatingIfNeeded: value / 10 % 10))
    append(Byte.zero &+ UInt8(truncatingIfNeeded: value % 10))
  }
}
