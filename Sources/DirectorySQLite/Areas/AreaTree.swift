internal import Directory
internal import SQLite

/// Counts by area: the members in an area are also in all areas around it.
extension Connection {
  private struct Node {
    let id: Int64
    let parent: Int64?
    let slug, name: String
    let order: Int?
    let isCounty: Bool
    var count = 0
    /// The number of areas just inside this one whose counts aren't known yet.
    var inside = 0
  }

  /// Returns the number of members in each area and in what is inside it. Areas without any are left out.
  ///
  /// - Parameters:
  ///   - counts: selects the id of an area and the number of members just in it.
  ///   - counties: true to return the counties only.
  func areaCounts(
    _ counts: BoundSQL, counties: Bool, selected: Set<String>
  ) throws(DirectoryError) -> [Facet.Value] {
    var nodes = try areaNodes()
    let places = Dictionary(nodes.enumerated().map { ($0.element.id, $0.offset) }) { first, _ in first }
    try forEach(counts.sql, counts.values) { row in
      if let place = places[row.integer(0)] { nodes[place].count = Int(row.integer(1)) }
    }
    for node in nodes { if let parent = node.parent.flatMap({ places[$0] }) { nodes[parent].inside += 1 } }
    // Each area is added to the one around it once, after all that are inside it.
    var ready = nodes.indices.filter { nodes[$0].inside == 0 }
    while let place = ready.popLast() {
      guard let parent = nodes[place].parent.flatMap({ places[$0] }) else { continue }
      nodes[parent].count += nodes[place].count
      nodes[parent].inside -= 1
      if nodes[parent].inside == 0 { ready.append(parent) }
    }
    return nodes.filter { ($0.count > 0 || selected.contains($0.slug)) && ($0.isCounty || !counties) }.map {
      Facet.Value(
        value: $0.slug, name: $0.name, count: $0.count, order: $0.order,
        isSelected: selected.contains($0.slug))
    }
  }

  private func areaNodes() throws(DirectoryError) -> [Node] {
    try map("SELECT id, parent_id, slug, name, position, kind = 'county' FROM areas") { row in
      Node(
        id: row.integer(0), parent: row.optionalInteger(1), slug: row.text(2), name: row.text(3),
        order: row.optionalInteger(4).map { Int($0) }, isCounty: row.boolean(5))
    }
  }
}
