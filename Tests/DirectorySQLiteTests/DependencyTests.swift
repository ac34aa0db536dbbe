import Directory
import SQLite
import TestSupport
import Testing

@testable import DirectorySQLite

@Suite("What answers depend on, and what edits change")
struct DependencyTests {
  private let folder: TemporaryFolder
  private let path: String
  private let store: SQLiteDirectoryStore
  private let reader: any DirectoryReader

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("directory.sqlite")
    store = try SQLiteDirectoryStore(path: path)
    try store.load(ContractDirectory.document)
    reader = try store.makeReader()
    // What other processes did before the first edit isn't known.
    try Self.correct("asker", { $0.summary = "First." }, in: store)
  }

  private static let author = Author(name: "Kari")

  private typealias Question = @Sendable (any DirectoryReader) throws -> Void
  private static let questions: [(name: String, ask: Question)] = [
    ("asker", { _ = try $0.member(slug: "asker") }), ("frogn", { _ = try $0.member(slug: "frogn") }),
    ("members", { _ = try $0.members(ListQuery()) }),
    ("innlandet", { _ = try $0.members(ListQuery([Clause("county", .values(["innlandet"]))])) }),
    ("total", { _ = try $0.members(ListQuery(limit: 0)) }),
    ("words", { _ = try $0.members(ListQuery(text: "hamar", limit: 0)) }),
    ("climate", { _ = try $0.topic(slug: "climate") }), ("topics", { _ = try $0.topics(ListQuery()) }),
    ("kinds", { _ = try $0.kinds(.memberKind) }), ("kari", { _ = try $0.contact(id: "kari") }),
    ("contacts", { _ = try $0.contacts(ListQuery()) }), ("office", { _ = try $0.office(id: "oslo") }),
    ("history", { _ = try $0.changes(since: 0, limit: 10) }), ("organisation", { _ = try $0.organisation() }),
    ("search", { _ = try $0.search(SearchQuery("hamar")) }),
    (
      "match",
      { _ = try $0.match(MatchQuery(with: "asker")) }
    ),
    ("former", { _ = try $0.former(.county, slug: "hedmark") }),
    ("translated", { _ = try TranslatingReader($0, into: "nn").member(slug: "frogn") }),
  ]

  private static func correct(
    _ slug: String, _ change: @Sendable (inout DirectoryDocument.Member) -> Void,
    in store: SQLiteDirectoryStore
  ) throws {
    _ = try store.commit { editor throws(DirectoryError) in
      guard case .member(var member)? = try editor.stored(RecordKey(.member, slug))?.record else {
        return false
      }
      change(&member)
      try editor.save(StoredRecord(.member(member), .published), by: author)
      return true
    }
  }

  private static func save(_ record: DirectoryRecord, in store: SQLiteDirectoryStore) throws {
    _ = try store.commit { editor throws(DirectoryError) in
      try editor.save(StoredRecord(record, .published), by: author)
      return true
    }
  }

  private static func new(_ slug: String) -> DirectoryDocument.Member {
    var member = ContractDirectory.document.members[1]
    (member.slug, member.name) = (slug, "Municipality of \(slug)")
    return member
  }

  private typealias Edit = @Sendable (SQLiteDirectoryStore) throws -> Void
  private static let edits: [(name: String, changes: Set<String>?, make: Edit)] = [
    (
      "a summary", ["asker", "members", "words", "history", "search", "match"],
      { try correct("asker", { $0.summary = "Another." }, in: $0) }
    ),
    (
      "a number that is not searched",
      [
        "frogn", "members", "innlandet", "total", "words", "climate", "topics", "kinds", "history", "search",
        "match",
        "translated",
      ],
      { try correct("frogn", { $0.population = Population(value: 7, approximate: false) }, in: $0) }
    ),
    (
      "a picture's credit", ["asker", "members", "history", "search", "match"],
      { try correct("asker", { $0.image = Image(credit: "Per") }, in: $0) }
    ),
    (
      "a member that is added",
      ["members", "innlandet", "total", "words", "climate", "topics", "kinds", "history", "search", "match"],
      { try save(.member(new("moss")), in: $0) }
    ),
    (
      "a member with the slug of a county", nil,
      { try save(.member(new("akershus")), in: $0) }
    ),
    ("a member's name", nil, { try correct("asker", { $0.name = "Asker" }, in: $0) }),
    (
      "a topic's summary", ["climate", "topics", "words", "history", "search"],
      {
        var topic = ContractDirectory.document.topics[0]
        topic.summary = "Something else."
        try save(.topic(topic), in: $0)
      }
    ),
    (
      "a topic's place", nil,
      {
        var topic = ContractDirectory.document.topics[2]
        topic.broader = nil
        try save(.topic(topic), in: $0)
      }
    ),
    (
      "a contact's role", ["kari", "contacts", "words", "history", "search"],
      {
        var contact = ContractDirectory.document.contacts[0]
        contact.role = "Adviser"
        try save(.contact(contact), in: $0)
      }
    ),
    (
      "an office's house", ["office", "contacts", "words", "history", "search"],
      {
        var office = ContractDirectory.document.offices[0]
        office.host = "Another house"
        try save(.office(office), in: $0)
      }
    ),
    (
      "the organisation", nil,
      {
        var organisation = ContractDirectory.document.organisation
        organisation.summary = "Another."
        try save(.organisation(organisation), in: $0)
      }
    ),
    (
      "a deletion", nil,
      {
        _ = try $0.commit { editor throws(DirectoryError) in
          try editor.delete(RecordKey(.member, "frogn"), by: author)
          return true
        }
      }
    ),
  ]

  @Test("an edit touches the answers that show what it changes, and no others", arguments: edits.indices)
  func touched(index: Int) throws {
    let edit = Self.edits[index]
    var dependencies: [String: Dependencies] = [:]
    for (name, ask) in Self.questions {
      reader.beginRecording()
      try ask(reader)
      dependencies[name] = reader.endRecording()
    }
    let before = store.revisionNumber
    try edit.make(store)
    let news = store.changes(since: before)
    let touched = Set(dependencies.filter { $0.value.areTouched(by: news, since: before) }.keys)
    #expect(touched == edit.changes ?? Set(Self.questions.map(\.name)), "\(edit.name)")
  }

  @Test("a commit of another connection counts as everything, also with the next edit")
  func others() throws {
    let other = try Database(path: path, mode: .readWrite)
    let before = store.revisionNumber
    try other.run("UPDATE topics SET summary = 'By hand'")
    #expect(store.revisionNumber == before)
    try Self.correct("asker", { $0.summary = "Second." }, in: store)
    #expect(store.changes(since: before).changes.isEverything)
    let next = store.revisionNumber
    try Self.correct("asker", { $0.summary = "Third." }, in: store)
    #expect(store.changes(since: next).changes.members == ["asker"])
    try other.run("UPDATE topics SET summary = 'By hand again'")
    let last = store.revisionNumber
    store.refreshRevision()
    #expect(store.changes(since: last).changes.isEverything)
  }
}
