import SQLite
import TestSupport
import Testing

@Suite struct DatabaseTests {
  let folder: TemporaryFolder
  let database: Database

  init() throws {
    folder = try TemporaryFolder()
    database = try Database(path: folder.file("test.sqlite"), mode: .readWrite)
    try database.useWriteAheadLog()
    try database.run("CREATE TABLE things (id INTEGER PRIMARY KEY, value ANY) STRICT")
  }

  @Test(
    "a value is read as it was bound",
    arguments: [
      Value.integer(Int64.min), .integer(Int64.max), .real(-0.5), .text(""), .text("Ås\0Løten"),
      .text("🏔️"), .blob([]), .blob([7]), .blob([0, 255, 0]), .null, .boolean(true), .text(nil as String?),
    ])
  func binding(value: Value) throws {
    try database.run("INSERT INTO things (value) VALUES (?)", [value])
    let read = try database.first("SELECT value, typeof(value) FROM things") { row -> Value in
      switch row.text(1) {
      case "integer": .integer(row.integer(0))
      case "real": .real(row.real(0))
      case "text": .text(row.text(0))
      case "blob": .blob(row.blob(0))
      default: .null
      }
    }
    #expect(read == value)
  }

  @Test("text can be read without a copy")
  func zeroCopy() throws {
    let lengths = try database.first("SELECT 'Bærum', NULL") { row in
      [row.withText(0) { $0.byteCount }, row.withText(1) { $0.byteCount }]
    }
    #expect(lengths == [6, 0])
  }

  @Test("a column that doesn't exist is read as NULL")
  func missingColumn() throws {
    let row = try database.first("SELECT 1") { ($0.integer(7), $0.text(-1), $0.isNull(1), $0.blob(1)) }
    let found = try #require(row)
    #expect(found == (0, "", true, []))
  }

  @Test("a statement with too few values is an error")
  func parameterCount() throws {
    let error = #expect(throws: SQLiteError.self) { try database.run("SELECT ?, ?", [.null]) }
    #expect(error?.message == "1 values for 2 parameters")
  }

  @Test("SQL of two statements, or of none, is refused")
  func oneStatement() {
    #expect(throws: SQLiteError.self) { try database.run("SELECT 1; DROP TABLE things") }
    #expect(throws: SQLiteError.self) { try database.run("") }
  }

  @Test("an error has SQLite's message and the SQL")
  func errorText() throws {
    let error = #expect(throws: SQLiteError.self) { try database.run("SELECT missing FROM things") }
    let text = error?.description ?? ""
    #expect(text.contains("no such column: missing"))
    #expect(text.contains("SELECT missing FROM things"))
  }

  @Test("a broken constraint has its own kind and its extended code")
  func constraint() throws {
    try database.run("INSERT INTO things (id) VALUES (1)")
    let error = #expect(throws: SQLiteError.self) { try database.run("INSERT INTO things (id) VALUES (1)") }
    #expect(error?.kind == .constraint)
    // SQLITE_CONSTRAINT_PRIMARYKEY
    #expect(error?.code == 1555)
  }

  @Test("a statement cannot be run inside its own loop")
  func reentrance() throws {
    let sql: SQL = "SELECT 1 UNION SELECT 2"
    #expect(throws: SQLiteError.self) {
      try database.statement(sql).forEach { (_) throws(SQLiteError) in try database.run(sql) }
    }
    #expect(try database.map(sql) { $0.integer(0) } == [1, 2])
  }

  @Test("a statement that an error has ended holds no lock")
  func reset() throws {
    try database.run("INSERT INTO things (id) VALUES (1), (2)")
    let stop = SQLiteError(code: 0, message: "stop", action: "")
    #expect(throws: stop) {
      try database.statement("SELECT id FROM things").forEach { (_) throws(SQLiteError) in throw stop }
    }
    // TRUNCATE fails while a statement is reading.
    let busy = try database.first("PRAGMA wal_checkpoint(TRUNCATE)") { $0.integer(0) }
    #expect(busy == 0)
  }

  @Test("a transaction that throws is rolled back")
  func rollback() throws {
    let stop = SQLiteError(code: 0, message: "stop", action: "")
    #expect(throws: stop) {
      try database.write { () throws(SQLiteError) in
        try database.run("INSERT INTO things (id) VALUES (1)")
        throw stop
      }
    }
    #expect(!database.isInTransaction)
    #expect(try database.first("SELECT count(*) FROM things") { $0.integer(0) } == 0)
  }

  @Test("a reader sees the same state during its whole transaction")
  func snapshot() throws {
    let reader = try Database(path: database.path, mode: .readOnly)
    let count: SQL = "SELECT count(*) FROM things"
    let seen = try reader.read { () throws(SQLiteError) in
      let before = try reader.first(count) { $0.integer(0) }
      try database.run("INSERT INTO things (id) VALUES (1)")
      return [before, try reader.first(count) { $0.integer(0) }]
    }
    #expect(seen == [0, 0])
    #expect(try reader.first(count) { $0.integer(0) } == 1)
  }

  @Test("a reader cannot write")
  func readOnly() throws {
    let reader = try Database(path: database.path, mode: .readOnly)
    let error = #expect(throws: SQLiteError.self) { try reader.run("DELETE FROM things") }
    #expect(error?.kind == .readOnly)
  }

  @Test("the data version changes with the commits of other connections only")
  func dataVersion() throws {
    let other = try Database(path: database.path, mode: .readWrite)
    let before = try database.dataVersion()
    try database.run("INSERT INTO things (id) VALUES (1)")
    #expect(try database.dataVersion() == before)
    try other.run("INSERT INTO things (id) VALUES (2)")
    #expect(try database.dataVersion() != before)
  }

  @Test("a second writer gives up after its busy timeout")
  func busy() throws {
    let other = try Database(path: database.path, mode: .readWrite, busyTimeout: .zero)
    try database.write { () throws(SQLiteError) in
      let error = #expect(throws: SQLiteError.self) { try other.write { () throws(SQLiteError) in } }
      #expect(error?.kind == .busy)
    }
  }

  @Test("a statement that runs too long is interrupted, and the next one is not")
  func timeLimit() throws {
    let endless: SQL = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
    let error = #expect(throws: SQLiteError.self) {
      try database.withTimeLimit(.milliseconds(5)) { () throws(SQLiteError) in try database.run(endless) }
    }
    #expect(error?.kind == .interrupted)
    #expect(try database.first("SELECT 1") { $0.integer(0) } == 1)
  }

  @Test("a name with a special meaning in SQLite is a plain file name")
  func plainNames() throws {
    let error = #expect(throws: SQLiteError.self) { try Database(path: "", mode: .readWrite) }
    #expect(error?.kind == .cantOpen)
    let missing = #expect(throws: SQLiteError.self) { try Database(path: ":memory:", mode: .readOnly) }
    #expect(missing?.kind == .cantOpen)
  }

  @Test("a file that isn't a database has its own kind of error")
  func notADatabase() throws {
    try folder.write(Array(repeating: 0x2a, count: 4096), to: "text")
    let error = #expect(throws: SQLiteError.self) {
      try Database(path: folder.file("text"), mode: .readWrite).useWriteAheadLog()
    }
    #expect(error?.kind == .notADatabase)
  }

  @Test("commits are synced to the disk, foreign keys are enforced, and the schema isn't trusted")
  func settings() throws {
    // 2 is FULL.
    #expect(try database.first("PRAGMA synchronous") { $0.integer(0) } == 2)
    #expect(try database.first("PRAGMA foreign_keys") { $0.integer(0) } == 1)
    #expect(try database.first("PRAGMA trusted_schema") { $0.integer(0) } == 0)
  }
}
