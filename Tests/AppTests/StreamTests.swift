import Directory
import DirectorySQLite
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

  @Test("isn't streamed, and has an entity tag and a length, if one page of CSV contains all records")
  func short() throws {
    let answer = try RunningDirectory().get("/members.csv")
    #expect(answer.field("etag") != nil && answer.field("content-length") != nil)
  }
}
