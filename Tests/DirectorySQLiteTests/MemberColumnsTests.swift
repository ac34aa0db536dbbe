import Directory
import SQLite
import TestSupport
import Testing

@testable import DirectorySQLite

@Suite("The focus areas, facts and topics in a member's row")
struct MemberColumnsTests {
  private let folder: TemporaryFolder
  private let store: SQLiteDirectoryStore
  private let raw: Database

  init() throws {
    folder = try TemporaryFolder()
    let path = folder.file("directory.sqlite")
    store = try SQLiteDirectoryStore(path: path)
    try store.load(GeneratedDirectory.document(members: 12))
    raw = try Database(path: path, mode: .readWrite)
  }

  @Test(
    "are read as they were written, for any text",
    arguments: [
      "plain", #"with "quotes""#, #"\"#, #"\\"#, #"ends with "quotes""#, #"ends with \"#, "Å, 水, 🇳🇴",
      "[]", "],[", #"","text":""#, "null", #"\u0041"#,
    ])
  func roundTrip(text: String) throws {
    var document = GeneratedDirectory.document(members: 12)
    document.members[3].focusAreas = [text, "after", text]
    document.members[3].facts = [Fact(label: text, text: text), Fact(label: "after", text: text)]
    let store = try SQLiteDirectoryStore(path: folder.file("texts.sqlite"))
    try store.load(document)
    let slug = document.members[3].slug
    let member = try #require(try store.makeReader().member(slug: slug))
    #expect(member.focusAreas == document.members[3].focusAreas)
    #expect(member.facts == document.members[3].facts)
    let columns = try Database(path: folder.file("texts.sqlite"), mode: .readOnly).map(
      "SELECT json_valid(focus_areas) AND json_valid(facts) FROM members WHERE slug = ?", [.text(slug)]
    ) { $0.boolean(0) }
    #expect(columns == [true])
  }

  @Test(
    "are reported as damaged if another program has written them in another form",
    arguments: [
      "UPDATE members SET focus_areas = '[1]'", #"UPDATE members SET focus_areas = '["a", "b"]'"#,
      #"UPDATE members SET focus_areas = '["a"'||']]'"#, #"UPDATE members SET focus_areas = '["a]'"#,
      #"UPDATE members SET focus_areas = '["a\]'"#, #"UPDATE members SET focus_areas = '["a\q"]'"#,
      #"UPDATE members SET focus_areas = '["a",]'"#,
      "UPDATE members SET facts = '[null]'", #"UPDATE members SET facts = '[{"text":"a","label":"b"}]'"#,
      #"UPDATE members SET facts = '[{"label":"a"}]'"#,
      #"UPDATE members SET facts = '[{"label":"a","text":1}]'"#,
      #"UPDATE members SET topic_relations = '{"999": 1}'"#,
      #"UPDATE members SET topic_relations = '{"999":3}'"#,
      #"UPDATE members SET topic_relations = '{"x":1}'"#,
    ] as [SQL])
  func damage(change: SQL) throws {
    try raw.run(change)
    let reader = try store.makeReader()
    let slug = GeneratedDirectory.document(members: 12).members[0].slug
    let message = "the focus areas, facts or topics of the member \(slug) are not in the expected form"
    #expect(throws: DirectoryError.damaged(message)) { try reader.member(slug: slug) }
    #expect(throws: DirectoryError.self) { try reader.members(ListQuery(limit: 5)) }
    #expect(try reader.topics(ListQuery(limit: 5)).items.count == 5)
  }

  @Test(
    "are refused by the schema if they aren't a list, or if a topic doesn't exist",
    arguments: [
      "UPDATE members SET focus_areas = ''", "UPDATE members SET facts = '{}'",
      "UPDATE members SET topic_ids = '3'", "UPDATE members SET topic_ids = '[3,x]'",
      "UPDATE members SET topic_ids = '[999]'", "UPDATE members SET topic_ids = NULL",
      "UPDATE members SET topic_relations = '[]'", #"UPDATE members SET topic_relations = '{"1":3}'"#,
      "UPDATE members SET topic_relations = NULL",
    ] as [SQL])
  func refused(change: SQL) throws {
    #expect(throws: SQLiteError.self) { try raw.run(change) }
  }

  @Test("are migrated from a database that had a row for each of them")
  func migration() throws {
    let database = try Database(path: folder.file("old.sqlite"), mode: .readWrite)
    let all = EmbeddedFiles.migrations.map { Migration(name: $0.name, text: $0.text) }
    try Migrator(applicationID: Schema.applicationID, migrations: Array(all.prefix(4))).migrate(database)
    for sql in Self.oldRows { try database.run(sql) }
    try Schema.migrator.migrate(database)
    let reader = try SQLiteDirectoryStore(path: folder.file("old.sqlite")).makeReader()
    let first = try #require(try reader.member(slug: "first"))
    #expect(first.focusAreas == [#"Said "so""#, "Second"])
    #expect(first.facts == [Fact(label: "L1", text: "T1"), Fact(label: "L0", text: "T0")])
    #expect(first.topics.map(\.slug) == ["a", "b"])
    #expect(first.topics.map(\.relation) == [.worksWith, .worksWith])
    let second = try #require(try reader.member(slug: "second"))
    #expect(second.focusAreas.isEmpty && second.facts.isEmpty && second.topics.map(\.slug) == ["b"])
    #expect(try reader.members(ListQuery([Clause("topic", "b")])).total == 2)
    #expect(try reader.members(ListQuery([Clause("worksWith", "b")])).total == 2)
    #expect(try reader.members(ListQuery([Clause("interestedIn", "b")])).total == 0)
    #expect(try reader.topic(slug: "a")?.memberCount == 1)
    #expect(
      try database.map("SELECT name FROM sqlite_schema WHERE name IN ('member_facts', 'member_focus_areas')")
      {
        $0.text(0)
      } == [])
  }

  private static let oldRows: [SQL] = [
    "INSERT INTO topics (id, slug, kind, name, summary, sort_key) VALUES (1, 'b', 'theme', 'B', 'S', x'02')",
    "INSERT INTO topics (id, slug, kind, name, summary, sort_key) VALUES (2, 'a', 'theme', 'A', 'S', x'01')",
    """
    INSERT INTO members (id, slug, kind_id, name, short_name, summary, sort_key)
    VALUES (1, 'first', 2, 'First', 'First', 'S', x'01'), (2, 'second', 2, 'Second', 'Second', 'S', x'02')
    """,
    "INSERT INTO member_focus_areas VALUES (1, 1, 'Second'), (1, 0, 'Said \"so\"')",
    "INSERT INTO member_facts VALUES (1, 1, 'L0', 'T0'), (1, 0, 'L1', 'T1')",
    "INSERT INTO member_topics VALUES (1, x'01', 1), (2, x'01', 1), (1, x'02', 2)",
  ]
}
