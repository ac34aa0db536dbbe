internal import Directory
internal import SQLite

/// The SQL condition for the rows that a query selects.
struct ListFilter {
  let table: ListTable
  let conditions: [ListCondition]
  /// The FTS5 expression of the query's text; nil without a text.
  private let match: String?
  /// True if the query has a text without words.
  private let findsNothing: Bool
  private let query: ListQuery

  /// - Parameter synonyms: groups of words that mean the same in the text of the query.
  init(
    _ table: ListTable, _ query: ListQuery, _ conditions: [ListCondition], synonyms: [[String]] = []
  ) {
    self.table = table
    self.query = query
    self.conditions = conditions
    match = query.text.flatMap { SearchExpression.of($0, synonyms: synonyms) }
    findsNothing = query.text != nil && match == nil
  }

  /// Identifies the list, its filter and its order: a cursor belongs to all three.
  var fingerprint: UInt64 {
    Cursor.fingerprint(
      [table.list.rawValue, query.text] + query.clauses.map { "\($0)" } + ["sort"]
        + query.sort.map { "\($0)" })
  }

  var countsUnder: Bool { query.countsUnder }

  var isEmpty: Bool { conditions.isEmpty && match == nil && !findsNothing }

  /// The number of rows, if the database keeps it. It does so for some fields if the only clause selects one
  /// value.
  var keptCount: Int? {
    guard conditions.count == 1, match == nil, !findsNothing, let only = conditions.first, !only.isExcluding
    else {
      return nil
    }
    return only.count
  }

  /// Selects the ids of the rows with the words of the text; nil without a text.
  var ids: BoundSQL? {
    if findsNothing { return "SELECT NULL WHERE false" }
    return match.map { match in
      BoundSQL(.phrase("SELECT rowid FROM", table.index, "WHERE", table.index, "MATCH ?"), [.text(match)])
    }
  }

  /// True if a clause filters by the time of membership. The list then includes former members.
  var statesTime: Bool {
    conditions.contains { if case .period = $0.column { true } else { false } }
  }

  /// The first condition for which another table has the rows in the order of the names, and the index of
  /// that condition.
  var lead: (index: Int, lead: ListTable.Lead)? {
    for (index, condition) in conditions.enumerated() where condition.isPlain {
      if let lead = table.fields[condition.field]?.lead { return (index, lead) }
    }
    return nil
  }

  /// The index of the first condition for which an index has the rows in the order of the names.
  var indexed: Int? {
    conditions.firstIndex { $0.isPlain && table.fields[$0.field]?.isInOrder == true }
  }

  /// True if one index has all selected rows in the order of the names.
  var isInOrder: Bool {
    conditions.count == 1 && match == nil && !findsNothing && (indexed != nil || lead != nil)
  }

  /// Returns the condition of the WHERE clause.
  ///
  /// - Parameters:
  ///   - leading: true if SQLite may find the rows by indexes on the columns of the conditions.
  ///   - led: the condition that selects the rows of the leading table.
  ///   - leadingIndex: the index of the one condition by which SQLite may find the rows.
  ///   - field: the field whose conditions are left out.
  func condition(
    leading: Bool, led: (index: Int, lead: ListTable.Lead)? = nil, leadingIndex: Int? = nil,
    without field: String? = nil
  ) -> BoundSQL {
    var parts: [BoundSQL] = []
    for (index, condition) in conditions.enumerated() where condition.field != field {
      if index == led?.index, let lead = led?.lead {
        parts.append(BoundSQL(lead.condition, condition.values))
      } else {
        parts.append(condition.sql(id: table.id, leading: leading || index == leadingIndex))
      }
    }
    if let match {
      let id: SQL = (leading ? "" : "+") + table.id
      let rows: SQL = .phrase("(SELECT rowid FROM", table.index, "WHERE", table.index, "MATCH ?)")
      parts.append(BoundSQL(.phrase(id, "IN", rows), [.text(match)]))
    }
    if findsNothing { parts.append("false") }
    if let present = table.present, !statesTime { parts.append(BoundSQL(present)) }
    return .all(parts)
  }

  /// Reports whether no condition is left when those of a field are left out.
  func isEmpty(without field: String) -> Bool {
    conditions.allSatisfy { $0.field == field } && match == nil && !findsNothing
  }

  /// Returns the values of a field that the query selects.
  func selected(_ field: String) -> Set<String> {
    var selected: Set<String> = []
    for clause in query.clauses where clause.field == field && !clause.isExcluding {
      selected.formUnion(clause.slugs)
    }
    return selected
  }
}
