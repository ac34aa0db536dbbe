import Directory
import DirectorySQLite
import TestSupport
import Testing

/// Compares the lists of topics, contacts and offices with a model in memory. `ListTests` do the same for
/// members.
@Suite("A list of topics, contacts or offices") struct SmallListTests {
  /// A row of the model: its slug and name, and the values that it can be filtered and sorted by.
  private struct Row {
    var slug: String
    var name: String
    var values: [String: [String]] = [:]
    var number = 0
    var order: Int?
  }

  private struct Shared {
    let folder: TemporaryFolder
    let store: SQLiteDirectoryStore
    let document: DirectoryDocument
  }

  /// One directory for all cases, since they only read.
  private static let shared = Result { () throws -> Shared in
    let folder = try TemporaryFolder()
    let store = try SQLiteDirectoryStore(path: folder.file("directory.sqlite"))
    let document = generated()
    try store.load(document)
    return Shared(folder: folder, store: store, document: document)
  }

  private static func generated() -> DirectoryDocument {
    var document = GeneratedDirectory.document(members: 200)
    for index in document.members.indices where index % 7 == 2 { document.members[index].left = "2022-01-01" }
    let cities = [("Oslo", "NO"), ("Hamar", "NO"), ("Brussels", "BE"), ("Ås", "NO"), ("Lund", "SE")]
    document.offices = (0..<14).map { index in
      let (city, country) = cities[index * 3 % 5]
      return DirectoryDocument.Office.make(
        id: "office-\(index)", name: "\(city) \(index % 4)", host: "H", street: "S", postcode: "1",
        city: city, country: country, member: index % 3 == 1 ? "member-\(70 + index)" : nil)
    }
    document.contacts = (0..<25).map { index in
      .make(
        id: "contact-\(index)", name: ["Åse", "Kari", "Aase", "Ola"][index % 4] + " \(index % 3)",
        office: index % 5 == 0 ? nil : "office-\(index % 6)",
        member: index % 4 == 1 ? "member-\(77 + index % 3)" : nil,
        order: index % 3 == 0 ? nil : index % 7)
    }
    return document
  }

  private static func rows(_ list: DirectoryList, _ document: DirectoryDocument) -> [Row] {
    switch list {
    case .members: []
    case .topics:
      document.topics.map { topic in
        let members = document.members.filter { $0.topicSlugs.contains(topic.slug) }
        return Row(
          slug: topic.slug, name: topic.name,
          values: [
            "kind": [topic.kind], "broader": [topic.broader].compactMap(\.self),
            "member": members.map(\.slug), "slug": [topic.slug],
          ], number: members.count { $0.left == nil })
      }
    case .contacts:
      document.contacts.map { contact in
        Row(
          slug: contact.id, name: contact.name,
          values: [
            "office": [contact.office].compactMap(\.self), "member": [contact.member].compactMap(\.self),
            "belongsTo": [contact.member == nil ? "organisation" : "member"], "id": [contact.id],
          ], order: contact.order)
      }
    case .offices:
      document.offices.map { office in
        Row(
          slug: office.id, name: office.name,
          values: [
            "country": [office.country], "city": [office.city], "id": [office.id],
            "member": [office.member].compactMap(\.self),
            "belongsTo": [office.member == nil ? "organisation" : "member"],
          ])
      }
    }
  }

  private static func ask(_ list: DirectoryList, _ query: ListQuery) throws -> Page<String> {
    let reader = try shared.get().store.makeReader()
    func outline<Item>(_ page: Page<Item>, _ slug: (Item) -> String) -> Page<String> {
      Page(items: page.items.map(slug), total: page.total, next: page.next, facets: page.facets)
    }
    switch list {
    case .members: return outline(try reader.members(query), \.slug)
    case .topics: return outline(try reader.topics(query), \.slug)
    case .contacts: return outline(try reader.contacts(query), \.id)
    case .offices: return outline(try reader.offices(query), \.id)
    }
  }

  private static let cases: [(DirectoryList, [Clause])] =
    [
      [], [Clause("kind", "theme")], [Clause("kind", "theme", "network")],
      [Clause("kind", .values(["theme"]), isExcluding: true)],
      [Clause("kind", .values(["theme", "agenda"]), isExcluding: true)], [Clause("broader", "topic-4")],
      [Clause("broader", .values(["topic-4"]), isExcluding: true)],
      [Clause("broader", .values(["topic-4", "topic-9"]), isExcluding: true)],
      [Clause("broader", .under(["topic-4"]))],
      [Clause("broader", "topic-4", "topic-9")], [Clause("member", "member-77")],
      [Clause("member", .values(["member-77", "member-78"]), isExcluding: true)],
      [Clause("member", "member-77"), Clause("member", "member-80")],
      [Clause("memberCount", .numbers([Bounds(from: 1, to: 5)]))],
      [Clause("memberCount", .numbers([Bounds(to: 0), Bounds(from: 100)]))],
      [Clause("memberCount", .numbers([Bounds(from: 6)]), isExcluding: true)],
      [Clause("slug", "topic-1", "topic-30")], [Clause("slug", .values(["topic-1"]), isExcluding: true)],
      [Clause("kind", "theme"), Clause("broader", "topic-4")],
      [Clause("kind", "network"), Clause("member", "member-77")],
    ].map { (.topics, $0) }
    + [
      [], [Clause("office", "office-1")], [Clause("office", "office-1", "office-2")],
      [Clause("office", .values(["office-1"]), isExcluding: true)],
      [Clause("office", .values(["office-1", "office-3"]), isExcluding: true)],
      [Clause("member", "member-77")], [Clause("member", .values(["member-77"]), isExcluding: true)],
      [Clause("belongsTo", "organisation")], [Clause("belongsTo", "member"), Clause("office", "office-1")],
      [Clause("id", "contact-3", "contact-4")], [Clause("id", .values(["contact-3"]), isExcluding: true)],
    ].map { (.contacts, $0) }
    + [
      [], [Clause("country", "NO")], [Clause("country", .values(["NO"]), isExcluding: true)],
      [Clause("country", "NO", "SE")], [Clause("city", "Oslo")], [Clause("city", "Oslo", "Lund")],
      [Clause("city", .values(["Oslo", "Lund"]), isExcluding: true)], [Clause("id", "office-3")],
      [Clause("member", "member-71", "member-74")], [Clause("belongsTo", "organisation")],
      [Clause("country", "NO"), Clause("city", "Brussels")],
    ].map { (.offices, $0) }

  private static func holds(_ clause: Clause, _ row: Row) -> Bool {
    let isTrue =
      switch clause.condition {
      case .values(let wanted): row.values[clause.field, default: []].contains(where: wanted.contains)
      case .under(let wanted):
        row.values[clause.field, default: []].contains { topic in
          wanted.contains(topic) || wanted.contains { $0 == GeneratedDirectory.broader(topic) }
        }
      case .numbers(let bounds):
        bounds.contains { row.number >= $0.from ?? 0 && row.number <= $0.to ?? .max }
      case .days, .near: false
      }
    return isTrue != clause.isExcluding
  }

  private static func precedes(_ left: (Int, Row), _ right: (Int, Row), _ sort: [SortKey]) -> Bool {
    let keys = sort.contains { $0.field == "name" } ? sort : sort + [SortKey("name")]
    for key in keys {
      let isLess: (Bool, Bool)
      switch key.field {
      case "name":
        let names = (CollationKey.make(left.1.name), CollationKey.make(right.1.name))
        isLess = (names.0.lexicographicallyPrecedes(names.1), names.1.lexicographicallyPrecedes(names.0))
      case "order" where left.1.order == nil || right.1.order == nil:
        if (left.1.order == nil) != (right.1.order == nil) { return right.1.order == nil }
        continue
      case "order":
        let orders = (left.1.order ?? 0, right.1.order ?? 0)
        isLess = (orders.0 < orders.1, orders.1 < orders.0)
      case "memberCount": isLess = (left.1.number < right.1.number, right.1.number < left.1.number)
      case "city":
        let cities = (left.1.values["city", default: []][0], right.1.values["city", default: []][0])
        isLess = (
          cities.0.utf8.lexicographicallyPrecedes(cities.1.utf8),
          cities.1.utf8.lexicographicallyPrecedes(cities.0.utf8)
        )
      default: isLess = (left.1.slug < right.1.slug, right.1.slug < left.1.slug)
      }
      if isLess.0 != isLess.1 { return isLess.0 != key.isDescending }
    }
    return (left.0 < right.0) != (keys.last?.isDescending ?? false)
  }

  private static func sorts(_ list: DirectoryList) -> [[SortKey]] {
    let keys = list.fields(for: .sort).flatMap { [SortKey($0.name), SortKey($0.name, isDescending: true)] }
    return [[]] + keys.map { [$0] }
      + keys.flatMap { first in keys.filter { $0.field != first.field }.map { [first, $0] } }
  }

  @Test("has the same rows as the model in the same order, page by page", arguments: cases)
  func pages(list: DirectoryList, clauses: [Clause]) throws {
    let rows = Self.rows(list, try Self.shared.get().document)
    let found = Array(rows.enumerated().filter { _, row in clauses.allSatisfy { Self.holds($0, row) } })
    for sort in Self.sorts(list) {
      let expected = found.sorted { Self.precedes($0, $1, sort) }.map(\.element.slug)
      for limit in [1, 4, 100] {
        var query = ListQuery(clauses, sort: sort, limit: limit)
        var slugs: [String] = []
        repeat {
          let page = try Self.ask(list, query)
          #expect(page.total == expected.count && page.items.count <= limit)
          slugs += page.items
          query.after = page.next
        } while query.after != nil && slugs.count <= expected.count
        #expect(slugs == expected, "\(sort)")
      }
    }
  }

  @Test("has the same facets as the model, the most frequent values first", arguments: cases)
  func facets(list: DirectoryList, clauses: [Clause]) throws {
    let document = try Self.shared.get().document
    let rows = Self.rows(list, document)
    let names = list.fields(for: .facet).map(\.name)
    let facets = try Self.ask(list, ListQuery(clauses, facets: names, limit: 1)).facets
    #expect(facets.map(\.field) == names)
    for facet in facets {
      let others = clauses.filter { $0.field != facet.field }
      var counts: [String: Int] = [:]
      for row in rows where others.allSatisfy({ Self.holds($0, row) }) {
        for value in row.values[facet.field, default: []] { counts[value, default: 0] += 1 }
      }
      var selected: Set<String> = []
      for clause in clauses where clause.field == facet.field && !clause.isExcluding {
        selected.formUnion(clause.slugs)
      }
      for value in selected where counts[value] == nil { counts[value] = 0 }
      let titles = Dictionary(
        uniqueKeysWithValues: document.topics.map { ($0.slug, $0.name) }
          + document.offices.map { ($0.id, $0.name) } + document.members.map { ($0.slug, $0.name) }
          + Kind.firstOfTopics.map { ($0.slug, $0.name) })
      let expected = counts.map { value, count in
        Facet.Value(
          value: value, name: titles[value] ?? value, count: count, isSelected: selected.contains(value))
      }
      func order(_ value: Facet.Value) -> (Int, [UInt8]) { (-value.count, CollationKey.make(value.name)) }
      #expect(
        Set(facet.values.map { "\($0)" }) == Set(expected.map { "\($0)" }), "\(facet.field)")
      for (one, next) in zip(facet.values, facet.values.dropFirst()) {
        let (left, right) = (order(one), order(next))
        #expect(left.0 < right.0 || left.0 == right.0 && !right.1.lexicographicallyPrecedes(left.1))
      }
    }
  }

  @Test(
    "suggests the nearest value for one that doesn't exist",
    arguments: [
      (.topics, Clause("kind", "them"), "theme"), (.topics, Clause("broader", "topic_4"), "topic-4"),
      (.topics, Clause("member", "member_77"), "member-77"),
      (.contacts, Clause("office", "ofice-1"), "office-1"),
      (.contacts, Clause("id", "contact3"), "contact-3"), (.offices, Clause("country", "NOR"), "NO"),
      (.offices, Clause("city", "Olso"), "Oslo"), (.topics, Clause("slug", "topic30"), "topic-30"),
    ] as [(DirectoryList, Clause, String)])
  func unknownValue(list: DirectoryList, clause: Clause, nearest: String) {
    for isExcluding in [false, true] {
      var clause = clause
      clause.isExcluding = isExcluding
      let error = #expect(throws: DirectoryError.self) { try Self.ask(list, ListQuery([clause])) }
      guard case .unknownValue(clause.field, _, let found) = error else { return }
      #expect(found.contains(nearest))
    }
  }
}
