/// The words of a query. A record must contain each of them, and the last one as the beginning of a word,
/// since the client may search while someone is typing.
package struct SearchTerms: Sendable, Equatable {
  /// The words as `SearchFold` folds them.
  package let words: [String]
  /// The same words as they were typed, in lower case.
  package let spellings: [String]

  /// The words that count as each word, folded too.
  package let synonyms: [[String]]

  /// Returns nil if the text has no words.
  ///
  /// - Parameter groups: words that mean the same. Each of a group counts as the others.
  package init?(_ text: String, synonyms groups: [[String]] = []) {
    var found: [(word: String, spelling: String)] = []
    for word in SearchFold.words(of: text) {
      // A repeated word adds nothing; its last occurrence decides which word is the last.
      found.removeAll { $0.word == word.folded }
      found.append((word.folded, SearchFold.spelling(of: word, in: text)))
    }
    guard !found.isEmpty else { return nil }
    words = found.map(\.word)
    synonyms = Self.synonyms(of: words, groups)
    spellings = found.map(\.spelling)
  }

  /// Returns true if the query asks for that folded word.
  package func match(_ folded: String) -> Bool {
    Self.match(folded, words) || synonyms.contains { $0.contains(folded) }
  }

  /// Returns true if a name has every word as it was typed. `ås` finds `Ås` and `As`, and `Ås` comes first.
  package func areSpelled(in name: String) -> Bool {
    let spelled = SearchFold.words(of: name).map { SearchFold.spelling(of: $0, in: name) }
    return spellings.enumerated().allSatisfy { index, wanted in
      let isLast = index == spellings.count - 1
      return spelled.contains { isLast ? $0.utf8.starts(with: wanted.utf8) : $0 == wanted }
    }
  }

  private static func synonyms(of words: [String], _ groups: [[String]]) -> [[String]] {
    guard !groups.isEmpty else { return words.map { _ in [] } }
    let folded = groups.map { $0.flatMap { SearchFold.fold($0) } }
    return words.map { word in
      folded.filter { $0.contains(word) }.joined().filter { $0 != word }
    }
  }

  private static func match(_ word: String, _ wanted: [String]) -> Bool {
    guard let last = wanted.last else { return false }
    return word.utf8.starts(with: last.utf8) || wanted.dropLast().contains(word)
  }
}
