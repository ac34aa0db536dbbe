import Directory
import DirectorySQLite
import SQLite
import TestSupport
import Testing

@Suite struct PageTests {
  let folder: TemporaryFolder
  let store: SQLiteDirectoryStore
  let document = GeneratedDirectory.document(members: 300)

  init() throws {
    folder = try TemporaryFolder()
    store = try SQLiteDirectoryStore(path: folder.file("directory.sqlite"))
    try store.load(document)
  }

  private func walk(_ query: ListQuery) throws -> [Member] {
    let reader = try store.makeReader()
    var query = query
    var members: [Member] = []
    while true {
      let page = try reader.members(query)
      members += page.items
      guard let next = page.next else {
        #expect(members.count == page.total)
        return members
      }
      #expect(page.items.count == query.limit)
      // The cursor is read from its text, as a client sends it back.
      let cursor: Cursor = try #require(Cursor(text: next.text))
      query.after = cursor
    }
  }

  static let filters = [
    ListQuery(), ListQuery(kind: "county"), ListQuery(kind: "municipality"),
    ListQuery(county: "county-3"),
    ListQuery(topic: "topic-0"), ListQuery(topic: "topic-13"),
    ListQuery(kind: "municipality", county: "county-3"), ListQuery(kind: "county", topic: "topic-0"),
    ListQuery(county: "county-3", topic: "topic-0"),
    ListQuery(kind: "municipality", county: "county-3", topic: "topic-0"),
    ListQuery(kind: "university"),
  ]

  @Test(
    "pages of any size, one after another, are the whole list in order", arguments: filters, [1, 7, 100, 300])
  func pages(filter: ListQuery, limit: Int) throws {
    var query = filter
    query.limit = limit
    let expected = document.members.filter { member in
      query.clauses.allSatisfy { clause in
        guard case .values(let values) = clause.condition, let value = values.first else { return false }
        return switch clause.field {
        case "kind": member.kind == value
        case "county": member.county == value
        default: member.topicSlugs.contains(value)
        }
      }
    }
    let members = try walk(query)
    #expect(Set(members.map(\.slug)) == Set(expected.map(\.slug)))
    #expect(members.count == expected.count)
    let keys = members.map { CollationKey.make($0.shortName) }
    #expect(zip(keys, keys.dropFirst()).allSatisfy { !$1.lexicographicallyPrecedes($0) })
  }

  @Test("a limit out of range is clamped", arguments: [Int.min, -1, 0, 1, Int.max])
  func clamped(limit: Int) throws {
    let page = try store.makeReader().members(ListQuery(limit: limit))
    #expect(page.items.count == min(max(limit, 0), 300))
  }

  @Test("a member is the same in a page and by itself")
  func relations() throws {
    let reader = try store.makeReader()
    for member in try reader.members(ListQuery(limit: 1000)).items {
      #expect(try reader.member(slug: member.slug) == member)
      let source = try #require(document.members.first { $0.slug == member.slug })
      #expect(member.focusAreas == source.focusAreas)
      #expect(DirectoryDocument.Member(member).topics == source.topics)
    }
  }

  @Test("a cursor of another list or filter is refused")
  func foreignCursor() throws {
    let reader = try store.makeReader()
    let cursor = try #require(try reader.members(ListQuery(kind: "municipality", limit: 5)).next)
    #expect(throws: DirectoryError.invalidCursor) { try reader.members(ListQuery(after: cursor)) }
    #expect(throws: DirectoryError.invalidCursor) {
      try reader.members(ListQuery(kind: "county", after: cursor))
    }
    #expect(throws: DirectoryError.invalidCursor) { try reader.topics(ListQuery(after: cursor)) }
    #expect(throws: DirectoryError.invalidCursor) { try reader.contacts(ListQuery(limit: 1, after: cursor)) }
    #expect(throws: DirectoryError.invalidCursor) { try reader.offices(ListQuery(limit: 1, after: cursor)) }
  }

  @Test("the next page is right even if a member before it was deleted")
  func stable() throws {
    let reader = try store.makeReader()
    let all = try reader.members(ListQuery(limit: 300)).items.map(\.slug)
    let first = try reader.members(ListQuery(limit: 10))
    try Database(path: folder.file("directory.sqlite"), mode: .readWrite)
      .run("DELETE FROM members WHERE slug = ?", [.text(all[2])])
    let second = try reader.members(ListQuery(limit: 10, after: first.next))
    #expect(second.items.map(\.slug) == Array(all[10..<20]))
    #expect(second.total == 299)
  }

  @Test(
    "an unknown filter value is an error with the nearest valid values",
    arguments: [
      (ListQuery(kind: "muncipality"), "kind", "municipality"),
      (ListQuery(county: "county3"), "county", "county-3"),
      (ListQuery(topic: "topic_13"), "topic", "topic-13"),
    ])
  func unknownValue(query: ListQuery, parameter: String, nearest: String) throws {
    let error = #expect(throws: DirectoryError.self) { try store.makeReader().members(query) }
    guard case .unknownValue(parameter, _, let found) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(found.first == nearest)
  }

  @Test("topics of a kind are read page by page, and each has its broader topic and its count")
  func topics() throws {
    let reader = try store.makeReader()
    var slugs: [String] = []
    var cursor: Cursor?
    repeat {
      let page = try reader.topics(ListQuery(kind: "theme", limit: 3, after: cursor))
      #expect(page.total == 10)
      slugs += page.items.map(\.slug)
      cursor = page.next
    } while cursor != nil
    #expect(slugs.count == 10)
    let topic = try #require(try reader.topic(slug: "topic-5"))
    #expect(topic.broader == TopicReference(slug: "topic-4", name: "Topic 4", kind: "agenda"))
    #expect(topic.memberCount == document.members.count { $0.topicSlugs.contains("topic-5") })
    #expect(throws: DirectoryError.unknownValue(parameter: "kind", value: "them", nearest: ["theme"])) {
      try reader.topics(ListQuery(kind: "them"))
    }
    #expect(try reader.topic(slug: "nothing") == nil)
  }

  @Test("the stored counts equal the numbers of rows after any insert, update or delete")
  func counts() throws {
    let raw = try Database(path: folder.file("directory.sqlite"), mode: .readWrite)
    try raw.run("DELETE FROM members WHERE id % 3 = 0")
    try raw.run("UPDATE members SET kind_id = 3, area_id = 1 WHERE id % 5 = 0")
    try raw.run("UPDATE members SET area_id = NULL WHERE id % 7 = 0")
    try raw.run("UPDATE members SET sort_key = CAST(sort_key || x'40' AS BLOB) WHERE id % 11 = 0")
    try raw.run(
      """
      UPDATE members SET topic_ids = (SELECT json_group_array(value) FROM json_each(topic_ids) WHERE value <> 2)
      WHERE id % 2 = 0
      """)
    let wrong = try raw.first(
      """
      SELECT (SELECT count(*) FROM topics AS t WHERE member_count <>
          (SELECT count(*) FROM member_topics WHERE topic_id = t.id))
        + (SELECT count(*) FROM member_kinds AS k WHERE member_count <>
          (SELECT count(*) FROM members WHERE kind_id = k.id))
        + (SELECT count(*) FROM areas AS c WHERE member_count <>
          (SELECT count(*) FROM members WHERE area_id = c.id))
        + (SELECT member_count <> (SELECT count(*) FROM members) FROM directory_revision)
        + (SELECT count(*) FROM member_topics AS r JOIN members AS m ON m.id = r.member_id
          WHERE r.member_sort_key <> m.sort_key)
        + (SELECT count(*) FROM (
            SELECT m.id, t.value FROM members AS m CROSS JOIN json_each(m.topic_ids) AS t
            EXCEPT SELECT member_id, topic_id FROM member_topics))
        + (SELECT count(*) FROM member_topics AS r JOIN members AS m ON m.id = r.member_id
          WHERE r.relation <> ifnull(m.topic_relations ->> ('$."' || r.topic_id || '"'), 0))
        + (SELECT count(*) FROM (
            SELECT member_id, topic_id FROM member_topics
            EXCEPT SELECT m.id, t.value FROM members AS m CROSS JOIN json_each(m.topic_ids) AS t))
      """
    ) { $0.integer(0) }
    #expect(wrong == 0)
  }

  @Test(
    "the rows of member_topics can't be changed directly",
    arguments: [
      "DELETE FROM member_topics WHERE topic_id = 2",
      "UPDATE member_topics SET topic_id = 4 WHERE topic_id = 3",
      "UPDATE member_topics SET relation = (relation + 1) % 3 WHERE topic_id = 3",
      """
      INSERT INTO member_topics (topic_id, member_sort_key, member_id)
      SELECT 39, sort_key, id FROM members WHERE id = 7
      """,
    ] as [SQL])
  func follower(change: SQL) throws {
    let raw = try Database(path: folder.file("directory.sqlite"), mode: .readWrite)
    let error = #expect(throws: SQLiteError.self) { try raw.run(change) }
    #expect(error?.message == "a member's topics are members.topic_ids; member_topics follows")
  }
}
