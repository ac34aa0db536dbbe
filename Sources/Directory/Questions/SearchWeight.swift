/// The place in which all words of a query were found, best first.
package enum SearchPlace: Int, Sendable, Comparable {
  case wholeName, nameBeginning, name, anywhere

  package static func < (left: SearchPlace, right: SearchPlace) -> Bool { left.rawValue < right.rawValue }
}

package struct SearchWeight: Sendable {
  package var place: SearchPlace
  package var weight: Double
}

/// The groups of fields to which search gives different weights.
package enum SearchColumn: Int, Sendable, CaseIterable {
  case name, keywords, body

  /// The weight of a word in one of these fields.
  fileprivate var weight: Double {
    switch self {
    case .name: 8
    case .keywords: 3
    case .body: 1
    }
  }
}

/// Counts the words of a query in one record, and weighs the counts as BM25F does (Robertson and Zaragoza,
/// "The Probabilistic Relevance Framework", 2009). The rarity of words is left out, because every record that
/// is weighed has all of them. To find that rarity, FTS5's own bm25() reads the list of each word to its end,
/// which takes 4 to 9 ms at 100,000 rows.
package struct SearchWordCount {
  /// The parameters k1 and b of BM25: how soon a further occurrence of a word adds nothing, and how much the
  /// length of a text counts against it.
  private static let saturation = 1.2
  private static let lengthShare = 0.5
  /// The number of words of a record whose length counts neither for nor against it.
  private static let usualLength = 80.0

  /// The words one after another, and the range of each. A search spends most of its time comparing these.
  private let letters: [UInt8]
  private let words: [Range<Int>]
  /// The index of the word of the query as which each word counts: its own, or that of its synonym.
  private let owners: [Int]
  private let ownCount: Int
  private var counts: [Double]
  private var isInName: [Bool]
  private var length = 0.0

  /// - Parameters:
  ///   - words: the folded words of the query.
  ///   - synonyms: the words that count as each word.
  package init(_ words: [String], synonyms: [[String]] = []) {
    var letters: [UInt8] = []
    ownCount = words.count
    owners =
      Array(words.indices) + synonyms.enumerated().flatMap { index, others in others.map { _ in index } }
    self.words = (words + synonyms.joined()).map { word in
      let start = letters.count
      letters += word.utf8
      return start..<letters.count
    }
    self.letters = letters
    counts = Array(repeating: 0, count: words.count)
    isInName = Array(repeating: false, count: words.count)
  }

  /// Counts the words of one column of the record.
  ///
  /// - Parameter text: folded words with single spaces between them.
  package mutating func read(_ text: RawSpan, column: SearchColumn) {
    var start = 0
    for end in 0...text.byteCount {
      guard end == text.byteCount || Self.byte(text, end) == UInt8(ascii: " ") else { continue }
      if end > start {
        length += 1
        count(text, start..<end, column)
      }
      start = end + 1
    }
  }

  private mutating func count(_ text: RawSpan, _ word: Range<Int>, _ column: SearchColumn) {
    for index in words.indices {
      let wanted = words[index]
      guard wanted.count <= word.count, begins(text, word.lowerBound, with: wanted) else { continue }
      let isWhole = wanted.count == word.count
      guard isWhole || index == ownCount - 1 else { continue }
      // A longer word that begins with this word may mean something else, so it counts half, and so does a
      // synonym.
      let isOwn = index < ownCount
      counts[owners[index]] += column.weight * (isWhole && isOwn ? 1 : 0.5)
      if column == .name, isOwn { isInName[index] = true }
    }
  }

  /// The weight of what was counted so far.
  package var weight: SearchWeight {
    let norm =
      Self.saturation * (1 - Self.lengthShare + Self.lengthShare * length / Self.usualLength)
    let weight = counts.reduce(0) { $0 + $1 / ($1 + norm) }
    return SearchWeight(place: isInName.allSatisfy(\.self) ? .name : .anywhere, weight: weight)
  }

  private func begins(_ text: RawSpan, _ start: Int, with wanted: Range<Int>) -> Bool {
    for index in wanted where Self.byte(text, start + index - wanted.lowerBound) != letters[index] {
      return false
    }
    return true
  }

  private static func byte(_ text: RawSpan, _ index: Int) -> UInt8 {
    unsafe text.unsafeLoad(fromByteOffset: index, as: UInt8.self)
  }
}

/// A record that a search has found, with the values by which it is ranked.
package struct RankedRecord: Sendable, Comparable {
  package let type: SearchType
  /// The index of the type among those of the query. It is needed because weights of different types can't be
  /// compared.
  package let order: Int
  /// The store's id of the record.
  package let id: Int64
  package let place: SearchPlace
  /// A larger one is better; 0 for a record that was not weighed.
  package let weight: Double
  /// True if the name has the words as they were typed.
  package var isSpelled = false
  /// The collation key of its name.
  package var key: [UInt8] = []

  package init(type: SearchType, order: Int, id: Int64, place: SearchPlace, weight: Double) {
    self.type = type
    self.order = order
    self.id = id
    self.place = place
    self.weight = weight
  }

  package static func < (left: RankedRecord, right: RankedRecord) -> Bool {
    if left.place != right.place { return left.place < right.place }
    if left.isSpelled != right.isSpelled { return left.isSpelled }
    if left.order != right.order { return left.order < right.order }
    if left.weight != right.weight { return left.weight > right.weight }
    if left.key != right.key { return left.key.lexicographicallyPrecedes(right.key) }
    return left.id < right.id
  }
}
