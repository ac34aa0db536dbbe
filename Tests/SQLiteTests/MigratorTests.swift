import Foundation
import SQLite
import TestSupport
import Testing

@Suite struct MigratorTests {
  static let first = Migration(name: "0001_a.sql", text: "CREATE TABLE a (id INTEGER PRIMARY KEY) STRICT;")
  static let second = Migration(
    name: "0002_b.sql",
    text:
      "CREATE TABLE b (id INTEGER PRIMARY KEY, a INTEGER REFERENCES a (id)) STRICT; INSERT INTO a VALUES (1);"
  )

  let folder: TemporaryFolder
  let database: Database

  init() throws {
    folder = try TemporaryFolder()
    database = try Database(path: folder.file("test.sqlite"), mode: .readWrite)
  }

  func migrator(_ migrations: Migration...) -> Migrator {
    Migrator(applicationID: 77, migrations: migrations)
  }

  @Test("migrations are applied once, in the order of their names")
  func order() throws {
    let migrator = migrator(Self.second, Self.first)
    #expect(try migrator.migrate(database) == ["0001_a.sql", "0002_b.sql"])
    #expect(try migrator.migrate(database) == [])
    #expect(
      try database.map("SELECT name FROM schema_migrations ORDER BY name") { $0.text(0) } == [
        "0001_a.sql", "0002_b.sql",
      ])
  }

  @Test("a changed migration stops the start")
  func changed() throws {
    try migrator(Self.first).migrate(database)
    let edited = Migration(name: Self.first.name, text: Self.first.text + " ")
    #expect(throws: MigrationError.changed(name: "0001_a.sql")) { try migrator(edited).migrate(database) }
  }

  @Test("a database of a newer version stops the start")
  func newer() throws {
    try migrator(Self.first, Self.second).migrate(database)
    #expect(throws: MigrationError.newerDatabase(name: "0002_b.sql")) {
      try migrator(Self.first).migrate(database)
    }
  }

  @Test("a new migration whose name sorts before an applied one stops the start")
  func outOfOrder() throws {
    try migrator(Self.second).migrate(try emptyWithA())
    #expect(throws: MigrationError.outOfOrder(name: "0001_a.sql", applied: "0002_b.sql")) {
      try migrator(Self.first, Self.second).migrate(database)
    }
  }

  private func emptyWithA() throws -> Database {
    // The file has our id, and the table that the second migration needs, but not the first migration.
    try database.run("PRAGMA application_id = 77")
    try database.run("CREATE TABLE a (id INTEGER PRIMARY KEY) STRICT")
    return database
  }

  @Test("a migration that fails is rolled back, and those before it stay applied")
  func failing() throws {
    let broken = Migration(name: "0002_b.sql", text: "CREATE TABLE b (id INTEGER); SELECT * FROM nowhere;")
    let error = #expect(throws: MigrationError.self) { try migrator(Self.first, broken).migrate(database) }
    #expect(error?.description.contains("0002_b.sql failed: no such table: nowhere") == true)
    #expect(try database.map("SELECT name FROM schema_migrations") { $0.text(0) } == ["0001_a.sql"])
    #expect(try database.first("SELECT 1 FROM sqlite_schema WHERE name = 'b'") { $0.integer(0) } == nil)
  }

  @Test("a migration that ends its transaction is refused")
  func endsTransaction() throws {
    let broken = Migration(name: "0001_a.sql", text: "CREATE TABLE a (id INTEGER); COMMIT;")
    #expect(throws: MigrationError.endsTransaction(name: "0001_a.sql")) {
      try migrator(broken).migrate(database)
    }
  }

  @Test("a migration that leaves dangling references is refused")
  func dangling() throws {
    let broken = Migration(
      name: "0003_c.sql", text: "PRAGMA defer_foreign_keys = ON; INSERT INTO b VALUES (1, 99);")
    #expect(throws: MigrationError.danglingReferences(name: "0003_c.sql", table: "b")) {
      try migrator(Self.first, Self.second, broken).migrate(database)
    }
  }

  @Test("a database of another program is refused and not changed")
  func foreign() throws {
    try database.run("CREATE TABLE theirs (id INTEGER)")
    let before = try folder.read("test.sqlite")
    #expect(throws: MigrationError.foreignDatabase(path: database.path)) {
      try migrator(Self.first).migrate(database)
    }
    #expect(try folder.read("test.sqlite") == before)
    #expect(throws: MigrationError.self) {
      try Migrator(applicationID: 78, migrations: []).checkOwner(of: database)
    }
  }

  @Test("connections that migrate at the same time all succeed, and each migration runs once")
  func concurrentStart() throws {
    let path = folder.file("shared.sqlite")
    let migrator = migrator(Self.first, Self.second)
    let results = Results()
    DispatchQueue.concurrentPerform(iterations: 8) { _ in
      results.add(
        Result {
          let database = try Database(path: path, mode: .readWrite)
          try migrator.checkOwner(of: database)
          try database.useWriteAheadLog()
          return try migrator.migrate(database)
        })
    }
    let names = try results.all.flatMap { try $0.get() }
    #expect(names.sorted() == ["0001_a.sql", "0002_b.sql"])
  }

  /// The result of each migration, collected from several threads.
  final class Results: @unchecked Sendable {
    // Guarded by the lock.
    private var results: [Result<[String], any Error>] = []
    private let lock = NSLock()

    func add(_ result: Result<[String], any Error>) { lock.withLock { results.append(result) } }
    var all: [Result<[String], any Error>] { lock.withLock { results } }
  }
}
