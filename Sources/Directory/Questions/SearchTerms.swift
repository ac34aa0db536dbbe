/// What a query asks for, word by word: each has to be found, the last one as the beginning of a word, since
/// it may still be being typed.
package struct SearchTerms: Sendable, Equatable {
  /// Folded.
  package let words: [String]
  /// The same as they were typed, in small letters.
  package let spellings: [String]

  /// Nil where there is nothing to search for.
  package init?(_ text: String) {
    var found: [(word: String, spelling: String)] = []
    for word in SearchFold.words(of: text) {
      // A word said twice asks for no more; the last mention decides which is the last word.
      found.removeAll { $0.word == word.folded }
      found.append((word.folded, SearchFold.spelling(of: word, in: text)))
    }
    guard !found.isEmpty else { return nil }
    words = found.map(\.word)
    spellings = found.map(\.spelling)
  }

  package func match(_ folded: String) -> Bool { Self.match(folded, words) }

  /// Whether a name has every word as it was typed: `Ås` and `As` are both found, what was meant first.
  package func areSpelled(in name: String) -> Bool {
    let spelled = SearchFold.words(of: name).map { SearchFold.spelling(of: $0, in: name) }
    return spellings.enumerated().allSatisfy { index, wanted in
      let isLast = index == spellings.count - 1
      return spelled.contains { isLast ? $0.utf8.starts(with: wanted.utf8) : $0 == wanted }
    }
  }

  private static func match(_ word: String, _ wanted: [String]) -> Bool {
    guard let last = wanted.last else { return false }
    return word.utf8.starts(with: last.utf8) || wanted.dropLast().contains(word)
  }
}
