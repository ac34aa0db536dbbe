import Directory
import DirectorySQLite
import SQLite
import TestSupport
import Testing

/// Compares the list of members with a model in memory.
@Suite("A list of members")
struct ListTests {
  let folder: TemporaryFolder
  let store: SQLiteDirectoryStore
  let document: DirectoryDocument

  /// One directory for all cases that only read, since there are more than a hundred.
  private static let shared = Result { try ListTests(isShared: true) }

  init() throws { self = try Self.shared.get() }

  private init(isShared: Bool) throws {
    folder = try TemporaryFolder()
    store = try SQLiteDirectoryStore(path: folder.file("directory.sqlite"))
    var document = GeneratedDirectory.document(members: 1500)
    for index in document.members.indices where index % 11 == 5 {
      document.members[index].left = index % 2 == 0 ? "2022-06-30" : "2024-01-01"
    }
    self.document = document
    try store.load(document)
  }

  private static let numbers = Clause("population", .numbers([Bounds(from: 300, to: 900)]))
  private static let open = Clause("population", .numbers([Bounds(to: 50), Bounds(from: 1400)]))

  static let filters: [[Clause]] = [
    [], [Clause("kind", "county")], [Clause("kind", "county", "municipality")],
    [Clause("county", .values(["county-3"]), isExcluding: true)],
    [Clause("county", .values(["county-3", "county-4"]), isExcluding: true)],
    [Clause("topic", "topic-13", "topic-26")], [Clause("topic", "topic-13"), Clause("topic", "topic-26")],
    [Clause("topic", .values(["topic-13"]), isExcluding: true)],
    [Clause("topic", .under(["topic-4"]))], [Clause("worksWith", .under(["topic-4", "topic-9"]))],
    [Clause("topic", .under(["topic-4"]), isExcluding: true), Clause("county", "county-7")],
    [Clause("topic", "topic-0"), Clause("county", "county-7"), Clause("kind", "municipality")],
    [numbers], [open], [Clause("population", .numbers([Bounds(from: 300)]), isExcluding: true)],
    [Clause("joined", .days([Bounds(from: "2021-01-01", to: "2021-12-31")]))],
    [Clause("joined", .days([Bounds()]), isExcluding: true)],
    [Clause("slug", "member-7", "member-700", "county-1")],
    [Clause("slug", .values(["member-7"]), isExcluding: true), Clause("county", "county-7")],
    [Clause("at", .days([Bounds(from: "2023-05-05", to: "2023-05-05")]))],
    [Clause("at", .days([Bounds(from: "2020-05-05", to: "2020-05-05")])), Clause("topic", "topic-0")],
  ]

  static let orders: [[SortKey]] = [
    [], [SortKey("name", isDescending: true)], [SortKey("population")],
    [SortKey("population", isDescending: true), SortKey("name")],
    [SortKey("joined", isDescending: true), SortKey("population")], [SortKey("slug", isDescending: true)],
    [SortKey("joined"), SortKey("name", isDescending: true)],
  ]

  @Test("has the same rows as the document in the same order, page by page", arguments: filters, orders)
  func pages(clauses: [Clause], sort: [SortKey]) throws {
    let expected = document.members.filter { member in
      clauses.allSatisfy { Self.holds($0, member) }
        && (clauses.contains { $0.field == "at" } || member.left == nil)
    }.enumerated().sorted { Self.precedes($0, $1, sort) }.map(\.element.slug)
    let reader = try store.makeReader()
    for limit in [37, 1000] {
      var query = ListQuery(clauses, sort: sort, limit: limit)
      var slugs: [String] = []
      repeat {
        let page = try reader.members(query)
        #expect(page.total == expected.count)
        slugs += page.items.map(\.slug)
        // The cursor is read from its text, as a client sends it back.
        query.after = try page.next.map { try #require(Cursor(text: $0.text)) }
      } while query.after != nil
      #expect(slugs == expected)
    }
  }

  @Test("has facets that count the rows without the field's own clauses", arguments: filters)
  func facets(clauses: [Clause]) throws {
    let fields = ["kind", "county", "topic"]
    let page = try store.makeReader().members(ListQuery(clauses, facets: fields, limit: 1))
    #expect(page.facets.map(\.field) == fields)
    for facet in page.facets {
      let rows = document.members.filter { member in
        clauses.allSatisfy { $0.field == facet.field || Self.holds($0, member) }
          && (clauses.contains { $0.field == "at" } || member.left == nil)
      }
      let counts = rows.flatMap { Self.values($0, facet.field) }.reduce(into: [String: Int]()) {
        $0[$1, default: 0] += 1
      }
      let found = facet.values.filter { $0.count > 0 }.map { ($0.value, $0.count) }
      #expect(Dictionary(found, uniquingKeysWith: +) == counts)
      #expect(zip(facet.values, facet.values.dropFirst()).allSatisfy { $0.count >= $1.count })
      let selected = clauses.filter { $0.field == facet.field && !$0.isExcluding }.flatMap(\.slugs)
      #expect(Set(facet.values.filter(\.isSelected).map(\.value)) == Set(selected))
    }
  }

  @Test(
    "can be filtered, sorted and counted by every field that says so, as the other lists can",
    arguments: DirectoryList.allCases)
  func everyField(list: DirectoryList) throws {
    let reader = try store.makeReader()
    func ask(_ query: ListQuery) throws -> [Facet] {
      switch list {
      case .members: try reader.members(query).facets
      case .topics: try reader.topics(query).facets
      case .contacts: try reader.contacts(query).facets
      case .offices: try reader.offices(query).facets
      }
    }
    for field in list.fields(for: .filter) {
      let condition: Clause.Condition
      switch field.kind {
      case .number: condition = .numbers([Bounds(from: 1)])
      case .day, .name, .custom: condition = .days([Bounds(from: "2021-01-01")])
      case .values(let vocabulary):
        let known = vocabulary == .members ? ["member-7"] : try reader.vocabulary(vocabulary)
        condition = .values(Array(known.prefix(1)))
      case .flag: condition = .values(["true"])
      case .identifier, .code: condition = .values(["no-orgnr:974760673"])
      }
      for isExcluding in [false, true] {
        _ = try ask(ListQuery([Clause(field.name, condition, isExcluding: isExcluding)]))
      }
    }
    for field in list.fields(for: .sort) {
      for isDescending in [false, true] {
        _ = try ask(ListQuery(sort: [SortKey(field.name, isDescending: isDescending)]))
      }
    }
    let facets = list.fields(for: .facet).map(\.name)
    #expect(try ask(ListQuery(facets: facets)).map(\.field) == facets)
  }

  @Test("with a text has only the rows that contain its words, also with other clauses")
  func words() throws {
    let reader = try store.makeReader()
    let all = try reader.members(ListQuery(text: "aerdal", limit: 1000)).items
    let expected = document.members.filter { $0.name.contains("Ærdal") && $0.left == nil }
    #expect(Set(all.map(\.slug)) == Set(expected.map(\.slug)))
    let some = try reader.members(ListQuery([Clause("county", "county-7")], text: "aerdal", limit: 1000))
      .items
    #expect(Set(some.map(\.slug)) == Set(expected.filter { $0.county == "county-7" }.map(\.slug)))
    #expect(try reader.members(ListQuery(text: "?!")).total == 0)
    #expect(try reader.topics(ListQuery(text: "topic 1")).total > 10)
  }

  @Test("of the topics of a member equals the topics in the member")
  func topicsOfMember() throws {
    let reader = try store.makeReader()
    let member = try #require(try reader.member(slug: "member-100"))
    #expect(
      try reader.topics(ListQuery([Clause("member", "member-100")])).items.map(\.slug)
        == member.topics.map(\.slug))
  }

  @Test("counts a member until it leaves, and again if it returns")
  func leaving() throws {
    let store = try SQLiteDirectoryStore(path: folder.file("leaving.sqlite"))
    try store.load(document)
    let raw = try Database(path: folder.file("leaving.sqlite"), mode: .readWrite)
    func expectTrueCounts() throws {
      let wrong = try raw.first(
        """
        SELECT (SELECT count(*) FROM topics AS t WHERE member_count <> (SELECT count(*) FROM member_topics AS r
            JOIN members AS m ON m.id = r.member_id WHERE r.topic_id = t.id AND m."left" IS NULL))
          + (SELECT count(*) FROM topics AS t WHERE interested_in_count <> (SELECT count(*) FROM member_topics AS r
            JOIN members AS m ON m.id = r.member_id
            WHERE r.topic_id = t.id AND r.relation = 1 AND m."left" IS NULL))
          + (SELECT count(*) FROM topics AS t WHERE local_count <> (SELECT count(*) FROM member_topics AS r
            JOIN members AS m ON m.id = r.member_id
            WHERE r.topic_id = t.id AND r.relation = 2 AND m."left" IS NULL))
          + (SELECT count(*) FROM member_kinds AS k WHERE member_count <>
            (SELECT count(*) FROM members WHERE kind_id = k.id AND "left" IS NULL))
          + (SELECT count(*) FROM areas AS c WHERE member_count <>
            (SELECT count(*) FROM members WHERE area_id = c.id AND "left" IS NULL))
          + (SELECT member_count <> (SELECT count(*) FROM members WHERE "left" IS NULL) FROM directory_revision)
        """
      ) { $0.integer(0) }
      #expect(wrong == 0)
    }
    try expectTrueCounts()
    for sql in [
      #"UPDATE members SET "left" = '2025-01-01' WHERE id % 3 = 0"#,
      #"UPDATE members SET "left" = NULL WHERE id % 9 = 0"#,
      #"UPDATE members SET "left" = '2025-02-02', area_id = 2 WHERE id % 5 = 0"#,
      #"UPDATE members SET area_id = 3 WHERE id % 7 = 0"#, "DELETE FROM members WHERE id % 4 = 0",
      """
      UPDATE members SET topic_ids = (
        SELECT json_group_array(value) FROM json_each(topic_ids) WHERE value <> 2)
      """,
      """
      UPDATE members SET topic_ids = (
        SELECT json_group_array(DISTINCT CASE value WHEN 3 THEN 4 ELSE value END) FROM json_each(topic_ids))
      """,
      #"UPDATE members SET topic_relations = '{"2":1,"4":2,"8":1}', "left" = '2026-01-01' WHERE id % 7 = 1"#,
      #"UPDATE members SET topic_relations = '{"4":1}', "left" = NULL WHERE id % 7 = 1"#,
      #"UPDATE members SET topic_ids = '[4,5]', topic_relations = '{"5":2}' WHERE id % 7 = 2"#,
      "UPDATE members SET topic_relations = '{}' WHERE id % 7 = 3",
      #"UPDATE members SET topic_ids = '[7,8]', "left" = '2026-01-01' WHERE id % 5 = 1"#,
      #"UPDATE members SET topic_ids = '[8,9]', "left" = NULL WHERE id % 5 < 2"#,
      #"UPDATE members SET topic_ids = '[]', "left" = NULL WHERE id % 10 = 1"#,
    ] as [SQL] {
      try raw.run(sql)
      try expectTrueCounts()
    }
  }

  @Test("finds former slugs with their successors, which a document also has")
  func former() throws {
    let formers = [
      FormerSlug.make(
        type: .county, slug: "30", name: "Viken", until: "2023-12-31", successors: ["county-1", "county-2"]),
      FormerSlug.make(type: .member, slug: "old-name", successors: ["member-7"]),
      FormerSlug.make(type: .topic, slug: "gone"),
    ]
    var document = GeneratedDirectory.document(members: 20)
    document.formerSlugs = formers
    let store = try SQLiteDirectoryStore(path: folder.file("former.sqlite"))
    try store.load(try DocumentJSON.decode(DocumentJSON.encode(document)))
    #expect(try store.document().formerSlugs == formers)
    let reader = try store.makeReader()
    for former in formers { #expect(try reader.former(former.type, slug: former.slug) == former) }
    #expect(try reader.former(.member, slug: "member-7") == nil)
    #expect(try reader.former(.topic, slug: "old-name") == nil)
  }
}

extension ListTests {
  private static func values(_ member: DirectoryDocument.Member, _ field: String) -> [String] {
    switch field {
    case "kind": [member.kind]
    case "county": member.county.map { [$0] } ?? []
    case "topic": member.topicSlugs
    case "worksWith": member.topics.filter { $0.relation == .worksWith }.map(\.slug)
    case "interestedIn": member.topics.filter { $0.relation == .interestedIn }.map(\.slug)
    case "local": member.topics.filter { $0.relation == .local }.map(\.slug)
    default: [member.slug]
    }
  }

  private static func holds(_ clause: Clause, _ member: DirectoryDocument.Member) -> Bool {
    let isTrue: Bool
    switch clause.condition {
    case .values(let wanted): isTrue = values(member, clause.field).contains(where: wanted.contains)
    case .under(let wanted):
      isTrue = values(member, clause.field).contains { topic in
        wanted.contains(topic) || wanted.contains { $0 == GeneratedDirectory.broader(topic) }
      }
    case .numbers(let bounds):
      isTrue = bounds.contains { bound in
        guard let value = member.population?.value else { return false }
        return value >= bound.from ?? 0 && value <= bound.to ?? .max
      }
    case .near: isTrue = false
    case .days(let bounds) where clause.field == "at":
      let day = bounds[0].from ?? ""
      isTrue = member.joined ?? "" <= day && member.left ?? "~" > day
    case .days(let bounds):
      isTrue = bounds.contains { bound in
        guard let day = member.joined else { return false }
        return day >= bound.from ?? "" && day <= bound.to ?? "~"
      }
    }
    return isTrue != clause.isExcluding
  }

  private static func precedes(
    _ left: (offset: Int, element: DirectoryDocument.Member),
    _ right: (offset: Int, element: DirectoryDocument.Member), _ sort: [SortKey]
  ) -> Bool {
    let keys = sort.contains { $0.field == "name" } ? sort : sort + [SortKey("name")]
    for key in keys {
      let order: Int
      switch key.field {
      case "name":
        let (a, b) = (CollationKey.make(left.element.shortName), CollationKey.make(right.element.shortName))
        order = a == b ? 0 : a.lexicographicallyPrecedes(b) ? -1 : 1
      case "population":
        let absent = key.isDescending ? -1 : Int.max
        let (a, b) = (left.element.population?.value ?? absent, right.element.population?.value ?? absent)
        order = a == b ? 0 : a < b ? -1 : 1
      case "joined":
        let absent = key.isDescending ? "" : "~"
        let (a, b) = (left.element.joined ?? absent, right.element.joined ?? absent)
        order = a == b ? 0 : a < b ? -1 : 1
      default: order = left.element.slug < right.element.slug ? -1 : 1
      }
      if order != 0 { return key.isDescending ? order > 0 : order < 0 }
    }
    // The rows were written in the order of the document. The ids are sorted in the direction of the last
    // term.
    return keys[keys.count - 1].isDescending ? left.offset > right.offset : left.offset < right.offset
  }
}
