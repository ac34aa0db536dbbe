/// The column of a table that has a text in another language than the default one: `name@nb`.
package struct TranslationColumn: Sendable, Equatable {
  /// The field whose text is translated.
  package let text: TranslatableText
  package let tag: String

  package var name: String { "\(text.name)@\(tag)" }

  /// Creates the column for a name. Returns nil for a name without `@`, or whose field can't be translated.
  init?(_ name: String, of type: RecordType) {
    guard let at = name.lastIndex(of: "@") else { return nil }
    let field = ColumnNames.field(String(name[..<at]), of: type)
    let tag = TableHeader.trimmed(String(name[name.index(after: at)...]))
    guard let text = type.texts.first(where: { $0.name == field }), !tag.isEmpty else { return nil }
    (self.text, self.tag) = (text, tag)
  }

  private init(_ text: TranslatableText, _ tag: String) { (self.text, self.tag) = (text, tag) }

  /// Returns the columns of a type.
  ///
  /// - Parameter languages: the languages of the directory. The first needs no columns of its own.
  package static func all(of type: RecordType, in languages: [String]) -> [TranslationColumn] {
    languages.dropFirst().flatMap { tag in type.texts.map { TranslationColumn($0, tag) } }
  }

  /// Returns the content of the cell; nil if there is no such text. An import reads the same text from it.
  package func cell(of translations: Translations) -> String? {
    guard let value = translations.text(text.name, in: tag) else { return nil }
    switch (text.form, value) {
    case (_, .string(let text)): return text
    case (.list, .array(let items)):
      return RecordRow.text(of: items.compactMap(\.text))
    case (.facts, .array(let items)):
      return RecordRow.text(
        of: items.map { Fact(label: $0.member("label")?.text ?? "", text: $0.member("text")?.text ?? "") })
    case (.links, .array): return ProfileLists.text(of: WebLink.list(value))
    default: return nil
    }
  }

  /// Returns the value that a cell has.
  ///
  /// - Parameter before: the value before, which a cell with the same content leaves as it is, even if the
  ///   text could be read in another way.
  func value(of cell: String, before: Translations) -> JSONValue {
    if cell.isEmpty { return .null }
    if cell == self.cell(of: before), let value = before.text(text.name, in: tag) { return value }
    return switch text.form {
    case .line, .paragraphs: .string(cell)
    case .list: RowFields.focusAreas(cell)
    case .facts: RowFields.facts(cell)
    case .links: ProfileLists.webLinks(cell)
    }
  }
}
