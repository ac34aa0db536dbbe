import Crypto
import Directory
import Representations
import TestSupport
import Testing

@Suite("The snapshot")
struct SnapshotTests {
  let directory: RunningDirectory

  init() throws { directory = try RunningDirectory() }

  @Test("has every list in full")
  func whole() throws {
    let json = try directory.get("/snapshot").json
    for list in ["members", "topics", "contacts", "offices", "counties"] {
      #expect(json[list]?.items.isEmpty == false)
      #expect(json[list] == (try directory.get("/\(list)").json["items"]))
    }
    #expect(json["organisation"] == (try directory.get("/organisation").json))
    #expect(json["formerSlugs"]?.items.count == 4 && json["formerMembers"]?.items == [])
    let formers = try directory.get("/former-slugs")
    #expect(try formers.json["items"] == json["formerSlugs"] && formers.json["total"] == .integer(4))
    let tag = try #require(formers.field("etag"))
    #expect(try directory.get("/former-slugs", "If-None-Match: \(tag)").status == 304)
  }

  @Test("has the members that have left, as they are at their addresses")
  func formerMembers() throws {
    let staff = try Staff(directory)
    for slug in ["oslo", "asker"] {
      let path = "/members/\(slug)"
      let left = try staff.send(
        "PATCH", path, #"{"left":"2024-01-01"}"#, type: "application/json", try staff.ifMatch(path))
      #expect(left.status == 200)
    }
    let json = try directory.get("/snapshot").json
    #expect(json["members"] == (try directory.get("/members").json["items"]))
    #expect(json["members"]?.items.count == 15)
    #expect(
      json["formerMembers"]?.items == [
        try directory.get("/members/asker").json, try directory.get("/members/oslo").json,
      ])
  }

  /// The digest of empty content, from RFC 9530 §B.2.
  private static let empty = "sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:"

  @Test("has a digest of the content, which for HEAD is empty", arguments: ["identity", "gzip"])
  func digests(coding: String) throws {
    let answer = try directory.get("/snapshot", "Accept-Encoding: \(coding)")
    let digest = try #require(answer.field("content-digest"))
    #expect(digest == "sha-256=:\(Base64URL.encodePadded(Array(SHA256.hash(data: answer.content)))):")
    #expect(answer.field("repr-digest") == digest)
    let head = try directory.ask("HEAD", "/snapshot", "Accept-Encoding: \(coding)")
    #expect(head.field("repr-digest") == digest && head.field("content-digest") == Self.empty)
    #expect(head.field("content-length") == String(answer.content.count) && head.content.isEmpty)
    #expect(head.field("etag") == answer.field("etag"))
  }

  @Test(
    "is returned as conditions demand, before and after it is cached", arguments: ["GET", "HEAD"],
    ["identity", "gzip"])
  func conditions(method: String, coding: String) throws {
    let accept = "Accept-Encoding: \(coding)"
    let tag = try #require(try RunningDirectory().get("/snapshot", accept).field("etag"))
    let cases = [
      ("If-None-Match: \(tag)", 304), ("If-None-Match: W/\(tag)", 304), ("If-None-Match: *", 304),
      ("If-None-Match: \"other\"", 200), ("If-Match: \(tag)", 200), ("If-Match: *", 200),
      ("If-Match: W/\(tag)", 412), ("If-Match: \"other\"", 412),
      ("Range: bytes=0-9", 200),
    ]
    for (field, status) in cases {
      // The first request is sent before any snapshot was made, the second is answered from the cache.
      let fresh = try RunningDirectory()
      for _ in 0..<2 {
        let answer = try fresh.ask(method, "/snapshot", accept, field)
        #expect(answer.status == status, "\(field)")
        guard answer.status == 304 else { continue }
        #expect(answer.field("etag") == tag && answer.content.isEmpty)
        #expect(answer.field("vary") == "Accept, Accept-Encoding")
        #expect(answer.field("cache-control") == "public, no-cache")
        for name in ["content-digest", "content-type", "content-encoding", "content-length"] {
          #expect(answer.field(name) == nil, "\(name)")
        }
      }
    }
  }
}
