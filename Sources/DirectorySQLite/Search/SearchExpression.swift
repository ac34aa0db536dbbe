internal import Directory

/// FTS5's query language (https://www.sqlite.org/fts5.html, section 3), written by us alone: a folded word
/// holds letters and digits only, and stands in quotes, so whatever was typed cannot be syntax.
package enum SearchExpression {
  /// For `… WHERE id IN (SELECT rowid FROM members_search WHERE members_search MATCH ?)`. Nil where there is
  /// nothing to search for.
  package static func of(_ text: String) -> String? { SearchTerms(text).map(beginnings) }

  /// All words, the last one as the beginning of a word.
  static func beginnings(_ terms: SearchTerms) -> String { words(terms) + "*" }

  /// All words as they are.
  static func words(_ terms: SearchTerms) -> String {
    terms.words.map { "\"\($0)\"" }.joined(separator: " AND ")
  }

  /// Whether the last word is one that the index has a list of beginnings for.
  static func isShort(_ terms: SearchTerms) -> Bool { (terms.words.last?.unicodeScalars.count ?? 0) <= 3 }

  /// The words of an expression, in the names.
  static func inNames(_ expression: String) -> String { "name : (\(expression))" }
}
