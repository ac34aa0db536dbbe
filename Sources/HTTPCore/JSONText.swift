/// JSON strings (RFC 8259 §7).
package enum JSONText {
  /// Appends `text` quoted; only what has to be escaped is. What lies between two escapes, most often all of
  /// it, is copied in one piece.
  package static func append(_ text: String, to output: inout [UInt8]) {
    output.append(Byte.quote)
    var text = text
    text.withUTF8 { bytes in
      var start = 0
      for index in bytes.indices where unsafe needsEscape(bytes[index]) {
        unsafe output.append(contentsOf: bytes[start..<index])
        unsafe appendEscaped(bytes[index], to: &output)
        start = index + 1
      }
      unsafe output.append(contentsOf: bytes[start...])
    }
    output.append(Byte.quote)
  }

  @inline(__always)
  private static func needsEscape(_ byte: UInt8) -> Bool {
    byte < Byte.space || byte == Byte.quote || byte == Byte.backslash
  }

  private static func appendEscaped(_ byte: UInt8, to output: inout [UInt8]) {
    switch byte {
    case Byte.quote: output.append("\\\"")
    case Byte.backslash: output.append("\\\\")
    case Byte.lf: output.append("\\n")
    case Byte.cr: output.append("\\r")
    case Byte.tab: output.append("\\t")
    default:
      output.append("\\u00")
      output.append(hexDigit(byte >> 4))
      output.append(hexDigit(byte & 15))
    }
  }

  private static func hexDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? Byte.zero &+ value : 0x61 &+ value &- 10
  }
}
