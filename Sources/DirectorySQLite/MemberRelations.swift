internal import Directory
internal import SQLite

/// What hangs on members, fetched with one query a relation, for a whole page too.
extension Connection {
  func addRelations(to rows: inout [MemberRow]) throws(DirectoryError) {
    if rows.isEmpty { return }
    let ids: [Value] = [.text(Self.jsonArray(rows))]
    let indices = Dictionary(
      rows.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    try addFocusAreas(to: &rows, indices, Self.focusAreasOfMany, ids)
    try addFacts(to: &rows, indices, Self.factsOfMany, ids)
    try addTopics(to: &rows, indices, Self.topicsOfMany, ids)
  }

  /// One member has statements of its own: a plain parameter is cheaper than a list of one.
  func readRelations(of id: Int64, into member: MemberOctets) throws(DirectoryError) {
    try readOwnRelations(of: id, into: member)
    try forEach(Self.topicsOfOne, [.integer(id)]) { member.addTopic($0) }
    member.sortTopics()
  }

  /// What is the member's alone.
  func readOwnRelations(of id: Int64, into member: MemberOctets) throws(DirectoryError) {
    let ids: [Value] = [.integer(id)]
    try forEach(Self.focusAreasOfOne, ids) { member.addFocusArea($0) }
    try forEach(Self.factsOfOne, ids) { member.addFact($0) }
  }

  private static func jsonArray(_ rows: [MemberRow]) -> String {
    "[" + rows.map { String($0.id) }.joined(separator: ",") + "]"
  }

  // "One": the member's id. "Many": a JSON array of ids, which SQLite makes a sorted list of, and so meets
  // the ids in the order of the index: no sorting.
  private static let one: SQL = " WHERE r.member_id = ?"
  private static let many: SQL = " WHERE r.member_id IN (SELECT value FROM json_each(?))"
  private static let inOrder: SQL = " ORDER BY r.member_id, r.position"

  static let focusAreas: SQL = "SELECT r.member_id, r.text FROM member_focus_areas AS r"
  private static let focusAreasOfOne = focusAreas + one + inOrder
  private static let focusAreasOfMany = focusAreas + many + inOrder

  static let facts: SQL = "SELECT r.member_id, r.label, r.text FROM member_facts AS r"
  private static let factsOfOne = facts + one + inOrder
  private static let factsOfMany = facts + many + inOrder

  private static let topics: SQL = """
    SELECT r.member_id, t.slug, t.name, t.kind, t.sort_key
    FROM member_topics AS r CROSS JOIN topics AS t ON t.id = r.topic_id
    """
  private static let topicsOfOne = topics + one
  static let topicIDsOfOne: SQL = "SELECT topic_id FROM member_topics WHERE member_id = ?"
  private static let topicsOfMany = topics + many

  private func addFocusAreas(
    to rows: inout [MemberRow], _ indices: [Int64: Int], _ sql: SQL, _ ids: [Value]
  ) throws(DirectoryError) {
    try forEach(sql, ids) { row in
      guard let index = indices[row.integer(0)] else { return }
      rows[index].member.focusAreas.append(row.text(1))
    }
  }

  private func addFacts(
    to rows: inout [MemberRow], _ indices: [Int64: Int], _ sql: SQL, _ ids: [Value]
  ) throws(DirectoryError) {
    try forEach(sql, ids) { row in
      guard let index = indices[row.integer(0)] else { return }
      rows[index].member.facts.append(Fact(label: row.text(1), text: row.text(2)))
    }
  }

  /// Sorted here: a handful a member, where SQLite would sort the page's all together.
  private func addTopics(
    to rows: inout [MemberRow], _ indices: [Int64: Int], _ sql: SQL, _ ids: [Value]
  ) throws(DirectoryError) {
    var topics: [[(key: [UInt8], topic: TopicReference)]] = Array(repeating: [], count: rows.count)
    try forEach(sql, ids) { row in
      guard let index = indices[row.integer(0)] else { return }
      let topic = TopicReference(slug: row.text(1), name: row.text(2), kind: row.text(3))
      topics[index].append((row.blob(4), topic))
    }
    for index in rows.indices {
      topics[index].sort {
        $0.key == $1.key ? $0.topic.slug < $1.topic.slug : $0.key.lexicographicallyPrecedes($1.key)
      }
      rows[index].member.topics = topics[index].map(\.topic)
    }
  }
}
