@_spi(_Unicode) import Swift

/// Finds the valid values that a client probably meant.
package enum NearestValues {
  /// The number of suggestions; Git and Cargo show about as many.
  package static let limit = 3

  /// Returns the nearest values, the best first, or none if no value is near. A value is near if at most a
  /// third of the letters, or one letter, are wrong (rustc's rule for suggestions), or if it begins with
  /// `value`.
  package static func nearest(to value: String, among candidates: [String]) -> [String] {
    let wanted = fold(value)
    guard !wanted.isEmpty, wanted.count <= 200 else { return [] }
    let near: [(distance: Int, value: String)] = candidates.compactMap { candidate in
      let folded = fold(candidate)
      if folded == wanted { return (0, candidate) }
      if wanted.count >= 2, folded.starts(with: wanted) { return (1, candidate) }
      let allowed = max(1, max(wanted.count, folded.count) / 3)
      guard abs(wanted.count - folded.count) <= allowed else { return nil }
      let distance = distance(wanted, folded)
      return distance <= allowed ? (distance, candidate) : nil
    }
    return near.sorted { ($0.distance, $0.value) < ($1.distance, $1.value) }.prefix(limit).map(\.value)
  }

  /// Returns the form in which values are compared: lower-case letters without accents, ø as o, æ as ae, å as
  /// a, and a hyphen for a space or an underscore. Slugs are made from names in this way. `SearchFold` also
  /// merges `ae` and `a`, which would make different slugs equal here.
  static func fold(_ text: String) -> [UInt8] {
    var folded: [UInt8] = []
    for scalar in text.lowercased()._nfd {
      switch scalar {
      case "\u{300}"..."\u{36f}": continue
      case "æ": folded += [UInt8(ascii: "a"), UInt8(ascii: "e")]
      case "ø": folded.append(UInt8(ascii: "o"))
      case "đ": folded.append(UInt8(ascii: "d"))
      case "ŋ": folded.append(UInt8(ascii: "n"))
      case "ŧ": folded.append(UInt8(ascii: "t"))
      case " ", "_": folded.append(UInt8(ascii: "-"))
      default: folded += String(Character(scalar)).utf8
      }
    }
    return folded
  }

  /// Returns the number of insertions, deletions, substitutions and swaps of neighbours between two texts
  /// (optimal string alignment).
  package static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for (row, a) in left.enumerated() {
      var current = [row + 1]
      for (column, b) in right.enumerated() {
        var best = min(last[column + 1], current[column]) + 1
        best = min(best, last[column] + (a == b ? 0 : 1))
        if row > 0, column > 0, a == right[column - 1], left[row - 1] == b {
          best = min(best, beforeLast[column - 1] + 1)
        }
        current.append(best)
      }
      beforeLast = last
      last = current
    }
    return last[right.count]
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
    _ value: String, of parameter: String, among known: [String], former: FormerSlug?
  ) -> DirectoryError {
    let successors = former?.successors ?? []
    let nearest = successors.isEmpty ? NearestValues.nearest(to: value, among: known) : successors
    return .unknownValue(parameter: parameter, value: value, nearest: nearest)
  }
}
