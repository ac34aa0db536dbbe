internal import Directory
internal import SQLite

/// A member query with its slugs resolved to ids.
struct MemberFilter {
  let shape: Shape
  /// The ids, in the order of the shape's parameters.
  let values: [Value]
  /// How many members each single filter lets through, kept by the schema's triggers.
  let counts: [Int]

  /// Which filters are set: each combination has its own SQL, and so its own index.
  struct Shape {
    var topic: Bool
    var kind: Bool
    var county: Bool

    static let all = (0..<8).map { bits in
      Shape(topic: bits & 1 != 0, kind: bits & 2 != 0, county: bits & 4 != 0)
    }

    /// Where this shape stands in `all`.
    var index: Int { (topic ? 1 : 0) + (kind ? 2 : 0) + (county ? 4 : 0) }
  }
}

extension Connection {
  func memberFilter(_ query: MemberQuery) throws(DirectoryError) -> MemberFilter {
    var values: [Value] = []
    var counts: [Int] = []
    func resolve(
      _ slug: String?, _ parameter: String, _ sql: SQL, _ vocabulary: Vocabulary
    ) throws(DirectoryError) {
      guard let slug else { return }
      let found = try first(sql, [.text(slug)]) { (id: $0.integer(0), count: Int($0.integer(1))) }
      guard let found else { throw try unknownValue(slug, of: parameter, vocabulary) }
      values.append(.integer(found.id))
      counts.append(found.count)
    }
    try resolve(query.topic, "topic", "SELECT id, member_count FROM topics WHERE slug = ?", .topics)
    try resolve(query.kind, "kind", "SELECT id, member_count FROM member_kinds WHERE slug = ?", .memberKinds)
    try resolve(query.county, "county", "SELECT id, member_count FROM counties WHERE slug = ?", .counties)
    let shape = MemberFilter.Shape(
      topic: query.topic != nil, kind: query.kind != nil, county: query.county != nil)
    return MemberFilter(shape: shape, values: values, counts: counts)
  }

  func unknownValue(
    _ value: String, of parameter: String, _ vocabulary: Vocabulary
  ) throws(DirectoryError) -> DirectoryError {
    let nearest = NearestValues.nearest(to: value, among: try slugs(vocabulary))
    return .unknownValue(parameter: parameter, value: value, nearest: nearest)
  }

  /// A lookup without a filter and with one; with more, the rows of the narrowest index are counted.
  func total(_ filter: MemberFilter) throws(DirectoryError) -> Int {
    if let count = filter.counts.first, filter.counts.count == 1 { return count }
    let sql: SQL =
      filter.counts.isEmpty ? "SELECT member_count FROM directory_revision WHERE id = 1" : filter.shape.count
    return try first(sql, filter.values) { Int($0.integer(0)) } ?? 0
  }
}

extension MemberFilter.Shape {
  /// Composed once: a query only looks them up.
  private static let pages = all.map {
    Connection.memberColumns + $0.source + Connection.memberJoins + $0.condition + $0.after
  }

  var page: SQL { Self.pages[index] }

  /// Rare enough to be composed each time.
  var count: SQL { "SELECT count(*)" + source + condition }

  /// With a topic, its part of member_topics leads, which is in the list's order already.
  private var source: SQL {
    topic
      ? " FROM member_topics AS t CROSS JOIN members AS m ON m.id = t.member_id"
      : " FROM members AS m"
  }

  private var condition: SQL {
    (topic ? " WHERE t.topic_id = ?" : " WHERE true")
      + (kind ? " AND m.kind_id = ?" : "")
      + (county ? " AND m.county_id = ?" : "")
  }

  private var after: SQL {
    topic
      ? """
       AND (t.member_sort_key, t.member_id) > (?, ?)
      ORDER BY t.member_sort_key, t.member_id LIMIT ?
      """
      : " AND (m.sort_key, m.id) > (?, ?) ORDER BY m.sort_key, m.id LIMIT ?"
  }
}
