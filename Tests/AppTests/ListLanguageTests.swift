import Directory
import TestSupport
import Testing

@Suite("The query parameters of lists, over HTTP with the shipped data")
struct ListLanguageTests {
  let directory: RunningDirectory

  init() throws { directory = try RunningDirectory() }

  struct Case: Sendable, CustomTestStringConvertible {
    let target: String
    let slugs: [String]
    var testDescription: String { target }
    init(_ target: String, _ slugs: [String]) {
      self.target = target
      self.slugs = slugs
    }
  }

  @Test(
    "a query returns the records that it selects, in the order that it names",
    arguments: [
      Case("/members?topic=climate,transport&kind=not.county", ["asker", "baerum", "lillehammer", "loten"]),
      Case("/members?topic=climate&topic=digitalization", ["asker", "lillehammer", "viken"]),
      Case(
        "/members?kind=university,county&sort=-name",
        ["viken", "vestfold-and-telemark", "oslomet", "innlandet"]),
      Case("/members?population=50000..", ["baerum", "drammen"]),
      Case("/members?population=50000..&population=not.100000..", ["drammen"]),
      Case("/members?population=..3000,100000..&sort=population", ["flesberg", "baerum"]),
      Case("/members?sort=-population,name&limit=3", ["baerum", "drammen", "flesberg"]),
      Case("/members?slug=oslo,asker", ["asker", "oslo"]),
      Case("/members?q=baerum", ["baerum"]), Case("/members?q=LOTEN", ["loten"]),
      Case("/members?q=lillestr%C3%B8m", ["lillestrom"]),
      Case("/members?q=oslom&kind=university", ["oslomet"]),
      Case("/members?joined=2021", ["asker"]), Case("/members?joined=not.2021&limit=1", ["baerum"]),
      Case("/members?at=2020-12-31&slug=asker,oslo", ["oslo"]),
      Case("/topics?member=oslo&kind=programme", []),
      Case("/members?interestedIn=digitalization", ["lillestrom", "stange"]),
      Case("/members?worksWith=digitalization&kind=county", ["vestfold-and-telemark", "viken"]),
      Case("/members?local=forests-and-timber", ["flesberg", "hamar", "innlandet"]),
      Case("/members?local=tourism,world-heritage", ["flesberg", "vestfold-and-telemark"]),
      Case("/members?topic=public-health&interestedIn=not.public-health", ["drammen", "viken"]),
      Case("/topics?broader=transport", ["scandria-alliance", "string"]),
      Case("/topics?memberCount=7..&sort=-memberCount", ["european-cooperation", "digitalization"]),
      Case("/members/asker/topics?kind=agenda", ["un-sustainable-development-goals"]),
      Case("/topics/climate/members?kind=county", ["viken"]),
      Case("/topics/climate/members?kind=not.county&topic=transport", ["asker"]),
    ])
  func finds(wanted: Case) throws {
    let json = try directory.get(wanted.target).json
    #expect(json["items"]?.items.compactMap { $0["slug"]?.string } == wanted.slugs)
    if !wanted.target.contains("limit") { #expect(json["total"] == .integer(wanted.slugs.count)) }
  }

  @Test("with countUnder, a facet of topics counts what is under a topic")
  func countUnder() throws {
    for flag in ["true", "false"] {
      let json = try directory.get("/members?facets=topic&limit=0&countUnder=\(flag)").json
      let value = json["facets"]?["topic"]?.items.first { $0["value"]?.string == "sustainability" }
      let filter = flag == "true" ? "under.sustainability" : "sustainability"
      let total = try directory.get("/members?topic=\(filter)&limit=0").json["total"]
      #expect(value?["count"] == total, "\(flag)")
    }
  }

  @Test("a list of a day marks the members that may have joined later, and counts them on all its pages")
  func joinedUnknown() throws {
    let json = try directory.get("/members?at=2020-12-31&limit=3").json
    #expect(json["total"] == .integer(16) && json["joinedUnknown"] == .integer(16))
    #expect(
      json["items"]?.items.map { $0["joinedUnknown"] } == [.boolean(true), .boolean(true), .boolean(true)])
    let later = try directory.get("/members?at=2021-06-01&kind=municipality&include=county").json
    #expect(later["total"] == .integer(13) && later["joinedUnknown"] == .integer(12))
    #expect(later["items"]?.items.first { $0["slug"]?.string == "asker" }?["joinedUnknown"] == nil)
    #expect(later["included"] != nil)
    let present = try directory.get("/members").json
    #expect(present["joinedUnknown"] == nil)
    #expect(present["items"]?.items.allSatisfy { $0["joinedUnknown"] == nil } == true)
  }

  @Test("only the requested fields are sent, and each included record is sent once")
  func shapes() throws {
    let json = try directory.get("/members?fields=slug,topics&include=topics,county,contacts&topic=climate")
      .json
    let items = try #require(json["items"]?.items)
    for item in items { #expect(item.names == ["slug", "topics"]) }
    let named = items.flatMap { $0["topics"]?.items ?? [] }.compactMap { $0["slug"]?.string }
    let included = json["included"]?["topics"]?.items.compactMap { $0["slug"]?.string } ?? []
    #expect(Set(included) == Set(named) && included.count == Set(named).count)
    #expect(json["included"]?["contacts"]?.items.isEmpty == false)
    let one = try directory.get("/members/elverum?fields=name&include=county").json
    #expect(one.names == ["name", "included"])
    #expect(one["included"]?["county"]?.items.first?["slug"]?.string == "innlandet")
  }

  @Test("include=related adds to one member what a match has, and isn't offered for lists")
  func related() throws {
    let json = try directory.get("/members/oslo?include=related&fields=slug").json
    #expect(json.names == ["slug", "included"])
    let matches = try directory.get("/match?with=oslo").json["items"]
    #expect(matches?.items.isEmpty == false && json["included"]?["related"] == matches)
    #expect(try directory.get("/members?include=related").status == 400)
  }

  @Test(
    "the parameter fields accepts every field of a list or a record, and selects it",
    arguments: [
      "/members", "/topics", "/contacts", "/offices", "/organisation", "/topics/climate",
    ])
  func fields(path: String) throws {
    let json = try directory.get(path).json
    let shown = Set((json["items"]?.items ?? [json]).flatMap(\.names))
    let wrong = try directory.get(path + "?fields=nothing-like-this").json
    let allowed = try #require(wrong["allowed"]?.strings)
    #expect(shown.isSubset(of: allowed))
    for field in allowed {
      let answer = try directory.get("\(path)?fields=\(field)").json
      for item in answer["items"]?.items ?? [answer] { #expect(item.names.allSatisfy { $0 == field }) }
    }
  }

  @Test("the parameter pretty spreads the same content over several lines")
  func pretty() throws {
    for path in [
      "/members", "/topics/climate", "/search?q=oslo", "/members?kind=university&topic=not.youth&facets=kind",
    ] {
      let plain = try directory.get(path)
      let pretty = try directory.get(path + (path.contains("?") ? "&pretty" : "?pretty"))
      #expect(try pretty.json == plain.json)
      #expect(pretty.content == (try JSONParser.parse(plain.content)).prettyPrinted())
    }
  }

  @Test("the link to the next page has the whole query")
  func next() throws {
    var target =
      "/members?kind=not.county&kind=not.university&sort=-population,name&fields=slug&limit=4&facets=kind"
    var slugs: [String] = []
    for _ in 0..<10 {
      let answer = try directory.get(target)
      slugs += try answer.json["items"]?.items.compactMap { $0["slug"]?.string } ?? []
      #expect(try answer.json["facets"]?["kind"]?.items.isEmpty == false)
      guard let next = answer.link("next") else { break }
      target = next
    }
    #expect(
      slugs.count == 13 && Set(slugs).count == 13 && slugs.prefix(3) == ["baerum", "drammen", "flesberg"])
  }

  @Test("the link to the next page percent-encodes the parameters of the request")
  func nextIsEncoded() throws {
    let answer = try directory.get("/members?q=the%20a&limit=1")
    let next = try #require(answer.link("next"))
    #expect(next.hasPrefix("/members?q=the%20a&limit=1&cursor="))
    #expect(try directory.get(next).status == 200)
  }

  @Test("a month includes its last day, also in a leap year")
  func months() throws {
    let staff = try Staff(directory)
    for (slug, day) in [("leap", "2024-02-29"), ("common", "2023-02-28"), ("later", "2023-03-01")] {
      let member = """
        {"slug":"\(slug)","kind":"county","name":"\(slug)","shortName":"\(slug)","summary":"A county.",\
        "topics":["climate"],"joined":"\(day)"}
        """
      let answer = try staff.send("POST", "/members", member)
      #expect(answer.status == 201, "\(answer.text)")
    }
    for (month, slugs) in [
      ("2024-02", ["leap"]), ("2023-02", ["common"]), ("2023-02..2023-03", ["common", "later"]),
    ] {
      #expect(try directory.get("/members?joined=\(month)").json.slugs == slugs, "\(month)")
    }
  }

  @Test("under. selects the members that have a topic or one below it, and not.under. the others")
  func under() throws {
    let slugs = ["asker", "lillehammer", "viken"]
    #expect(try directory.get("/members?topic=under.sustainability").json.slugs == slugs)
    #expect(try directory.get("/members?topic=sustainability").json.slugs == ["asker"])
    let csv = try directory.get("/members.csv?topic=under.sustainability&fields=slug").text
    #expect(csv.split(separator: "\r\n").map(String.init) == ["slug"] + slugs)
    let others = try directory.get("/members?topic=not.under.sustainability").json
    #expect(others["total"] == .integer(14) && Set(others.slugs).isDisjoint(with: slugs))
    let both = try directory.get("/members?topic=under.sustainability&topic=under.european-cooperation").json
    #expect(both["total"] != .integer(0) && Set(both.slugs).isSubset(of: slugs))
    let topics = try directory.get("/topics?broader=under.european-cooperation").json.slugs
    let near = try directory.get("/topics?broader=european-cooperation").json.slugs
    #expect(Set(topics).isStrictSuperset(of: near))
    let page = try directory.get("/members?topic=under.sustainability&facets=topic,kind&limit=0").json
    #expect(page["total"] == .integer(3))
    let kinds = page["facets"]?["kind"]?.items ?? []
    #expect(kinds.map { $0["value"]?.string } == ["municipality", "county"])
    #expect(kinds.map { $0["count"] } == [.integer(2), .integer(1)])
    // As for other clauses, the facet of a field counts what the clauses on the other fields select.
    let selected = page["facets"]?["topic"]?.items.filter { $0["selected"] == .boolean(true) } ?? []
    #expect(selected.map { $0["value"]?.string } == ["sustainability"])
  }

  struct Wrong: Sendable, CustomTestStringConvertible {
    let target: String
    let code: String
    let corrected: String?
    var testDescription: String { target }
    init(_ target: String, _ code: String, _ corrected: String?) {
      self.target = target
      self.code = code
      self.corrected = corrected
    }
  }

  @Test(
    "a problem has a link to the corrected request, which succeeds",
    arguments: [
      Wrong("/members?topics=climate", "unknown-parameter", "/members?topic=climate"),
      Wrong("/members?kind=countty,university", "unknown-value", "/members?kind=county,university"),
      Wrong("/members?kind=not.countty", "unknown-value", "/members?kind=not.county"),
      Wrong("/members?topic=under.sustainabilty", "unknown-value", "/members?topic=under.sustainability"),
      Wrong(
        "/members?local=not.under.climate,sustainabilty", "unknown-value",
        "/members?local=not.under.climate,sustainability"),
      Wrong("/members?county=under.viken", "unknown-value", nil),
      Wrong("/members?county=vikn&limit=2", "unknown-value", "/members?county=viken&limit=2"),
      Wrong("/members?sort=-populaton,name", "unknown-value", "/members?sort=-population,name"),
      Wrong("/members?fields=slug,nmae", "unknown-value", "/members?fields=slug,name"),
      Wrong("/members?facets=kinds", "unknown-value", "/members?facets=kind"),
      Wrong("/members?include=topic", "unknown-value", "/members?include=topics"),
      Wrong("/members?population=many", "invalid-range", nil),
      Wrong("/members?population=9..1", "invalid-range", "/members?population=1..9"),
      Wrong("/members?population=-5", "invalid-range", "/members?population=..5"),
      Wrong("/members?population=50000-100000", "invalid-range", "/members?population=50000..100000"),
      Wrong(
        "/members?population=%3E%3D50000&limit=2", "invalid-range", "/members?population=50000..&limit=2"),
      Wrong("/members?population=50000%2B", "invalid-range", "/members?population=50000.."),
      Wrong("/members?population=gte.50000", "invalid-range", "/members?population=50000.."),
      Wrong("/members?joined=2020-2021", "invalid-range", "/members?joined=2020..2021"),
      Wrong(
        "/members?joined=2020-01-01/2021-12-31", "invalid-range", "/members?joined=2020-01-01..2021-12-31"),
      Wrong("/members?at=2021", "invalid-range", "/members?at=2021-01-01"),
      Wrong("/members?at=20210630", "invalid-range", "/members?at=2021-06-30"),
      Wrong("/members?at=yesterday", "invalid-range", nil),
      Wrong("/members?pretty=yes", "unknown-value", "/members?pretty=true"),
      Wrong("/members?pretty=0", "unknown-value", "/members?pretty=false"),
      Wrong("/changes?limit=0", "invalid-limit", "/changes?limit=1"),
      Wrong("/members?limit=5000", "invalid-limit", "/members?limit=1000"),
      Wrong("/members?limit=ten", "invalid-limit", "/members"),
      Wrong("/members?sort=population:desc,name", "unknown-value", "/members?sort=-population,name"),
      Wrong("/members?sort=name.asc", "unknown-value", "/members?sort=name"),
      Wrong("/members?sort=+name", "unknown-value", "/members?sort=name"),
      Wrong("/members?search=oslo", "unknown-parameter", "/members?q=oslo"),
      Wrong("/members?per_page=5", "unknown-parameter", "/members?limit=5"),
      Wrong("/members?page=2", "unknown-parameter", nil),
      Wrong("/members?order_by=name", "unknown-parameter", "/members?sort=name"),
      Wrong("/members?select=slug,name", "unknown-parameter", "/members?fields=slug,name"),
      Wrong("/members?expand=topics", "unknown-parameter", "/members?include=topics"),
      Wrong("/members?population=99999999999999999999", "invalid-range", nil),
      Wrong("/members?joined=2021-02-30", "invalid-range", "/members?joined=2021-02"),
      Wrong("/members?joined=soon&kind=county", "invalid-range", nil),
      Wrong("/members?limit=4000", "invalid-limit", "/members?limit=1000"),
      Wrong("/members?limit=none", "invalid-limit", "/members"),
      Wrong("/members?cursor=zzzz&limit=3", "invalid-cursor", nil),
      Wrong("/members?limit=3&limit=4", "repeated-parameter", "/members?limit=4"),
      Wrong("/members?pretty=maybe", "unknown-value", "/members"),
      Wrong("/topics?member=osl", "unknown-value", "/topics?member=oslo"),
      Wrong("/match?with=osl", "unknown-value", "/match?with=oslo"),
      Wrong("/match?programme=erasmus", "unknown-value", "/match?programme=erasmus-plus"),
      Wrong("/match", "missing-parameter", nil),
    ])
  func wrong(wrong: Wrong) throws {
    let answer = try directory.get(wrong.target)
    #expect(answer.status == 400)
    let json = try answer.json
    #expect(json["code"]?.string == wrong.code)
    #expect(json["corrected"]?.string == wrong.corrected)
    if let corrected = wrong.corrected { #expect(try directory.get(corrected).status == 200) }
  }

  @Test("a cursor is refused if the request has another order, filter or search than its list")
  func foreignCursor() throws {
    let next = try #require(try directory.get("/members?sort=-population&limit=2").json["next"]?.string)
    for other in ["", "&sort=population", "&sort=-population&kind=county", "&sort=-population&q=oslo"] {
      let answer = try directory.get("/members?limit=2&cursor=\(next)\(other)")
      #expect(try answer.json["code"]?.string == "invalid-cursor")
    }
    #expect(try directory.get("/members?limit=2&sort=-population&cursor=\(next)").status == 200)
  }

  @Test("a parameter with more than 100 values is refused")
  func tooMany() throws {
    let slugs = Array(repeating: "oslo", count: 101).joined(separator: ",")
    #expect(try directory.get("/members?slug=\(slugs)").json["code"]?.string == "too-many-values")
    for (count, code) in [(200, "too-many-values"), (201, "too-many-parameters")] {
      let target = "/members?" + Array(repeating: "kind=county", count: count).joined(separator: "&")
      #expect(try directory.get(target).json["code"]?.string == code)
    }
    #expect(try directory.get("/members?slug=\(slugs.dropLast(5))").status == 200)
  }

  @Test(
    "partners that complement a member come first, then those that share most topics, each with its reasons")
  func match() throws {
    let json = try directory.get("/match?with=asker&limit=3").json
    let items = try #require(json["items"]?.items)
    #expect(items.compactMap { $0["member"]?["slug"]?.string } == ["lillestrom", "stange", "viken"])
    #expect(items.map { $0["complements"] } == [.integer(1), .integer(1), .integer(0)])
    #expect(items[2]["shared"] == .integer(4) && items[2]["related"] == .integer(2))
    #expect(items[2]["reasons"]?.items.count == 6)
    let own = Set(
      try directory.get("/members/asker").json["topics"]?.items.compactMap { $0["slug"]?.string } ?? [])
    for item in items {
      for reason in item["reasons"]?.items ?? [] {
        #expect(own.contains(reason["asked"]?.string ?? ""))
        let isSame = reason["relation"]?.string == "same"
        #expect((reason["topic"]?["slug"] == reason["asked"]) == isSame)
      }
    }
    let programme = try directory.get("/match?programme=erasmus-plus&kind=county").json
    #expect(programme["items"]?.items.allSatisfy { $0["member"]?["kind"]?.string == "county" } == true)
    #expect(programme["total"] != .integer(0))
  }
}
