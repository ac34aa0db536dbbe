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
}
