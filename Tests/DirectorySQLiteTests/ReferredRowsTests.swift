import Directory
import SQLite
import TestSupport
import Testing

@testable import DirectorySQLite

@Suite("What members refer to, kept in memory,")
struct ReferredRowsTests {
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

  /// By its own statement, and as the list joins it.
  private func seen() throws -> [Member] {
    let listed = try reader.members(ListQuery(limit: 40)).items
    let single = try listed.compactMap { try reader.member(slug: $0.slug) }
    #expect(single == listed)
    return single
  }

  @Test(
    "is as the last commit left it",
    arguments: [
      "UPDATE topics SET name = 'Another name', kind = 'network'",
      "UPDATE topics SET sort_key = randomblob(8)",
      "UPDATE counties SET name = name || ' 2', slug = slug || '-2'",
      "UPDATE member_kinds SET slug = slug || '-2'",
      "DELETE FROM members WHERE slug IN (SELECT slug FROM counties)",
      "UPDATE members SET slug = 'c-' || slug WHERE county_id IS NOT NULL",
      "DELETE FROM member_topics",
      "UPDATE members SET county_id = NULL",
    ] as [SQL])
  func follows(change: SQL) throws {
    _ = try seen()
    try other.run(change)
    _ = try seen()
  }

  @Test("is of one state with all else that a held transaction reads")
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
