import HTTPCore

/// The bytes of one or more log lines. Its memory is kept between uses.
struct LineBuffer {
  private(set) var bytes: [UInt8] = []

  init(capacity: Int) {
    bytes.reserveCapacity(capacity)
  }

  var count: Int { bytes.count }

  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  mutating func append(_ byte: UInt8) { bytes.append(byte) }

  mutating func append(_ other: LineBuffer) { bytes += other.bytes }

  mutating func append(_ bytes: Span<UInt8>) { self.bytes.append(bytes) }

  mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  /// Appends the number in decimal, without making a String.
  mutating func append(decimal number: Int) { bytes.append(decimal: number) }

  /// Appends the number in decimal with leading zeros. Drops the digits beyond `width`.
  mutating func append(decimal number: Int, width: Int) {
    var divisor = 1
    for _ in 1..<width { divisor *= 10 }
    while divisor > 0 {
      append(UInt8(ascii: "0") + UInt8(number / divisor % 10))
      divisor /= 10
    }
  }

  /// Appends the number in lowercase hexadecimal with leading zeros.
  mutating func append(hexadecimal number: UInt32, width: Int) {
    for digit in stride(from: width - 1, through: 0, by: -1) {
      let nibble = UInt8(truncatingIfNeeded: number >> (UInt32(digit) * 4)) & 0xF
      append(nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10)
    }
  }
}
