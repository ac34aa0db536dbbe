/// A text in the form in which values are compared.
struct FoldedValue: Sendable, Equatable {
  let bytes: [UInt8]
  /// A bit for each byte that occurs, which several bytes may share.
  private let letters: UInt64

  init(_ text: String) { self.init(folded: NearestValues.fold(text)) }

  init(folded bytes: [UInt8]) {
    self.bytes = bytes
    letters = bytes.reduce(0) { $0 | 1 << UInt64($1 & 63) }
  }

  /// False for a text that is compared with nothing, because it is empty or long.
  var isComparable: Bool { 1...NearestValues.longest ~= bytes.count }

  /// True if the text has letters and digits only.
  var isWord: Bool { bytes.allSatisfy { Self.isInWord($0) } }

  /// Returns the fewest faults of `word` in comparison with a word of this text, or nil if there are more
  /// than `most` in each. A beginning of four letters or more counts as a fault.
  func distance(toWord word: FoldedValue, atMost most: Int) -> Int? {
    var best: Int?
    for own in bytes.split(whereSeparator: { !Self.isInWord($0) }) {
      var distance: Int?
      if word.bytes.count >= 4, own.count > word.bytes.count, own.starts(with: word.bytes) {
        distance = 1
      } else if abs(own.count - word.bytes.count) <= most {
        distance = word.distance(to: FoldedValue(folded: Array(own)), atMost: most)
      }
      if let distance, distance < best ?? .max { best = distance }
    }
    return best
  }

  private static func isInWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...: true
    default: false
    }
  }

  /// Returns the number of insertions, deletions, substitutions and swaps that turn the text into the other,
  /// or nil if there are more than `most`. Most texts that differ more are recognised by their lengths and by
  /// the letters that only one of them has, and the others after a few letters.
  func distance(to other: FoldedValue, atMost most: Int) -> Int? {
    guard abs(bytes.count - other.bytes.count) <= most,
      (letters & ~other.letters).nonzeroBitCount <= most, (other.letters & ~letters).nonzeroBitCount <= most
    else { return nil }
    return NearestValues.distance(bytes, other.bytes, atMost: most)
  }
}
