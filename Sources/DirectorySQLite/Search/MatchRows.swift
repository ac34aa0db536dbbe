internal import Directory
internal import SQLite

/// Ranks members by the number of requested topics that they have, then by the number of their topics that
/// are requested or one step broader or narrower, then by how few other members have these topics, then by
/// name.
extension Connection {
  func match(
    _ query: MatchQuery, cache: VocabularyCache
  ) throws(DirectoryError) -> MatchPage {
    var clauses = query.clauses
    var asked: [Int64] = []
    for slug in query.topics { asked.append(try topicID(slug, of: "topic", .topics)) }
    for slug in query.programmes { asked.append(try topicID(slug, of: "programme", .programmes)) }
    if let with = query.with {
      let id = try first("SELECT id FROM members WHERE slug = ?", [.text(with)]) { $0.integer(0) }
      guard let id else { throw try unknownValue(with, of: "with", .members) }
      asked += try map("SELECT topic_id FROM member_topics WHERE member_id = ?", [.integer(id)]) {
        $0.integer(0)
      }
      clauses.append(Clause("slug", .values([with]), isExcluding: true))
    }
    let wanted = try wanted(asked)
    let filter = ListFilter(.members, ListQuery(clauses), try conditions(ListQuery(clauses), of: .members))
    let ranked = try ranked(wanted, filter, limit: min(max(query.limit, 1), SearchLimit.maximum))
    guard !ranked.slugs.isEmpty else { return MatchPage() }
    let members = try members(
      ListQuery([Clause("slug", .values(ranked.slugs))], limit: PageLimit.maximum), cache: cache
    ).items
    let bySlug = Dictionary(members.map { ($0.slug, $0) }, uniquingKeysWith: { first, _ in first })
    let matches = ranked.slugs.compactMap { slug in
      bySlug[slug].map { Match(member: $0, reasons: Self.reasons($0, wanted)) }
    }
    return MatchPage(matches: matches, total: ranked.total)
  }

  private func topicID(
    _ slug: String, of parameter: String, _ vocabulary: Vocabulary
  ) throws(DirectoryError) -> Int64 {
    let found = try first("SELECT id, kind FROM topics WHERE slug = ?", [.text(slug)]) {
      (id: $0.integer(0), kind: $0.text(1))
    }
    guard let found, vocabulary == .topics || found.kind == TopicKind.programme else {
      throw try unknownValue(slug, of: parameter, vocabulary)
    }
    return found.id
  }

  private struct Wanted {
    var id: Int64
    var slug: String
    var relation: Match.Reason.Relation
    var asked: String
  }

  /// Returns the requested topics and those one step broader or narrower. Each occurs once, with its nearest
  /// relation to a requested topic.
  private func wanted(_ asked: [Int64]) throws(DirectoryError) -> [Wanted] {
    let ids = Value.text("[" + asked.map(String.init).joined(separator: ",") + "]")
    var wanted: [Wanted] = []
    var seen: Set<Int64> = []
    func add(_ relation: Match.Reason.Relation, _ sql: SQL) throws(DirectoryError) {
      for row in try map(sql, [ids], { ($0.integer(0), $0.text(1), $0.text(2)) }) {
        guard seen.insert(row.0).inserted else { continue }
        wanted.append(Wanted(id: row.0, slug: row.1, relation: relation, asked: row.2))
      }
    }
    try add(
      .same, "SELECT id, slug, slug FROM topics WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id")
    try add(
      .narrower,
      """
      SELECT n.id, n.slug, t.slug FROM topics AS t CROSS JOIN topics AS n ON n.broader_id = t.id
      WHERE t.id IN (SELECT value FROM json_each(?)) ORDER BY t.id, n.id
      """)
    try add(
      .broader,
      """
      SELECT b.id, b.slug, t.slug FROM topics AS t CROSS JOIN topics AS b ON b.id = t.broader_id
      WHERE t.id IN (SELECT value FROM json_each(?)) ORDER BY t.id
      """)
    return wanted
  }

  private func ranked(
    _ wanted: [Wanted], _ filter: ListFilter, limit: Int
  ) throws(DirectoryError) -> (slugs: [String], total: Int) {
    let weights =
      "[" + wanted.map { "[\($0.id),\($0.relation == .same ? 1 : 0)]" }.joined(separator: ",") + "]"
    let source: SQL = """
      FROM json_each(?) AS w CROSS JOIN member_topics AS r ON r.topic_id = w.value ->> 0
      CROSS JOIN topics AS t ON t.id = r.topic_id CROSS JOIN members AS m ON m.id = r.member_id WHERE
      """
    let rows = BoundSQL.phrase(BoundSQL(source, [.text(weights)]), filter.condition(leading: false))
    let order: SQL = """
      GROUP BY m.id
      ORDER BY sum(w.value ->> 1) DESC, count(*) DESC, sum(1.0 / max(t.member_count, 1)) DESC,
        m.sort_key, m.id LIMIT ?
      """
    let best = BoundSQL.phrase("SELECT m.slug", rows, BoundSQL(order, [.integer(limit)]))
    let slugs = try map(best.sql, best.values) { $0.text(0) }
    let count = BoundSQL.phrase("SELECT count(DISTINCT m.id)", rows)
    return (slugs, try first(count.sql, count.values) { Int($0.integer(0)) } ?? 0)
  }

  private static func reasons(_ member: Member, _ wanted: [Wanted]) -> [Match.Reason] {
    let carried = Dictionary(member.topics.map { ($0.slug, $0) }, uniquingKeysWith: { first, _ in first })
    return wanted.compactMap { wanted in
      carried[wanted.slug].map { Match.Reason(topic: $0, relation: wanted.relation, asked: wanted.asked) }
    }
  }
}
