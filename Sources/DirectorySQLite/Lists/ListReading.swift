internal import Directory
internal import SQLite

/// A page of any list. The total is counted first, from the clauses' side or from a count that is kept; then
/// the rows are read in one of three ways:
///
/// - led: one table has the rows with one value in the order of the names already;
/// - walked: along the order's index, each row looked at, until the page is full;
/// - sorted: all that the clauses find, sorted in memory. Only where there are few.
extension Connection {
  /// Sorting so many takes about a millisecond; where there are more, a page is full after a short walk.
  private static let mostSorted = PageLimit.maximum

  func page<Item>(
    _ query: ListQuery, of table: ListTable, item: (borrowing Row) -> Item
  ) throws(DirectoryError) -> Page<Item> {
    var items: [Item] = []
    let rest = try forEachRow(ofPage: query, of: table) { row in items.append(item(row)) }
    return Page(items: items, rest)
  }

  func forEachRow(
    ofPage query: ListQuery, of table: ListTable, _ body: (borrowing Row) throws(DirectoryError) -> Void
  ) throws(DirectoryError) -> Page<Never> {
    let filter = ListFilter(table, query, try conditions(query, of: table))
    var total = query.knownTotal
    if total == nil, query.isCounted { total = try self.total(filter) }
    let (source, order) = plan(filter, try ListOrder(query, of: table), total: total)
    var select = BoundSQL(sql: table.columns + order.columns) + source
    let list = filter.fingerprint
    if let cursor = query.after {
      guard cursor.list == list, let values = KeysetKey.decode(cursor.key, count: order.terms.count - 1)
      else { throw .invalidCursor }
      let after = order.after(values + [.integer(cursor.id)])
      select = select + BoundSQL(sql: " AND " + after.sql, values: after.values)
    }
    let limit = min(max(query.limit, 1), PageLimit.maximum)
    // One row more than is asked for tells whether there is a next page.
    select = select + BoundSQL(sql: order.clause + " LIMIT ?", values: [.integer(limit + 1)])

    var page = Page<Never>(items: [], total: total ?? 0, next: nil)
    var count = 0
    var last: Cursor?
    try forEach(select.sql, select.values) { row throws(DirectoryError) in
      guard count < limit else {
        page.next = last
        return
      }
      try body(row)
      count += 1
      guard count == limit else { return }
      let columns = (0..<order.terms.count - 1).map { Int32(clamping: table.columnCount + $0) }
      last = Cursor(list: list, id: row.integer(0), key: KeysetKey.encode(columns.map { row.value($0) }))
    }
    for field in query.facets { page.facets.append(try facet(field, filter)) }
    return page
  }

  private func total(_ filter: ListFilter) throws(DirectoryError) -> Int {
    if filter.isEmpty { return try first(filter.table.total) { Int($0.integer(0)) } ?? 0 }
    if let count = filter.keptCount { return count }
    let count = BoundSQL(sql: "SELECT count(*)" + filter.table.from) + filter.conditions(leading: true)
    return try first(count.sql, count.values) { Int($0.integer(0)) } ?? 0
  }

  /// What stands between the columns and what comes after the cursor.
  private func plan(
    _ filter: ListFilter, _ order: ListOrder, total: Int?
  ) -> (source: BoundSQL, order: ListOrder) {
    let table = filter.table
    if filter.isEmpty || (filter.isInOrder && order.isByName) || total ?? .max > Self.mostSorted {
      if order.isByName, let (index, lead) = filter.lead {
        let source: SQL = lead.from + table.joins
        return (
          BoundSQL(sql: source) + filter.conditions(leading: false, led: (index, lead)), order.led(by: lead)
        )
      }
      let source: SQL = table.from + table.joins
      return (
        BoundSQL(sql: source)
          + filter.conditions(leading: false, leadingField: order.isByName ? filter.indexed : nil), order
      )
    }
    return (BoundSQL(sql: table.from + table.joins) + filter.conditions(leading: true), order.sorted)
  }
}

/// What a query lets through, in SQL.
struct ListFilter {
  let table: ListTable
  let conditions: [ListCondition]
  /// The FTS5 expression; nil without a text.
  private let match: String?
  /// The text has no word that could be found.
  private let findsNothing: Bool
  private let query: ListQuery

  init(_ table: ListTable, _ query: ListQuery, _ conditions: [ListCondition]) {
    self.table = table
    self.query = query
    self.conditions = conditions
    match = query.text.flatMap(SearchExpression.of)
    findsNothing = query.text != nil && match == nil
  }

  /// A cursor belongs to one list, one filter and one order.
  var fingerprint: UInt64 {
    Cursor.fingerprint(
      [table.list.rawValue, query.text] + query.clauses.map { "\($0)" } + ["sort"]
        + query.sort.map { "\($0)" })
  }

  var isEmpty: Bool { conditions.isEmpty && match == nil && !findsNothing }

  /// The number of rows, where it is kept: the only clause asks for one value.
  var keptCount: Int? {
    guard conditions.count == 1, match == nil, !findsNothing, let only = conditions.first, only.isPlain else {
      return nil
    }
    return only.count
  }

  /// Whether the clauses say of when.
  private var saysWhen: Bool {
    conditions.contains { if case .period = $0.column { true } else { false } }
  }

  /// The first clause that a table has the rows for in order, by its place.
  var lead: (index: Int, lead: ListTable.Lead)? {
    for (index, condition) in conditions.enumerated() where condition.isPlain {
      if let lead = table.leadOf[condition.field] { return (index, lead) }
    }
    return nil
  }

  /// The first clause that an index has the rows for in order of the names.
  var indexed: Int? { conditions.firstIndex { $0.isPlain && table.inOrder.contains($0.field) } }

  /// Whether all that it lets through lies in one index, in the order of the names.
  var isInOrder: Bool {
    conditions.count == 1 && match == nil && !findsNothing && (indexed != nil || lead != nil)
  }

  /// From " WHERE" on.
  ///
  /// - Parameters:
  ///   - leading: whether indexes on the clauses' columns may lead to the rows.
  ///   - led: the clause that the leading table holds already.
  ///   - leadingField: the one clause whose index may lead.
  ///   - field: a field whose clauses are left out.
  func conditions(
    leading: Bool, led: (index: Int, lead: ListTable.Lead)? = nil, leadingField: Int? = nil,
    without field: String? = nil
  ) -> BoundSQL {
    var parts: [BoundSQL] = []
    for (index, condition) in conditions.enumerated() where condition.field != field {
      if index == led?.index, let lead = led?.lead {
        parts.append(BoundSQL(sql: lead.condition, values: condition.values))
      } else {
        parts.append(condition.sql(id: table.id, leading: leading || index == leadingField))
      }
    }
    if let match {
      let id: SQL = (leading ? "" : "+") + table.id
      parts.append(
        BoundSQL(
          sql: id + " IN (SELECT rowid FROM " + table.index + " WHERE " + table.index + " MATCH ?)",
          values: [.text(match)]))
    }
    if findsNothing { parts.append(BoundSQL(sql: "false")) }
    if let present = table.present, !saysWhen { parts.append(BoundSQL(sql: present)) }
    return BoundSQL(sql: " WHERE ") + BoundSQL.joined(parts, by: " AND ")
  }

  /// Whether anything is left when a field's clauses are left out.
  func isEmpty(without field: String) -> Bool {
    conditions.allSatisfy { $0.field == field } && match == nil && !findsNothing
  }

  /// What the query asks for in a field.
  func selected(_ field: String) -> Set<String> {
    var selected: Set<String> = []
    for clause in query.clauses where clause.field == field && !clause.isExcluding {
      if case .values(let values) = clause.condition { selected.formUnion(values) }
    }
    return selected
  }
}
