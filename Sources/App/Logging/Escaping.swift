/// The way in which text from outside is escaped before it becomes part of a line.
enum Escaping {
  /// The inside of a JSON string (RFC 8259, section 7).
  case json
  /// The inside of a quoted value in a line for people.
  case text
  /// A message in a line for people, where quotes and backslashes aren't escaped.
  case message
}

extension LineBuffer {
  /// Appends any bytes as valid UTF-8 without control characters, line ends or quotes of its own. A client
  /// can therefore neither write a line of the log nor control the terminal that shows it. Escaped are C0,
  /// DEL, C1 (U+009B begins terminal sequences too), line separators and the characters that reverse text. A
  /// byte that isn't UTF-8 becomes U+FFFD in JSON and `\xNN` in text.
  mutating func append(escaping bytes: Span<UInt8>, _ style: Escaping) {
    var index = 0
    while index < bytes.count {
      // Most values have nothing to escape, so they are copied in one piece.
      let start = index
      while index < bytes.count, isPlain(bytes[index]) { index += 1 }
      if index > start { append(bytes.extracting(start..<index)) }
      guard index < bytes.count else { return }
      let byte = bytes[index]
      if byte < 0x80 {
        append(escapingASCII: byte, style)
        index += 1
      } else if let (scalar, length) = decodeScalar(bytes, at: index) {
        if isControl(scalar) {
          append(escapingScalar: scalar, style)
        } else {
          append(bytes.extracting(index..<index + length))
        }
        index += length
      } else {
        if style == .json { append("\\ufffd") } else { append(hexadecimalEscape: byte) }
        index += 1
      }
    }
  }

  mutating func append(escaping text: String, _ style: Escaping) {
    append(escaping: Array(text.utf8).span, style)
  }

  private mutating func append(escapingASCII byte: UInt8, _ style: Escaping) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"):
      if style != .message { append(UInt8(ascii: "\\")) }
      append(byte)
    case 0x0A: append("\\n")
    case 0x0D: append("\\r")
    case 0x09: append("\\t")
    case 0..<0x20, 0x7F:
      if style == .json {
        append(escapingScalar: UInt32(byte), style)
      } else {
        append(hexadecimalEscape: byte)
      }
    default: append(byte)
    }
  }

  private mutating func append(hexadecimalEscape byte: UInt8) {
    append("\\x")
    append(hexadecimal: UInt32(byte), width: 2)
  }

  /// Appends `\u202e` in JSON and `\u{202e}` in text. The scalar is below U+10000.
  private mutating func append(escapingScalar scalar: UInt32, _ style: Escaping) {
    append(style == .json ? "\\u" : "\\u{")
    append(hexadecimal: scalar, width: 4)
    if style != .json { append(UInt8(ascii: "}")) }
  }
}

/// Reports whether the byte is a printable ASCII character that no style escapes.
private func isPlain(_ byte: UInt8) -> Bool {
  byte >= 0x20 && byte < 0x7F && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
}

/// Reports whether the scalar is a C1 control, a line or paragraph separator, or a bidirectional override or
/// isolate.
private func isControl(_ scalar: UInt32) -> Bool {
  switch scalar {
  case 0x80...0x9F, 0x2028...0x202E, 0x2066...0x2069: true
  default: false
  }
}

/// Returns the scalar of two to four bytes at `index`, or nil if they aren't well-formed UTF-8 (Unicode 16,
/// table 3-7: an overlong form, a surrogate, or a scalar above U+10FFFF).
private func decodeScalar(_ bytes: Span<UInt8>, at index: Int) -> (scalar: UInt32, length: Int)? {
  let lead = bytes[index]
  let length: Int
  switch lead {
  case 0xC2...0xDF: length = 2
  case 0xE0...0xEF: length = 3
  case 0xF0...0xF4: length = 4
  default: return nil
  }
  guard bytes.count - index >= length else { return nil }
  var scalar = UInt32(lead) & (0x7F >> UInt32(length))
  for offset in 1..<length {
    let byte = bytes[index + offset]
    guard byte & 0xC0 == 0x80 else { return nil }
    scalar = scalar << 6 | UInt32(byte & 0x3F)
  }
  switch scalar {
  case 0x80...0x7FF: return length == 2 ? (scalar, length) : nil
  case 0x800...0xD7FF, 0xE000...0xFFFF: return length == 3 ? (scalar, length) : nil
  case 0x10000...0x10FFFF: return length == 4 ? (scalar, length) : nil
  default: return nil
  }
}
