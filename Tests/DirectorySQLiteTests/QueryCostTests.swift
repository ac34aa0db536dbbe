import Directory
import SQLite
import TestSupport
import Testing

@testable import DirectorySQLite

@Suite struct QueryCostTests {
  private static let filters: [ListQuery] = [
    ListQuery(limit: 50), ListQuery(kind: "municipality", limit: 50),
    ListQuery(county: "county-3", limit: 50), ListQuery(topic: "topic-0", limit: 50),
    ListQuery(kind: "municipality", county: "county-3", limit: 50),
    ListQuery(kind: "municipality", topic: "topic-0", limit: 50),
    ListQuery(county: "county-3", topic: "topic-0", limit: 50),
    ListQuery(kind: "municipality", county: "county-3", topic: "topic-0", limit: 50),
  ]

  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func path(members: Int) -> String { folder.file("\(members).sqlite") }

  private func reader(members: Int) throws -> SQLiteDirectoryReader {
    let path = path(members: members)
    let store = try SQLiteDirectoryStore(path: path)
    if try store.isEmpty() { try store.load(GeneratedDirectory.document(members: members)) }
    return try SQLiteDirectoryReader(path: path)
  }

  /// Calls every method of the reader, with first and later pages. Each must find something, since an empty
  /// answer costs nothing and proves nothing.
  private func askEverything(_ reader: SQLiteDirectoryReader) throws {
    for var query in Self.filters {
      let first = try reader.members(query)
      #expect(first.items.count == 50, "\(query)")
      let next: Cursor = try #require(first.next)
      query.after = next
      #expect(try reader.members(query).items.isEmpty == false)
    }
    let slug = try #require(try reader.members(ListQuery(limit: 1)).items.first?.slug)
    #expect(try reader.member(slug: slug) != nil)
    #expect(try reader.topics(ListQuery(limit: 5)).items.count == 5)
    #expect(try reader.topics(ListQuery(kind: "theme", limit: 5)).items.count == 5)
    #expect(try reader.topic(slug: "topic-5") != nil)
    #expect(try reader.contacts(ListQuery(limit: 2)).items.count == 2)
    #expect(try reader.contact(id: "contact-0") != nil)
    #expect(try reader.offices(ListQuery(limit: 2)).items.count == 2)
    #expect(try reader.office(id: "office-0") != nil)
    #expect(try reader.organisation() != nil)
    for vocabulary in Vocabulary.allCases where vocabulary != .members {
      #expect(try !reader.vocabulary(vocabulary).isEmpty)
    }
    // There are more members than a vocabulary returns.
    #expect(try reader.vocabulary(.members).isEmpty)
    let member = try #require(try reader.members(ListQuery(limit: 1)).items.first)
    for vocabulary in Vocabulary.allCases {
      let known = try reader.knownValues(vocabulary, like: member.name.uppercased())
      #expect(known.isWhole == (vocabulary != .members) && !known.values.isEmpty, "\(vocabulary)")
    }
    for text in [member.name.uppercased(), member.slug.replacing("-", with: " ")] {
      let nearest = try reader.knownValues(.members, like: text).values
      #expect(NearestValues.nearest(to: text, among: nearest) == [member.slug], "\(text)")
    }
    #expect(try reader.search(SearchQuery("topic")).total > 40)
    #expect(try reader.search(SearchQuery("municipality askr")).didYouMean == ["municipality asker"])
    try reader.check()
    _ = try reader.revision()
  }

  @Test("no query scans a table, sorts, or creates an automatic index")
  func plans() throws {
    let reader = try self.reader(members: 5000)
    try askEverything(reader)
    var plans = try QueryPlans(by: path(members: 5000))
    try plans.check(reader)
    #expect(plans.checked > 30)
  }

  @Test("no query of a list does so either, except for a listed reason", arguments: DirectoryList.allCases)
  func listPlans(list: DirectoryList) throws {
    let reader = try reader(members: 5000)
    var plans = try QueryPlans(by: path(members: 5000))
    for query in ListQueries.every(list) {
      try ask(reader, query, of: list)
      // A connection keeps only some statements, so their plans are checked after each query.
      try plans.check(reader)
    }
    #expect(plans.checked > 100)
  }

  /// Reads the first page and the next one.
  private func ask(_ reader: SQLiteDirectoryReader, _ query: ListQuery, of list: DirectoryList) throws {
    func page(_ query: ListQuery) throws -> (count: Int, next: Cursor?) {
      switch list {
      case .members: try reader.members(query).outline
      case .topics: try reader.topics(query).outline
      case .contacts: try reader.contacts(query).outline
      case .offices: try reader.offices(query).outline
      }
    }
    let first = try page(query)
    guard let next = first.next else { return }
    var query = query
    query.after = next
    #expect(try page(query).count > 0, "\(list): \(query)")
  }

  @Test("no question about draft changes does so either, except for a listed reason")
  func draftChangePlans() throws {
    let reader = try reader(members: 5000)
    var plans = try QueryPlans(by: path(members: 5000))
    for slugs in [nil, ["oslo", "christiania"]] {
      for state in [nil, DraftChange.State.proposed] {
        for author in [nil, "Kari"] {
          for type in [nil, RecordType.member] {
            let query = DraftChangeQuery(
              state: state, type: type, slugs: slugs, author: author, before: 100, limit: 10)
            _ = try reader.draftChanges(query)
          }
        }
      }
    }
    _ = try reader.draftChange(1)
    _ = try reader.openDraftChanges(by: "Kari")
    _ = try reader.draftChangesDue(at: 1, limit: 10)
    _ = try reader.previewLink([1])
    try plans.check(reader)
    #expect(plans.checked > 15)
  }

  @Test("no match does so either, except for a listed reason")
  func matchPlans() throws {
    let reader = try reader(members: 5000)
    var plans = try QueryPlans(by: path(members: 5000))
    for query in ListQueries.matches {
      #expect(try !reader.match(query).matches.isEmpty, "\(query)")
      try plans.check(reader)
    }
  }

  @Test("no question of the office does so either, and none sorts")
  func officePlans() throws {
    let reader = try reader(members: 2000)
    let staff = try #require(reader.staff as? SQLiteDirectoryReader)
    var plans = try QueryPlans(by: path(members: 2000))
    var queries = Array(repeating: ActivityQuery(limit: 5), count: 12)
    queries[1].author = "Kari"
    queries[2].type = .member
    queries[3].action = .deleted
    queries[4].slug = "member-77"
    queries[5].batch = 1
    (queries[6].from, queries[6].to) = (0, 2_000_000_000)
    (queries[7].author, queries[7].type) = ("Kari", .topic)
    (queries[8].type, queries[8].action) = (.member, .updated)
    (queries[9].action, queries[9].type) = (.deleted, .member)
    (queries[10].author, queries[10].from) = ("Kari", 0)
    (queries[11].slug, queries[11].type) = ("member-77", .member)
    for query in queries {
      for before: Int64? in [nil, 1_000] {
        var query = query
        query.before = before
        _ = try staff.activity(query)
        try plans.check(reader)
      }
    }
    _ = try staff.deletions(of: .member, limit: 5, before: 1_000)
    _ = try staff.imports(limit: 5, before: nil)
    #expect(try staff.overview(oldBefore: .max).oldCount == BoundedCount(1_000, isExact: false))
    _ = try staff.drafts(of: RecordType.allCases, limit: 5)
    #expect(try staff.members(withWebsiteAt: "member-77.example", limit: 5) == ["member-77"])
    try plans.check(reader)
    var duplicates = DuplicateQuery(type: .member)
    (duplicates.name, duplicates.identifier, duplicates.website) = ("Tana 9", "local:7", "member-7.example")
    #expect(try !staff.duplicates(duplicates).isEmpty)
    #expect(plans.checked > 30)
  }

  @Test("a plan without a reason is reported")
  func reasons() throws {
    let reader = try reader(members: 1000)
    _ = try reader.connection.database.first("SELECT slug FROM members ORDER BY summary") { $0.text(0) }
    var plans = try QueryPlans(by: path(members: 1000))
    withKnownIssue {
      try plans.check(reader)
    }
  }

  @Test("the database has no statistics, which would change the plans")
  func statistics() throws {
    let reader = try reader(members: 1000)
    let tables = try reader.connection.database.map(
      "SELECT name FROM sqlite_schema WHERE name LIKE 'sqlite_stat%'"
    ) { $0.text(0) }
    #expect(tables.isEmpty)
  }

  @Test("reading a page or a member costs the same in a directory that is five times as large")
  func flat() throws {
    func instructions(members: Int, _ ask: (SQLiteDirectoryReader) throws -> Void) throws -> Int {
      let reader = try reader(members: members)
      try ask(reader)
      return reader.connection.database.preparedStatements.values.map(\.cost.instructions).reduce(0, +)
    }
    for query in Self.filters.prefix(4) {
      let ask = { (reader: SQLiteDirectoryReader) throws in
        #expect(try reader.members(query).items.count == 50)
        #expect(try reader.member(slug: "member-77") != nil)
      }
      let small = try instructions(members: 1000, ask)
      let large = try instructions(members: 5000, ask)
      // The numbers of facts and topics differ between members, so the costs are not exactly equal.
      #expect(Double(large) < Double(small) * 1.1, "\(query): \(small), then \(large)")
    }
  }

  @Test("a search that all members match reads no more rows in a larger directory")
  func boundedSearch() throws {
    func instructions(members: Int) throws -> Int {
      let reader = try reader(members: members)
      let page = try reader.search(SearchQuery("m"))
      #expect(page.total >= 300 && !page.isTotalExact && page.hits.count == 20)
      return reader.connection.database.preparedStatements.values.map(\.cost.instructions).reduce(0, +)
    }
    let small = try instructions(members: 1500)
    let large = try instructions(members: 5000)
    #expect(Double(large) < Double(small) * 1.1, "\(small), then \(large)")
  }

  @Test("reading the last page costs the same as reading the first")
  func deepPages() throws {
    let reader = try reader(members: 5000)
    func instructions() -> Int {
      reader.connection.database.preparedStatements.values.map(\.cost.instructions).reduce(0, +)
    }
    var query = ListQuery(limit: 50)
    var costs: [Int] = []
    repeat {
      let before = instructions()
      query.after = try reader.members(query).next
      costs.append(instructions() - before)
    } while query.after != nil
    #expect(costs.count == 100)
    // The numbers of facts and topics differ between the pages. With OFFSET the last page would cost ten
    // times as much as the first.
    let cheapest = try #require(costs.min())
    let dearest = try #require(costs.max())
    #expect(Double(dearest) < Double(cheapest) * 1.5)
  }
}

extension QueryCostTests {
  enum LongQuestion: CaseIterable {
    case list, narrowList, search, match, consistently
  }

  private func ask(_ question: LongQuestion, _ reader: SQLiteDirectoryReader) throws(DirectoryError) {
    let whole = ListQuery(limit: 1_000)
    switch question {
    case .list: _ = try reader.members(whole)
    case .narrowList: _ = try reader.members(ListQuery(kind: "municipality", topic: "topic-0", limit: 1_000))
    case .search: _ = try reader.search(SearchQuery("municipality"))
    case .match: _ = try reader.match(MatchQuery(topics: ["topic-0"]))
    case .consistently:
      _ = try reader.consistently { () throws(DirectoryError) in try reader.members(whole).total }
    }
  }

  @Test(
    "a query that takes too long fails, and the next one is answered",
    arguments: LongQuestion.allCases)
  func timeLimit(question: LongQuestion) throws {
    let usual = try reader(members: 3_000)
    let hasty = SQLiteDirectoryReader(connection: usual.connection, isStaff: false, timeLimit: .zero)
    try hasty.hold()
    #expect(throws: DirectoryError.timeLimit) { try ask(question, hasty) }
    hasty.release()
    usual.deadline = .now
    #expect(throws: DirectoryError.timeLimit) { try ask(question, usual) }
    usual.deadline = nil
    #expect(try usual.members(ListQuery(limit: 1_000)).items.count == 1_000)
  }
}
