import Directory
import TestSupport
import Testing

@Suite("The shipped directory over HTTP")
struct DirectoryContentTests {
  let directory: RunningDirectory

  init() throws { directory = try RunningDirectory() }

  /// The members in the order of the Norwegian alphabet: ø and å come after z, and aa is sorted as å.
  static let members = [
    "asker", "baerum", "drammen", "elverum", "flesberg", "hamar", "innlandet", "kongsberg", "lillehammer",
    "lillestrom", "loten", "oslo", "oslomet", "ringsaker", "stange", "vestfold-and-telemark", "viken",
  ]

  @Test("has 17 members, in the order of the Norwegian alphabet")
  func allMembers() throws {
    let list = try directory.get("/members").json
    #expect(list["total"] == .integer(17))
    #expect(list["next"] == .null)
    #expect(list.slugs == Self.members)
  }

  @Test(
    "can be filtered, and several filters select the members that match them all",
    arguments: [
      ("kind=county", ["innlandet", "vestfold-and-telemark", "viken"]),
      ("kind=university", ["oslomet"]),
      ("county=viken", ["baerum", "drammen", "flesberg", "kongsberg", "lillestrom"]),
      ("county=innlandet", ["elverum", "hamar", "lillehammer", "loten", "ringsaker", "stange"]),
      ("topic=horizon-2020", ["innlandet"]),
      ("topic=climate", ["asker", "baerum", "lillehammer", "loten", "viken"]),
      ("county=innlandet&topic=climate", ["lillehammer", "loten"]),
      ("kind=county&county=viken", []),
    ])
  func filters(query: String, slugs: [String]) throws {
    let list = try directory.get("/members?\(query)").json
    #expect(list.slugs == slugs)
    #expect(list["total"] == .integer(slugs.count))
  }

  @Test(
    "has topics of each kind",
    arguments: [
      ("agenda", ["un-sustainable-development-goals"]),
      ("network", ["scandria-alliance", "string"]),
      (
        "programme",
        ["creative-europe", "erasmus-plus", "eu-framework-programme", "horizon-2020"]
      ),
    ])
  func topicKinds(kind: String, slugs: [String]) throws {
    let list = try directory.get("/topics?kind=\(kind)").json
    #expect(list.slugs == slugs)
    #expect(list["items"]?.items.allSatisfy { $0["kind"]?.string == kind } == true)
  }

  @Test("has topics that count and list the members that refer to them")
  func topicMembers() throws {
    for topic in try #require(try directory.get("/topics").json["items"]).items {
      let slug = try #require(topic["slug"]?.string)
      let members = try directory.get("/topics/\(slug)/members").json
      #expect(topic["memberCount"] == members["total"])
      #expect(!members.slugs.isEmpty)
      let one = try directory.get("/topics/\(slug)").json
      #expect(one["members"]?.items.compactMap { $0["slug"]?.string } == members.slugs)
    }
  }

  @Test("has members that lack the fields whose values are not known")
  func members() throws {
    let asker = try directory.get("/members/asker").json
    #expect(asker["joined"] == .string("2021-01-01"))
    #expect(asker["county"] == nil)
    #expect(asker["population"] == nil)
    let elverum = try directory.get("/members/elverum").json
    #expect(elverum["focusAreas"]?.strings.count == 5)
    #expect(elverum["county"]?["slug"] == .string("innlandet"))
    let baerum = try directory.get("/members/baerum").json
    #expect(baerum["name"] == .string("Municipality of Bærum"))
    #expect(baerum["shortName"] == .string("Bærum"))
    #expect(baerum["population"]?["approximate"] == .boolean(true))
    #expect(try directory.get("/members/oslomet").json["image"]?["credit"]?.string != nil)
  }

  /// Returns the members that have a relation to a topic, for each topic.
  private func members(_ filter: String) throws -> [String: [String]] {
    var found: [String: [String]] = [:]
    let facet = try directory.get("/members?facets=\(filter)&limit=0").json["facets"]?[filter]?.items ?? []
    for value in facet.compactMap({ $0["value"]?.string }) {
      found[value] = try directory.get("/members?\(filter)=\(value)&fields=slug").json.slugs
    }
    return found
  }

  @Test("says what a member would like to do, and what a place has, as the source does")
  func relations() throws {
    #expect(
      try members("interestedIn") == [
        "digitalization": ["lillestrom", "stange"], "welfare-technology": ["lillestrom"],
        "european-cooperation": ["lillestrom", "stange"], "integration": ["stange"],
        "urban-development": ["ringsaker"], "public-health": ["ringsaker"], "food-production": ["ringsaker"],
      ])
    #expect(
      try members("local") == [
        "agriculture": ["flesberg", "hamar"], "forests-and-timber": ["flesberg", "hamar", "innlandet"],
        "tourism": ["flesberg"], "business-clusters": ["hamar"], "vr-and-ar": ["hamar"],
        "gaming-technology": ["hamar"], "high-technology-industry": ["kongsberg"],
        "maritime-sector": ["kongsberg"], "world-heritage": ["vestfold-and-telemark"],
      ])
  }

  @Test(
    "has each topic that a member works with by its source, and no other",
    arguments: [
      (
        "asker",
        "citizen-participation climate digitalization innovation international-networks sustainability transport "
          + "un-sustainable-development-goals"
      ),
      ("baerum", "climate co-creation culture education public-service-design youth"),
      ("drammen", "education mental-health public-health youth"),
      (
        "elverum",
        "bilateral-cooperation education eea-agreement european-cooperation integration international-solidarity "
          + "internationalization nordic-cooperation recruitment"
      ),
      ("flesberg", ""),
      (
        "hamar",
        "citizen-participation digital-learning european-cooperation public-service-design welfare-technology"
      ),
      (
        "innlandet",
        "bioeconomy business-development creative-europe cyber-and-information-security erasmus-plus "
          + "european-cooperation gaming-technology horizon-2020 international-networks tourism"
      ),
      (
        "kongsberg",
        "business-development digitalization european-cooperation experience-based-industry regional-development"
      ),
      ("lillehammer", "climate digitalization smart-cities un-sustainable-development-goals"),
      ("lillestrom", "erasmus-plus"), ("loten", "climate energy munchs-northern-route tourism"),
      ("oslo", "bilateral-cooperation eu-and-eea-projects european-cooperation international-networks"),
      ("oslomet", "eu-framework-programme european-cooperation research"), ("ringsaker", ""), ("stange", ""),
      (
        "vestfold-and-telemark",
        "archaeology digitalization education erasmus-plus european-cooperation research"
      ),
      (
        "viken",
        "business-clusters climate creative-europe culture data-driven-entrepreneurship digitalization education "
          + "environment erasmus-plus european-cooperation future-skills mental-health public-health "
          + "scandria-alliance string transport un-sustainable-development-goals"
      ),
    ])
  func topics(member: String, slugs: String) throws {
    let topics = try directory.get("/members/\(member)").json["topics"]?.items ?? []
    let own = topics.filter { $0["relation"]?.string == "works-with" }.compactMap { $0["slug"]?.string }
    #expect(own.sorted() == slugs.split(separator: " ").map(String.init).sorted())
  }

  @Test("has all members in Norway, and the county only of those whose county the source names")
  func places() throws {
    #expect(try directory.get("/members?area=norway&limit=0").json["total"] == .integer(17))
    let items = try directory.get("/members").json["items"]?.items ?? []
    let without = items.filter { $0["county"] == nil }.compactMap { $0["slug"]?.string }
    #expect(without == ["asker", "innlandet", "oslo", "oslomet", "vestfold-and-telemark", "viken"])
    #expect(items.filter { $0["joined"] != nil }.compactMap { $0["slug"]?.string } == ["asker"])
    let people = items.filter { $0["population"] != nil }.compactMap { $0["slug"]?.string }
    #expect(people == ["baerum", "drammen", "flesberg"])
    let asker = try directory.get("/members/asker").json
    #expect(asker["summary"]?.string?.contains("gather new knowledge") == true)
    #expect(asker["facts"]?.items.last?["text"]?.string?.contains("gather new knowledge") == true)
  }

  @Test("has a contact without the protected e-mail address")
  func contact() throws {
    let contact = try directory.get("/contacts/gunnar-selvik").json
    #expect(contact["emailProtected"] == .boolean(true))
    #expect(!contact.names.contains("email"))
    #expect(contact["telephone"]?["e164"] == .string("+32460941393"))
    let contacts = try directory.get("/contacts").json["items"]?.items
    #expect(contacts?.first == contact)
    // The office's own address is withheld too.
    #expect(contacts?.last?["id"]?.string == "oslo-region-european-office")
    #expect(contacts?.last?["emailProtected"] == .boolean(true))
    #expect(!(try directory.get("/contacts").text.contains("@")))
  }

  @Test("has only links that are answered with 200")
  func links() throws {
    var known: Set<String> = ["/members?limit=1000", "/topics?limit=1000"]
    var open = Array(known)
    while let target = open.popLast() {
      let answer = try directory.get(target)
      #expect(answer.status == 200, "\(target)")
      for link in Self.links(in: try answer.json) where known.insert(link).inserted { open.append(link) }
    }
    #expect(known.count > 17 * 2 + 55)
  }

  private static func links(in value: JSONValue) -> [String] {
    switch value {
    case .array(let items): items.flatMap(links)
    case .object(let members):
      members.flatMap { member in
        guard member.name == "links", case .object(let links) = member.value else {
          return Self.links(in: member.value)
        }
        return links.compactMap(\.value.string).filter { !$0.contains("{") }
      }
    default: []
    }
  }

  @Test("has each member once in the pages of a list", arguments: [1, 2, 5, 16, 17, 18])
  func walk(limit: Int) throws {
    let client = try directory.client()
    var slugs: [String] = []
    var target: String? = "/members?limit=\(limit)"
    while let current = target {
      client.send(RunningDirectory.request("GET", current))
      let answer = try #require(try client.readResponse())
      let page = try answer.json
      #expect(page.slugs.count <= limit)
      #expect(page["total"] == .integer(17))
      slugs += page.slugs
      target = answer.link("next")
      if let cursor = page["next"]?.string {
        #expect(target == "/members?limit=\(limit)&cursor=\(cursor)")
      } else {
        #expect(target == nil)
      }
    }
    #expect(slugs == Self.members)
  }

  @Test("accepts a cursor only with the filters of its list")
  func cursorOfAnotherList() throws {
    let cursor = try #require(try directory.get("/members?county=viken&limit=2").json["next"]?.string)
    let rest = try directory.get("/members?county=viken&limit=2&cursor=\(cursor)").json
    #expect(rest.slugs == ["flesberg", "kongsberg"])
    let other = try directory.get("/members?cursor=\(cursor)")
    #expect(other.status == 400)
    #expect(try other.json["code"] == .string("invalid-cursor"))
  }
}
