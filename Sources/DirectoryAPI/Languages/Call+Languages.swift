internal import Directory

extension Call {
  /// Throws if the client asks for a language that the directory doesn't have.
  func checkLanguage() throws(APIError) {
    guard let language = arguments.language else { return }
    let known = try ask { reader throws(DirectoryError) in try reader.organisation()?.languages ?? [] }
    guard !known.contains(language) else { return }
    guard !known.isEmpty else { throw .argument(.noLanguages(language)) }
    throw .argument(
      .invalidValue(
        InvalidValue(parameter: Parameter.language.name, value: language, reason: .unknown(among: known))))
  }

  /// Returns the columns of CSV. For staff, texts in other languages have columns too. A whole table in
  /// another language than the default one says so in a column, by which an import recognises it.
  func columnsOfTable<Item>(
    _ presentation: RecordPresentation<Item>
  ) throws(APIError) -> [RecordPresentation<Item>.Column] {
    let columns = try columns(of: presentation)
    if let language = arguments.language {
      let languages = try ask { reader throws(DirectoryError) in try reader.organisation()?.languages ?? [] }
      guard language != languages.first, arguments.fields == nil else { return columns }
      return columns + [.init("language", of: "textLanguages", isShort: false) { _ in .text(language) }]
    }
    let isWanted = arguments.fields?.contains("translations") ?? true
    guard isStaff, isWanted else { return columns }
    let languages = try ask { reader throws(DirectoryError) in try reader.organisation()?.languages ?? [] }
    return columns
      + TranslationColumn.all(of: presentation.type, in: languages).map { column in
        .init(column.name, of: "translations", isShort: false) {
          .text(column.cell(of: presentation.record($0).translations))
        }
      }
  }
}
