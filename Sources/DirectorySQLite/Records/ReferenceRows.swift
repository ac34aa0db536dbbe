internal import Directory
internal import SQLite

/// Who refers to whom.
extension Connection {
  /// How many are named; the rest is counted.
  private static let namedReferrers: Int64 = 20

  /// The first of those that refer to a record by its row, and how many there are.
  func referrers(to key: RecordKey) throws(DirectoryError) -> ([RecordKey], total: Int) {
    guard let id = try id(of: key) else { return ([], 0) }
    var named: [RecordKey] = []
    var total = 0
    for relation in Self.relations(to: key.type) {
      total += try first(relation.count, [.integer(id)]) { Int($0.integer(0)) } ?? 0
      named += try map(relation.slugs, [.integer(id), .integer(Self.namedReferrers)]) {
        RecordKey(relation.type, $0.text(0))
      }
    }
    return (Array(named.prefix(Int(Self.namedReferrers))), total)
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

  /// Rows that search finds by the name of another record, and so has to index anew when that changes.
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

  /// Of what the record refers to, that which is there; the whole lists where something is not, so that what
  /// was meant can be named.
  func known(
    referencesOf record: DirectoryRecord, memberKinds: [String]
  ) throws(DirectoryError) -> KnownReferences {
    let wanted = KnownReferences(of: record, memberKinds: Set(memberKinds))
    var known = wanted
    known.offices = try those(among: wanted.offices, .office, .offices)
    known.counties = try those(among: wanted.counties, .county, .counties)
    known.topics = try those(among: wanted.topics, .topic, .topics)
    return known
  }

  private func those(
    among wanted: Set<String>, _ type: RecordType, _ vocabulary: Vocabulary
  ) throws(DirectoryError) -> Set<String> {
    var known: Set<String> = []
    for slug in wanted where try id(of: RecordKey(type, slug)) != nil { known.insert(slug) }
    return known == wanted ? known : known.union(try slugs(vocabulary))
  }
}
