internal import Directory

enum SearchSyntax {
  /// Nil where nothing has been typed yet.
  static func text(_ text: String) throws(InvalidValue.Reason) -> String? {
    guard text.unicodeScalars.count <= SearchLimit.characters,
      SearchTerms(text)?.words.count ?? 0 <= SearchLimit.words
    else { throw .searchTooLong }
    return text.unicodeScalars.allSatisfy(\.properties.isWhitespace) ? nil : text
  }
}
