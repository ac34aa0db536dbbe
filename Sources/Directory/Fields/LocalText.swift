/// A text that people read, in the default language of the directory or in several languages.
package enum LocalText: Sendable, Equatable {
  case plain(String)
  /// One text for each language, by tag.
  case translated([Translation])

  package struct Translation: Sendable, Equatable {
    /// A language tag (RFC 5646), such as `nb`.
    package var language: String
    package var text: String

    package init(language: String, text: String) {
      self.language = language
      self.text = text
    }
  }

  /// The text for a reader of whom no language is known.
  package var shown: String {
    switch self {
    case .plain(let text): text
    case .translated(let texts): (texts.first { $0.language == "en" } ?? texts.first)?.text ?? ""
    }
  }

  /// The text in all languages.
  package var texts: [String] {
    switch self {
    case .plain(let text): [text]
    case .translated(let texts): texts.map(\.text)
    }
  }
}

extension TextRules {
  /// Returns true for the usual forms of a language tag (RFC 5646, section 2.1): a language of two or three
  /// letters, and perhaps a script and a region, as in `nb`, `zh-Hant` and `pt-BR`.
  package static func isLanguageTag(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard let language = parts.first, (2...3).contains(language.count), parts.count <= 3 else { return false }
    let isLower = { (byte: UInt8) in (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }
    let isUpper = { (byte: UInt8) in (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) }
    let isDigit = { (byte: UInt8) in (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
    let isScript = { (part: Substring.UTF8View) in
      part.count == 4 && part.first.map(isUpper) == true && part.dropFirst().allSatisfy(isLower)
    }
    let isRegion = { (part: Substring.UTF8View) in
      part.count == 2 && part.allSatisfy(isUpper) || part.count == 3 && part.allSatisfy(isDigit)
    }
    guard language.allSatisfy(isLower) else { return false }
    switch parts.count {
    case 1: return true
    case 2: return isScript(parts[1]) || isRegion(parts[1])
    default: return isScript(parts[1]) && isRegion(parts[2])
    }
  }

  /// Returns true for the value of a choice: letters of ASCII, digits, hyphens and underscores, so that it
  /// needs no quotation in a filter, a list or a cell.
  static func isChoiceValue(_ text: String) -> Bool {
    (1...DocumentLimits.slug).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
          || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
      } && text != "not" && text != "under"
  }
}
