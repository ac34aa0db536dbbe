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
      state.members[0].topics = state.topics.map(\.slug)
    }
    let included = try Self.included("/members/asker?include=topics", in: service)
    #expect(included["topics"]?.count == 130)
  }

  @Test("has the values that each type of record allows")
  func offered() {
    #expect(MemberJSON.inclusions == [.topics, .county, .contacts, .offices, .organisation])
    #expect(MemberJSON.inclusionsOfOne == MemberJSON.inclusions + [.related])
    #expect(TopicJSON.inclusions == [.broader])
    #expect(ContactJSON.inclusions == [.office])
    #expect(OfficeJSON.inclusions == [.contacts])
  }
}
