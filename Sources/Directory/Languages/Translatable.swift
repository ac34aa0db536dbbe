/// The texts of a record that an answer in another language shows in the default language, since they aren't
/// translated.
package struct Fallback: Sendable, Equatable {
  package var language: String
  /// The names of the fields, in the order of the record.
  package var texts: [String]

  package init(language: String, texts: [String]) {
    self.language = language
    self.texts = texts
  }

  /// Returns nil if none of these texts is among them.
  package func only(_ names: [String]) -> Fallback? {
    let texts = texts.filter { names.contains($0) }
    return texts.isEmpty ? nil : Fallback(language: language, texts: texts)
  }
}

/// A record as it is read, whose texts can be replaced by their translations.
package protocol Translatable: Sendable {
  var translations: Translations { get set }
  var fallback: Fallback? { get set }
  /// Returns a text as JSON; nil if the record has none of that name.
  func text(_ name: String) -> JSONValue?
  mutating func setText(_ name: String, _ value: JSONValue)
}

extension Translatable {
  /// Replaces the texts by those in a language. What isn't translated stays, and is listed in `fallback`.
  ///
  /// - Parameter standard: the language of the texts that the record has.
  mutating func translate(_ texts: [TranslatableText], into language: String, from standard: String) {
    defer { translations = .none }
    guard language != standard else { return }
    // A short name that is the name is that of the translated name too.
    let isShort = text("shortName") == text("name")
    var missing: [String] = []
    for item in texts {
      let name = item.name
      let translated =
        translations.text(name, in: language)
        ?? (name == "shortName" && isShort ? translations.text("name", in: language) : nil)
      if let translated {
        setText(name, translated)
      } else if text(name) != nil {
        missing.append(name)
      }
    }
    if !missing.isEmpty { fallback = Fallback(language: standard, texts: missing) }
  }
}

extension JSONValue {
  /// The string; nil for any other value, and for an empty one.
  fileprivate init?(text: String?) {
    guard let text, !text.isEmpty else { return nil }
    self = .string(text)
  }
}

extension Member: Translatable {
  package func text(_ name: String) -> JSONValue? {
    switch name {
    case "name": JSONValue(text: self.name)
    case "shortName": JSONValue(text: shortName)
    case "summary": JSONValue(text: summary)
    case "about": JSONValue(text: profile.about)
    case "focusAreas": focusAreas.isEmpty ? nil : .array(focusAreas.map { .string($0) })
    case "facts": facts.isEmpty ? nil : DocumentJSON.json(facts)
    case "webLinks": profile.webLinks.isEmpty ? nil : .array(profile.webLinks.map(\.json))
    default: nil
    }
  }

  package mutating func setText(_ name: String, _ value: JSONValue) {
    switch (name, value) {
    case ("name", .string(let text)): self.name = text
    case ("shortName", .string(let text)): shortName = text
    case ("summary", .string(let text)): summary = text
    case ("about", .string(let text)): profile.about = text
    case ("focusAreas", .array(let items)): focusAreas = items.compactMap(\.text)
    case ("facts", .array(let items)):
      facts = items.map { Fact(label: $0.member("label")?.text ?? "", text: $0.member("text")?.text ?? "") }
    case ("webLinks", .array): profile.webLinks = WebLink.list(value)
    default: break
    }
  }
}

extension Topic: Translatable {
  package func text(_ name: String) -> JSONValue? {
    switch name {
    case "name": JSONValue(text: self.name)
    case "summary": JSONValue(text: summary)
    default: nil
    }
  }

  package mutating func setText(_ name: String, _ value: JSONValue) {
    switch (name, value) {
    case ("name", .string(let text)): self.name = text
    case ("summary", .string(let text)): summary = text
    default: break
    }
  }
}

extension Contact: Translatable {
  package func text(_ name: String) -> JSONValue? { name == "role" ? JSONValue(text: role) : nil }

  package mutating func setText(_ name: String, _ value: JSONValue) {
    if case ("role", .string(let text)) = (name, value) { role = text }
  }
}

extension Office: Translatable {
  package func text(_ name: String) -> JSONValue? {
    switch name {
    case "name": JSONValue(text: self.name)
    case "host": JSONValue(text: host)
    default: nil
    }
  }

  package mutating func setText(_ name: String, _ value: JSONValue) {
    switch (name, value) {
    case ("name", .string(let text)): self.name = text
    case ("host", .string(let text)): host = text
    default: break
    }
  }
}

extension Kind: Translatable {
  package func text(_ name: String) -> JSONValue? {
    switch name {
    case "name": JSONValue(text: self.name)
    case "pluralName": JSONValue(text: pluralName)
    default: nil
    }
  }

  package mutating func setText(_ name: String, _ value: JSONValue) {
    switch (name, value) {
    case ("name", .string(let text)): self.name = text
    case ("pluralName", .string(let text)): pluralName = text
    default: break
    }
  }
}

extension DirectoryDocument.Area: Translatable {
  package func text(_ name: String) -> JSONValue? {
    switch name {
    case "name": JSONValue(text: self.name)
    case "shortName": JSONValue(text: shortName)
    default: nil
    }
  }

  package mutating func setText(_ name: String, _ value: JSONValue) {
    switch (name, value) {
    case ("name", .string(let text)): self.name = text
    case ("shortName", .string(let text)): shortName = text
    default: break
    }
  }
}

extension Organisation: Translatable {
  package func text(_ name: String) -> JSONValue? {
    switch name {
    case "name": JSONValue(text: self.name)
    case "shortName": JSONValue(text: shortName)
    case "region": JSONValue(text: region)
    case "summary": JSONValue(text: summary)
    default: nil
    }
  }

  package mutating func setText(_ name: String, _ value: JSONValue) {
    switch (name, value) {
    case ("name", .string(let text)): self.name = text
    case ("shortName", .string(let text)): shortName = text
    case ("region", .string(let text)): region = text
    case ("summary", .string(let text)): summary = text
    default: break
    }
  }
}
