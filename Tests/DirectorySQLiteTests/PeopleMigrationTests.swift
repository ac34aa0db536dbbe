import Directory
import SQLite
import TestSupport
import Testing

@testable import DirectorySQLite

@Suite("A database from before tokens belonged to people")
struct PeopleMigrationTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let rows: [SQL] = [
    """
    INSERT INTO tokens (id, digest, name, role, created_at, expires_at, revoked_at) VALUES
      (1, x'0101010101010101010101010101010101010101010101010101010101010101', 'Kari', 'editor', 10, NULL, NULL),
      (2, x'0202020202020202020202020202020202020202020202020202020202020202', 'Kari', 'admin', 11, NULL, 20),
      (3, x'0303030303030303030303030303030303030303030303030303030303030303', 'Ola', 'admin', 12, 99, NULL),
      (4, x'0404040404040404040404040404040404040404040404040404040404040404', 'Ola', 'editor', 13, NULL, NULL),
      (5, x'0505050505050505050505050505050505050505050505050505050505050505', ' Per ', 'admin', 14, NULL, 21)
    """,
    """
    INSERT INTO kept_answers (token_id, key, fingerprint, at, type, slug, payload)
    VALUES (1, 'key', x'00', 15, '', '', x'00')
    """,
  ]

  private func old() throws -> SQLiteDirectoryStore {
    let path = folder.file("old.sqlite")
    let database = try Database(path: path, mode: .readWrite)
    let all = EmbeddedFiles.migrations.map { Migration(name: $0.name, text: $0.text) }
    try Migrator(applicationID: Schema.applicationID, migrations: all.filter { $0.name < "0020" })
      .migrate(database)
    for sql in Self.rows { try database.run(sql) }
    return try SQLiteDirectoryStore(path: path)
  }

  @Test("has a person for each name, with the highest role of the tokens that aren't revoked")
  func people() throws {
    let store = try old()
    let people = try store.people()
    #expect(people.map(\.name) == ["Kari", "Ola", " Per "])
    #expect(people.map(\.role) == [.editor, .admin, .admin])
    #expect(people.map(\.isActive) == [true, true, false])
    #expect(people.map(\.createdAt) == [10, 12, 14])
    let tokens = try store.tokens()
    #expect(tokens.map(\.person) == [1, 1, 2, 2, 3])
    #expect(tokens.map(\.role) == [.editor, .admin, .admin, .editor, .admin])
    #expect(tokens.map(\.revokedAt) == [nil, 20, nil, nil, 21] && tokens[2].expiresAt == 99)
  }

  @Test("keeps the answers that were kept, and takes further tokens of the same names")
  func later() throws {
    let store = try old()
    let database = try Database(path: folder.file("old.sqlite"), mode: .readOnly)
    #expect(try database.first("SELECT count(*) FROM kept_answers") { $0.integer(0) } == 1)
    let digest = Array(repeating: UInt8(7), count: 32)
    let token = Token(name: "Kari", role: .admin, createdAt: 30, digest: digest)
    let created = try store.createToken(token)
    #expect(created.id == 6 && created.person == 1)
    #expect(try store.people().first?.role == .admin)
    // A person whose name isn't allowed any more needs another one first.
    #expect(throws: DirectoryError.self) {
      try store.createToken(
        Token(name: " Per ", role: .admin, createdAt: 30, digest: Array(repeating: 8, count: 32)))
    }
  }
}
