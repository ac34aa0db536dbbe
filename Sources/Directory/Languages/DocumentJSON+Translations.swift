/// Translations as JSON: `{"nb": {"name": "Bærum kommune"}}`, in documents, in the database and in answers.
extension DocumentJSON {
  /// Returns nil if there are none.
  package static func json(_ translations: Translations) -> JSONValue? {
    guard !translations.isEmpty else { return nil }
    return .object(
      translations.languages.map { language in
        JSONMember(
          name: language.tag,
          value: .object(language.texts.map { JSONMember(name: $0.name, value: $0.value) }))
      })
  }

  /// Returns the translations as a store keeps them; nil if there are none.
  package static func text(of translations: Translations) -> String? {
    json(translations).map { $0.compactText }
  }

  /// Reads what `text(of:)` returned. Throws `damaged` for a text that isn't JSON.
  package static func translations(fromStored text: String) throws(DirectoryError) -> Translations {
    guard case .object(let languages) = try value(ofStored: text) else {
      throw .damaged("stored translations are not an object")
    }
    return Translations(
      languages.compactMap { language in
        guard case .object(let texts) = language.value else { return nil }
        return Translations.Language(
          tag: language.name, texts: texts.map { Translations.Text(name: $0.name, value: $0.value) })
      })
  }

  /// Returns a list of texts as a store keeps it.
  package static func text(ofList list: [String]) -> String {
    JSONValue.array(list.map { .string($0) }).compactText
  }

  /// Reads what `text(ofList:)` returned; of any other text, nothing.
  package static func list(fromStored text: String) -> [String] {
    guard case .array(let items)? = try? value(ofStored: text) else { return [] }
    return items.compactMap(\.text)
  }

  /// Returns lists of texts as a store keeps them.
  package static func text(ofLists lists: [[String]]) -> String {
    let value = JSONValue.array(lists.map { .array($0.map { .string($0) }) })
    return value.compactText
  }

  /// Reads what `text(ofLists:)` returned; of any other text, nothing.
  package static func lists(fromStored text: String) -> [[String]] {
    guard case .array(let lists)? = try? value(ofStored: text) else { return [] }
    return lists.map { list in
      guard case .array(let items) = list else { return [] }
      return items.compactMap(\.text)
    }
  }

  static func translations(_ fields: FieldReader, of type: RecordType) -> Translations {
    Translations(
      fields.optionalMembers("translations") { tag, fields in
        Translations.Language(
          tag: tag,
          texts: type.texts.compactMap { text in
            value(of: text, fields).map { Translations.Text(name: text.name, value: $0) }
          })
      })
  }

  private static func value(of text: TranslatableText, _ fields: FieldReader) -> JSONValue? {
    switch text.form {
    case .line, .paragraphs: string(fields.optionalString(text.name))
    case .list: array(fields.optionalStrings(text.name)) { .string($0) }
    case .facts:
      array(
        fields.optionalObjects(text.name) {
          Fact(label: $0.string("label"), text: $0.string("text"))
        }
      ) { object(["label": .string($0.label), "text": .string($0.text)]) }
    case .links:
      array(
        fields.optionalObjects(text.name) {
          WebLink(label: $0.string("label"), url: $0.string("url"))
        }
      ) { $0.json }
    }
  }
}
