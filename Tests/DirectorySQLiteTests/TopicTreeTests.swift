import Directory
import DirectorySQLite
import SQLite
import TestSupport
import Testing

@Suite("A list under a topic")
struct TopicTreeTests {
  private let folder: TemporaryFolder
  private let path: String
  private let store: SQLiteDirectoryStore

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("directory.sqlite")
    store = try SQLiteDirectoryStore(path: path)
    try store.load(GeneratedDirectory.document(members: 300))
  }

  /// Makes each of the topics broader than the one before it. Writes of records are checked for circles.
  private func chain(_ slugs: [String]) throws {
    let database = try Database(path: path, mode: .readWrite)
    for (narrower, broader) in zip(slugs, slugs.dropFirst()) {
      try database.run(
        "UPDATE topics SET broader_id = (SELECT id FROM topics WHERE slug = ?) WHERE slug = ?",
        [.text(broader), .text(narrower)])
    }
  }

  private func total(_ field: String, _ condition: Clause.Condition) throws -> Int {
    try store.makeReader().members(ListQuery([Clause(field, condition)], limit: 0)).total
  }

  @Test("has each row once although the topics are below one another in a circle")
  func circle() throws {
    let circle = ["topic-1", "topic-2", "topic-3"]
    try chain(circle + circle.prefix(1))
    let expected = try total("topic", .values(circle))
    #expect(expected > 0)
    for topic in circle { #expect(try total("topic", .under([topic])) == expected) }
    #expect(try total("topic", .under(circle)) == expected)
  }

  @Test("has the rows of all topics of a long chain")
  func long() throws {
    let slugs = (0..<40).map { "topic-\($0)" }
    try chain(slugs)
    for field in ["topic", "worksWith"] {
      #expect(try total(field, .under(["topic-39"])) == total(field, .values(slugs)))
      #expect(try total(field, .under(["topic-0"])) == total(field, .values(["topic-0"])))
    }
  }
}
