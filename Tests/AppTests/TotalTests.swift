import Directory
import TestSupport
import Testing

@Suite("A limit of 0")
struct TotalTests {
  let directory: RunningDirectory

  init() throws { directory = try RunningDirectory() }

  @Test(
    "gives the total and the facets of a list without its items, and no next page",
    arguments: [
      "/members", "/members?q=oslo", "/members?kind=county&facets=kind,county&include=topics",
      "/members?sort=-population&population=..100000", "/topics?facets=kind", "/contacts",
      "/offices?country=NO",
      "/counties", "/topics/climate/members?facets=kind", "/members/asker/topics", "/search?q=climate",
      "/match?with=asker",
    ])
  func totals(target: String) throws {
    let mark = target.contains("?") ? "&" : "?"
    let whole = try directory.get(target).json
    let answer = try directory.get(target + mark + "limit=0")
    #expect(answer.status == 200)
    #expect(answer.link("next") == nil)
    let json = try answer.json
    #expect(json["items"]?.items.isEmpty == true && json["next"] == .null)
    #expect(json["total"] == whole["total"] && json["total"] != .integer(0))
    #expect(json["facets"] == whole["facets"])
  }

  @Test(
    "gives what a format has before its first record",
    arguments: [
      ("/members.csv?fields=slug,name", "slug,name\r\n"), ("/members.ndjson?fields=slug", ""),
      ("/contacts.vcf", ""), ("/counties.ndjson", ""),
      ("/members.txt?fields=slug&kind=county", "slug\n\n0 of 3 members\n"),
    ])
  func formats(target: String, content: String) throws {
    let answer = try directory.get(target + (target.contains("?") ? "&" : "?") + "limit=0")
    #expect(answer.status == 200 && answer.text == content)
    #expect(answer.link("next") == nil)
  }

  @Test("leaves the items out of linked data, which says how many there are")
  func linkedData() throws {
    let json = try directory.get("/members.jsonld?kind=county&limit=0").json
    #expect(json["numberOfItems"] == .integer(3))
    #expect(json["itemListElement"]?.items.isEmpty == true)
  }

  @Test("takes a cursor of the same list, and refuses another one")
  func cursor() throws {
    let next = try #require(try directory.get("/members?limit=2").json["next"]?.string)
    let json = try directory.get("/members?limit=0&cursor=\(next)").json
    #expect(json["items"]?.items.isEmpty == true && json["next"] == .null && json["total"] == .integer(17))
    let other = try directory.get("/members?limit=0&kind=county&cursor=\(next)")
    #expect(try other.json["code"]?.string == "invalid-cursor")
  }

  @Test("isn't accepted where there is no total, since a program that follows next would never get on")
  func followed() throws {
    for target in ["/changes", "/changes?since=0"] {
      let answer = try directory.get(target + (target.contains("?") ? "&" : "?") + "limit=0")
      let json = try answer.json
      #expect(answer.status == 400 && json["code"]?.string == "invalid-limit")
      #expect(json["minimum"] == .integer(1))
      #expect(json["corrected"]?.string?.hasSuffix("limit=1") == true)
    }
  }
}
