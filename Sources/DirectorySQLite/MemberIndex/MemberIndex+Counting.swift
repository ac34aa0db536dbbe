internal import Directory
internal import SQLite

extension MemberSelection {
  /// Returns the ids of the values of a field and how many of the members have each; nil if the index doesn't
  /// have the field.
  func counts(_ field: String) -> [(id: Int64, count: Int)]? {
    let places = places(without: field)
    switch field {
    case "kind": return count(index.columns.kinds, places)
    case "area", "county": return count(index.columns.areas, places)
    default:
      guard let relations = MemberIndex.relations[field] else { return nil }
      var counts = [Int](repeating: 0, count: index.columns.topicCodes.ids.count * 4)
      places.forEach { place in
        for topic in index.columns.topics[index.topics(of: place)] { counts[Int(topic)] += 1 }
      }
      return index.columns.topicCodes.ids.indices.dropFirst().map { code in
        (
          index.columns.topicCodes.ids[code],
          relations.reduce(0) { $0 + counts[code << 2 | $1] }
        )
      }.filter { $0.count > 0 }
    }
  }

  private func count(_ codes: MemberIndex.Codes, _ places: Bits) -> [(id: Int64, count: Int)] {
    var counts = [Int](repeating: 0, count: codes.table.ids.count)
    places.forEach { counts[Int(codes.values[$0])] += 1 }
    return codes.table.ids.indices.dropFirst().map { (codes.table.ids[$0], counts[$0]) }.filter {
      $0.count > 0
    }
  }

  /// Returns how many of the members have each topic or one below it, by the topic's id.
  ///
  /// - Parameter above: the id of the topic just above each topic that is below another.
  func countsUnder(_ field: String, above: [Int64: Int64]) -> [(id: Int64, count: Int)]? {
    guard let relations = MemberIndex.relations[field] else { return nil }
    let codes = index.columns.topicCodes
    let tree = TopicTree(codes.ids, above: above)
    var counts = [Int](repeating: 0, count: tree.ids.count)
    var last = [Int](repeating: -1, count: tree.ids.count)
    places(without: field).forEach { member in
      for topic in index.columns.topics[index.topics(of: member)] where relations.contains(Int(topic & 3)) {
        // What is above a topic that was counted for this member has been counted too.
        var place = tree.places[Int(topic >> 2)]
        while place >= 0, last[place] != member {
          last[place] = member
          counts[place] += 1
          place = tree.parents[place]
        }
      }
    }
    return zip(tree.ids, counts).filter { $0.1 > 0 }.map { ($0.0, $0.1) }
  }
}

extension Connection {
  /// Counts by the values in the first column, of the members whose ids are in the second.
  func counts(
    _ rows: BoundSQL, among places: Bits, in index: MemberIndex
  ) throws(DirectoryError) -> [(value: String, count: Int)] {
    var counts: [(value: String, count: Int)] = []
    // The rows of one value come one after another.
    var last: [UInt8] = []
    try forEach(rows.sql, rows.values) { row in
      guard let place = index.place(of: row.integer(1)), places.contains(place) else { return }
      if counts.isEmpty || !row.withText(0, { Self.isEqual($0, last) }) {
        last = row.bytes(0)
        counts.append((String(decoding: last, as: UTF8.self), 0))
      }
      counts[counts.count - 1].count += 1
    }
    return counts
  }

  private static func isEqual(_ text: RawSpan, _ bytes: [UInt8]) -> Bool {
    guard text.byteCount == bytes.count else { return false }
    return bytes.indices.allSatisfy {
      unsafe text.unsafeLoad(fromByteOffset: $0, as: UInt8.self) == bytes[$0]
    }
  }
}

/// Topics and all that are above them, each with a place.
private struct TopicTree {
  private(set) var ids: [Int64] = []
  /// The place of the topic just above each; -1 if it has none.
  private(set) var parents: [Int] = []
  /// The place of each of the topics that were asked for, in their order.
  private(set) var places: [Int] = []

  init(_ topics: [Int64], above: [Int64: Int64]) {
    var known: [Int64: Int] = [:]
    for topic in topics {
      var (below, next) = (-1, Optional(topic))
      while let id = next {
        let place = known[id] ?? ids.count
        if below >= 0 { parents[below] = place }
        // What is above a known topic is known.
        guard place == ids.count else { break }
        ids.append(id)
        parents.append(-1)
        known[id] = place
        (below, next) = (place, above[id])
      }
      places.append(known[topic] ?? -1)
    }
  }
}
