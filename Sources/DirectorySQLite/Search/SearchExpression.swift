internal import Directory

/// Composes queries in the language of FTS5 (https://www.sqlite.org/fts5.html, section 3). A folded word has
/// only letters and digits and is written in quotes, so a client's text can't contain query syntax.
package enum SearchExpression {
  /// Returns the expression for a text, as in `… WHERE id IN (SELECT rowid FROM members_search WHERE
  /// members_search MATCH ?)`. Returns nil if the text has no words.
  ///
  /// - Parameter synonyms: groups of words that mean the same.
  package static func of(_ text: String, synonyms: [[String]] = []) -> String? {
    SearchTerms(text, synonyms: synonyms).map(beginnings)
  }

  /// Returns the expression for all words, where the last one may be the beginning of a longer word.
  static func beginnings(_ terms: SearchTerms) -> String { expression(terms, lastMark: "*") }

  /// Returns the expression for all words, each as a whole word.
  static func words(_ terms: SearchTerms) -> String { expression(terms, lastMark: "") }

  private static func expression(_ terms: SearchTerms, lastMark: String) -> String {
    terms.words.indices.map { index in
      let word = "\"\(terms.words[index])\"" + (index == terms.words.count - 1 ? lastMark : "")
      let others = terms.synonyms[index].map { "\"\($0)\"" }
      return others.isEmpty ? word : "(\(([word] + others).joined(separator: " OR ")))"
    }.joined(separator: " AND ")
  }

  /// Reports whether the last word is so short that the index has a list of the words that begin with it.
  static func isShort(_ terms: SearchTerms) -> Bool { (terms.words.last?.unicodeScalars.count ?? 0) <= 3 }

  /// Returns the expression restricted to the names.
  static func inNames(_ expression: String) -> String { "name : (\(expression))" }
}
