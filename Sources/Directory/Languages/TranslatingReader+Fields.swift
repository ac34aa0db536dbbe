/// The labels of the fields that a directory defines, and of their choices.
extension TranslatingReader {
  /// Returns the fields with one text each. A text in the language is a text alone; another one is marked by
  /// its language, in front of it.
  func translated(_ fields: [Field]) throws(DirectoryError) -> [Field] {
    guard !fields.isEmpty else { return fields }
    let standard = try standard()
    return fields.map { field in
      var field = field
      field.label = field.label.shown(in: language, or: standard)
      field.help = field.help?.shown(in: language, or: standard)
      for index in field.choices.indices {
        field.choices[index].label = field.choices[index].label?.shown(in: language, or: standard)
      }
      return field
    }
  }

  /// Translates the names of the choices that were counted.
  func translate(_ facet: inout Facet) throws(DirectoryError) {
    guard let field = try fields().first(where: { $0.path == facet.field }) else { return }
    for index in facet.values.indices {
      guard let label = field.choice(facet.values[index].value)?.label else { continue }
      facet.values[index].name = label.shown
      if case .translated(let texts) = label { facet.values[index].language = texts.first?.language }
    }
  }
}

extension LocalText {
  /// Returns the text in a language. If there is none, returns the one in the default language, or else any,
  /// with its language.
  func shown(in language: String, or standard: String) -> LocalText {
    switch self {
    case .plain(let text):
      return language == standard
        ? self : .translated([Translation(language: standard, text: text)])
    case .translated(let texts):
      if let text = texts.first(where: { $0.language == language }) { return .plain(text.text) }
      let other = texts.first { $0.language == standard } ?? texts.first
      return .translated(other.map { [$0] } ?? [])
    }
  }
}
