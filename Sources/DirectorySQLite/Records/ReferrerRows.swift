internal import Directory
internal import SQLite

/// Finds the records that refer to a record.
extension Connection {
  /// Returns at most `limit` of the records that refer to this one by its row id, and the number of all of
  /// them.
  func referrers(to key: RecordKey, limit: Int) throws(DirectoryError) -> Referrers {
    var referrers = Referrers()
    guard let id = try id(of: key) else { return referrers }
    for relation in Self.relations(to: key.type) {
      referrers.total += try first(relation.count, [.integer(id)]) { Int($0.integer(0)) } ?? 0
      referrers.keys += try map(relation.slugs, [.integer(id), .integer(limit - referrers.keys.count)]) {
        RecordKey(relation.type, $0.text(0))
      }
    }
    return referrers
  }

  private struct Relation {
    let type: RecordType
    let count: SQL
    let slugs: SQL

    init(_ type: RecordType, count: SQL, slugs: SQL) {
      (self.type, self.count, self.slugs) = (type, count, slugs)
    }

    /// The rows of a table that meet the condition.
    init(_ type: RecordType, in table: SQL, where condition: SQL) {
      self.type = type
      count = .phrase("SELECT count(*) FROM", table, "WHERE", condition)
      slugs = .phrase("SELECT slug FROM", table, "WHERE", condition, "LIMIT ?")
    }
  }

  private static func relations(to type: RecordType) -> [Relation] {
    switch type {
    case .organisation, .contact: []
    case .member:
      [
        Relation(.contact, in: "contacts", where: "member_id = ?"),
        Relation(.office, in: "offices", where: "member_id = ?"),
      ]
    case .office: [Relation(.contact, in: "contacts", where: "office_id = ?")]
    case .memberKind: [Relation(.member, in: "members", where: "kind_id = ?")]
    case .topicKind:
      [Relation(.topic, in: "topics", where: "kind = (SELECT slug FROM topic_kinds WHERE id = ?)")]
    case .field:
      [
        Relation(
          .member, count: "SELECT count(DISTINCT member_id) FROM field_values WHERE field_id = ?",
          slugs: """
            SELECT DISTINCT m.slug FROM field_values AS v CROSS JOIN members AS m ON m.id = v.member_id
            WHERE v.field_id = ? LIMIT ?
            """)
      ]
    case .area, .county:
      [
        Relation(.member, in: "members", where: "area_id = ?"),
        Relation(.area, in: "areas", where: "parent_id = ? AND kind <> 'county'"),
        Relation(.county, in: "areas", where: "parent_id = ? AND kind = 'county'"),
      ]
    case .topic:
      [
        Relation(
          .member, count: "SELECT count(*) FROM member_topics WHERE topic_id = ?",
          slugs: """
            SELECT m.slug FROM member_topics AS r CROSS JOIN members AS m ON m.id = r.member_id
            WHERE r.topic_id = ? LIMIT ?
            """), Relation(.topic, in: "topics", where: "broader_id = ?"),
      ]
    }
  }

  /// Selects the members that search finds by the name of an area: those in it, and for a county those in the
  /// areas inside it.
  private static let membersInside: SQL = """
    WITH RECURSIVE below (id) AS (
      VALUES (?) UNION SELECT a.id FROM below CROSS JOIN areas AS a ON a.parent_id = below.id
      WHERE a.kind <> 'county'
    )
    SELECT m.id FROM below CROSS JOIN members AS m ON m.area_id = below.id
    """

  /// Returns the rows that search finds by the name of this record. They must be indexed again if the name
  /// changes.
  func indexedReferrers(of key: RecordKey) throws(DirectoryError) -> [(SearchType, Int64)] {
    guard let id = try id(of: key) else { return [] }
    func rows(_ type: SearchType, _ sql: SQL) throws(DirectoryError) -> [(SearchType, Int64)] {
      try map(sql, [.integer(id)]) { (type, $0.integer(0)) }
    }
    switch key.type {
    case .organisation, .contact, .memberKind, .topicKind, .field: return []
    case .member:
      return try rows(.contact, "SELECT id FROM contacts WHERE member_id = ?")
        + rows(.office, "SELECT id FROM offices WHERE member_id = ?")
    case .office: return try rows(.contact, "SELECT id FROM contacts WHERE office_id = ?")
    case .area, .county: return try rows(.member, Self.membersInside)
    case .topic:
      return try rows(.member, "SELECT member_id FROM member_topics WHERE topic_id = ?")
        + rows(.topic, "SELECT id FROM topics WHERE broader_id = ?")
    }
  }
}
