import Directory
import SQLite
import TestSupport
import Testing

@testable import DirectorySQLite

@Suite("The cache of kinds, areas and topics")
struct VocabularyCacheTests {
  private let folder: TemporaryFolder
  private let reader: any DirectoryReader
  private let other: Database

  init() throws {
    folder = try TemporaryFolder()
    let path = folder.file("directory.sqlite")
    let store = try SQLiteDirectoryStore(path: path)
    try store.load(GeneratedDirectory.document(members: 40))
    reader = try store.makeReader()
    other = try Database(path: path, mode: .readWrite)
  }

  private func seen() throws -> [Member] {
    let listed = try reader.members(ListQuery(limit: 40)).items
    let single = try listed.compactMap { try reader.member(slug: $0.slug) }
    #expect(single == listed)
    return single
  }

  /// Selects each member with the records to which it refers, by joining the tables.
  private static let joined: SQL = """
    SELECT m.slug || '|' || k.slug || '|' || ifnull(c.slug || ' ' || c.name || ' '
        || EXISTS (SELECT 1 FROM members WHERE slug = c.slug), '') || '|' || ifnull((
          SELECT group_concat(t.slug || ' ' || t.name || ' ' || t.kind) FROM (
            SELECT t.* FROM member_topics AS r JOIN topics AS t ON t.id = r.topic_id
            WHERE r.member_id = m.id ORDER BY t.sort_key, t.slug) AS t), '')
    FROM members AS m JOIN member_kinds AS k ON k.id = m.kind_id LEFT JOIN areas AS c ON c.id = m.area_id
    ORDER BY m.sort_key, m.id
    """

  private static func line(_ member: Member) -> String {
    let county = member.county.map { "\($0.slug) \($0.name) \($0.isMember ? 1 : 0)" } ?? ""
    let topics = member.topics.map { "\($0.topic.slug) \($0.topic.name) \($0.topic.kind)" }.joined(
      separator: ",")
    return "\(member.slug)|\(member.kind)|\(county)|\(topics)"
  }

  @Test(
    "has the rows as of the last commit",
    arguments: [
      "UPDATE topics SET name = 'Another name', kind = 'network'",
      "UPDATE topics SET sort_key = randomblob(8)",
      "UPDATE areas SET name = name || ' 2', slug = slug || '-2'",
      "UPDATE member_kinds SET slug = slug || '-2'",
      "DELETE FROM members WHERE slug IN (SELECT slug FROM areas)",
      "UPDATE members SET slug = 'c-' || slug WHERE area_id IS NOT NULL",
      "UPDATE members SET topic_ids = '[]'",
      "UPDATE members SET topic_ids = '[5,3,1]' WHERE id % 2 = 0",
      "UPDATE members SET area_id = NULL",
    ] as [SQL])
  func follows(change: SQL) throws {
    _ = try seen()
    try other.run(change)
    #expect(try seen().map(Self.line) == other.map(Self.joined) { $0.text(0) })
  }

  @Test("has the rows as of the held snapshot")
  func held() throws {
    let before = try seen()
    try reader.hold()
    #expect(try seen() == before)
    try other.run("UPDATE topics SET name = 'Another name'")
    #expect(try seen() == before)
    reader.release()
    let after = try seen()
    #expect(after != before)
    try reader.hold()
    #expect(try seen() == after)
    reader.release()
  }
}
