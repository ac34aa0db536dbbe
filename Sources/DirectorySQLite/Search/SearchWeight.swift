internal import Directory

/// Where all the words were found, the best first.
enum SearchPlace: Int, Comparable {
  case wholeName, nameBeginning, name, anywhere

  static func < (left: SearchPlace, right: SearchPlace) -> Bool { left.rawValue < right.rawValue }
}

struct SearchWeight {
  var place: SearchPlace
  var weight: Double
}

/// Counts the words of a query in one row, and weighs the counts as BM25F does (Robertson and Zaragoza, "The
/// Probabilistic Relevance Framework", 2009), without the rarity of words: every row at hand has all of them.
/// That rarity is what FTS5's own bm25() reads each word's list to the end for, 4 to 9 ms at 100,000 rows.
struct SearchWordCount {
  /// How much a word weighs in the name, the keywords and the body.
  static let columns = [8.0, 3.0, 1.0]
  /// How soon a further mention adds nothing, BM25's k1, and how much a long text is held against it, its b.
  private static let saturation = 1.2
  private static let lengthShare = 0.5
  /// Of a row, in words; where its length counts for nothing.
  private static let usualLength = 80.0

  /// The words on end, and where each lies: this is what a search spends its time on.
  private let letters: [UInt8]
  private let words: [Range<Int>]
  private var counts: [Double]
  private var isInName: [Bool]
  private var length = 0.0

  init(_ words: [String]) {
    var letters: [UInt8] = []
    self.words = words.map { word in
      let start = letters.count
      letters += word.utf8
      return start..<letters.count
    }
    self.letters = letters
    counts = Array(repeating: 0, count: words.count)
    isInName = Array(repeating: false, count: words.count)
  }

  /// - Parameter text: folded words parted by single spaces.
  mutating func read(_ text: RawSpan, column: Int) {
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

  private mutating func count(_ text: RawSpan, _ word: Range<Int>, _ column: Int) {
    for index in words.indices {
      let wanted = words[index]
      guard wanted.count <= word.count, begins(text, word.lowerBound, with: wanted) else { continue }
      let isWhole = wanted.count == word.count
      guard isWhole || index == words.count - 1 else { continue }
      // A word that only begins so is as likely another word.
      counts[index] += Self.columns[column] * (isWhole ? 1 : 0.5)
      if column == SearchTable.Column.name.rawValue { isInName[index] = true }
    }
  }

  var weight: SearchWeight {
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
