@_spi(_Unicode) import Swift

/// Finds the valid values that a client probably meant.
package enum NearestValues {
  /// The number of suggestions; Git and Cargo show about as many.
  package static let limit = 3
  /// A longer text is compared with nothing.
  static let longest = 200
  /// More faults are never a slip, and finding them takes long in long texts.
  private static let mostFaults = 10

  /// Returns the nearest values, the best first, or none if no value is near. A value is near if at most a
  /// third of the letters, or one letter, are wrong (rustc's rule for suggestions), and no more than ten, or
  /// if it begins with `value`.
  package static func nearest(to value: String, among candidates: [String]) -> [String] {
    let wanted = FoldedValue(value)
    guard wanted.isComparable else { return [] }
    let near = candidates.compactMap { candidate in
      distance(wanted, FoldedValue(candidate)).map { Suggestion(candidate, rank: .value, distance: $0) }
    }
    return near.sorted().prefix(limit).map(\.value)
  }

  /// Does the same for values of several parts, such as paths, of which each part must be near. A whole path
  /// is long, so that another last segment would be near too.
  package static func nearest(toEach parts: [String], among candidates: [[String]]) -> [[String]] {
    let wanted = parts.map { FoldedValue($0) }
    guard wanted.allSatisfy(\.isComparable) else { return [] }
    let near = candidates.compactMap { candidate -> (distance: Int, parts: [String])? in
      guard candidate.count == parts.count else { return nil }
      let distances = zip(wanted, candidate).compactMap { distance($0, FoldedValue($1)) }
      return distances.count == parts.count ? (distances.reduce(0, +), candidate) : nil
    }
    let sorted = near.sorted { one, other in
      one.distance == other.distance
        ? one.parts.lexicographicallyPrecedes(other.parts) : one.distance < other.distance
    }
    return sorted.prefix(limit).map(\.parts)
  }

  /// Returns the distance of a value that is near, or nil for one that isn't.
  static func distance(_ wanted: FoldedValue, _ candidate: FoldedValue) -> Int? {
    if candidate.bytes == wanted.bytes { return 0 }
    if wanted.bytes.count >= 2, candidate.bytes.starts(with: wanted.bytes) { return 1 }
    let third = max(wanted.bytes.count, candidate.bytes.count) / 3
    return wanted.distance(to: candidate, atMost: min(max(1, third), mostFaults))
  }

  /// Returns the form in which values are compared: lower-case letters without accents, ø as o, æ as ae, å as
  /// a, and a hyphen for a space or an underscore. Slugs are made from names in this way. `SearchFold` also
  /// merges `ae` and `a`, which would make different slugs equal here.
  package static func fold(_ text: String) -> [UInt8] {
    var folded: [UInt8] = []
    folded.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      guard scalar.isASCII else {
        for part in scalar.properties.lowercaseMapping._nfd { fold(part, into: &folded) }
        continue
      }
      switch scalar {
      case "A"..."Z": folded.append(UInt8(truncatingIfNeeded: scalar.value) | 0x20)
      case " ", "_": folded.append(UInt8(ascii: "-"))
      default: folded.append(UInt8(truncatingIfNeeded: scalar.value))
      }
    }
    return folded
  }

  private static func fold(_ letter: Unicode.Scalar, into folded: inout [UInt8]) {
    switch letter {
    case "\u{300}"..."\u{36f}": break
    case "æ": folded += [UInt8(ascii: "a"), UInt8(ascii: "e")]
    case "ø": folded.append(UInt8(ascii: "o"))
    case "œ": folded += Array("oe".utf8)
    case "ß": folded += Array("ss".utf8)
    case "þ": folded += Array("th".utf8)
    case "ð", "đ": folded.append(UInt8(ascii: "d"))
    case "ŋ": folded.append(UInt8(ascii: "n"))
    case "ŧ": folded.append(UInt8(ascii: "t"))
    case "ł": folded.append(UInt8(ascii: "l"))
    case "ı": folded.append(UInt8(ascii: "i"))
    default: folded += String(Character(letter)).utf8
    }
  }

  /// Returns the number of insertions, deletions, substitutions and swaps of neighbours between two texts
  /// (optimal string alignment).
  package static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    distance(left, right, atMost: max(left.count, right.count)) ?? 0
  }

  /// Does the same, and returns nil if there are more than `most`. Only the cells that are reached with
  /// `most` changes are computed, so texts that differ cost little.
  static func distance(_ left: [UInt8], _ right: [UInt8], atMost most: Int) -> Int? {
    guard abs(left.count - right.count) <= most else { return nil }
    let far = most + 1
    var beforeLast = Array(repeating: far, count: right.count + 1)
    var current = beforeLast
    var last = (0...right.count).map { min($0, far) }
    for (row, a) in left.enumerated() {
      let columns = max(0, row - most)..<min(right.count, row + most + 1)
      current[columns.lowerBound] = columns.lowerBound == 0 ? min(row + 1, far) : far
      var least = current[columns.lowerBound]
      for column in columns {
        let b = right[column]
        var best = min(last[column + 1], current[column]) + 1
        best = min(best, last[column] + (a == b ? 0 : 1))
        if row > 0, column > 0, a == right[column - 1], left[row - 1] == b {
          best = min(best, beforeLast[column - 1] + 1)
        }
        current[column + 1] = min(best, far)
        least = min(least, best)
      }
      if columns.upperBound < right.count { current[columns.upperBound + 1] = far }
      guard least <= most else { return nil }
      (beforeLast, last, current) = (last, current, beforeLast)
    }
    return last[right.count] <= most ? last[right.count] : nil
  }
}
