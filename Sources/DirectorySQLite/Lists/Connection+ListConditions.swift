internal import Directory
internal import SQLite

extension Connection {
  /// Returns the clauses of a query as conditions. Throws `unknownValue` for a value that doesn't exist.
  func conditions(_ query: ListQuery, of table: ListTable) throws(DirectoryError) -> [ListCondition] {
    var conditions: [ListCondition] = []
    for clause in query.clauses {
      if clause.field.hasPrefix(Field.prefix), table.list == .members {
        conditions.append(try customCondition(clause))
        continue
      }
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
    case (.values(let slugs), .reference(_, let target)) where target.isNested,
      (.under(let slugs), .reference(_, let target)),
      (.under(let slugs), .relation(_, _, _, let target, _)):
      let below = try rows(under: slugs, clause.field, target)
      values = below.ids.map { .integer($0) }
      count = below.count
    case (.values(let slugs), .reference(_, let target)),
      (.values(let slugs), .relation(_, _, _, let target, _)):
      for slug in slugs {
        let found = try first(target.ids, [.text(slug)]) { (id: $0.integer(0), count: $0.optionalInteger(1)) }
        guard let found else { throw try unknownValue(slug, of: clause.field, target.vocabulary) }
        values.append(.integer(found.id))
        count = slugs.count == 1 ? found.count.map { Int($0) } : nil
      }
    case (.values(let texts), .profile(let part, _)):
      return try profileCondition(clause, part, column, texts)
    case (.near(let circle), .location): values = circle.values
    case (.values(let texts), .text(_, let vocabulary)):
      let known = try slugs(vocabulary)
      for text in texts {
        guard known.isEmpty || known.contains(text) else {
          throw try unknownValue(text, of: clause.field, vocabulary)
        }
        values.append(.text(text))
      }
    case (.numbers, .range), (.numbers, .profile), (.days, .range), (.days, .period):
      values = Self.bounds(clause.condition)
    default: throw .unavailable("\(clause.field) can't be filtered in that way")
    }
    return ListCondition(
      field: clause.field, column: column, isExcluding: clause.isExcluding, values: values, count: count)
  }

  /// Returns the two ends of each range. A row without a number counts as -1, which no range selects.
  private static func bounds(_ condition: Clause.Condition) -> [Value] {
    switch condition {
    case .numbers(let bounds):
      bounds.flatMap { [.integer(max($0.from ?? 0, 0)), .integer(min($0.to ?? .max, .max - 1))] }
    case .days(let bounds): bounds.flatMap { [.text($0.from ?? "0"), .text($0.to ?? "9999-12-31")] }
    case .values, .under, .near: []
    }
  }

  /// Returns the ids of the rows with these slugs and of all below them, and the number of rows that refer to
  /// them, if it is known. Each row is read once, so a circle ends, and a query reads at most as many
  /// rows as there are.
  private func rows(
    under slugs: [String], _ parameter: String, _ target: ListTable.Target
  ) throws(DirectoryError) -> (ids: [Int64], count: Int?) {
    guard let parent = target.parent else { throw .unavailable("\(parameter) has no values below others") }
    let below: SQL = .phrase(
      "WITH RECURSIVE below (id) AS (VALUES (?) UNION SELECT t.id FROM below CROSS JOIN", target.table,
      "AS t ON", "t." + parent, "= below.id) SELECT t.id,", target.count ?? "NULL",
      "FROM below CROSS JOIN", target.table, "AS t ON t.id = below.id")
    var counts: [Int64: Int64?] = [:]
    for slug in slugs {
      let found = try first(target.ids, [.text(slug)]) { $0.integer(0) }
      guard let found else { throw try unknownValue(slug, of: parameter, target.vocabulary) }
      try forEach(below, [.integer(found)]) { counts[$0.integer(0)] = .some($0.optionalInteger(1)) }
    }
    // A row may refer to several topics, but it is in one area.
    let known = counts.values.compactMap(\.self)
    let isKnown = known.count == counts.count && (counts.count == 1 || target.isNested)
    return (counts.keys.sorted(), isKnown ? Int(known.reduce(0, +)) : nil)
  }

  func unknownValue(
    _ value: String, of parameter: String, _ vocabulary: Vocabulary
  ) throws(DirectoryError) -> DirectoryError {
    var former: FormerSlug?
    for kind in vocabulary.formerKinds where former == nil { former = try self.former(kind, slug: value) }
    return .unknown(
      value, of: parameter, among: try knownValues(vocabulary, like: value).values, former: former)
  }
}
