import HTTPCore
import Testing

@Suite("A byte")
struct ByteTests {
  private static let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
  private static let digits = "0123456789"

  /// Checks that exactly the characters that the RFC lists belong to the class.
  private func check(_ isMember: (UInt8) -> Bool, _ expected: String) {
    let members = Set(expected.utf8)
    for byte in UInt8.min...UInt8.max {
      #expect(isMember(byte) == members.contains(byte), "byte \(byte)")
    }
  }

  @Test("belongs to the classes that RFC 9110, RFC 9112 and RFC 3986 define")
  func classes() {
    check(Byte.isToken, "!#$%&'*+-.^_`|~" + Self.digits + Self.letters)
    check(Byte.isRegisteredName, "-._~!$&'()*+,;=" + Self.digits + Self.letters)
    check(Byte.isUnreserved, "-._~" + Self.digits + Self.letters)
    check(Byte.isForbiddenInPath, "\"<>\\^`{|}")
    check(Byte.isDigit, Self.digits)
    check(Byte.isBlank, " \t")
  }

  @Test("may be in a field value unless it is a control character other than tab")
  func fieldValue() {
    for byte in UInt8.min...UInt8.max {
      let isAllowed = byte == 9 || 32...126 ~= byte || byte >= 128
      #expect(Byte.isFieldValue(byte) == isAllowed, "byte \(byte)")
    }
  }

  @Test("may be in a request target if it is visible ASCII other than #")
  func target() {
    for byte in UInt8.min...UInt8.max {
      #expect(Byte.isTarget(byte) == (33...126 ~= byte && byte != UInt8(ascii: "#")), "byte \(byte)")
    }
  }

  @Test("is a hexadecimal digit if it is 0-9, a-f or A-F")
  func hexadecimal() {
    for byte in UInt8.min...UInt8.max {
      let character = Character(Unicode.Scalar(byte))
      let value = character.isASCII ? character.hexDigitValue.map { UInt8($0) } : nil
      #expect(Byte.hexValue(byte) == value, "byte \(byte)")
    }
  }

  @Test("becomes lower case only if it is an ASCII capital")
  func lowercase() {
    for byte in UInt8.min...UInt8.max {
      #expect(Byte.lowercased(byte) == (65...90 ~= byte ? byte + 32 : byte), "byte \(byte)")
    }
  }
}
