/// The texts of one record in other languages than the default language of the directory.
package struct Translations: Sendable, Equatable {
  /// A text in one language.
  package struct Text: Sendable, Equatable {
    /// The field that has the text in the default language.
    package var name: String
    /// A string; an array for a field that is a list.
    package var value: JSONValue

    package init(name: String, value: JSONValue) {
      self.name = name
      self.value = value
    }
  }

  /// The texts in one language.
  package struct Language: Sendable, Equatable {
    package var tag: String
    package var texts: [Text]

    package init(tag: String, texts: [Text]) {
      self.tag = tag
      self.texts = texts
    }
  }

  /// The languages in the order of their tags. Each has at least one text.
  package let languages: [Language]

  package static let none = Translations([])

  package init(_ languages: [Language]) {
    self.languages = languages.filter { !$0.texts.isEmpty }.sorted { $0.tag < $1.tag }
  }

  package var isEmpty: Bool { languages.isEmpty }

  /// Returns the text in that language; nil if there is none.
  package func text(_ name: String, in tag: String) -> JSONValue? {
    languages.first { $0.tag == tag }?.texts.first { $0.name == name }?.value
  }

  /// Returns the texts of a field that are strings, in all languages.
  package func strings(_ name: String) -> [String] {
    languages.compactMap { language in
      guard case .string(let text)? = language.texts.first(where: { $0.name == name })?.value else {
        return nil
      }
      return text
    }
  }
}

/// A field whose text may be translated.
package struct TranslatableText: Sendable, Equatable {
  package enum Form: Sendable {
    /// A text of one line, with the most characters that it may have.
    case line(Int)
    /// A text of several paragraphs.
    case paragraphs
    /// A list of texts of one line each.
    case list(Int)
    /// A list of facts, each with its label.
    case facts
    /// A list of links, each with its label.
    case links
  }

  package let name: String
  package let form: Form

  package static func == (one: TranslatableText, other: TranslatableText) -> Bool { one.name == other.name }
}

extension RecordType {
  /// The fields that may be translated, in the order in which documents have them.
  package var texts: [TranslatableText] {
    switch self {
    case .organisation: Self.line("name", "shortName", "region") + [Self.summary]
    case .office: Self.line("name", "host")
    case .contact: Self.line("role")
    case .memberKind, .topicKind: Self.line("name", "pluralName")
    // Its texts are objects with all languages.
    case .field: []
    case .area, .county: Self.line("name", "shortName")
    case .topic: Self.line("name") + [Self.summary]
    case .member:
      Self.line("name", "shortName") + [
        Self.summary, TranslatableText(name: "focusAreas", form: .list(DocumentLimits.name)),
        TranslatableText(name: "facts", form: .facts), TranslatableText(name: "about", form: .paragraphs),
        TranslatableText(name: "webLinks", form: .links),
      ]
    }
  }

  private static func line(_ names: String...) -> [TranslatableText] {
    names.map { TranslatableText(name: $0, form: .line(DocumentLimits.name)) }
  }

  private static let summary = TranslatableText(name: "summary", form: .line(DocumentLimits.text))
}

extension DirectoryRecord {
  package var translations: Translations {
    get {
      switch self {
      case .organisation(let organisation): organisation.translations
      case .office(let office): office.translations
      case .contact(let contact): contact.translations
      case .memberKind(let kind), .topicKind(let kind): kind.translations
      case .field: .none
      case .area(let area), .county(let area): area.translations
      case .topic(let topic): topic.translations
      case .member(let member): member.translations
      }
    }
    set { self = translated(newValue) }
  }

  private func translated(_ translations: Translations) -> DirectoryRecord {
    func with<Item>(_ item: Item, _ path: WritableKeyPath<Item, Translations>) -> Item {
      var item = item
      item[keyPath: path] = translations
      return item
    }
    return switch self {
    case .organisation(let organisation): .organisation(with(organisation, \.translations))
    case .office(let office): .office(with(office, \.translations))
    case .contact(let contact): .contact(with(contact, \.translations))
    case .memberKind(let kind): .memberKind(with(kind, \.translations))
    case .topicKind(let kind): .topicKind(with(kind, \.translations))
    case .field: self
    case .area(let area): .area(with(area, \.translations))
    case .county(let county): .county(with(county, \.translations))
    case .topic(let topic): .topic(with(topic, \.translations))
    case .member(let member): .member(with(member, \.translations))
    }
  }
}
