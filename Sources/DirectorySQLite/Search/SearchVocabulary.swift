internal import Directory
internal import SQLite

enum SearchVocabulary {
  /// Reports whether a word is kept for suggestions. Numbers and very short words are rarely misspelled, and
  /// very long words are rarely typed.
  static func keeps(_ word: String) -> Bool {
    3...40 ~= word.utf8.count && !word.utf8.contains { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
  }

  /// Returns how many letters of a word of this length may be wrong.
  static func allowance(_ length: Int) -> Int { length < 6 ? 1 : 2 }
}

/// Suggests other spellings for a search that found nothing. The work is limited, since any client can send
/// such searches. Only words of nearly the same length and with the same first letter are compared, since the
/// first letter is rarely wrong.
extension Connection {
  /// The most words that are compared for each length and each beginning. The beginnings are the first two
  /// letters and the first letter.
  private static let candidates = 500
  /// The most words of one query that are replaced.
  private static let replaced = 2

  /// Returns similar queries that find something.
  func didYouMean(_ terms: SearchTerms, types: [SearchType]) throws(DirectoryError) -> [String] {
    guard terms.words.count <= SearchLimit.words else { return [] }
    let respelled = try thoseFound(of: respelled(terms, types: types), types: types)
    return respelled.isEmpty ? try thoseFound(of: Self.withoutOne(terms.spellings), types: types) : respelled
  }

  private func thoseFound(of texts: [String], types: [SearchType]) throws(DirectoryError) -> [String] {
    var found: [String] = []
    for text in texts where found.count < NearestValues.limit {
      if try isFound(text, types: types) { found.append(text) }
    }
    return found
  }

  /// Returns the texts with one word less, first the one without the shortest word: `university of oslo`
  /// becomes `university oslo`.
  private static func withoutOne(_ words: [String]) -> [String] {
    guard words.count > 1 else { return [] }
    let order = words.indices.sorted { (words[$0].utf8.count, $0) < (words[$1].utf8.count, $1) }
    return order.map { left in
      words.indices.filter { $0 != left }.map { words[$0] }.joined(separator: " ")
    }
  }

  /// Returns the query with each word that no record has replaced by a similar word that a record has.
  private func respelled(_ terms: SearchTerms, types: [SearchType]) throws(DirectoryError) -> [String] {
    var choices: [[String]] = []
    var unknown = 0
    for (word, spelling) in zip(terms.words, terms.spellings) {
      if try isFound(word, types: types) {
        choices.append([spelling])
        continue
      }
      unknown += 1
      let near = unknown <= Self.replaced ? try wordsNear(word) : []
      guard !near.isEmpty else { return [] }
      choices.append(near)
    }
    // If each word occurs in some record, other spellings would not help.
    return unknown == 0 ? [] : Self.combinations(choices)
  }

  private func isFound(_ text: String, types: [SearchType]) throws(DirectoryError) -> Bool {
    guard let terms = SearchTerms(text) else { return false }
    let expression = SearchExpression.beginnings(terms)
    for type in types {
      let values: [Value] = [.text(expression), .integer(1)]
      if try first(SearchTable.of(type).matches, values, { _ in true }) != nil { return true }
    }
    return false
  }

  /// Returns all texts with one choice for each word. At most two words have several choices, at most
  /// `NearestValues.limit` each, so there are at most nine texts.
  private static func combinations(_ choices: [[String]]) -> [String] {
    choices.reduce([""]) { texts, words in
      texts.flatMap { text in words.map { text.isEmpty ? $0 : text + " " + $0 } }
    }
  }

  /// Returns the spellings of the most similar words, best first.
  private func wordsNear(_ word: String) throws(DirectoryError) -> [String] {
    let wanted = Array(word.utf8)
    guard SearchVocabulary.keeps(word) else { return [] }
    let allowed = SearchVocabulary.allowance(wanted.count)
    let letters = Self.letters(wanted.span)
    var near: [String: (distance: Int, spelling: String)] = [:]
    for length in max(1, wanted.count - allowed)...(wanted.count + allowed) {
      for count in [2, 1] {
        let start = String(word.unicodeScalars.prefix(count))
        let values: [Value] = [
          .integer(length), .text(start), .text(start + "\u{10ffff}"), .integer(Self.candidates),
        ]
        try forEach(
          """
          SELECT word, spelling FROM search_words WHERE length = ? AND word >= ? AND word < ? LIMIT ?
          """, values
        ) { row in
          let candidate = row.blob(0)
          // Each wrong letter changes at most two bits. Most candidates differ in more, so their distance
          // needn't be computed.
          guard (letters ^ Self.letters(candidate.span)).nonzeroBitCount <= 2 * allowed else { return }
          let distance = NearestValues.distance(wanted, candidate)
          if distance <= allowed { near[row.text(0)] = (distance, row.text(1)) }
        }
      }
    }
    return near.values.sorted { ($0.distance, $0.spelling) < ($1.distance, $1.spelling) }
      .prefix(NearestValues.limit).map(\.spelling)
  }

  /// Returns the set of letters of a word as bits.
  private static func letters(_ word: Span<UInt8>) -> UInt32 {
    var letters: UInt32 = 0
    for index in word.indices { letters |= 1 << UInt32(word[index] & 31) }
    return letters
  }
}
