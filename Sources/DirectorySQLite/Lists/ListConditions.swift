internal import Directory
internal import SQLite

/// A clause of a query with its slugs resolved to ids.
struct ListCondition {
  let field: String
  let column: ListTable.Column
  let isExcluding: Bool
  let values: [Value]
  /// How many rows have its one value, where that is kept.
  var count: Int?

  /// One value that a row has to have: an index with it in front has the rows in order.
  var isPlain: Bool { values.count == 1 && !isExcluding }
}

extension Connection {
  func conditions(_ query: ListQuery, of table: ListTable) throws(DirectoryError) -> [ListCondition] {
    var conditions: [ListCondition] = []
    for clause in query.clauses {
      guard let column = table.columnOf[clause.field] else {
        throw .unavailable("the list \(table.list) has no column for \(clause.field)")
      }
      conditions.append(try condition(clause, column))
    }
    return conditions
  }

  private func condition(
    _ clause: Clause, _ column: ListTable.Column
  ) throws(DirectoryError) -> ListCondition {
    var values: [Value] = []
    var count: Int?
    switch (clause.condition, column) {
    case (.values(let slugs), .reference(_, let ids, let vocabulary)),
      (.values(let slugs), .relation(_, _, _, let ids, let vocabulary)):
      for slug in slugs {
        let found = try first(ids, [.text(slug)]) { (id: $0.integer(0), count: $0.optionalInteger(1)) }
        guard let found else { throw try unknownValue(slug, of: clause.field, vocabulary) }
        values.append(.integer(found.id))
        count = slugs.count == 1 ? found.count.map { Int($0) } : nil
      }
    case (.values(let texts), .text(_, let vocabulary)):
      let known = try slugs(vocabulary)
      for text in texts {
        guard known.isEmpty || known.contains(text) else {
          throw try unknownValue(text, of: clause.field, vocabulary)
        }
        values.append(.text(text))
      }
    case (.numbers(let bounds), .range):
      // Below any number there is what stands for none.
      values = bounds.flatMap { [.integer(max($0.from ?? 0, 0)), .integer(min($0.to ?? .max, .max - 1))] }
    case (.days(let bounds), .range), (.days(let bounds), .period):
      values = bounds.flatMap { [.text($0.from ?? "0"), .text($0.to ?? "9999-12-31")] }
    default: throw .unavailable("\(clause.field) cannot be asked like that")
    }
    return ListCondition(
      field: clause.field, column: column, isExcluding: clause.isExcluding, values: values, count: count)
  }

  func unknownValue(
    _ value: String, of parameter: String, _ vocabulary: Vocabulary
  ) throws(DirectoryError) -> DirectoryError {
    let former = vocabulary == .counties ? try former(.county, slug: value) : nil
    return .unknown(value, of: parameter, among: try slugs(vocabulary), former: former)
  }
}

/// SQL and the values for its parameters, in their order.
struct BoundSQL {
  var sql: SQL
  var values: [Value] = []

  static func + (left: BoundSQL, right: BoundSQL) -> BoundSQL {
    BoundSQL(sql: left.sql + right.sql, values: left.values + right.values)
  }

  static func joined(_ parts: [BoundSQL], by separator: SQL) -> BoundSQL {
    guard var whole = parts.first else { return BoundSQL(sql: "true") }
    for part in parts.dropFirst() { whole = whole + BoundSQL(sql: separator) + part }
    return whole
  }
}

extension ListCondition {
  /// - Parameter leading: whether an index on the column may lead to the rows. If not, a unary plus keeps the
  ///   planner from it (https://www.sqlite.org/optoverview.html, "Disqualifying WHERE Clause Terms Using
  ///   Unary-+"): the rows are then walked in the list's order and looked at one by one.
  func sql(id: SQL, leading: Bool) -> BoundSQL {
    let plus: SQL = leading ? "" : "+"
    switch column {
    case .reference(let column, _, _): return equals(plus + column, absent: "0")
    case .text(let column, _): return equals(plus + column, absent: "''")
    case .relation(let table, let owner, let other, _, _):
      let rows: SQL = " FROM " + table + " WHERE "
      let others = among(other)
      if leading, !isExcluding {
        return BoundSQL(sql: id + " IN (SELECT " + owner + rows + others.sql + ")", values: others.values)
      }
      let not: SQL = isExcluding ? "NOT " : ""
      return BoundSQL(
        sql: not + "EXISTS (SELECT 1" + rows + owner + " = " + id + " AND " + others.sql + ")",
        values: others.values)
    case .range(let column): return between(plus + column)
    case .period(let from, let to): return during(from, to)
    }
  }

  private func equals(_ column: SQL, absent: SQL) -> BoundSQL {
    guard isExcluding else { return among(column) }
    let present: SQL = "ifnull(" + column + ", " + absent + ")"
    if values.count == 1 { return BoundSQL(sql: present + " <> ?", values: values) }
    return BoundSQL(
      sql: present + " NOT IN (SELECT value FROM json_each(?))", values: [.text(Self.json(values))])
  }

  private func among(_ column: SQL) -> BoundSQL {
    if values.count == 1 { return BoundSQL(sql: column + " = ?", values: values) }
    return BoundSQL(sql: column + " IN (SELECT value FROM json_each(?))", values: [.text(Self.json(values))])
  }

  private func between(_ column: SQL) -> BoundSQL {
    let ranges = stride(from: 0, to: values.count - 1, by: 2).map { start in
      BoundSQL(sql: column + " BETWEEN ? AND ?", values: [values[start], values[start + 1]])
    }
    let any = BoundSQL.joined(ranges, by: " OR ")
    return BoundSQL(sql: (isExcluding ? "NOT (" : "(") + any.sql + ")", values: any.values)
  }

  /// Who does not state a first day has always been a member, as far as anyone knows.
  private func during(_ from: SQL, _ to: SQL) -> BoundSQL {
    let not: SQL = isExcluding ? "NOT " : ""
    return BoundSQL(
      sql: not + "(ifnull(" + from + ", '') <= ? AND ifnull(" + to + ", '~') > ?)",
      values: [values[1], values[0]])
  }

  /// Ids and texts as a JSON array.
  private static func json(_ values: [Value]) -> String {
    let items: [JSONValue] = values.map { value in
      switch value {
      case .integer(let number): .integer(Int(number))
      case .text(let text): .string(text)
      default: .null
      }
    }
    return String(decoding: JSONValue.array(items).prettyPrinted(), as: UTF8.self)
  }
}
