/// A value of a vocabulary, with the names by which people know it.
package struct KnownValue: Sendable {
  package let value: String
  private let folded: FoldedValue
  private let names: [FoldedValue]

  package init(_ value: String, names: [String] = []) {
    self.value = value
    let folded = FoldedValue(value)
    self.folded = folded
    self.names = names.map { FoldedValue($0) }.filter { $0 != folded }
  }

  /// Reports whether a name of the value is the text, but for accents and capital letters.
  func isNamed(_ text: String) -> Bool {
    let wanted = FoldedValue(text)
    return folded == wanted || names.contains(wanted)
  }

  /// Returns how near the value is to a text, or nil if it isn't.
  func suggestion(for wanted: FoldedValue) -> Suggestion? {
    if names.contains(wanted) { return Suggestion(value, rank: .name, distance: 0) }
    if let distance = NearestValues.distance(wanted, folded) {
      return Suggestion(value, rank: .value, distance: distance)
    }
    let most = Self.faults(in: wanted)
    if let distance = names.compactMap({ wanted.distance(to: $0, atMost: most) }).min() {
      return Suggestion(value, rank: .name, distance: distance)
    }
    guard wanted.isWord else { return nil }
    return ([folded] + names).compactMap { $0.distance(toWord: wanted, atMost: most) }.min().map {
      Suggestion(value, rank: .word, distance: $0)
    }
  }

  /// Returns how many letters may be wrong. There are fewer than in a value, because many names have words in
  /// common, and short words resemble many others.
  private static func faults(in wanted: FoldedValue) -> Int {
    switch wanted.bytes.count {
    case ..<4: 0
    case ..<8: 1
    default: 2
    }
  }
}

/// A value that a client may have meant.
struct Suggestion: Comparable {
  /// What the text resembles.
  enum Rank: Int, Comparable {
    case value, name, word

    static func < (left: Rank, right: Rank) -> Bool { left.rawValue < right.rawValue }
  }

  let value: String
  let rank: Rank
  let distance: Int

  init(_ value: String, rank: Rank, distance: Int) {
    (self.value, self.rank, self.distance) = (value, rank, distance)
  }

  /// What is equal to the text comes first.
  static func < (left: Suggestion, right: Suggestion) -> Bool {
    (min(left.distance, 1), left.rank, left.distance, left.value)
      < (min(right.distance, 1), right.rank, right.distance, right.value)
  }
}

extension NearestValues {
  /// A word that more values have says little, so they aren't suggested.
  static let mostWithOneWord = 10

  /// Returns the nearest values of a vocabulary, as `nearest(to:among:)` does for other texts. Their names
  /// are compared too, and so is each word of a value and of its names. A text that is a whole name is
  /// compared with nothing else.
  package static func nearest(to value: String, among known: [KnownValue]) -> [String] {
    let wanted = FoldedValue(value)
    guard wanted.isComparable else { return [] }
    let near = known.compactMap { $0.suggestion(for: wanted) }.sorted()
    let named = near.filter { $0.rank == .name && $0.distance == 0 }
    if !named.isEmpty, near.first?.rank == .name { return named.prefix(limit).map(\.value) }
    let isVague = near.count { $0.rank == .word } > mostWithOneWord
    return near.filter { $0.rank != .word || !isVague }.prefix(limit).map(\.value)
  }

  /// Returns the slug and the words, as search folds them, of what is called `text`; nil for a text that is
  /// compared with nothing.
  package static func names(like text: String) -> (slug: String, words: String)? {
    let wanted = FoldedValue(text)
    guard wanted.isComparable else { return nil }
    return (String(decoding: wanted.bytes, as: UTF8.self), SearchFold.fold(text).joined(separator: " "))
  }

  /// Returns the suggestion by which a request may be corrected: the best one, unless it only has a word or a
  /// name like `value` and there are others.
  package static func correction(of value: String, by nearest: [String]) -> String? {
    guard let best = nearest.first else { return nil }
    return nearest.count == 1 || distance(FoldedValue(value), FoldedValue(best)) != nil ? best : nil
  }
}

extension DirectoryError {
  /// Returns the error for a value that doesn't exist.
  ///
  /// - Parameters:
  ///   - known: the values that exist.
  ///   - former: the former slug, if the value is one. Its successors are better suggestions than values
  ///     that are spelled alike.
  package static func unknown(
    _ value: String, of parameter: String, among known: [KnownValue], former: FormerSlug?
  ) -> DirectoryError {
    let successors = former?.successors ?? []
    let nearest = successors.isEmpty ? NearestValues.nearest(to: value, among: known) : successors
    return .unknownValue(parameter: parameter, value: value, nearest: nearest)
  }
}
