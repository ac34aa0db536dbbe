internal import Directory
internal import SQLite

extension Connection {
  func facet(_ field: String, _ filter: ListFilter) throws(DirectoryError) -> Facet {
    let table = filter.table
    guard let source = table.facetOf[field] else {
      throw .unavailable("the list \(table.list) cannot count \(field)")
    }
    let counts: BoundSQL
    if filter.isEmpty(without: field), let kept = source.kept {
      counts = BoundSQL(sql: kept)
    } else {
      let rows: SQL = "(SELECT " + source.value + " AS value, count(*) AS n" + table.from + source.join
      let conditions = filter.conditions(leading: true, without: field)
      counts = BoundSQL(
        sql: source.named + rows + conditions.sql + " GROUP BY 1) AS f" + source.names,
        values: conditions.values)
    }
    let selected = filter.selected(field)
    var values = try map(counts.sql, counts.values) { row in
      Facet.Value(
        value: row.text(0), name: row.text(1), count: Int(row.integer(2)),
        isSelected: selected.contains(row.text(0)))
    }
    // What is selected is shown, even if no row has it.
    for value in selected.subtracting(values.map(\.value)) {
      let name = try source.name.flatMap { (sql) throws(DirectoryError) in
        try first(sql, [.text(value)]) { $0.text(0) }
      }
      values.append(Facet.Value(value: value, name: name ?? value, count: 0, isSelected: true))
    }
    return Facet(field: field, counted: values)
  }
}
