import Directory
import Foundation
import SQLite
import TestSupport
import Testing

@testable import App
@testable import DirectorySQLite

@Suite("The backup before a migration")
struct MigrationBackupTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func start() throws -> [String] {
    let running = try RunningDirectory(["data.loadShipped": "false"], in: folder)
    running.stop()
    return running.log.lines
  }

  private func backups() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.contains(".before-migration-") && !$0.hasSuffix(".sha256") }
  }

  @Test("contains the database as the older version left it, and is made once")
  func older() throws {
    let all = DirectorySQLite.EmbeddedFiles.migrations.map { Migration(name: $0.name, text: $0.text) }
    func makeOld() throws {
      let database = try Database(path: folder.file("directory.sqlite"), mode: .readWrite)
      let older = Migrator(applicationID: Schema.applicationID, migrations: Array(all.prefix(6)))
      try older.migrate(database)
    }
    try makeOld()
    #expect(try start().contains { $0.contains("backed up before the database is migrated") })
    #expect(try backups() == ["directory.sqlite.before-migration-0007_recovery-0"])
    let backup = try Database(path: folder.file(try backups()[0]), mode: .readOnly)
    #expect(try backup.first("SELECT count(*) FROM schema_migrations") { $0.integer(0) } == 6)
    #expect(try start().allSatisfy { !$0.contains("backed up before") })
    // A migration that failed is tried again at each start.
    for name in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: folder.file("directory.sqlite\(name)"))
    }
    try makeOld()
    #expect(try start().allSatisfy { !$0.contains("backed up before") })
    #expect(try backups().count == 1)
  }

  @Test("is not made of a new database")
  func new() throws {
    #expect(try start().allSatisfy { !$0.contains("backed up before") })
    #expect(try backups() == [])
  }

  @Test("is required: without it the database is not migrated")
  func failure() throws {
    let all = DirectorySQLite.EmbeddedFiles.migrations.map { Migration(name: $0.name, text: $0.text) }
    let database = try Database(path: folder.file("directory.sqlite"), mode: .readWrite)
    try Migrator(applicationID: Schema.applicationID, migrations: Array(all.prefix(6))).migrate(database)
    let name = "directory.sqlite.before-migration-0007_recovery-0"
    try FileManager.default.createDirectory(atPath: folder.file(name), withIntermediateDirectories: false)
    #expect(throws: StartupError.self) { _ = try start() }
    #expect(try database.first("SELECT count(*) FROM schema_migrations") { $0.integer(0) } == 6)
  }
}
