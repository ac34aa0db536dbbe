import Foundation
import Glibc
import SQLite
import TestSupport
import Testing

@testable import DirectorySQLite

@Suite("A migration that is killed")
struct KilledMigrationTests {
  let folder: TemporaryFolder
  private static let members = 4_000

  init() throws { folder = try TemporaryFolder() }

  /// Makes a database of the schema from before profiles, kinds and areas, without the index of search.
  private func makeOld(_ name: String) throws {
    let database = try Database(path: folder.file(name), mode: .readWrite)
    try database.useWriteAheadLog()
    let all = EmbeddedFiles.migrations.map { Migration(name: $0.name, text: $0.text) }
    try Migrator(applicationID: Schema.applicationID, migrations: all.filter { $0.name < "0011" })
      .migrate(database)
    for sql in Self.rows { try database.run(sql) }
    _ = try database.checkpoint()
  }

  private static let rows: [SQL] = [
    """
    INSERT INTO organisation (id, name, region, summary, copyright_year) VALUES (1, 'Choirs', 'R', 'S', 2021)
    """,
    "INSERT INTO counties (id, slug, name, short_name) VALUES (1, 'agder', 'Agder County', 'Agder')",
    """
    INSERT INTO topics (id, slug, kind, name, summary, sort_key) VALUES
      (1, 'climate', 'theme', 'Climate', 'About it.', x'01'), (2, 'jazz', 'theme', 'Jazz', 'Music.', x'02')
    """,
    """
    WITH RECURSIVE numbers (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM numbers WHERE n < 4000)
    INSERT INTO members (id, slug, kind_id, county_id, name, short_name, summary, sort_key, "left", topic_ids)
    SELECT n, 'm-' || n, 1 + n % 3, iif(n % 4 = 0, NULL, 1), 'Member ' || n, 'Short ' || n, 'A place in the north.',
      CAST('k' || n AS BLOB), iif(n % 50 = 0, '2020-01-01', NULL), iif(n % 2 = 0, '[1,2]', '[1]')
    FROM numbers
    """,
  ]

  private func copy(_ from: String, to name: String) throws {
    for suffix in ["", "-wal", "-shm"] {
      let target = URL(filePath: folder.file(name + suffix))
      try? FileManager.default.removeItem(at: target)
      let source = URL(filePath: folder.file(from + suffix))
      if FileManager.default.fileExists(atPath: source.path) {
        try FileManager.default.copyItem(at: source, to: target)
      }
    }
  }

  private func migrate(_ name: String) throws -> CommandProcess {
    try CommandProcess(["migrate", "--database", folder.file(name)], in: folder)
  }

  /// Returns the number of migrations that are applied.
  private func applied(_ name: String) throws -> Int64 {
    let database = try Database(path: folder.file(name), mode: .readOnly)
    return try database.first("SELECT count(*) FROM schema_migrations") { $0.integer(0) } ?? 0
  }

  /// Returns the export of a database, and what its tables of search count.
  private func content(_ name: String) throws -> [String] {
    let export = try CommandProcess(["export", "--database", folder.file(name)], in: folder).end()
    #expect(export.status == 0)
    let database = try Database(path: folder.file(name), mode: .readOnly)
    let queries: [SQL] = [
      "SELECT count(*) FROM members_search_docsize", "SELECT member_count FROM directory_revision",
      "SELECT group_concat(member_count) FROM areas", "SELECT group_concat(member_count) FROM topics",
      "SELECT count(*) FROM members_search WHERE members_search MATCH 'north'",
      "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check = 'ok'",
    ]
    return [export.text] + (try queries.map { try database.first($0) { $0.text(0) } ?? "" })
  }

  @Test("continues at the next start, and ends like one that wasn't")
  func killed() throws {
    try makeOld("old.sqlite")
    try copy("old.sqlite", to: "whole.sqlite")
    #expect(try migrate("whole.sqlite").end().status == 0)
    let expected = try content("whole.sqlite")
    #expect(expected[1] == "\(Self.members)" && expected[2] == "\(Self.members - Self.members / 50)")
    #expect(expected[5] == "\(Self.members)" && expected[6] == "1")
    let (first, last) = (try applied("old.sqlite"), try applied("whole.sqlite"))
    var interrupted: Set<Int64> = []
    for count in first..<last {
      try copy("old.sqlite", to: "killed.sqlite")
      // The migration after that number has begun when the number is reached, or begins soon.
      let process = try migrate("killed.sqlite")
      while try applied("killed.sqlite") < count {}
      kill(process.pid, SIGKILL)
      _ = try process.end()
      interrupted.insert(try applied("killed.sqlite"))
      #expect(try migrate("killed.sqlite").end().status == 0)
      #expect(try content("killed.sqlite") == expected, "killed after \(count)")
    }
    // Not each of them was over before the signal came.
    #expect(interrupted.contains { $0 < last })
  }
}
