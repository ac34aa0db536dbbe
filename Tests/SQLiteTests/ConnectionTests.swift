import Foundation
import OperatingSystem
import SQLite
import TestSupport
import Testing

@Suite("A connection to a database")
struct ConnectionTests {
  let folder: TemporaryFolder
  let database: Database

  init() throws {
    folder = try TemporaryFolder()
    database = try Database(path: folder.file("test.sqlite"), mode: .readWrite)
    try database.useWriteAheadLog()
    try database.run("CREATE TABLE things (id INTEGER PRIMARY KEY, value ANY) STRICT")
  }

  @Test("prepares a statement once, and keeps no more than 256")
  func statements() throws {
    let sql: SQL = "SELECT 1"
    #expect(try database.statement(sql) === database.statement(sql))
    let composed = sql + " + 1"
    #expect(try database.statement(composed) === database.statement("SELECT 1" + " + 1"))
    #expect(composed.description == "SELECT 1 + 1")
    var longer: SQL = "SELECT 1"
    for _ in 0..<600 {
      longer = longer + " + 1"
      _ = try database.statement(longer)
      #expect(database.preparedStatements.count <= 256)
    }
    #expect(database.preparedStatements.count > 50)
  }

  @Test("counts its transactions, and doesn't begin a second read transaction in an open one")
  func transactions() throws {
    let before = database.transactionCount
    try database.beginReading()
    try database.beginReading()
    #expect(database.isInTransaction)
    #expect(database.transactionCount == before + 1)
    database.endReading()
    database.endReading()
    #expect(!database.isInTransaction)
    try database.write { () throws(SQLiteError) in }
    try database.read { () throws(SQLiteError) in }
    #expect(database.transactionCount == before + 3)
  }

  @Test("sees the same state between the beginning and the end of reading")
  func reading() throws {
    let reader = try Database(path: database.path, mode: .readOnly)
    let count: SQL = "SELECT count(*) FROM things"
    try reader.beginReading()
    #expect(try reader.first(count) { $0.integer(0) } == 0)
    try database.run("INSERT INTO things (id) VALUES (1)")
    #expect(try reader.first(count) { $0.integer(0) } == 0)
    reader.endReading()
    #expect(try reader.first(count) { $0.integer(0) } == 1)
  }

  @Test("has the last row id, and the number of rows that have changed, also by triggers")
  func changes() throws {
    try database.run("CREATE TABLE log (id INTEGER PRIMARY KEY) STRICT")
    try database.run("CREATE TRIGGER t AFTER INSERT ON things BEGIN INSERT INTO log VALUES (NULL); END")
    let before = database.changeCount
    try database.run("INSERT INTO things (id) VALUES (41), (42)")
    #expect(database.changeCount == before + 4)
    try database.run("DELETE FROM log")
    #expect(database.changeCount == before + 6)
    #expect(database.lastInsertedID == 42)
  }

  @Test("waits for another writer as long as its timeout says")
  func timeout() throws {
    let other = try Database(path: database.path, mode: .readWrite, busyTimeout: .milliseconds(80))
    try database.write { () throws(SQLiteError) in
      let start = ContinuousClock.now
      let error = #expect(throws: SQLiteError.self) { try other.write { () throws(SQLiteError) in } }
      let waited = ContinuousClock.now - start
      #expect(error?.kind == .busy)
      // SQLite adds up the times that it slept, and may stop a little early.
      #expect(waited >= .milliseconds(60) && waited < .seconds(4), "\(waited)")
    }
  }

  @Test("is protected against damaged and hostile files, and sorts in memory")
  func hardened() throws {
    func value(_ pragma: SQL) throws -> Int64? { try database.first(pragma) { $0.integer(0) } }
    #expect(try value("PRAGMA cell_size_check") == 1)
    #expect(try value("PRAGMA temp_store") == 2)
    #expect(try value("PRAGMA cache_size") == -16_384)
    #expect(try value("PRAGMA mmap_size") ?? 0 == 0)
  }

  @Test("doesn't create a file that it opens read-only, and names the file in the error")
  func opening() throws {
    let error = #expect(throws: SQLiteError.self) {
      try Database(path: folder.file("none.sqlite"), mode: .readOnly)
    }
    #expect(error?.kind == .cantOpen)
    #expect(error?.action == "opening \(folder.file("none.sqlite"))")
    #expect(!FileManager.default.fileExists(atPath: folder.file("none.sqlite")))
  }

  @Test("empties the write-ahead log at a checkpoint, and removes the log when it switches to a journal")
  func log() throws {
    let path = folder.file("test.sqlite-wal")
    try database.run("INSERT INTO things (id) VALUES (1)")
    #expect(try folder.read("test.sqlite-wal").count > 0)
    try database.checkpoint()
    #expect(try folder.read("test.sqlite-wal").count == 0)
    try database.leaveWriteAheadLog()
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test("replaces its contents by those of another database")
  func replacing() throws {
    try database.run("INSERT INTO things (id, value) VALUES (1, 'mine')")
    let other = try Database(path: folder.file("other.sqlite"), mode: .readWrite)
    try other.run("CREATE TABLE theirs (id INTEGER)")
    try other.replaceContents(from: database)
    #expect(try other.map("SELECT value FROM things") { $0.text(0) } == ["mine"])
    #expect(throws: SQLiteError.self) { try other.run("SELECT * FROM theirs") }
  }

  @Test("a copy that is cancelled fails, and changes nothing")
  func cancelledReplacing() throws {
    let other = try Database(path: folder.file("other.sqlite"), mode: .readWrite)
    try other.run("CREATE TABLE theirs (id INTEGER)")
    other.cancel(if: { true })
    let error = #expect(throws: SQLiteError.self) { try other.replaceContents(from: database) }
    #expect(error?.kind == .interrupted)
    other.cancel(if: { false })
    #expect(try other.map("SELECT count(*) FROM theirs") { $0.integer(0) } == [0])
  }

  @Test("finds no fault in a sound database, and names the table of a row whose reference is broken")
  func faults() throws {
    #expect(try database.faults() == [])
    try database.run("CREATE TABLE children (id INTEGER, thing INTEGER REFERENCES things (id))")
    try database.run("PRAGMA foreign_keys = OFF")
    try database.run("INSERT INTO children VALUES (1, 99)")
    let faults = try database.faults()
    #expect(faults.count == 1 && faults[0].hasPrefix("children: "))
  }
}

@Suite("The digest of a file")
struct FileDigestTests {
  @Test(
    "equals that of sha256sum for an empty, a small and a large file",
    arguments: [
      (0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      (3, "709e80c88487a2411e1ee4dfb9f22a861492d20c4765150c0c794abd70f8147c"),
      (1 << 20, "30e14955ebf1352266dc2ff8067e68104607e750abb9d3b36582b8af909fcb58"),
      ((1 << 20) + 1, "2cb74edba754a81d121c9db6833704a8e7d417e5b13d1a19f4a52f007d644264"),
    ])
  func digest(length: Int, digest: String) throws {
    let folder = try TemporaryFolder()
    try folder.write([UInt8](repeating: 0, count: length), to: "file")
    #expect(try FileDigest.sha256(ofFileAt: folder.file("file")) == digest)
    #expect(throws: FileError.self) { try FileDigest.sha256(ofFileAt: folder.file("none")) }
  }
}
