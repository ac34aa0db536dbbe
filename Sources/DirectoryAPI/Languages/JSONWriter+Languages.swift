internal import Directory

/// What answers say of the languages of texts.
extension JSONWriter {
  /// The names of the fields that `languages(of:)` writes.
  static let languageFields = ["translations", "textLanguages"]

  /// Writes the texts in other languages, which a record has for staff only, and the languages of the texts
  /// that should be in another one.
  mutating func languages(of record: some Translatable) {
    languages(record.translations, record.fallback)
  }

  mutating func languages(_ translations: Translations, _ fallback: Fallback?) {
    field("translations", DocumentJSON.json(translations))
    guard let fallback else { return }
    object("textLanguages") { json in
      json.fields(fallback.texts.map { JSONMember(name: $0, value: .string(fallback.language)) })
    }
  }
}
