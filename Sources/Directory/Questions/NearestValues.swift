@_spi(_Unicode) import Swift

/// Which of the valid values someone probably meant.
package enum NearestValues {
  /// As many as a reader takes in at a glance; Git and Cargo suggest as few.
  package static let limit = 3

  /// Best first; empty when nothing is near. A value is near when a third of its letters, at least one, are
  /// wrong (the rule of rustc's suggestions), or when it begins with what was given.
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

  /// How values are compared: small letters without accents, ø as o, æ as ae, å as a, and spaces and
  /// underscores as the hyphens of a slug.
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

  /// Optimal string alignment: insertions, deletions, substitutions, and swaps of neighbours.
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
  /// The error for a value that does not exist.
  ///
  /// - Parameters:
  ///   - known: the values that exist.
  ///   - former: what became of the value, if it is a former slug: what took its place is nearer than what is spelled
  ///     alike.
  package static func unknown(
    _ value: String, of parameter: String, among known: [String], former: FormerSlug?
  ) -> DirectoryError {
    let successors = former?.successors ?? []
    let nearest = successors.isEmpty ? NearestValues.nearest(to: value, among: known) : successors
    return .unknownValue(parameter: parameter, value: value, nearest: nearest)
  }
}
