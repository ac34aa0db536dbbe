internal import Directory
internal import SQLite

/// Reads a page of any list. The total is counted first, by the query's conditions or from a count that the
/// database keeps. Then the rows are read in one of three ways:
///
/// - led: another table has the rows with one value in the order of the names already;
/// - walked: SQLite reads along the index of the list's order and tests each row, until the page is full;
/// - sorted: SQLite finds all rows by the conditions and sorts them in memory. This is for few rows only,
///   such as those that the index of members has found for the page.
extension Connection {
  /// The most rows that are sorted in memory, which takes about a millisecond. If a query selects more rows,
  /// a short walk finds enough of them to fill a page.
  private static let mostSorted = PageLimit.maximum

  func page<Item>(
    _ query: ListQuery, of table: ListTable, item: (borrowing Row) -> Item
  ) throws(DirectoryError) -> Page<Item> {
    var items: [Item] = []
    let rest = try forEachRow(ofPage: query, of: table) { row in items.append(item(row)) }
    return Page(items: items, rest)
  }

  /// Calls the closure with each row of the page. Returns the page without its items.
  func forEachRow(
    ofPage query: ListQuery, of table: ListTable, _ body: (borrowing Row) throws(DirectoryError) -> Void
  ) throws(DirectoryError) -> Page<Never> {
    let filter = ListFilter(
      table, query, try conditions(query, of: table), synonyms: query.text == nil ? [] : try synonyms())
    var total = query.knownTotal
    let selection = try selection(query, filter)
    if total == nil, query.isCounted {
      if let selection { total = selection.total } else { total = try self.total(filter) }
    }
    let order = try ListOrder(query, of: table) { name throws(DirectoryError) in
      table.list == .members ? try customOrder(name) : nil
    }
    let list = filter.fingerprint
    let limit = min(max(query.limit, 0), PageLimit.maximum)
    let start = try start(of: query, isByName: order.isByName, list)
    let plan =
      try plan(query, selection, filter, order, after: start, limit: limit)
      ?? plan(filter, order, total: total)
    let select = try select(plan, of: table, after: start, list: list, limit: limit)

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
      let columns = plan.order.keys.indices.map { Int32(clamping: table.columnCount + $0) }
      last = Cursor(list: list, id: row.integer(0), key: KeysetKey.encode(columns.map { row.value($0) }))
    }
    for field in query.facets { page.facets.append(try facet(field, filter, selection)) }
    return page
  }

  /// Returns the place after which the page starts: that of the cursor, or that before the name from which
  /// the list starts; nil if it starts with the first row.
  private func start(
    of query: ListQuery, isByName: Bool, _ list: UInt64
  ) throws(DirectoryError) -> Cursor? {
    if let after = query.after { return after }
    guard let name = query.from, isByName else { return nil }
    let key = KeysetKey.encode([.blob(CollationKey.make(name, try alphabet()))])
    return Cursor(list: list, id: .min, key: key)
  }

  private func total(_ filter: ListFilter) throws(DirectoryError) -> Int {
    if filter.isEmpty { return try first(filter.table.total) { Int($0.integer(0)) } ?? 0 }
    if let count = filter.keptCount { return count }
    let count = BoundSQL.phrase(
      "SELECT count(*) FROM", BoundSQL(filter.table.from), "WHERE", filter.condition(leading: true))
    return try first(count.sql, count.values) { Int($0.integer(0)) } ?? 0
  }

  /// A way to read the rows of a query.
  private struct Plan {
    var from: SQL
    var condition: BoundSQL
    var order: ListOrder
  }

  /// Returns the plan that reads the rows of a page by their ids; nil without an index that has the order.
  private func plan(
    _ query: ListQuery, _ selection: MemberSelection?, _ filter: ListFilter, _ order: ListOrder,
    after cursor: Cursor?, limit: Int
  ) throws(DirectoryError) -> Plan? {
    guard let selection, !filter.isEmpty || !order.isByName,
      let ids = try idsOfPage(query, selection, after: cursor, limit: limit)
    else { return nil }
    return Plan(
      from: filter.table.from, condition: .among(ids, filter.table.id), order: order.sorted)
  }

  private func plan(_ filter: ListFilter, _ order: ListOrder, total: Int?) -> Plan {
    let table = filter.table
    let isWalked =
      filter.isEmpty || (filter.isInOrder && order.isByName) || total ?? .max > Self.mostSorted
    guard isWalked else {
      return Plan(from: table.from, condition: filter.condition(leading: true), order: order.sorted)
    }
    if order.isByName, let led = filter.lead {
      return Plan(
        from: led.lead.from, condition: filter.condition(leading: false, led: led),
        order: order.led(by: led.lead))
    }
    let leading = order.isByName ? filter.indexed : nil
    return Plan(
      from: table.from, condition: filter.condition(leading: false, leadingIndex: leading), order: order)
  }

  /// Selects the rows after the cursor. The limit is one row more than the page, which shows whether there is
  /// a next page; a page without rows reads none.
  private func select(
    _ plan: Plan, of table: ListTable, after cursor: Cursor?, list: UInt64, limit: Int
  ) throws(DirectoryError) -> BoundSQL {
    var conditions = [plan.condition]
    if let cursor {
      guard cursor.list == list, let values = KeysetKey.decode(cursor.key, count: plan.order.keys.count)
      else { throw .invalidCursor }
      conditions.append(plan.order.after(values + [.integer(cursor.id)]))
    }
    return .phrase(
      BoundSQL(
        .phrase(.list([table.columns] + plan.order.keys.map(\.sql)), "FROM", plan.from, table.joins, "WHERE"),
        plan.order.keys.flatMap(\.values)),
      .all(conditions), "ORDER BY", plan.order.clause,
      BoundSQL("LIMIT ?", [.integer(limit == 0 ? 0 : limit + 1)]))
  }
}
