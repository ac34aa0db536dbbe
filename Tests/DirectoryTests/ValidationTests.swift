import Directory
import TestSupport
import Testing

@Suite("A document") struct ValidationTests {
  private static let kinds = ["county", "municipality"]
  private static let topicKinds = ["programme", "theme"]

  private static func faults(_ document: DirectoryDocument) -> [String] {
    DocumentValidation.faults(in: document, memberKinds: kinds, topicKinds: topicKinds, fields: []).map {
      "\($0.pointer) \($0.code.rawValue)"
    }
  }

  private static func member(_ change: (inout DirectoryDocument.Member) -> Void) -> DirectoryDocument {
    var member = DirectoryDocument.Member.make(slug: "m", name: "M", shortName: "M")
    change(&member)
    return .make(members: [member])
  }

  private static func text(_ count: Int, _ character: Character = "a") -> String {
    String(repeating: character, count: count)
  }

  @Test(
    "may have texts as long as their limits, and no longer, with any characters",
    arguments: ["a", "æ", "漢", "🇳"] as [Character])
  func lengths(character: Character) {
    let limited = Self.longest { Self.text($0, character) }
    #expect(Self.faults(limited) == [])
    let longer = Self.longest { Self.text($0 + 1, character) }
    #expect(Self.faults(longer) == Self.limitedFields.map { $0 + " too-long" })
  }

  /// Returns a document in which each text is made by `text` for the limit of its field.
  private static func longest(_ text: (Int) -> String) -> DirectoryDocument {
    .make(
      organisation: .make(
        name: text(200), shortName: text(200), region: text(200), summary: text(2000)),
      offices: [
        DirectoryDocument.Office.make(
          id: "o", name: text(200), host: text(200), street: text(200), postcode: text(20), city: text(200),
          country: "NO")
      ],
      contacts: [
        .make(
          id: "c", name: text(200), role: text(200),
          telephone: Telephone(e164: "+4711111111", printed: text(40)))
      ],
      counties: [DirectoryDocument.Area.make(slug: "y", name: text(200), shortName: text(200))],
      topics: [.make(slug: "t", name: text(200), summary: text(2000))],
      members: [
        .make(
          slug: "m", name: text(200), shortName: text(200), summary: text(2000),
          focusAreas: ["a", text(200)], facts: [Fact(label: text(200), text: text(2000))],
          image: Image(credit: text(200)))
      ],
      formerSlugs: [.make(type: .member, slug: "f", name: text(200))])
  }

  private static let limitedFields = [
    "/organisation/name", "/organisation/shortName", "/organisation/region", "/organisation/summary",
    "/offices/0/name", "/offices/0/host", "/offices/0/street", "/offices/0/postcode", "/offices/0/city",
    "/contacts/0/name", "/contacts/0/role", "/contacts/0/telephone/printed", "/counties/0/name",
    "/counties/0/shortName", "/topics/0/name", "/topics/0/summary", "/members/0/name",
    "/members/0/shortName", "/members/0/summary", "/members/0/focusAreas/1", "/members/0/facts/0/label",
    "/members/0/facts/0/text", "/members/0/image/credit", "/formerSlugs/0/name",
  ]

  @Test("may have numbers and days up to their limits")
  func bounds() {
    func year(_ year: Int) -> [String] { Self.faults(.make(organisation: .make(copyrightYear: year))) }
    #expect(year(1900) == [] && year(2999) == [])
    #expect(year(1899) == ["/organisation/copyrightYear out-of-range"] && year(3000) == year(1899))
    func people(_ count: Int) -> [String] {
      Self.faults(Self.member { $0.population = Population(value: count, approximate: false) })
    }
    #expect(people(0) == [] && people(20_000_000_000) == [])
    #expect(
      people(-1) == ["/members/0/population/value out-of-range"] && people(20_000_000_001) == people(-1))
    func days(_ joined: String?, _ left: String?) -> [String] {
      Self.faults(
        Self.member {
          $0.joined = joined
          $0.left = left
        })
    }
    #expect(days("2021-01-01", "2021-01-01") == [] && days(nil, "2021-01-01") == [])
    #expect(days("2021-01-02", "2021-01-01") == ["/members/0/left out-of-range"])
    #expect(days("2021-01-32", nil) == ["/members/0/joined invalid-date"])
    #expect(days("2021-02-02", "2021") == ["/members/0/left invalid-date"])
  }

  @Test("must have each slug only once, and no former slug that a record has")
  func unique() {
    let office = DirectoryDocument.Office.make(
      id: "a", name: "N", host: "H", street: "S", postcode: "1", city: "C", country: "NO")
    let kind = Kind(slug: "a", name: "N", pluralName: nil, order: nil, schemaType: nil)
    let others = ["municipality", "theme"].map {
      Kind(slug: $0, name: "N", pluralName: nil, order: nil, schemaType: nil)
    }
    let county = DirectoryDocument.Area.make(slug: "a", name: "N", shortName: "N")
    let member = DirectoryDocument.Member.make(slug: "a", name: "N", shortName: "N")
    let document = DirectoryDocument.make(
      offices: [office, office], contacts: [.make(id: "a", name: "N"), .make(id: "a", name: "N")],
      memberKinds: [kind, kind] + others, topicKinds: [kind, kind] + others, counties: [county, county],
      topics: [.make(slug: "a", name: "N"), .make(slug: "a", name: "N")],
      members: [member, member],
      formerSlugs: FormerSlug.Kind.allCases.map { .make(type: $0, slug: "a") }
        + [.make(type: .member, slug: "b"), .make(type: .topic, slug: "b"), .make(type: .topic, slug: "b")])
    #expect(
      Self.faults(document)
        == [
          "/offices/1/id", "/contacts/1/id", "/memberKinds/1/slug", "/topicKinds/1/slug", "/counties/1/slug",
          "/topics/1/slug", "/members/1/slug",
          "/formerSlugs/0/slug", "/formerSlugs/1/slug", "/formerSlugs/2/slug", "/formerSlugs/3/slug",
          "/formerSlugs/5/slug", "/formerSlugs/6/slug", "/formerSlugs/7/slug", "/formerSlugs/10/slug",
        ].map { $0 + " duplicate" })
    let faults = DocumentValidation.faults(
      in: document, memberKinds: Self.kinds, topicKinds: Self.topicKinds, fields: [])
    #expect(faults[0].message == "\"a\" is already at /offices/0/id")
  }

  @Test("must have former slugs with valid days, and with successors that exist, each only once")
  func formers() {
    let member = DirectoryDocument.Member.make(slug: "new", name: "N", shortName: "N")
    let document = DirectoryDocument.make(
      topics: [.make(slug: "topic", name: "T")], members: [member],
      formerSlugs: [
        .make(type: .member, slug: "a", until: "2021-01-01", successors: ["new"]),
        .make(type: .member, slug: "b", until: "2021", successors: ["topic", "new", "new"]),
        .make(type: .topic, slug: "No", name: "", successors: ["topic", "new"]),
      ])
    #expect(
      Self.faults(document) == [
        "/formerSlugs/1/until invalid-date", "/formerSlugs/1/successors/0 unknown-reference",
        "/formerSlugs/1/successors/2 duplicate", "/formerSlugs/2/slug invalid-slug",
        "/formerSlugs/2/name empty", "/formerSlugs/2/successors/1 unknown-reference",
      ])
  }

  @Test(
    "must have broader topics without cycles",
    arguments: [
      (["b", "c", nil], []), (["a"], ["a"]), (["b", "a"], ["a", "b"]), (["b", "c", "a"], ["a", "b", "c"]),
      // a leads into a cycle without being part of it.
      (["b", "c", "b"], ["b", "c"]),
    ] as [([String?], [String])])
  func cycles(broader: [String?], inCycle: [String]) {
    let slugs = ["a", "b", "c"]
    let topics = zip(slugs, broader).map { DirectoryDocument.Topic.make(slug: $0, name: "T", broader: $1) }
    let expected = inCycle.compactMap { slugs.firstIndex(of: $0) }.map { "/topics/\($0)/broader cycle" }
    #expect(Self.faults(.make(topics: topics)) == expected)
  }

  @Test("must contain the records to which it refers, and each fault suggests the nearest value")
  func references() {
    let document = DirectoryDocument.make(
      contacts: [.make(id: "c", name: "C", office: "oslo")],
      counties: [DirectoryDocument.Area.make(slug: "viken", name: "V", shortName: "V")],
      topics: [.make(slug: "climate", kind: "them", name: "C")],
      members: [
        .make(
          slug: "m", kind: "town", name: "M", shortName: "M", county: "vikin", topics: ["climat", "food"])
      ])
    let faults = DocumentValidation.faults(
      in: document, memberKinds: Self.kinds, topicKinds: Self.topicKinds, fields: [])
    #expect(
      faults.map { "\($0)" } == [
        "/contacts/0/office: there is no office \"oslo\" to refer to (unknown-reference); "
          + "add it first, or correct the value",
        "/topics/0/kind: there is no topic kind \"them\" (unknown-value); did you mean theme?",
        "/members/0/kind: there is no member kind \"town\" (unknown-value); use one of county, municipality",
        "/members/0/county: there is no county \"vikin\" to refer to (unknown-reference); "
          + "did you mean viken?",
        "/members/0/topics/0: there is no topic \"climat\" to refer to (unknown-reference); "
          + "did you mean climate?",
        "/members/0/topics/1: there is no topic \"food\" to refer to (unknown-reference); use one of climate",
      ])
  }

  @Test("is reported with at most a thousand faults")
  func most() {
    let member = DirectoryDocument.Member.make(slug: "A", name: "", shortName: "M", topics: ["none"])
    let faults = Self.faults(.make(members: Array(repeating: member, count: 500)))
    #expect(faults.count == 1000)
    #expect(faults.last == "/members/333/slug invalid-slug")
  }
}
