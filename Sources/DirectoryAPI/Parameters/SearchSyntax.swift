internal import Directory

/// Parses the words of a search.
enum SearchSyntax {
  /// Returns nil for white space only. Throws if the text is too long; any other text can be searched for.
  static func text(_ text: String) throws(InvalidValue.Reason) -> String? {
    guard text.unicodeScalars.count <= SearchLimit.characters,
      SearchTerms(text)?.words.count ?? 0 <= SearchLimit.words
    else { throw .searchTooLong }
    return text.unicodeScalars.allSatisfy(\.properties.isWhitespace) ? nil : text
  }
}
