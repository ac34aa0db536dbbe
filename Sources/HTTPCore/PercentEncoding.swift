/// Percent-encoding (RFC 3986 §2.1). A target is decoded once, after it has been split at its delimiters. The
/// result is text: bytes that aren't UTF-8, and NUL, are refused, because nothing here uses them and other
/// programs misread them.
package enum PercentEncoding {
  package struct Malformed: Error, Equatable {
    package init() {}
  }

  /// Decodes the bytes of `range`. `plusIsSpace` is for queries, in which forms write a space as + (URL
  /// Living Standard, application/x-www-form-urlencoded).
  package static func decode(
    _ range: Range<Int>, in bytes: Span<UInt8>, plusIsSpace: Bool = false
  ) throws(Malformed) -> String {
    var decoded: [UInt8] = []
    decoded.reserveCapacity(range.count)
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = bytes[index]
      if byte == Byte.percent {
        guard range.upperBound &- index >= 3, let high = Byte.hexValue(bytes[index &+ 1]),
          let low = Byte.hexValue(bytes[index &+ 2]), high | low != 0
        else { throw Malformed() }
        decoded.append(high << 4 | low)
        index &+= 3
      } else {
        decoded.append(plusIsSpace && byte == Byte.plus ? Byte.space : byte)
        index &+= 1
      }
    }
    guard let text = String(validating: decoded, as: UTF8.self) else { throw Malformed() }
    return text
  }

  /// Encodes every character that isn't unreserved and isn't in `keeping`.
  package static func encode(_ text: String, keeping: StaticString = "") -> String {
    var out: [UInt8] = []
    append(text.utf8Span.span, keeping: keeping, to: &out)
    return String(decoding: out, as: UTF8.self)
  }

  package static func append(_ text: Span<UInt8>, keeping: StaticString = "", to output: inout [UInt8]) {
    // Most slugs have nothing to encode.
    var plain = 0
    while plain < text.count, Byte.isUnreserved(text[plain]) { plain &+= 1 }
    output.append(text.extracting(0..<plain))
    for index in plain..<text.count {
      let byte = text[index]
      let kept = unsafe UnsafeBufferPointer(start: keeping.utf8Start, count: keeping.utf8CodeUnitCount)
        .contains(byte)
      if kept || Byte.isUnreserved(byte) {
        output.append(byte)
      } else {
        output.append(Byte.percent)
        output.append(hexDigit(byte >> 4))
        output.append(hexDigit(byte & 15))
      }
    }
  }

  private static func hexDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? Byte.zero &+ value : 0x41 &+ value &- 10
  }
}
