import Directory
import TestSupport
import Testing

@testable import DirectoryAPI

@Suite("The parameter include")
struct InclusionTests {
  private static func included(_ target: String, in service: Service) throws -> [String: [String]] {
    let json = try service.ask("GET", target).json
    var found: [String: [String]] = [:]
    for name in json["included"]?.names ?? [] {
      found[name] = json["included"]?[name]?.items.compactMap { ($0["slug"] ?? $0["id"])?.string }
    }
    return found
  }

  @Test(
    "adds the records that the items name, each once",
    arguments: [
      ("/members?include=topics", ["topics": ["climate", "erasmus-plus", "mental-health"]]),
      ("/members/asker?include=topics", ["topics": ["climate", "mental-health"]]),
      ("/members/viken?include=topics", ["topics": []]),
      // Innlandet is a county, but isn't a member.
      ("/members?include=county", ["county": ["viken"]]),
      ("/members/elverum?include=county", ["county": []]),
      ("/members/asker?include=contacts", ["contacts": ["kari-nordmann", "ola-nordmann"]]),
      ("/topics?include=broader", ["broader": ["public-health"]]),
      ("/topics/climate?include=broader", ["broader": []]),
      ("/topics/mental-health?include=broader", ["broader": ["public-health"]]),
      ("/contacts?include=office", ["office": ["brussels"]]),
      ("/contacts/ola-nordmann?include=office", ["office": []]),
      ("/offices?include=contacts", ["contacts": ["kari-nordmann"]]),
      ("/offices/oslo?include=contacts", ["contacts": []]),
      ("/topics/climate/members?include=county", ["county": ["viken"]]),
      ("/members/asker/topics?include=broader", ["broader": ["public-health"]]),
      ("/members/asker", [:]),
      ("/members?include=offices", ["offices": ["brussels", "oslo"]]),
      (
        "/organisation?include=offices,contacts",
        [
          "contacts": ["kari-nordmann", "ola-nordmann"], "offices": ["brussels", "oslo"],
        ]
      ),
    ])
  func records(target: String, included: [String: [String]]) throws {
    #expect(try Self.included(target, in: Service()) == included)
  }

  @Test("adds whole records, in the order of the parameter's description")
  func whole() throws {
    let service = try Service()
    let json = try service.ask("GET", "/members/asker?include=contacts,topics,county&fields=slug").json
    #expect(json.names == ["slug", "included"])
    #expect(json["included"]?.names == ["topics", "county", "contacts"])
    let included = try #require(json["included"])
    #expect(included["topics"]?.items.first == (try service.ask("GET", "/topics").json["items"]?.items.first))
    #expect(included["county"]?.items == [try service.ask("GET", "/members/viken").json])
    #expect(included["contacts"] == (try service.ask("GET", "/contacts").json["items"]))
    #expect(
      try service.ask("GET", "/offices/brussels?include=contacts").json["included"]?["contacts"]?.items
        == [try service.ask("GET", "/contacts/kari-nordmann").json])
    #expect(
      try service.ask("GET", "/contacts/kari-nordmann?include=office").json["included"]?["office"]?.items
        == [try service.ask("GET", "/offices/brussels").json])
  }

  @Test("of a list of members adds all that a page about the organisation shows")
  func page() throws {
    let service = try Service()
    let json = try service.ask("GET", "/members?include=organisation,offices,contacts").json
    let included = try #require(json["included"])
    #expect(included["organisation"]?.items == [try service.ask("GET", "/organisation").json])
    #expect(included["offices"] == (try service.ask("GET", "/offices").json["items"]))
    #expect(included["contacts"] == (try service.ask("GET", "/contacts").json["items"]))
  }

  @Test("may add more records than a page has by default")
  func many() throws {
    let service = try Service()
    service.change { state in
      let first = state.topics[0]
      state.topics = (0..<130).map { number in
        var topic = first
        topic.slug = "topic-\(number)"
        return topic
      }
      state.members[0].topics = state.topics.map {
        DirectoryDocument.MemberTopic(slug: $0.slug, relation: .worksWith)
      }
    }
    let included = try Self.included("/members/asker?include=topics", in: service)
    #expect(included["topics"]?.count == 130)
  }

  @Test("has the values that each type of record allows")
  func offered() {
    #expect(MemberJSON.inclusions == [.topics, .county, .contacts, .offices, .organisation])
    #expect(MemberJSON.inclusionsOfOne == MemberJSON.inclusions + [.related])
    #expect(TopicJSON.inclusions == [.broader])
    #expect(ContactJSON.inclusions == [.office, .member])
    #expect(OfficeJSON.inclusions == [.contacts, .member])
  }

  @Test("shows only the fields of included records that fields names, and all if it names none")
  func fields() throws {
    let service = try Service()
    let target =
      "/members/asker?include=county,topics,contacts&fields=name,included.county.name,included.topics.slug"
    let json = try service.ask("GET", target).json
    #expect(json.names == ["name", "included"])
    let county = try service.ask("GET", "/members/viken").json
    #expect(json["included"]?["county"]?.items.map(\.names) == [["name"]])
    #expect(json["included"]?["county"]?.items.first?["name"] == county["name"])
    #expect(json["included"]?["topics"]?.items.map(\.names) == [["slug"], ["slug"]])
    #expect(json["included"]?["contacts"] == (try service.ask("GET", "/contacts").json["items"]))
    // Without a field of its own, the item has all of them.
    let whole = try service.ask("GET", "/members/asker?include=county&fields=included.county.slug").json
    #expect(whole.names == (try service.ask("GET", "/members/asker").json).names + ["included"])
    let encoded = "/members/asker?include=county&fields=slug%2Cincluded%2Ecounty%2Eslug"
    #expect(try service.ask("GET", encoded).json["included"]?["county"]?.items.first?.names == ["slug"])
    let repeated = "/members/asker?include=county&fields=slug&fields=included.county.slug"
    #expect(try service.ask("GET", repeated).body == service.ask("GET", encoded).body)
  }

  @Test(
    "has fields to choose from for every record that can be included",
    arguments: Routes.all.flatMap { route in
      route.parameters.flatMap { parameter -> [(String, Inclusion)] in
        guard case .include(let known) = parameter.kind else { return [] }
        let path = route.pattern.replacing(
          "{id}", with: route.pattern.contains("office") ? "brussels" : "kari-nordmann"
        )
        .replacing("{slug}", with: route.pattern.hasPrefix("/topics") ? "mental-health" : "asker")
        return known.map { (path, $0) }
      }
    })
  func every(path: String, inclusion: Inclusion) throws {
    let service = try Service()
    let whole = try service.ask("GET", "\(path)?include=\(inclusion.rawValue)").json
    for record in whole["included"]?[inclusion.rawValue]?.items ?? [] {
      #expect(Set(record.names).isSubset(of: inclusion.fields))
    }
    for field in inclusion.fields {
      let name = "included.\(inclusion.rawValue).\(field)"
      let answer = try service.ask("GET", "\(path)?include=\(inclusion.rawValue)&fields=\(name)")
      #expect(answer.status == 200)
      for record in try answer.json["included"]?[inclusion.rawValue]?.items ?? [] {
        #expect(record.names == [field] || record.names.isEmpty)
      }
    }
  }

  @Test(
    "says which fields of included records there are, and what is missing",
    arguments: [
      (
        "/members?fields=county.name&include=county", "unknown-value",
        "/members?fields=included.county.name&include=county"
      ),
      (
        "/members?fields=name,included.county.nmae&include=county", "unknown-value",
        "/members?fields=name,included.county.name&include=county"
      ),
      (
        "/members?fields=included.county.name", "field-not-included",
        "/members?fields=included.county.name&include=county"
      ),
      (
        "/members?include=topics&fields=slug,included.county.name,included.organisation.name",
        "field-not-included",
        "/members?include=topics,county,organisation&fields=slug,included.county.name,included.organisation.name"
      ),
      ("/members.csv?fields=slug,included.county.name", "field-not-included", "/members.csv?fields=slug"),
      ("/members.csv?fields=included.county.name", "field-not-included", "/members.csv"),
    ])
  func wrongFields(target: String, code: String, corrected: String) throws {
    let service = try Service()
    let answer = try service.ask("GET", target)
    #expect(answer.status == 400)
    #expect(try answer.code == code)
    #expect(try answer.json["corrected"]?.string == corrected)
    #expect(try service.ask("GET", corrected).status == 200)
  }

  @Test("is left out of the links to other formats, and stays in the link to the next page")
  func links() throws {
    let answer = try Service().ask("GET", "/members?limit=1&include=county&fields=slug,included.county.name")
    #expect(answer.link("alternate") == "/members.csv?fields=slug&limit=1")
    #expect(answer.link("next")?.contains("fields=slug,included.county.name") == true)
    let other = try Service().ask("GET", "/members?include=county&fields=included.county.name")
    #expect(other.link("alternate") == "/members.csv")
  }
}
