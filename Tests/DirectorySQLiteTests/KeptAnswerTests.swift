import Directory
import SQLite
import TestSupport
import Testing

@testable import DirectorySQLite

@Suite("Answers kept for an Idempotency-Key")
struct KeptAnswerTests {
  @Test("are migrated from several columns to one with the bytes of the response")
  func migration() throws {
    let folder = try TemporaryFolder()
    let database = try Database(path: folder.file("old.sqlite"), mode: .readWrite)
    let all = EmbeddedFiles.migrations.map { Migration(name: $0.name, text: $0.text) }
    try Migrator(applicationID: Schema.applicationID, migrations: Array(all.prefix(5))).migrate(database)
    try database.run(
      "INSERT INTO tokens (id, name, role, digest, created_at) VALUES (1, 'Kari', 'editor', zeroblob(32), 0)")
    try database.run(
      """
      INSERT INTO kept_answers (token_id, key, fingerprint, at, type, slug, location, tag, content)
      VALUES (1, 'a', x'0102', unixepoch(), 'topic', 'sjø', '/topics/sj%C3%B8', '"t"', CAST('{"ø":1}' AS BLOB))
      """)
    try Schema.migrator.migrate(database)
    let kept = try database.map("SELECT fingerprint, payload FROM kept_answers") {
      KeptAnswer(fingerprint: $0.blob(0), payload: $0.blob(1))
    }
    let payload = "/topics/sj%C3%B8\n\"t\"\n{\"ø\":1}"
    #expect(kept == [KeptAnswer(fingerprint: [1, 2], payload: Array(payload.utf8))])
  }

  @Test("an answer that was kept for 24 hours is removed without another attempt")
  func old() throws {
    let folder = try TemporaryFolder()
    let store = try SQLiteDirectoryStore(path: folder.file("directory.sqlite"))
    let token = try store.createToken(
      Token(name: "Kari", role: .editor, createdAt: 0, digest: Array(repeating: 1, count: 32)))
    let database = try Database(path: folder.file("directory.sqlite"), mode: .readWrite)
    for (key, age) in [("old", 86_401), ("new", 86_300)] as [(String, Int64)] {
      try database.run(
        """
        INSERT INTO kept_answers (token_id, key, fingerprint, at, type, slug, payload)
        VALUES (?, ?, x'01', unixepoch() - ?, '', '', x'02')
        """, [.integer(token.id), .text(key), .integer(age)])
    }
    try store.removeOldAnswers()
    #expect(try database.map("SELECT key FROM kept_answers") { $0.text(0) } == ["new"])
  }
}
