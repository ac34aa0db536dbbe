internal import Directory
internal import SQLite

extension Connection {
  /// Counts the values of a field among the rows that the conditions on other fields select.
  func facet(
    _ field: String, _ filter: ListFilter, _ selection: MemberSelection? = nil
  ) throws(DirectoryError) -> Facet {
    if field.hasPrefix(Field.prefix), filter.table.list == .members {
      return try customFacet(field, filter, selection)
    }
    guard let source = filter.table.fields[field]?.facet else {
      throw .unavailable("the list \(filter.table.list) can't be counted by \(field)")
    }
    let selected = filter.selected(field)
    let values: [Facet.Value] =
      if let areas = source.areas {
        try areaCounts(
          areaCounts(source, field, filter, selection), counties: areas == .counties, selected: selected)
      } else if filter.countsUnder, let tree = source.tree {
        try countsUnder(source, tree, field, filter, selection, selected: selected)
      } else {
        try countedValues(source, field, filter, selection, selected: selected)
      }
    return try Facet(field: field, counted: values, by: try alphabet()) { () throws(DirectoryError) in
      try checkTimeLimit()
    }
  }

  private func countedValues(
    _ source: ListTable.FacetSource, _ field: String, _ filter: ListFilter, _ selection: MemberSelection?,
    selected: Set<String>
  ) throws(DirectoryError) -> [Facet.Value] {
    let counts = try counts(source, field, filter, selection)
    var values = try map(counts.sql, counts.values) { row in
      Facet.Value(
        value: row.text(0), name: row.text(1), count: Int(row.integer(2)),
        order: row.optionalInteger(3).map { Int($0) }, isSelected: selected.contains(row.text(0)))
    }
    // A selected value is shown even if no row has it.
    for value in selected.subtracting(values.map(\.value)) {
      let named = try source.name.flatMap { (sql) throws(DirectoryError) in
        try first(sql, [.text(value)]) { (name: $0.text(0), order: $0.optionalInteger(1)) }
      }
      values.append(
        Facet.Value(
          value: value, name: named?.name ?? value, count: 0, order: named?.order.map { Int($0) },
          isSelected: true))
    }
    return values
  }

  /// Selects the id of each area and the number of rows just in it.
  private func areaCounts(
    _ source: ListTable.FacetSource, _ field: String, _ filter: ListFilter, _ selection: MemberSelection?
  ) throws(DirectoryError) -> BoundSQL {
    if filter.isEmpty(without: field), let kept = source.kept { return BoundSQL(kept) }
    if let groups = try groups(field, selection) { return groups }
    return .phrase(
      BoundSQL(.phrase("SELECT", source.value, ", count(*) FROM", filter.table.from, "WHERE")),
      filter.condition(leading: true, without: field), "GROUP BY 1")
  }

  /// Selects the value, the name, the count and the place of each value.
  private func counts(
    _ source: ListTable.FacetSource, _ field: String, _ filter: ListFilter, _ selection: MemberSelection?
  ) throws(DirectoryError) -> BoundSQL {
    if filter.isEmpty(without: field), let kept = source.kept { return BoundSQL(kept) }
    let head: BoundSQL = BoundSQL(.phrase("SELECT", source.shown + ", f.n,", source.order, "FROM ("))
    let tail = BoundSQL(.phrase(") AS f", source.names))
    if let groups = try groups(field, selection) { return .phrase(head, groups, tail) }
    let groups: SQL = .phrase(
      "SELECT", source.value, "AS value, count(*) AS n FROM", filter.table.from, source.join, "WHERE")
    return .phrase(
      head, BoundSQL(groups), filter.condition(leading: true, without: field), "GROUP BY 1", tail)
  }

  /// Selects the values of a field and their counts from what the selection has in memory; nil if it doesn't
  /// have the field.
  private func groups(_ field: String, _ selection: MemberSelection?) throws(DirectoryError) -> BoundSQL? {
    guard let selection else { return nil }
    let pairs: [JSONValue]
    if field == "city" {
      let rows: BoundSQL = "SELECT value, member_id FROM profile_values WHERE part = 5 ORDER BY value"
      pairs = try counts(rows, among: selection.places(without: field), in: selection.index).map {
        .array([.string($0.value), .integer($0.count)])
      }
    } else if let counts = selection.counts(field) {
      pairs = counts.map { .array([.integer(Int($0.id)), .integer($0.count)]) }
    } else {
      return nil
    }
    return BoundSQL(
      "SELECT value ->> 0 AS value, value ->> 1 AS n FROM json_each(?)",
      [.text(JSONValue.array(pairs).compactText)])
  }
}
