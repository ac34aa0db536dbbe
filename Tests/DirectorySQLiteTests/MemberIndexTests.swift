import Directory
import SQLite
import TestSupport
import Testing

@testable import DirectorySQLite

/// Compares answers with the index of members with those of SQLite alone.
@Suite("The index of members")
struct MemberIndexTests {
  let folder: TemporaryFolder
  let writer: Database
  let indexes: MemberIndexes
  let indexed, plain: SQLiteDirectoryReader

  init() throws {
    folder = try TemporaryFolder()
    let path = folder.file("directory.sqlite")
    let store = try SQLiteDirectoryStore(path: path)
    var document = GeneratedDirectory.document(members: 400)
    for index in document.members.indices where index % 11 == 5 {
      document.members[index].left = index % 2 == 0 ? "2022-06-30" : "2024-01-01"
    }
    try store.load(document)
    writer = try Database(path: path, mode: .readWrite)
    indexes = MemberIndexes(path: path, least: 0)
    indexed = try SQLiteDirectoryReader(path: path, indexes: indexes)
    plain = try SQLiteDirectoryReader(path: path)
    _ = try index()
    indexes.waitUntilMade()
  }

  /// Returns the index of the last commit.
  private func index() throws -> MemberIndex? {
    try indexed.inTransaction { (connection) throws(DirectoryError) in try indexes.index(for: connection) }
  }

  /// Asks both for the first pages, and returns the number of pages.
  @discardableResult
  private func compare(_ query: ListQuery, pages: Int = 3) throws -> Int {
    var query = query
    for number in 1...pages {
      let expected = Result { try plain.members(query) }
      let found = Result { try indexed.members(query) }
      guard case .success(let expected) = expected, case .success(let found) = found else {
        // Such as a member that an edit has deleted.
        try #require("\(found)" == "\(expected)", "\(query)")
        return number
      }
      try #require(found.items.map(\.slug) == expected.items.map(\.slug), "\(query)")
      try #require(found.total == expected.total && found.next == expected.next, "\(query)")
      try #require(found.facets == expected.facets, "\(query)")
      guard let next = expected.next else { return number }
      query.after = next
      if number == 2 { query.knownTotal = expected.total }
    }
    return pages
  }

  @Test("answers each kind of question as SQLite does")
  func everyQuestion() throws {
    #expect(try index()?.count == 400)
    for query in ListQueries.every(.members) {
      var query = query
      for limit in [1, 30] {
        query.limit = limit
        try compare(query, pages: limit == 1 ? 1 : 2)
      }
      query.countsUnder = !query.countsUnder
      if !query.facets.isEmpty { try compare(query, pages: 1) }
    }
  }

  @Test("answers random questions as SQLite does, after any edit", arguments: 1...6)
  func randomEdits(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<40 {
      try edit(&random)
      if try index() == nil {
        indexes.waitUntilMade()
        #expect(try index() != nil)
      }
      for _ in 0..<6 { try compare(Self.question(&random)) }
    }
  }

  @Test("isn't used for what is older than it, or isn't committed")
  func otherStates() throws {
    let old = try #require(try index())
    try indexed.hold()
    // The snapshot begins with the first row that is read.
    _ = try indexed.revision()
    try writer.run("UPDATE members SET population = 77, population_is_approximate = 0 WHERE id = 5")
    #expect(try indexes.index(for: indexed.connection)?.version == old.version)
    indexed.release()
    let new = try #require(try index())
    #expect(new.version != old.version && new.columns.population[4] == 78)
    try writer.run("BEGIN")
    try writer.run("UPDATE members SET population = 99 WHERE id = 5")
    #expect(try index()?.version == new.version)
    try writer.run("ROLLBACK")
    #expect(try index()?.version == new.version)
    // A backup in which the same number of changes has followed.
    try writer.run("UPDATE member_marks SET salt = salt + 1 WHERE id = (SELECT max(id) FROM member_marks)")
    #expect(try index() == nil)
    indexes.waitUntilMade()
    #expect(try index()?.columns.population[4] == 78)
  }

  @Test("is made at most once more for a reader whose snapshot is older than it")
  func olderSnapshot() throws {
    let old = try SQLiteDirectoryReader(path: folder.file("directory.sqlite"), indexes: indexes)
    try old.hold()
    _ = try old.revision()
    // More changes than are followed one by one.
    try writer.run("UPDATE members SET population = 5, population_is_approximate = 0")
    #expect(try index() == nil)
    indexes.waitUntilMade()
    #expect(try index() != nil)
    #expect(try indexes.index(for: old.connection) == nil)
    indexes.waitUntilMade()
    let made = try #require(try index())
    for _ in 0..<3 {
      #expect(try indexes.index(for: old.connection) == nil)
      indexes.waitUntilMade()
      #expect(try index() === made)
    }
    old.release()
  }

  @Test("a correction that no list depends on leaves it as it is")
  func corrections() throws {
    let old = try #require(try index())
    try writer.run("UPDATE members SET summary = 'Corrected', name = name || '.', population = population")
    #expect(try index() === old)
  }

  @Test(
    "compares days with any text as SQLite does",
    arguments: [
      "", "0", "2021", "2021-01-31", "2021-01-3", "2021-01-31x", "9999-12-31", "~", "2021/01", "20210131",
    ])
  func days(text: String) throws {
    let days = ["0001-01-01", "2020-12-31", "2021-01-30", "2021-01-31", "2021-02-01", "9999-12-31"]
    for day in days {
      let code = try #require(DayCode.code(day))
      for (inclusive, sql): (Bool, SQL) in [(false, "SELECT ? < ?"), (true, "SELECT ? <= ?")] {
        let expected = try writer.first(sql, [.text(day), .text(text)]) { $0.boolean(0) }
        #expect((code <= DayCode.count(before: text, inclusive: inclusive)) == expected, "\(day) \(text)")
      }
    }
    #expect(DayCode.code("2021-1-31") == nil && DayCode.code("2021-01-310") == nil)
  }
}

extension MemberIndexTests {
  private func edit(_ random: inout SeededGenerator) throws {
    let id = Value.integer(Int64.random(in: 1...400, using: &random))
    let number = Int64.random(in: 0...600, using: &random)
    let some = Value.integer(number)
    let day = Value.text("20\(10 + number % 20)-0\(1 + number % 9)-11")
    let kind = Int.random(in: 0...12, using: &random)
    switch kind {
    case 0:
      try writer.run(
        "UPDATE members SET population = ?, population_is_approximate = 1 WHERE id = ?", [some, id])
    case 1:
      try writer.run(
        "UPDATE members SET population = NULL, population_is_approximate = NULL WHERE id = ?", [id])
    case 2: try writer.run("UPDATE members SET kind_id = 3 - kind_id WHERE id = ?1 AND kind_id < 3", [id])
    case 3: try writer.run("UPDATE members SET area_id = 1 + ? % 10 WHERE id = ?", [some, id])
    case 4: try writer.run("UPDATE members SET joined = ? WHERE id = ?", [number % 7 == 0 ? .null : day, id])
    case 5: try writer.run(#"UPDATE members SET "left" = ?1, leaves = ?1 WHERE id = ?2"#, [day, id])
    case 6: try writer.run(#"UPDATE members SET "left" = NULL, leaves = NULL WHERE id < ?"#, [id])
    case 7:
      try writer.run(
        """
        UPDATE members SET sort_key = (SELECT sort_key FROM members WHERE id <> ?1 ORDER BY id LIMIT 1 OFFSET ?2)
        WHERE id = ?1
        """, [id, .integer(number % 300)])
    default: try editRows(kind, id, some)
    }
  }

  private func editRows(_ kind: Int, _ id: Value, _ some: Value) throws {
    switch kind {
    case 8: try writer.run("DELETE FROM members WHERE id = ?", [id])
    case 9:
      try writer.run(
        """
        INSERT INTO members (slug, kind_id, name, short_name, summary, sort_key, topic_ids, topic_relations)
        SELECT 'new-' || (SELECT max(id) FROM members), kind_id, name, short_name, summary, sort_key, topic_ids,
          topic_relations
        FROM members WHERE id >= ? LIMIT 1
        """, [id])
    case 10:
      try writer.run(
        """
        UPDATE members SET topic_ids = '[1,' || (2 + ?1 % 30) || ']',
          topic_relations = '{"' || (2 + ?1 % 30) || '":' || (?1 % 3) || '}' WHERE id = ?2
        """, [some, id])
    case 11: try writer.run("DELETE FROM profile_values WHERE member_id = ?", [id])
    default:
      try writer.run("DELETE FROM profile_values WHERE part = 6 AND member_id = ?", [id])
      try writer.run(
        "INSERT INTO profile_values (part, value, member_id) SELECT 6, ?, id FROM members WHERE id = ?",
        [some, id])
    }
  }

  private static let clauses: [Clause] = ListQueries.every(.members).flatMap(\.clauses)
  private static let sorts = [
    "population", "joined", "numberOfMembers", "numberOfEmployees", "name", "slug", "population", "joined",
  ]
  private static let facets =
    DirectoryList.members.fields(for: .facet).map(\.name) + ["custom.voices"]

  private static func question(_ random: inout SeededGenerator) -> ListQuery {
    var query = ListQuery(limit: [0, 1, 7, 50, 120].randomElement(using: &random) ?? 1)
    for _ in 0..<Int.random(in: 0...3, using: &random) {
      guard let clause = clauses.randomElement(using: &random) else { continue }
      query.clauses.append(clause)
    }
    for _ in 0..<Int.random(in: 0...3, using: &random) {
      guard let field = sorts.randomElement(using: &random),
        !query.sort.contains(where: { $0.field == field })
      else { continue }
      query.sort.append(SortKey(field, isDescending: Bool.random(using: &random)))
    }
    query.facets = facets.shuffled(using: &random).prefix(Int.random(in: 0...4, using: &random)).map(\.self)
    query.countsUnder = Int.random(in: 0...3, using: &random) == 0
    query.isCounted = Int.random(in: 0...5, using: &random) > 0
    if Int.random(in: 0...6, using: &random) == 0 { query.text = "ærdal" }
    if query.sort.isEmpty, Int.random(in: 0...3, using: &random) == 0 { query.from = "Tana" }
    return query
  }
}
