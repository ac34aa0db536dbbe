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
  }

  private static func relations(to type: RecordType) -> [Relation] {
    switch type {
    case .organisation, .contact, .member: []
    case .office:
      [
        Relation(
          type: .contact, count: "SELECT count(*) FROM contacts WHERE office_id = ?",
          slugs: "SELECT slug FROM contacts WHERE office_id = ? LIMIT ?")
      ]
    case .county:
      [
        Relation(
          type: .member, count: "SELECT count(*) FROM members WHERE county_id = ?",
          slugs: "SELECT slug FROM members WHERE county_id = ? LIMIT ?")
      ]
    case .topic:
      [
        Relation(
          type: .member, count: "SELECT count(*) FROM member_topics WHERE topic_id = ?",
          slugs: """
            SELECT m.slug FROM member_topics AS r CROSS JOIN members AS m ON m.id = r.member_id
            WHERE r.topic_id = ? LIMIT ?
            """),
        Relation(
          type: .topic, count: "SELECT count(*) FROM topics WHERE broader_id = ?",
          slugs: "SELECT slug FROM topics WHERE broader_id = ? LIMIT ?"),
      ]
    }
  }

  /// Returns the rows that search finds by the name of this record. They must be indexed again if the name
  /// changes.
  func indexedReferrers(of key: RecordKey) throws(DirectoryError) -> [(SearchType, Int64)] {
    guard let id = try id(of: key) else { return [] }
    func rows(_ type: SearchType, _ sql: SQL) throws(DirectoryError) -> [(SearchType, Int64)] {
      try map(sql, [.integer(id)]) { (type, $0.integer(0)) }
    }
    switch key.type {
    case .organisation, .contact, .member: return []
    case .office: return try rows(.contact, "SELECT id FROM contacts WHERE office_id = ?")
    case .county: return try rows(.member, "SELECT id FROM members WHERE county_id = ?")
    case .topic:
      return try rows(.member, "SELECT member_id FROM member_topics WHERE topic_id = ?")
        + rows(.topic, "SELECT id FROM topics WHERE broader_id = ?")
    }
  }
}
