import Directory
import DirectorySQLite
import Foundation
import Gzip
import TestSupport
import Testing

@Suite("A streamed list")
struct StreamTests {
  private static let count = 20_000

  private static func large(_ count: Int = count) throws -> RunningDirectory {
    let folder = try TemporaryFolder()
    try SQLiteDirectoryStore(path: folder.file("directory.sqlite")).load(document(members: count))
    return try RunningDirectory(in: folder)
  }

  private static func document(members count: Int) -> DirectoryDocument {
    DirectoryDocument.make(
      members: (0..<count).map { index in
        DirectoryDocument.Member.make(
          slug: "member-\(index)", kind: index % 2_000 == 7 ? "county" : "municipality",
          name: "Member \(index)", shortName: "M \(index % 500)", summary: "A place.")
      })
  }

  @Test("can be read by web pages of any origin, like every other answer", arguments: ["ndjson", "csv"])
  func crossOrigin(suffix: String) throws {
    let answer = try Self.large(2_000).get("/members.\(suffix)")
    #expect(answer.field("transfer-encoding") == "chunked")
    #expect(answer.field("access-control-allow-origin") == "*")
    #expect(answer.field("access-control-expose-headers")?.contains("X-Request-Id") == true)
    #expect(answer.field("x-content-type-options") == "nosniff")
  }

  @Test("is complete, with each record once, also for HTTP/1.0", arguments: ["ndjson", "csv"])
  func whole(suffix: String) throws {
    let directory = try Self.large()
    for _ in 0..<3 {
      let gone = try directory.client()
      gone.send(RunningDirectory.request("GET", "/members.\(suffix)"))
      _ = try gone.read(10_000)
      gone.reset()
    }
    let header = suffix == "csv" ? 1 : 0
    let answer = try directory.get("/members.\(suffix)?fields=slug")
    #expect(answer.field("transfer-encoding") == "chunked" && answer.field("content-length") == nil)
    #expect(answer.link("next") == nil)
    let slugs = answer.text.split { $0.isNewline }
    #expect(slugs.count == Self.count + header && Set(slugs).count == slugs.count)
    #expect(slugs.contains { $0.contains("member-19999") })
    // HTTP/1.0 has no chunks: the list ends when the connection is closed.
    let old = try directory.client()
    old.send("GET /members.\(suffix)?fields=slug HTTP/1.0\r\n\r\n")
    let text = try old.readToEnd()
    #expect(text.contains("Connection: close\r\n") && !text.contains("Transfer-Encoding"))
    #expect(text.hasSuffix(answer.text))
    let head = try directory.ask("HEAD", "/members.\(suffix)")
    #expect(head.status == 200 && head.content.isEmpty)
    #expect(try directory.get("/members.\(suffix)?limit=3").field("content-length") != nil)
  }

  @Test(
    "has the records that a filter selects, as many as the total of the list", arguments: ["ndjson", "csv"])
  func filtered(suffix: String) throws {
    let directory = try Self.large()
    let total = try directory.get("/members?kind=county&limit=1").json["total"]
    #expect(total == .integer(10))
    let answer = try directory.get("/members.\(suffix)?kind=county&sort=-slug&fields=slug")
    #expect(answer.text.split { $0.isNewline }.filter { $0.contains("member-") }.count == 10)
    let most = try directory.get("/members.\(suffix)?kind=not.county&fields=slug")
    #expect(most.text.split { $0.isNewline }.filter { $0.contains("member-") }.count == Self.count - 10)
  }

  @Test(
    "is refused before anything is sent if the request is wrong",
    arguments: ["/members.ndjson?kind=conty", "/members.csv?county=vikn", "/topics/nothing/members.ndjson"],
    ["GET", "HEAD"])
  func refused(target: String, method: String) throws {
    let directory = try RunningDirectory()
    let answer = try directory.ask(method, target)
    #expect(answer.status == (target.contains("nothing") ? 404 : 400))
    #expect(answer.field("content-type") == "application/problem+json")
    let old = try directory.client()
    old.send("\(method) \(target) HTTP/1.0\r\n\r\n")
    #expect(try !old.readToEnd().contains(" 200 "))
  }

  @Test(
    "is compressed for clients that accept gzip, also if they accept nothing else",
    arguments: ["ndjson", "csv", "jsonld"], ["gzip", "gzip, identity;q=0"])
  func compressed(suffix: String, acceptance: String) throws {
    let directory = try Self.large(2_000)
    let plain = try directory.get("/members.\(suffix)")
    #expect(plain.field("content-encoding") == nil)
    let answer = try directory.get("/members.\(suffix)", "Accept-Encoding: \(acceptance)")
    #expect(answer.field("content-encoding") == "gzip" && answer.field("vary") == "Accept-Encoding")
    let content = try GzipDecompressor.decompress(answer.content, limit: plain.content.count)
    #expect(content == plain.content)
    #expect(answer.content.count < plain.content.count / 4)
  }

  @Test(
    "has an entity tag and a date, so that a repeat costs a 304 until something changes",
    arguments: ["identity", "gzip"])
  func validators(coding: String) throws {
    let directory = try Self.large(2_000)
    let staff = try Staff(directory)
    let accept = "Accept-Encoding: \(coding)"
    let first = try directory.get("/members.ndjson", accept)
    let tag = try #require(first.field("etag"))
    #expect(tag.hasPrefix("W/\"") && first.field("cache-control") == "public, no-cache")
    for (name, condition) in [("etag", "If-None-Match"), ("last-modified", "If-Modified-Since")] {
      // The date is sent when its second is over, and the tag changes once more when the server notices the
      // commit of the token. After that both stay.
      var again = first
      for _ in 0..<2_000 where again.status != 304 {
        let value = try directory.get("/members.ndjson", accept).field(name) ?? ""
        again = try directory.get("/members.ndjson", accept, "\(condition): \(value)")
      }
      #expect(again.status == 304 && again.content.isEmpty, "\(condition)")
      #expect(again.field("etag")?.hasPrefix("W/\"") == true, "\(condition)")
    }
    #expect(try directory.get("/members.ndjson", accept, "If-Match: \(tag)").status == 412)
    #expect(try directory.get("/members.ndjson?fields=slug", accept, "If-None-Match: \(tag)").status == 200)
    let topic = #"{"slug":"new","kind":"theme","name":"New","summary":"N."}"#
    try #require(try staff.send("POST", "/topics", topic).status == 201)
    let changed = try directory.get("/members.ndjson", accept, "If-None-Match: \(tag)")
    #expect(changed.status == 200 && changed.field("etag") != tag)
    let own = try staff.get("/members.ndjson")
    #expect(own.field("etag") == nil && own.field("cache-control") == "no-store")
  }

  @Test("of JSON-LD is one document with every record and their number")
  func linkedData() throws {
    let directory = try Self.large(2_000)
    let json = try directory.get("/members.jsonld").json
    #expect(json["numberOfItems"] == .integer(2_000))
    let names = json["itemListElement"]?.items.compactMap { $0["@id"]?.string } ?? []
    #expect(names.count == 2_000 && Set(names).count == 2_000)
    let page = try directory.get("/members.jsonld?limit=7").json
    #expect(page["numberOfItems"] == .integer(2_000) && page["itemListElement"]?.items.count == 7)
  }

  @Test("of vCard has a card for each contact, and included contacts say how many there are")
  func cards() throws {
    let directory = try RunningDirectory()
    let admin = try Staff(directory, role: "admin")
    let lines = (0..<1_100).map {
      #"{"type":"contact","id":"p-\#($0)","name":"Person","role":"Adviser","emailProtected":false}"# + "\n"
    }
    let imported = try admin.send("POST", "/import", lines.joined(), type: "application/x-ndjson")
    try #require(imported.status == 200, "\(imported.text)")
    guard case .integer(let total)? = try directory.get("/contacts?limit=1").json["total"] else {
      Issue.record("no total")
      return
    }
    let cards = try directory.get("/contacts.vcf").text
    #expect(cards.components(separatedBy: "BEGIN:VCARD").count - 1 == total)
    #expect(cards.components(separatedBy: "END:VCARD").count - 1 == total)
    let included = try directory.get("/members/oslo?include=contacts").json["included"]
    #expect(included?["contacts"]?.items.count == 1_000)
    #expect(included?["totals"] == .object([JSONMember(name: "contacts", value: .integer(total))]))
  }

  @Test("isn't needed for the members of a topic: membersNext leads to those after the first 100")
  func membersNext() throws {
    let directory = try RunningDirectory()
    let admin = try Staff(directory, role: "admin")
    let lines = (0..<150).map {
      #"{"type":"member","slug":"m-\#($0)","kind":"municipality","name":"M \#($0)","shortName":"M","#
        + #""summary":"A place.","topics":["climate"]}"# + "\n"
    }
    let imported = try admin.send("POST", "/import", lines.joined(), type: "application/x-ndjson")
    try #require(imported.status == 200, "\(imported.text)")
    let topic = try directory.get("/topics/climate").json
    let next = try directory.get(try #require(topic["membersNext"]?.string)).json
    let slugs = ((topic["members"]?.items ?? []) + (next["items"]?.items ?? [])).compactMap {
      $0["slug"]?.string
    }
    #expect(Set(slugs).count == slugs.count && slugs.count > 100)
    #expect(try RunningDirectory().get("/topics/climate").json["membersNext"] == nil)
  }

  @Test("isn't streamed, and has an entity tag and a length, if one page of CSV contains all records")
  func short() throws {
    let answer = try RunningDirectory().get("/members.csv")
    #expect(answer.field("etag") != nil && answer.field("content-length") != nil)
  }
}
