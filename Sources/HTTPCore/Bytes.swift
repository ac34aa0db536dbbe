/// Bytes that the grammar names, and the character classes of RFC 9110 §5.6.2, RFC 9112 and RFC 3986.
///
/// The classes are bit sets in two literals (one bit for each of the 128 ASCII bytes), so a test is a shift
/// and a mask. There is no table to initialise or to load from memory.
package enum Byte {
  package static let tab: UInt8 = 0x09
  package static let lf: UInt8 = 0x0A
  package static let cr: UInt8 = 0x0D
  package static let space: UInt8 = 0x20
  package static let quote: UInt8 = 0x22
  package static let percent: UInt8 = 0x25
  package static let ampersand: UInt8 = 0x26
  package static let asterisk: UInt8 = 0x2A
  package static let plus: UInt8 = 0x2B
  package static let comma: UInt8 = 0x2C
  package static let dash: UInt8 = 0x2D
  package static let dot: UInt8 = 0x2E
  package static let slash: UInt8 = 0x2F
  package static let zero: UInt8 = 0x30
  package static let colon: UInt8 = 0x3A
  package static let semicolon: UInt8 = 0x3B
  package static let equals: UInt8 = 0x3D
  package static let questionMark: UInt8 = 0x3F
  package static let openBracket: UInt8 = 0x5B
  package static let backslash: UInt8 = 0x5C
  package static let closeBracket: UInt8 = 0x5D

  /// Returns true if the byte is in the ASCII bit set. Bytes from 0x80 are in none.
  @inline(__always)
  private static func isIn(_ low: UInt64, _ high: UInt64, _ byte: UInt8) -> Bool {
    let half: UInt64
    switch byte >> 6 {
    case 0: half = low
    case 1: half = high
    default: return false
    }
    return half & (1 << UInt64(byte & 63)) != 0
  }

  /// token characters: "!" / "#" / "$" / "%" / "&" / "'" / "*" / "+" / "-" / "." / "^" / "_" / "`" / "|" /
  /// "~" / DIGIT / ALPHA (RFC 9110 §5.6.2).
  @inline(__always)
  package static func isToken(_ byte: UInt8) -> Bool {
    isIn(0x03FF_6CFA_0000_0000, 0x57FF_FFFF_C7FF_FFFE, byte)
  }

  /// field-vchar, SP and HTAB (RFC 9110 §5.5): a field value contains these and no CR, LF, NUL or other
  /// control.
  @inline(__always)
  package static func isFieldValue(_ byte: UInt8) -> Bool {
    byte >= 0x20 ? byte != 0x7F : byte == tab
  }

  /// The bytes of a request target: the characters of a URI (RFC 3986 appendix A) except "#", and those that
  /// browsers send unencoded in a query although RFC 3986 requires that they are encoded: `"<>[\]^`{|}` (URL
  /// Living Standard, query percent-encode set). No control, no space, and no byte above 0x7E.
  @inline(__always)
  package static func isTarget(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte < 0x7F && byte != 0x23
  }

  /// The bytes of a request target that no path may contain: `"<>\^`{|}`. RFC 3986 §3.3 forbids square
  /// brackets too, but URLs on the web have them, and nothing takes them for a delimiter.
  @inline(__always)
  package static func isForbiddenInPath(_ byte: UInt8) -> Bool {
    isIn(0x5000_0004_0000_0000, 0x3800_0001_5000_0000, byte)
  }

  /// unreserved / sub-delims (RFC 3986 §2.2, §2.3): the bytes of a reg-name other than percent-encodings.
  @inline(__always)
  package static func isRegisteredName(_ byte: UInt8) -> Bool {
    isIn(0x2BFF_7FD2_0000_0000, 0x47FF_FFFE_87FF_FFFE, byte)
  }

  /// unreserved (RFC 3986 §2.3): the bytes that a percent-encoder doesn't change.
  @inline(__always)
  package static func isUnreserved(_ byte: UInt8) -> Bool {
    isIn(0x03FF_6000_0000_0000, 0x47FF_FFFE_87FF_FFFE, byte)
  }

  @inline(__always)
  package static func isDigit(_ byte: UInt8) -> Bool { byte &- zero < 10 }

  /// SP or HTAB, the white space of RFC 9110 §5.6.3.
  @inline(__always)
  package static func isBlank(_ byte: UInt8) -> Bool { byte == space || byte == tab }

  /// Returns the value of a hexadecimal digit, or nil.
  @inline(__always)
  package static func hexValue(_ byte: UInt8) -> UInt8? {
    if isDigit(byte) { return byte &- zero }
    let letter = (byte | 0x20) &- 0x61
    return letter < 6 ? letter &+ 10 : nil
  }

  /// Returns the lower case of an ASCII letter, and any other byte as it is: part of the Kelvin sign, for
  /// example.
  @inline(__always)
  package static func lowercased(_ byte: UInt8) -> UInt8 {
    byte &- 0x41 < 26 ? byte | 0x20 : byte
  }
}
