@_spi(_Unicode) import Swift

/// Rules for the form of texts in a document.
package enum TextRules {
  /// Returns true if the text is in Unicode Normalization Form C. Swift's == compares by canonical
  /// equivalence, so it can't tell.
  static func isNormalized(_ text: String) -> Bool {
    text.unicodeScalars.elementsEqual(text._nfc)
  }

  /// Returns true if the text is printable ASCII, isn't empty, and has no space at either end. Only its
  /// length is then left to check. Most texts are like this.
  static func isPlain(_ text: String) -> Bool {
    let bytes = text.utf8Span.span
    guard let first = bytes.indices.first, let last = bytes.indices.last else { return false }
    for index in bytes.indices where !(0x20..<0x7f).contains(bytes[index]) { return false }
    return bytes[first] != UInt8(ascii: " ") && bytes[last] != UInt8(ascii: " ")
  }

  static func holdsControlCharacter(_ text: String) -> Bool {
    text.unicodeScalars.contains { scalar in
      switch scalar.value {
      case 0..<0x20, 0x7f..<0xa0: true
      // Line and paragraph separators end a line as a line feed does. Bidirectional overrides show a text in
      // another order than it is stored in (CVE-2021-42574).
      case 0x2028...0x202e, 0x2066...0x2069: true
      default: false
      }
    }
  }

  static func isSurroundedBySpace(_ text: String) -> Bool {
    let scalars = text.unicodeScalars
    return [scalars.first, scalars.last].contains { $0?.properties.isWhitespace == true }
  }

  /// Returns true for lower-case ASCII letters and digits in words that single hyphens join.
  package static func isSlug(_ text: String) -> Bool {
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

  /// Returns true for a plus sign and the digits of ITU-T E.164. No country code begins with 0.
  static func isE164(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return bytes.first == UInt8(ascii: "+") && bytes.dropFirst().first != UInt8(ascii: "0")
      && DocumentLimits.telephoneDigits.contains(bytes.count - 1)
      && bytes.dropFirst().allSatisfy(isDigit)
  }

  /// Returns true for an ASCII address with a local part, one @, and a host of at least two labels. This is
  /// HTML's rule; RFC 5322 also allows forms that nobody uses.
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

  /// Returns true for two capital letters, the form of ISO 3166-1 alpha-2.
  static func isCountryCode(_ text: String) -> Bool {
    text.utf8.count == 2 && text.utf8.allSatisfy { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
  }

  /// Returns true for a day of the Gregorian calendar, as `YYYY-MM-DD`.
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
