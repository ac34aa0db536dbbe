import Directory
import HTTPCore
import TestSupport
import Testing

@testable import DirectoryAPI

@Suite("Links and suffixes")
struct LinkTests {
  @Test(
    "the link to the next page repeats the request, percent-encoded, in the same format",
    arguments: [
      ("/members?limit=1&kind=county,municipality", "/members?kind=county,municipality&limit=1&cursor="),
      (
        "/members?limit=1&topic=climate&topic=not.erasmus-plus",
        "/members?topic=climate&topic=not.erasmus-plus&limit=1&cursor="
      ),
      ("/members?limit=1&pretty&include=topics", "/members?include=topics&pretty=true&limit=1&cursor="),
      ("/members.json?limit=1", "/members.json?limit=1&cursor="),
      ("/members.csv?limit=1&delimiter=tab", "/members.csv?delimiter=tab&limit=1&cursor="),
      ("/members.ndjson?limit=1&fields=slug", "/members.ndjson?fields=slug&limit=1&cursor="),
      ("/topics.jsonld?limit=2", "/topics.jsonld?limit=2&cursor="),
      ("/contacts.vcf?limit=1", "/contacts.vcf?limit=1&cursor="),
      ("/offices.txt?limit=1", "/offices.txt?limit=1&cursor="),
      ("/topics/climate/members?limit=1", "/topics/climate/members?limit=1&cursor="),
      ("/members/asker/topics?limit=1", "/members/asker/topics?limit=1&cursor="),
    ])
  func next(target: String, beginning: String) throws {
    let service = try Service()
    let answer = try service.ask("GET", target)
    let next = try #require(answer.link("next"))
    #expect(next.hasPrefix(beginning) && next.dropFirst(beginning.count).contains("&") == false)
    let second = try service.ask("GET", next)
    #expect(second.status == 200 && second["Content-Type"] == answer["Content-Type"])
    #expect(second.body != answer.body)
    if target.contains(".txt") { #expect(answer.text.hasSuffix("\nnext: \(next)\n")) }
  }

  @Test("a negotiated format keeps the path without a suffix in its link to the next page")
  func negotiated() throws {
    let service = try Service()
    let answer = try service.ask("GET", "/members?limit=1", "Accept: text/csv")
    #expect(answer.link("next")?.hasPrefix("/members?limit=1&cursor=") == true)
  }

  @Test("the last page has no link to a next one", arguments: ["json", "csv", "jsonld", "vcf", "txt"])
  func last(suffix: String) throws {
    let answer = try Service().ask("GET", "/contacts.\(suffix)?limit=2")
    #expect(answer.link("next") == nil && !answer.text.contains("next:"))
  }

  @Test(
    "an answer in JSON links to each other format with the parameters that this format has",
    arguments: [
      (
        "/members?facets=kind&pretty&kind=county",
        [
          "/members.csv?kind=county", "/members.ndjson?kind=county",
          "/members.jsonld?kind=county&pretty=true", "/members.vcf?kind=county",
          "/members.geojson?kind=county&pretty=true", "/members.txt?kind=county",
        ]
      ),
      (
        "/contacts.json?fields=id",
        [
          "/contacts.csv?fields=id", "/contacts.ndjson?fields=id", "/contacts.jsonld", "/contacts.vcf",
          "/contacts.txt?fields=id",
        ]
      ),
      (
        "/members/asker?include=topics",
        [
          "/members/asker.csv", "/members/asker.jsonld", "/members/asker.vcf", "/members/asker.geojson",
          "/members/asker.txt",
        ]
      ),
      ("/problems/gone", ["/problems/gone.txt"]), ("/changes?since=3", ["/changes.atom?since=3"]),
      ("/members.csv", []), ("/search?q=oslo", []), ("/", []),
    ])
  func alternates(target: String, alternates: [String]) throws {
    let answer = try Service().ask("GET", target, "Accept: application/json")
    let links = answer.values("Link").joined(separator: ", ").split(separator: ", ").map(String.init)
      .filter { $0.contains("rel=\"alternate\"") }
    #expect(links.map { String($0.dropFirst().prefix { $0 != ">" }) } == alternates)
    for link in links where link.contains(".csv") {
      #expect(link.hasSuffix(">; rel=\"alternate\"; type=\"text/csv\""))
    }
  }

  @Test("a page in the middle of a list links to the same page in other formats")
  func alternateCursor() throws {
    let service = try Service()
    let next = try #require(try service.ask("GET", "/members?limit=1").link("next"))
    let links = try service.ask("GET", next).values("Link").joined(separator: ", ")
    let csv = try #require(links.split(separator: ", ").first { $0.contains("text/csv") })
    let target = String(csv.dropFirst().prefix { $0 != ">" })
    #expect(target == next.replacing("/members?", with: "/members.csv?"))
    #expect(try service.ask("GET", target).text.contains("baerum"))
  }

  @Test(
    "a suffix has 1 to 16 bytes and follows a name",
    arguments: [
      ("/members.x", "unknown-format"), ("/members.abcdefghijklmnop", "unknown-format"),
      ("/members.abcdefghijklmnopq", "unknown-path"), ("/members.", "unknown-path"),
      ("/.csv", "unknown-path"), ("/members/.csv", "unknown-member"), ("/m.csv", "unknown-path"),
      ("/members/asker.csv.csv", "unknown-member"), ("/members.csv/asker", "unknown-path"),
      ("/members.css", "not-acceptable"), ("/members.html", "not-acceptable"),
      ("/members.linkset", "not-acceptable"), ("/search.csv?q=a", "not-acceptable"),
      ("/members.CSV", "unknown-format"),
      // Without its suffix, the name would be a dot segment, but the whole name isn't one (RFC 3986 §3.3).
      ("/..csv", "unknown-path"), ("/...csv", "unknown-path"), ("/members/..csv", "unknown-member"),
      ("/members/...csv", "unknown-member"), ("/members/oslo/...csv", "unknown-path"),
      ("/members/oslo/..csv", "unknown-path"), ("/topics/..ndjson", "unknown-topic"),
      ("/docs/..html", "unknown-path"), ("/members/%2E.csv", "unknown-member"),
      ("/members/%2e.%63sv", "unknown-member"), ("/members/asker/%2E%2e.csv", "unknown-path"),
      ("/members/..xyz", "unknown-member"), ("/members/....csv", "unknown-member"),
      ("/members/..c", "unknown-member"), ("/members/.", "unknown-path"),
      ("/members/asker/..", "unknown-path"), ("/members/a\"b.csv", "malformed-path"),
      ("/members/asker.c|v", "malformed-path"),
    ])
  func suffixes(target: String, code: String) throws {
    #expect(try Service().ask("GET", target).code == code)
  }

  @Test(
    "an unknown suffix gets a problem that names the nearest format",
    arguments: [
      ("xls", "csv"), ("xlsx", "csv"), ("ods", "csv"), ("tsv", "csv"), ("tab", "csv"), ("XLSX", "csv"),
      ("jsonl", "ndjson"), ("rdf", "jsonld"), ("ttl", "jsonld"), ("xml", "jsonld"), ("vcard", "vcf"),
      ("text", "txt"), ("md", "txt"), ("html", "txt"), ("htm", "txt"), ("csvv", "csv"), ("json5", "json"),
      ("zzzzzz", "json"),
    ])
  func nearest(suffix: String, format: String) throws {
    let json = try Service().ask("GET", "/contacts.\(suffix)").json
    #expect(json["corrected"]?.string == "/contacts.\(format)")
    #expect(json["alternates"]?.strings.first == "/contacts.\(format)")
    #expect(json["alternates"]?.items.count == 6)
  }

  @Test(
    "the problem of an unknown suffix offers the formats that have the parameters, if there are any",
    arguments: [
      ("/members.xyz?facets=kind", ["/members.json?facets=kind"]),
      ("/members.xyz?bom", ["/members.csv?bom"]),
      (
        "/members.xyz?fields=slug",
        [
          "/members.json?fields=slug", "/members.csv?fields=slug", "/members.ndjson?fields=slug",
          "/members.geojson?fields=slug", "/members.txt?fields=slug",
        ]
      ),
      (
        "/members.xyz?pretty=true&limit=5",
        [
          "/members.json?pretty=true&limit=5", "/members.jsonld?pretty=true&limit=5",
          "/members.geojson?pretty=true&limit=5",
        ]
      ),
    ])
  func offers(target: String, alternates: [String]) throws {
    #expect(try Service().ask("GET", target).json["alternates"]?.strings == alternates)
    let all = try Service().ask("GET", "/members.xyz?bom&facets=kind").json["alternates"]?.strings
    #expect(all == nil)
  }

  @Test(
    "the ids of linked data begin with the origin that the client addressed",
    arguments: [
      (
        "GET http://a.test/offices/oslo.jsonld HTTP/1.1\r\nHost: b.test\r\n\r\n", "http://a.test/offices/oslo"
      ),
      (
        "GET HTTP://a.test:80/offices/oslo.jsonld HTTP/1.1\r\nHost: b\r\n\r\n",
        "http://a.test:80/offices/oslo"
      ),
      ("GET /offices/oslo.jsonld HTTP/1.1\r\nHost: b.test:80\r\n\r\n", "http://b.test:80/offices/oslo"),
      ("GET /offices/oslo.jsonld HTTP/1.0\r\n\r\n", "/offices/oslo"),
      ("GET /offices/oslo.jsonld HTTP/1.1\r\nHost:\r\n\r\n", "/offices/oslo"),
    ])
  func origin(request: String, id: String) throws {
    let json = try Service().send(request).json
    #expect(json["@id"]?.string == id)
    #expect(
      json["parentOrganization"]?["@id"]?.string == id.replacing("/offices/oslo", with: "/organisation"))
  }
}
