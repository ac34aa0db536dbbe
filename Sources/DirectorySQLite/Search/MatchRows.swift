internal import Directory
internal import SQLite

/// Ranks members by the number of requested topics that complement the request: one of the two works with
/// the topic, and the other is interested in it. Then by the number of topics that both work with, by the
/// number of requested topics that they have, by the number of their topics that are requested or one step
/// broader or narrower, by how few other members have these topics, and by name.
extension Connection {
  func match(
    _ query: MatchQuery, cache: VocabularyCache
  ) throws(DirectoryError) -> MatchPage {
    var clauses = query.clauses
    var asked: [Int64: TopicRelation] = [:]
    for slug in query.topics { asked[try topicID(slug, of: "topic", .topics)] = .worksWith }
    for slug in query.programmes { asked[try topicID(slug, of: "programme", .programmes)] = .worksWith }
    if let with = query.with {
      let id = try first("SELECT id FROM members WHERE slug = ?", [.text(with)]) { $0.integer(0) }
      guard let id else { throw try unknownValue(with, of: "with", .members) }
      try forEach("SELECT topic_id, relation FROM member_topics WHERE member_id = ?", [.integer(id)]) { row in
        asked[row.integer(0)] = TopicRelation(code: row.integer(1))
      }
      clauses.append(Clause("slug", .values([with]), isExcluding: true))
    }
    let wanted = try wanted(asked)
    let filter = ListFilter(.members, ListQuery(clauses), try conditions(ListQuery(clauses), of: .members))
    let ranked = try ranked(wanted, filter, limit: min(max(query.limit, 0), SearchLimit.maximum))
    guard !ranked.slugs.isEmpty else { return MatchPage(total: ranked.total) }
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
    guard let found, vocabulary == .topics || found.kind == Kind.programme else {
      throw try unknownValue(slug, of: parameter, vocabulary)
    }
    return found.id
  }

  private struct Wanted {
    var id: Int64
    var slug: String
    var relation: Match.Reason.Relation
    var asked: String
    /// How the member that asks relates to `asked`.
    var askedRelation: TopicRelation

    /// A JSON array: the topic's id; 1 if it is requested itself; the relation that complements the request,
    /// or -1; and 1 if the member that asks works with it.
    var weights: String {
      let isSame = relation == .same
      let complements = isSame ? askedRelation.complement?.code ?? -1 : -1
      return "[\(id),\(isSame ? 1 : 0),\(complements),\(isSame && askedRelation == .worksWith ? 1 : 0)]"
    }
  }

  /// Returns the requested topics and those one step broader or narrower. Each occurs once, with its nearest
  /// relation to a requested topic.
  private func wanted(_ asked: [Int64: TopicRelation]) throws(DirectoryError) -> [Wanted] {
    let ids = Value.text("[" + asked.keys.sorted().map(String.init).joined(separator: ",") + "]")
    var wanted: [Wanted] = []
    var seen: Set<Int64> = []
    func add(_ relation: Match.Reason.Relation, _ sql: SQL) throws(DirectoryError) {
      for row in try map(sql, [ids], { ($0.integer(0), $0.text(1), $0.text(2), $0.integer(3)) }) {
        guard seen.insert(row.0).inserted else { continue }
        wanted.append(
          Wanted(
            id: row.0, slug: row.1, relation: relation, asked: row.2,
            askedRelation: asked[row.3] ?? .worksWith))
      }
    }
    try add(
      .same, "SELECT id, slug, slug, id FROM topics WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id")
    try add(
      .narrower,
      """
      SELECT n.id, n.slug, t.slug, t.id FROM topics AS t CROSS JOIN topics AS n ON n.broader_id = t.id
      WHERE t.id IN (SELECT value FROM json_each(?)) ORDER BY t.id, n.id
      """)
    try add(
      .broader,
      """
      SELECT b.id, b.slug, t.slug, t.id FROM topics AS t CROSS JOIN topics AS b ON b.id = t.broader_id
      WHERE t.id IN (SELECT value FROM json_each(?)) ORDER BY t.id
      """)
    return wanted
  }

  private func ranked(
    _ wanted: [Wanted], _ filter: ListFilter, limit: Int
  ) throws(DirectoryError) -> (slugs: [String], total: Int) {
    let weights = "[" + wanted.map(\.weights).joined(separator: ",") + "]"
    let source: SQL = """
      FROM json_each(?) AS w CROSS JOIN member_topics AS r ON r.topic_id = w.value ->> 0
      CROSS JOIN topics AS t ON t.id = r.topic_id CROSS JOIN members AS m ON m.id = r.member_id WHERE
      """
    let rows = BoundSQL.phrase(BoundSQL(source, [.text(weights)]), filter.condition(leading: false))
    let order: SQL = """
      GROUP BY m.id
      ORDER BY sum(r.relation = w.value ->> 2) DESC, sum(r.relation = 0 AND w.value ->> 3) DESC,
        sum(w.value ->> 1) DESC, count(*) DESC, sum(1.0 / max(t.member_count, 1)) DESC,
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
      carried[wanted.slug].map { carried in
        Match.Reason(
          topic: carried.topic, relation: wanted.relation, asked: wanted.asked,
          memberRelation: carried.relation, askedRelation: wanted.askedRelation)
      }
    }
  }
}
