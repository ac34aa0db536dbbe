@_spi(_Unicode) import Swift

/// What a text in a document must look like, whatever it says.
package enum TextRules {
  /// Whether the text is in Unicode Normalization Form C. Swift's == cannot tell: it compares by canonical
  /// equivalence.
  static func isNormalized(_ text: String) -> Bool {
    text.unicodeScalars.elementsEqual(text._nfc)
  }

  /// Whether it is of printable ASCII, something, and without a space at either end: then no rule but that of its
  /// length is left. Most texts are.
  static func isPlain(_ text: String) -> Bool {
    let octets = text.utf8Span.span
    guard let first = octets.indices.first, let last = octets.indices.last else { return false }
    for index in octets.indices where !(0x20..<0x7f).contains(octets[index]) { return false }
    return octets[first] != UInt8(ascii: " ") && octets[last] != UInt8(ascii: " ")
  }

  static func holdsControlCharacter(_ text: String) -> Bool {
    text.unicodeScalars.contains { scalar in
      switch scalar.value {
      case 0..<0x20, 0x7f..<0xa0: true
      // Bidirectional overrides make a text read otherwise than it is written (CVE-2021-42574).
      case 0x202a...0x202e, 0x2066...0x2069: true
      default: false
      }
    }
  }

  static func isSurroundedBySpace(_ text: String) -> Bool {
    let scalars = text.unicodeScalars
    return [scalars.first, scalars.last].contains { $0?.properties.isWhitespace == true }
  }

  /// Lower-case ASCII letters and digits in words joined by single hyphens.
  static func isSlug(_ text: String) -> Bool {
    guard (1...DocumentLimits.slug).contains(text.utf8.count) else { return false }
    var previous = UInt8(ascii: "-")
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): break
      case UInt8(ascii: "-") where previous != UInt8(ascii: "-"): break
      default: return false
      }
      previous = byte
    }
    return previous != UInt8(ascii: "-")
  }

  /// A plus sign and the digits of ITU-T E.164; country codes do not begin with 0.
  static func isE164(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return bytes.first == UInt8(ascii: "+") && bytes.dropFirst().first != UInt8(ascii: "0")
      && DocumentLimits.telephoneDigits.contains(bytes.count - 1)
      && bytes.dropFirst().allSatisfy(isDigit)
  }

  /// An address as people have them (HTML's rule, which RFC 5322's own does not tighten in practice): ASCII, a
  /// local part, one @, a host of two labels or more.
  static func isEmail(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard bytes.count <= DocumentLimits.email, let at = bytes.firstIndex(of: UInt8(ascii: "@")) else {
      return false
    }
    let special = Array(".!#$%&'*+/=?^_`{|}~-".utf8)
    let local = bytes[..<at]
    guard (1...64).contains(local.count), local.allSatisfy({ isLetterOrDigit($0) || special.contains($0) })
    else { return false }
    let labels = bytes[(at + 1)...].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return labels.count >= 2
      && labels.allSatisfy { label in
        (1...63).contains(label.count) && label.first != UInt8(ascii: "-") && label.last != UInt8(ascii: "-")
          && label.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
      }
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  /// ISO 3166-1 alpha-2 in shape.
  static func isCountryCode(_ text: String) -> Bool {
    text.utf8.count == 2 && text.utf8.allSatisfy { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
  }

  /// `YYYY-MM-DD`, a day that the Gregorian calendar has.
  package static func isDate(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else {
      return false
    }
    func number(_ range: Range<Int>) -> Int? {
      bytes[range].allSatisfy(isDigit) ? bytes[range].reduce(0) { $0 * 10 + Int($1 & 0x0f) } : nil
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
      (1...12).contains(month)
    else { return false }
    let isLeapYear = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let days = [31, isLeapYear ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...days[month - 1]).contains(day)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
