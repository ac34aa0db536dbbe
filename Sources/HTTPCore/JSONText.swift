/// JSON strings (RFC 8259 §7).
package enum JSONText {
  /// Appends `text` quoted; only what has to be escaped is.
  package static func append(_ text: String, to output: inout [UInt8]) {
    output.append(Byte.quote)
    for byte in text.utf8 {
      switch byte {
      case Byte.quote: output.append("\\\"")
      case Byte.backslash: output.append("\\\\")
      case Byte.lf: output.append("\\n")
      case Byte.cr: output.append("\\r")
      case Byte.tab: output.append("\\t")
      case 0..<Byte.space:
        output.append("\\u00")
        output.append(hexDigit(byte >> 4))
        output.append(hexDigit(byte & 15))
      default: output.append(byte)
      }
    }
    output.append(Byte.quote)
  }

  private static func hexDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? Byte.zero &+ value : 0x61 &+ value &- 10
  }
}
