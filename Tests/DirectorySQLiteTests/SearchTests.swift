import Directory
import DirectorySQLite
import SQLite
import TestSupport
import Testing

@Suite("Search in a store")
struct SearchTests {
  let folder: TemporaryFolder
  let path: String
  let store: SQLiteDirectoryStore

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("directory.sqlite")
    store = try SQLiteDirectoryStore(path: path)
    var document = GeneratedDirectory.document(members: 0, topics: 1)
    document.counties = []
    document.topics = [DirectoryDocument.Topic.make(slug: "as", kind: "theme", name: "Ås", summary: "Of Ås.")]
    document.members = [
      Self.member("aas", "Ås"), Self.member("as", "As"), Self.member("asker", "Asker"),
      Self.member("vestby", "Vestby", summary: "Its neighbour is Ås."),
      Self.member("nordre-as", "Nordre Ås"), Self.member("frogn", "Frogn", topics: ["as"]),
      Self.member("poetry", "Poetry", summary: "A poet's place. Call +47 22 33 44 55."),
    ].sorted { $0.slug < $1.slug }
    try store.load(document)
  }

  private static func member(
    _ slug: String, _ name: String, summary: String = "A place.", topics: [DirectoryDocument.MemberTopic] = []
  ) -> DirectoryDocument.Member {
    DirectoryDocument.Member.make(
      slug: slug, name: "Municipality of \(name)", shortName: name, summary: summary, topics: topics)
  }

  private func slugs(_ text: String, _ types: [SearchType] = [.member]) throws -> [String] {
    try store.makeReader().search(SearchQuery(text, types: types)).hits.map(\.slug)
  }

  @Test(
    "a name that equals the text comes first, then other spellings, beginnings, words of names, and texts",
    arguments: [
      ("ås", ["aas", "as", "asker", "nordre-as", "frogn", "vestby"]),
      ("as", ["as", "aas", "asker", "nordre-as", "frogn", "vestby"]),
      ("municipality of as", ["as", "aas", "asker", "nordre-as", "frogn", "vestby"]),
      ("aas nordre", ["nordre-as"]), ("poet", ["poetry"]), ("pot", ["poetry"]), ("POET PLACE", ["poetry"]),
      ("place as", ["as", "aas", "nordre-as", "asker", "frogn"]), ("as asker as", ["asker"]),
    ])
  func ranking(text: String, expected: [String]) throws {
    #expect(try slugs(text) == expected)
  }

  @Test("a whole name of one type comes before a part of a name of another type")
  func types() throws {
    let page = try store.makeReader().search(SearchQuery("ås", limit: 3))
    #expect(page.hits.map(\.type) == [.member, .topic, .member])
    #expect(page.total == 7 && page.isTotalExact)
    #expect(page.hits[1].highlights.map(\.field) == ["name", "summary"])
    #expect(try slugs("topic", [.topic]) == [])
    #expect(try slugs("office 1 oslo", [.office]) == ["office-1"])
    #expect(try slugs("role", [.contact]).sorted() == ["contact-0", "contact-1", "contact-2"])
  }

  @Test("telephone numbers are not found", arguments: ["4722334455", "+47 22 33 44 55", "22 33"])
  func telephone(text: String) throws {
    #expect(try slugs(text, [.contact]) == [])
  }

  @Test(
    "the text of a search is never read as query syntax",
    arguments: [
      "\"", "*", "a OR", "NEAR(", "NEAR(a b, 2)", "-x", "name:", "names : \"·as\"", "^as", "(as", "as)",
      "as*",
      "'; DROP TABLE members; --", "AND", "NOT as", "a\u{0}b", "{name} : as", "\\", "%", "_",
      "æ\u{301}\u{301}",
      String(repeating: "\"(", count: 90),
    ])
  func anything(text: String) throws {
    _ = try store.makeReader().search(SearchQuery(text))
    _ = try store.makeReader().search(SearchQuery(text, types: [], limit: -1))
  }

  @Test("a row that another program has deleted is not found, and a repair removes it from the index")
  func deleted() throws {
    let raw = try Database(path: path, mode: .readWrite)
    try raw.run("DELETE FROM members WHERE slug = 'asker'")
    #expect(try slugs("asker") == [])
    #expect(try store.makeReader().search(SearchQuery("asker")).total == 0)
    let revision = store.revisionNumber
    #expect(try store.repairSearch())
    #expect(try raw.first("SELECT count(*) FROM members_search_docsize") { $0.integer(0) } == 6)
    #expect(store.revisionNumber > revision)
    #expect(try !store.repairSearch())
  }

  @Test("a database without a search index is indexed when it is opened")
  func backfill() throws {
    let raw = try Database(path: path, mode: .readWrite)
    let before = try slugs("ås", SearchType.allCases)
    for sql in [
      "DELETE FROM members_search", "DELETE FROM topics_search", "DELETE FROM contacts_search",
      "DELETE FROM offices_search", "DELETE FROM search_words",
    ] as [SQL] { try raw.run(sql) }
    #expect(try slugs("ås", SearchType.allCases) == [])
    _ = try SQLiteDirectoryStore(path: path)
    #expect(try slugs("ås", SearchType.allCases) == before)
    #expect(try store.makeReader().search(SearchQuery("askr")).didYouMean == ["asker"])
  }

  @Test(
    "a search that finds nothing suggests similar words that find something",
    arguments: [
      ("Askr", ["asker"]), ("frgon", ["frogn"]), ("municpality vestbi", ["municipality vestby"]),
      ("frogn vestby", ["vestby", "frogn"]), ("qqqqqq frogn", ["frogn"]), ("qqqqqq", []), ("xy", []),
      ("99999", []), ("poeetri", ["poetry"]),
    ])
  func didYouMean(text: String, suggestions: [String]) throws {
    let page = try store.makeReader().search(SearchQuery(text))
    #expect(page.hits.isEmpty && page.didYouMean == suggestions)
  }

  @Test("a suggestion finds something among the types of the search")
  func suggestedTypes() throws {
    let reader = try store.makeReader()
    #expect(try reader.search(SearchQuery("askr", types: [.office])).didYouMean == [])
    try Database(path: path, mode: .readWrite).run("DELETE FROM members WHERE slug = 'asker'")
    #expect(try reader.search(SearchQuery("askr")).didYouMean == [])
  }

  @Test("the expression for a text selects rows in a statement of its own")
  func expression() throws {
    #expect(SearchExpression.of("\"*") == nil)
    let expression = try #require(SearchExpression.of("Bærum \" OR clim"))
    #expect(expression == "\"barum\" AND \"or\" AND \"clim\"*")
    let found = try Database(path: path, mode: .readOnly).map(
      """
      SELECT slug FROM members
      WHERE id IN (SELECT rowid FROM members_search WHERE members_search MATCH ?) ORDER BY slug
      """, [.text(SearchExpression.of("nordre å"))]
    ) { $0.text(0) }
    #expect(found == ["nordre-as"])
  }
}
