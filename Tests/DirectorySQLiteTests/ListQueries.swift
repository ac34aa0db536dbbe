import Directory

extension ListQuery {
  /// What most tests ask: single values.
  init(
    kind: String? = nil, county: String? = nil, topic: String? = nil, limit: Int = PageLimit.standard,
    after: Cursor? = nil
  ) {
    self.init([], limit: limit, after: after)
    for (field, value) in [("topic", topic), ("kind", kind), ("county", county)] {
      if let value { clauses.append(Clause(field, value)) }
    }
  }
}
