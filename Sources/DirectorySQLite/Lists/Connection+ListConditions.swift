internal import Directory
internal import SQLite

extension Connection {
  /// Returns the clauses of a query as conditions. Throws `unknownValue` for a value that doesn't exist.
  func conditions(_ query: ListQuery, of table: ListTable) throws(DirectoryError) -> [ListCondition] {
    var conditions: [ListCondition] = []
    for clause in query.clauses {
      guard let column = table.fields[clause.field]?.filter else {
        throw .unavailable("the list \(table.list) can't be filtered by \(clause.field)")
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
    case (.values(let slugs), .reference(_, let target)),
      (.values(let slugs), .relation(_, _, _, let target, _)):
      for slug in slugs {
        let found = try first(target.ids, [.text(slug)]) { (id: $0.integer(0), count: $0.optionalInteger(1)) }
        guard let found else { throw try unknownValue(slug, of: clause.field, target.vocabulary) }
        values.append(.integer(found.id))
        count = slugs.count == 1 ? found.count.map { Int($0) } : nil
      }
    case (.under(let slugs), .reference(_, let target)),
      (.under(let slugs), .relation(_, _, _, let target, _)):
      let below = try rows(under: slugs, clause.field, target)
      values = below.ids.map { .integer($0) }
      count = below.count
    case (.values(let texts), .text(_, let vocabulary)):
      let known = try slugs(vocabulary)
      for text in texts {
        guard known.isEmpty || known.contains(text) else {
          throw try unknownValue(text, of: clause.field, vocabulary)
        }
        values.append(.text(text))
      }
    case (.numbers(let bounds), .range):
      // A row without a number counts as -1, which no range selects.
      values = bounds.flatMap { [.integer(max($0.from ?? 0, 0)), .integer(min($0.to ?? .max, .max - 1))] }
    case (.days(let bounds), .range), (.days(let bounds), .period):
      values = bounds.flatMap { [.text($0.from ?? "0"), .text($0.to ?? "9999-12-31")] }
    default: throw .unavailable("\(clause.field) can't be filtered in that way")
    }
    return ListCondition(
      field: clause.field, column: column, isExcluding: clause.isExcluding, values: values, count: count)
  }

  /// Returns the ids of the topics with these slugs and of all that are below them, and the number of rows
  /// that refer to one if it is the only one. Each topic is read once, so a circle ends, and a query reads at
  /// most as many rows as there are topics.
  private func rows(
    under slugs: [String], _ parameter: String, _ target: ListTable.Target
  ) throws(DirectoryError) -> (ids: [Int64], count: Int?) {
    var ids: [Int64] = []
    var count: Int?
    for slug in slugs {
      let found = try first(target.ids, [.text(slug)]) { (id: $0.integer(0), count: $0.optionalInteger(1)) }
      guard let found else { throw try unknownValue(slug, of: parameter, target.vocabulary) }
      count = found.count.map { Int($0) }
      ids += try map(
        """
        WITH RECURSIVE below (id) AS (
          VALUES (?) UNION SELECT t.id FROM below CROSS JOIN topics AS t ON t.broader_id = below.id
        )
        SELECT id FROM below
        """, [.integer(found.id)]
      ) { $0.integer(0) }
    }
    let all = Set(ids)
    return (all.sorted(), all.count == 1 ? count : nil)
  }

  func unknownValue(
    _ value: String, of parameter: String, _ vocabulary: Vocabulary
  ) throws(DirectoryError) -> DirectoryError {
    let former = try vocabulary.formerKind.flatMap { kind throws(DirectoryError) in
      try self.former(kind, slug: value)
    }
    return .unknown(
      value, of: parameter, among: try knownValues(vocabulary, like: value).values, former: former)
  }
}
