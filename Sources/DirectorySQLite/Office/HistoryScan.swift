internal import Directory
internal import SQLite

/// The order in which a part of the history is read: along one index, a limited number of rows.
struct HistoryScan {
  /// The table, with the index that is followed.
  private let table: SQL
  private let condition: BoundSQL
  private let order: SQL

  private init(_ table: SQL, _ condition: BoundSQL, order: SQL) {
    self.table = table
    self.condition = condition
    self.order = order
  }

  /// Along the ids, which all rows of an import or of a record have in their order.
  private init(byID index: SQL, _ condition: BoundSQL, before: Int64?) {
    self.init(
      index, .phrase(condition, BoundSQL("AND id < ?", [.integer(before ?? .max)])), order: "id DESC")
  }

  /// Along the times.
  private init(byTime index: SQL, _ condition: BoundSQL, _ times: Times) {
    self.init(
      index,
      .phrase(
        condition,
        BoundSQL(
          "at >= ? AND (at, id) < (?, ?)",
          [.integer(times.from), .integer(times.end.at), .integer(times.end.id)])),
      order: "at DESC, id DESC")
  }

  static func ofImport(_ id: Int64, before: Int64?) -> HistoryScan {
    HistoryScan(
      byID: "revisions INDEXED BY revisions_of_import", BoundSQL("import_id = ?", [.integer(id)]),
      before: before)
  }

  static func ofRecord(_ key: RecordKey, before: Int64?) -> HistoryScan {
    HistoryScan(
      byID: "revisions INDEXED BY revisions_of_record",
      BoundSQL("type = ? AND slug = ?", [.text(key.type.rawValue), .text(key.slug)]), before: before)
  }

  static func ofDeletions(_ times: Times) -> HistoryScan {
    HistoryScan(byTime: "revisions INDEXED BY revisions_of_deletions", "action = 'deleted' AND", times)
  }

  /// Follows the index of the author, of the deletions or of the type, if the query names one, and otherwise
  /// that of all times.
  static func ofAll(_ query: ActivityQuery, _ times: Times) -> HistoryScan {
    if let author = query.author {
      return HistoryScan(
        byTime: "revisions INDEXED BY revisions_by_author", BoundSQL("author = ? AND", [.text(author)]), times
      )
    }
    if query.action == .deleted { return ofDeletions(times) }
    if let type = query.type {
      return HistoryScan(
        byTime: "revisions INDEXED BY revisions_by_type", BoundSQL("type = ? AND", [.text(type.rawValue)]),
        times)
    }
    return HistoryScan(byTime: "revisions INDEXED BY revisions_by_time", "", times)
  }

  /// The times of a scan: from a second on, and before a place in the order of time and id.
  struct Times {
    var from: Int64
    var end: (at: Int64, id: Int64)
  }

  /// Returns the statement that selects id, type and slug of the rows that also meet the conditions.
  func rows(_ conditions: [BoundSQL], limit: Int) -> BoundSQL {
    .phrase(
      "SELECT id, type, slug FROM (SELECT id, type, slug, at, author, action, import_id FROM",
      BoundSQL(table), "WHERE", condition, "ORDER BY", BoundSQL(order),
      BoundSQL("LIMIT ?) AS r WHERE", [.integer(HistoryPage<Activity>.mostScanned)]), .all(conditions),
      BoundSQL("LIMIT ?", [.integer(limit)]))
  }

  /// Returns the statement that selects the id of the last row that `rows` reads; none if it reads fewer than
  /// it may.
  var last: BoundSQL {
    .phrase(
      "SELECT id FROM", BoundSQL(table), "WHERE", condition, "ORDER BY", BoundSQL(order),
      BoundSQL("LIMIT 1 OFFSET ?", [.integer(HistoryPage<Activity>.mostScanned - 1)]))
  }
}

extension Connection {
  /// Returns the times that a page reads.
  func times(from: Int64?, to: Int64?, before: Int64?) throws(DirectoryError) -> HistoryScan.Times {
    var times = HistoryScan.Times(from: from ?? .min, end: (to ?? .max, .min))
    guard let before else { return times }
    // The revision that the client names may have been erased since.
    let found = try first(
      "SELECT at FROM revisions WHERE id <= ? AND at IS NOT NULL ORDER BY id DESC LIMIT 1",
      [.integer(before)]
    ) { $0.integer(0) }
    guard let found else {
      times.end = (.min, .min)
      return times
    }
    if (found, before) < times.end { times.end = (found, before) }
    return times
  }

  /// Returns a page of a scan.
  func page(
    _ scan: HistoryScan, where conditions: [BoundSQL], limit: Int
  ) throws(DirectoryError) -> (rows: [(id: Int64, key: RecordKey)], next: Int64?) {
    let statement = scan.rows(conditions, limit: limit)
    let rows = try map(statement.sql, statement.values) { row in
      (id: row.integer(0), key: RecordKey(RecordType(rawValue: row.text(1)) ?? .member, row.text(2)))
    }
    if rows.count == limit { return (rows, rows.last?.id) }
    return (rows, try first(scan.last.sql, scan.last.values) { $0.integer(0) })
  }
}
