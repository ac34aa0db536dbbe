/// A text that people read, in the default language of the directory or in several languages.
package enum LocalText: Sendable, Equatable {
  case plain(String)
  /// One text for each language, by tag.
  case translated([Translation])

  package struct Translation: Sendable, Equatable {
    /// A language tag, such as `nb`.
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

extension LocalText {
  /// Returns a text that both have in one language, in small or capital letters; nil if there is none.
  ///
  /// - Parameter language: the default language of the directory, that of a text without a language.
  func text(sharedWith other: LocalText, in language: String) -> String? {
    let others = other.byLanguage(language)
    return byLanguage(language).first { own in
      others.contains { $0.language == own.language && $0.text.lowercased() == own.text.lowercased() }
    }?.text
  }

  private func byLanguage(_ language: String) -> [Translation] {
    switch self {
    case .plain(let text): [Translation(language: language, text: text)]
    case .translated(let texts): texts
    }
  }
}

extension TextRules {
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
