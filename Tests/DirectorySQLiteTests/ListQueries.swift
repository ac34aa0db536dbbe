import Directory

extension ListQuery {
  /// Creates a query with single values, as most tests use.
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

extension Page {
  var outline: (count: Int, next: Cursor?) { (items.count, next) }
}

/// Queries of all kinds for the lists of a `GeneratedDirectory`: each clause by itself in each of its forms,
/// in each order and with each facet, with and without a text, and clauses together.
enum ListQueries {
  static func every(_ list: DirectoryList) -> [ListQuery] {
    let clauses = list.fields(for: .filter).flatMap { forms(of: $0, in: list) }
    let sorts =
      [[]] + list.fields(for: .sort).flatMap { [[SortKey($0.name)], [SortKey($0.name, isDescending: true)]] }
      + pairs(list.fields(for: .sort).filter { !$0.name.hasPrefix("numberOf") })
    let facets = list.fields(for: .facet).map(\.name)
    let choices =
      [[]] + clauses.map { [$0] }
      + clauses.indices.dropLast().map { [clauses[$0], clauses[$0 + 1]] }.filter {
        $0[0].field != $0[1].field
      }
    var queries: [ListQuery] = []
    for choice in choices {
      for sort in sorts { queries.append(ListQuery(choice, sort: sort, limit: 1)) }
      queries.append(ListQuery(choice, facets: facets, limit: 1))
    }
    if list == .members {
      for isExcluding in [false, true] {
        let clause = Clause("custom.voices", .values(["a"]), isExcluding: isExcluding)
        for others in [[], [Clause("kind", "municipality")]] {
          queries.append(ListQuery(others + [clause], facets: ["custom.voices"], limit: 1))
        }
      }
    }
    for sort in sorts { queries.append(ListQuery(text: word(list), sort: sort, facets: facets, limit: 1)) }
    return queries
  }

  static var matches: [MatchQuery] {
    [
      MatchQuery(topics: ["topic-0", "topic-5"]), MatchQuery(with: "member-77"),
      MatchQuery(topics: ["topic-0"], clauses: [Clause("kind", "municipality")]),
    ]
  }

  private static func pairs(_ fields: [ListField]) -> [[SortKey]] {
    fields.flatMap { first in
      fields.filter { $0 != first }.map { [SortKey(first.name, isDescending: true), SortKey($0.name)] }
    }
  }

  /// Returns clauses with one value and with several, each also as an exclusion.
  private static func forms(of field: ListField, in list: DirectoryList) -> [Clause] {
    let conditions: [Clause.Condition]
    switch field.kind {
    case .values(let vocabulary):
      let values = values(vocabulary)
      conditions =
        [.values([values[0]]), .values(values)]
        + (field.uses.contains(.under) ? [.under([values[1]]), .under(values)] : [])
    case .number:
      conditions = [.numbers([Bounds(from: 1)]), .numbers([Bounds(to: 3), Bounds(from: 5, to: 4000)])]
    case .day:
      conditions = [
        .days([Bounds(from: "2020-01-01")]), .days([Bounds(to: "2020-12-31"), Bounds(from: "2021-01-01")]),
      ]
    case .flag: conditions = [.values(["true"]), .values(["false"])]
    case .identifier: conditions = [.values(["no-orgnr:974760673"]), .values(["no-orgnr:1", "local:2"])]
    case .code: conditions = [.values(["0100"]), .values(["0101", "0102"])]
    case .name, .custom: conditions = []
    }
    return conditions.flatMap { [Clause(field.name, $0), Clause(field.name, $0, isExcluding: true)] }
  }

  private static func values(_ vocabulary: Vocabulary) -> [String] {
    switch vocabulary {
    case .memberKinds: ["municipality", "county"]
    case .areas: ["country", "county-4"]
    case .areaKinds: ["country", "county"]
    case .counties: ["county-3", "county-4"]
    case .topics: ["topic-0", "topic-4"]
    case .topicKinds: ["agenda", "network"]
    case .fields: []
    case .programmes: []
    case .members: ["member-77", "member-78"]
    case .contacts: ["contact-0", "contact-1"]
    case .offices: ["office-0", "office-2"]
    case .owners: Vocabulary.ownerNames
    case .countries: ["NO"]
    case .cities: ["Oslo"]
    case .memberCities: ["City 1", "City 2"]
    }
  }

  private static func word(_ list: DirectoryList) -> String {
    switch list {
    case .members: "municipality"
    case .topics: "topic"
    case .contacts: "contact"
    case .offices: "office"
    }
  }
}
