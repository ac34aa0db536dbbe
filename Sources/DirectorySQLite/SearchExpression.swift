internal import Directory

/// FTS5's query language (https://www.sqlite.org/fts5.html, section 3), written by us alone: a folded word
/// holds letters and digits only, and stands in quotes, so whatever was typed cannot be syntax.
package enum SearchExpression {
  /// For `… WHERE id IN (SELECT rowid FROM members_search WHERE members_search MATCH ?)`. Nil where there is
  /// nothing to search for.
  package static func of(_ text: String) -> String? { SearchTerms(text).map(words) }

  static func words(_ terms: SearchTerms) -> String {
    terms.words.map { "\"\($0)\"" }.joined(separator: " AND ") + "*"
  }

  /// All words in the names.
  static func inNames(_ terms: SearchTerms) -> String { "name : (\(words(terms)))" }

  /// A whole name.
  static func named(_ terms: SearchTerms) -> String { "\"\(nameKey(terms.words))\"" }

  /// The beginning of a name.
  static func nameBeginning(_ terms: SearchTerms) -> String { named(terms) + "*" }

  /// A whole name as one word of the index. `·` is never part of a folded word.
  static func nameKey(_ words: [String]) -> String { "·" + words.joined(separator: "·") }
}
