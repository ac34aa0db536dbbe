import Directory
import SQLite
import TestSupport
import Testing

@testable import DirectorySQLite

@Suite("A database from before kinds were records")
struct KindMigrationTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let rows: [SQL] = [
    "INSERT INTO member_kinds (id, slug, name) VALUES (9, 'choir', 'Choir')",
    """
    INSERT INTO topics (id, slug, kind, name, summary, sort_key, broader_id) VALUES
      (1, 'climate', 'theme', 'Climate', 'About it.', x'01', NULL),
      (2, 'interreg', 'programme', 'Interreg', 'A programme.', x'02', 1)
    """,
    """
    INSERT INTO members (id, slug, kind_id, name, short_name, summary, sort_key, topic_ids, topic_relations)
    VALUES (1, 'asker', 2, 'Asker', 'Asker', 'A place.', x'01', '[1,2]', '{"2":1}')
    """,
    "INSERT INTO former_slugs (type, slug, name) VALUES ('member', 'old', 'Old')",
    """
    INSERT INTO former_slug_successors (type, slug, position, successor) VALUES ('member', 'old', 0, 'asker')
    """,
    """
    INSERT INTO former_slug_revisions (id, type, slug, at, author, after) VALUES
      (4, 'member', 'old', 5, 'Kari', '{"type":"member","slug":"old"}'),
      (7, 'member', 'older', 5, 'Kari', '{"type":"member","slug":"older"}')
    """,
    "DELETE FROM former_slug_revisions WHERE id = 7",
    """
    INSERT INTO drafts (type, slug, document)
    VALUES ('county', 'agder', '{"slug":"agder","name":"Agder","shortName":"Agder"}')
    """,
  ]

  /// Makes a database with the migrations before, and with rows in each table that the migration changes.
  private func old() throws -> String {
    let path = folder.file("old.sqlite")
    let database = try Database(path: path, mode: .readWrite)
    let all = EmbeddedFiles.migrations.map { Migration(name: $0.name, text: $0.text) }
    let before = all.filter { $0.name < "0012" }
    try Migrator(applicationID: Schema.applicationID, migrations: before).migrate(database)
    for sql in Self.rows { try database.run(sql) }
    return path
  }

  @Test("keeps its records, counts and references, and has the kinds from before")
  func records() throws {
    let store = try SQLiteDirectoryStore(path: try old())
    let reader = try store.makeReader()
    #expect(try reader.kinds(.topicKind) == Kind.firstOfTopics)
    let kinds = try reader.kinds(.memberKind)
    #expect(kinds.filter { $0.slug != "choir" } == Kind.firstOfMembers)
    #expect(kinds.first?.schemaType == Kind.standardSchemaType)
    let topics = try reader.topics(ListQuery()).items
    #expect(topics.map(\.kind) == ["theme", "programme"] && topics.map(\.memberCount) == [1, 1])
    #expect(topics.map(\.summary) == ["About it.", "A programme."] && topics[1].broader?.slug == "climate")
    let member = try #require(try reader.member(slug: "asker"))
    #expect(member.kind == "municipality" && member.topics.map(\.relation) == [.worksWith, .interestedIn])
    #expect(try reader.staff.drafts().map(\.key) == [RecordKey(.county, "agder")])
    #expect(try reader.formerSlugs().map(\.successors) == [["asker"]])
    #expect(try reader.topics(ListQuery([Clause("kind", "programme")])).items.map(\.slug) == ["interreg"])
  }

  @Test("refers to kinds by foreign keys, and gives no id of a former slug's revision twice")
  func schema() throws {
    let path = try old()
    try SQLiteDirectoryStore(path: path).close()
    let database = try Database(path: path, mode: .readWrite)
    #expect(throws: SQLiteError.self) { try database.run("UPDATE topics SET kind = 'genre'") }
    #expect(throws: SQLiteError.self) { try database.run("UPDATE topics SET kind = NULL") }
    #expect(throws: SQLiteError.self) { try database.run("DELETE FROM topic_kinds WHERE slug = 'theme'") }
    #expect(throws: SQLiteError.self) {
      try database.run("DELETE FROM member_kinds WHERE slug = 'municipality'")
    }
    try database.run("INSERT INTO former_slugs (type, slug) VALUES ('memberKind', 'town')")
    try database.run("DELETE FROM former_slugs WHERE slug = 'old'")
    #expect(try database.first("SELECT count(*) FROM former_slug_successors") { $0.integer(0) } == 0)
    try database.run(
      "INSERT INTO former_slug_revisions (type, slug, at, author, after) VALUES ('topic', 'a', 1, 'b', 'c')")
    #expect(try database.first("SELECT max(id) FROM former_slug_revisions") { $0.integer(0) } == 8)
    #expect(try database.first("SELECT count(*) FROM pragma_foreign_key_check") { $0.integer(0) } == 0)
    #expect(
      try database.first("SELECT count(*) FROM sqlite_schema WHERE sql LIKE '%new!_%' ESCAPE '!'") {
        $0.integer(0)
      }
        == 0)
  }

  @Test("has the same tables as a new one")
  func tables() throws {
    let (new, migrated) = (folder.file("new.sqlite"), try old())
    for path in [new, migrated] { try SQLiteDirectoryStore(path: path).close() }
    let sql = { (path: String) in
      try Database(path: path, mode: .readWrite).map(
        "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name"
      ) {
        $0.text(0)
      }
    }
    #expect(try sql(new) == sql(migrated))
  }
}
