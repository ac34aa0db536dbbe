import Directory
import TestSupport
import Testing

@testable import DirectoryAPI

@Suite("The kinds of members and topics")
struct KindTests {
  let service: Service

  init() throws {
    service = try Service()
    service.change { document in
      document.memberKinds = [
        Self.kind(
          "municipality", "Municipality", "Municipalities", order: nil, type: "GovernmentOrganization"),
        Self.kind("county", "County", "Counties", order: 20, type: "GovernmentOrganization"),
        Self.kind("university", "University", nil, order: 10, type: "CollegeOrUniversity"),
        Self.kind("choir", "Choir", "Choirs", order: nil, type: "MusicGroup"),
      ]
    }
  }

  private static func kind(
    _ slug: String, _ name: String, _ plural: String?, order: Int?, type: String?
  ) -> Kind {
    Kind(slug: slug, name: name, pluralName: plural, order: order, schemaType: type)
  }

  @Test(
    "are lists, in the order that staff have given them and then by name",
    arguments: [
      ("/member-kinds", ["university", "county", "choir", "municipality"]),
      ("/member-kinds?sort=-order", ["county", "university", "choir", "municipality"]),
      ("/member-kinds?sort=name", ["choir", "county", "municipality", "university"]),
      ("/member-kinds?sort=-name", ["university", "municipality", "county", "choir"]),
      ("/member-kinds?q=municipalit", ["municipality"]), ("/member-kinds?q=choirs", ["choir"]),
      ("/member-kinds?slug=not.choir,county", ["university", "municipality"]),
      ("/topic-kinds", ["agenda", "network", "programme", "theme"]),
      ("/topic-kinds?limit=0", []),
    ])
  func lists(target: String, slugs: [String]) throws {
    #expect(try service.ask("GET", target).json["items"]?.items.map { $0["slug"]?.string } == slugs)
  }

  @Test(
    "are divided into pages in each order", arguments: ["", "sort=-order&", "sort=order&", "sort=-name&"])
  func pages(query: String) throws {
    let whole = try service.ask("GET", "/member-kinds?\(query)").json["items"]
    var found: [JSONValue] = []
    var target: String? = "/member-kinds?\(query)limit=1"
    while let page = target {
      let answer = try service.ask("GET", page)
      found += try answer.json["items"]?.items ?? []
      target = answer.link("next")
    }
    #expect(.array(found) == whole)
  }

  @Test("have their fields in each format, and link to the records that have them")
  func formats() throws {
    let one = try service.ask("GET", "/member-kinds/county").json
    #expect(one["schemaType"]?.string == "GovernmentOrganization" && one["order"] == .integer(20))
    #expect(one["links"]?["members"]?.string == "/members?kind=county")
    #expect(
      try service.ask("GET", "/topic-kinds/theme").json["links"]?["topics"]?.string == "/topics?kind=theme")
    #expect(try service.ask("GET", "/topic-kinds/theme").json["schemaType"] == nil)
    #expect(
      try service.ask("GET", "/member-kinds.csv?slug=choir").text
        == "slug,name,pluralName,order,schemaType\r\nchoir,Choir,Choirs,,MusicGroup\r\n")
    #expect(
      try service.ask("GET", "/topic-kinds.csv?slug=theme").text
        == "slug,name,pluralName,order\r\ntheme,Theme,Themes,\r\n")
    #expect(try service.ask("GET", "/member-kinds/choir.jsonld").json["@type"]?.string == "DefinedTerm")
  }

  @Test("that don't exist are refused with what was probably meant")
  func unknown() throws {
    let missing = try service.ask("GET", "/member-kinds/chior")
    #expect(try missing.status == 404 && missing.code == "unknown-member-kind")
    #expect(try missing.json["nearest"]?.strings == ["choir"])
    #expect(try service.ask("GET", "/topic-kinds/them").code == "unknown-topic-kind")
    #expect(try service.ask("GET", "/members?kind=choirs").json["nearest"]?.strings == ["choir"])
    #expect(try service.ask("GET", "/members?kind=choir").json["total"] == .integer(0))
  }

  @Test("say what linked data calls a member")
  func schemaTypes() throws {
    service.change { document in
      document.memberKinds =
        Kind.firstOfMembers + [Self.kind("band", "Band", nil, order: nil, type: "MusicGroup")]
      document.members[0].kind = "band"
    }
    let slugs = try service.ask("GET", "/members?kind=band").json["items"]?.items ?? []
    let slug = try #require(slugs.first?["slug"]?.string)
    #expect(try service.ask("GET", "/members/\(slug).jsonld").json["@type"]?.string == "MusicGroup")
  }
}
