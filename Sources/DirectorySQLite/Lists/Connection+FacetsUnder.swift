internal import Directory
internal import SQLite

/// Counts by the values of a tree: a row is counted once for each of its values, and for all that these are
/// below.
extension Connection {
  private struct Node {
    let slug, name: String
    let above: Int64?
    var count = 0
    /// The last row that was counted here.
    var row: Int64?
  }

  func countsUnder(
    _ source: ListTable.FacetSource, _ tree: (table: SQL, parent: SQL), _ field: String, _ filter: ListFilter,
    _ selection: MemberSelection?, selected: Set<String>
  ) throws(DirectoryError) -> [Facet.Value] {
    var nodes: [Int64: Node] = [:]
    try forEach(.phrase("SELECT id, slug, name,", tree.parent, "FROM", tree.table)) { row in
      nodes[row.integer(0)] = Node(slug: row.text(1), name: row.text(2), above: row.optionalInteger(3))
    }
    let above = nodes.compactMapValues(\.above)
    if let counts = selection?.countsUnder(field, above: above) {
      for (id, count) in counts { nodes[id]?.count = count }
      return Self.values(nodes.values, selected)
    }
    // SQLite reads the list first, and the values of each row one after another.
    let pairs = BoundSQL(
      .phrase("SELECT", filter.table.id + ",", source.value, "FROM", filter.table.from, source.join, "WHERE"))
    let rows = BoundSQL.phrase(pairs, filter.condition(leading: true, without: field))
    try forEach(rows.sql, rows.values) { row in
      let owner = row.integer(0)
      var next = row.optionalInteger(1)
      // What is above a value that was counted for this row was counted too. This also ends a circle.
      while let id = next, let node = nodes[id], node.row != owner {
        nodes[id]?.row = owner
        nodes[id]?.count += 1
        next = node.above
      }
    }
    return Self.values(nodes.values, selected)
  }

  private static func values(_ nodes: some Sequence<Node>, _ selected: Set<String>) -> [Facet.Value] {
    nodes.filter { $0.count > 0 || selected.contains($0.slug) }.map {
      Facet.Value(
        value: $0.slug, name: $0.name, count: $0.count, isSelected: selected.contains($0.slug))
    }
  }
}
