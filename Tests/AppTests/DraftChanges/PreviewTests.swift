import Directory
import SQLite
import TestSupport
import Testing

@testable import App

@Suite("A preview")
struct PreviewTests {
  let directory: RunningDirectory
  let staff: Staff

  init() throws {
    directory = try RunningDirectory()
    staff = try Staff(directory)
  }

  private static let oslo = #"{"type":"member","slug":"oslo","patch":"#

  @Test("is the public page with the change applied, for everyone who has its address, and changes nothing")
  func page() throws {
    let url = try staff.preview(Self.oslo + #"{"summary":"Seen <b>before</b>."}}"#)
    let page = try directory.get(url)
    #expect(page.status == 200 && page.field("content-type") == "text/html; charset=utf-8")
    #expect(page.text.contains("Seen &lt;b&gt;before&lt;/b&gt;.") && page.text.contains("Preview: "))
    #expect(page.text.contains(#"<meta name="robots" content="noindex">"#))
    #expect(try !directory.get("/en/members/oslo").text.contains("Seen"))
    #expect(try directory.get("/changes").json["items"]?.items.isEmpty == true)
    #expect(try staff.get("/members/oslo/revisions").json["items"]?.items.isEmpty == true)
    #expect(try staff.get("/draft-changes").json["items"]?.items.isEmpty == true)
    let head = try directory.ask("HEAD", url, [])
    #expect(head.status == 200 && head.content.isEmpty)
  }

  @Test("is not cached, not indexed, and may be framed by pages of the same server only")
  func fields() throws {
    let page = try directory.get(try staff.preview(Self.oslo + "{}}"))
    #expect(page.field("cache-control") == "no-store" && page.field("etag") == nil)
    #expect(page.field("x-robots-tag") == "noindex, nofollow")
    #expect(page.field("content-security-policy")?.contains("frame-ancestors 'self';") == true)
    #expect(page.field("x-frame-options") == "SAMEORIGIN" && page.field("referrer-policy") == "no-referrer")
    #expect(page.field("access-control-allow-origin") == nil)
  }

  @Test("is in the language that is asked for, or in the first one of the website")
  func languages() throws {
    let url = try staff.preview(Self.oslo + "{}}")
    #expect(try directory.get(url + "?lang=nb").field("content-language") == "nb")
    #expect(try directory.get(url).field("content-language") == "en")
    #expect(try directory.get(url + "?lang=xx").status == 400)
  }

  @Test("shows nothing that only staff see, and no other draft")
  func secrecy() throws {
    #expect(try staff.send("POST", "/contacts", Sample.contact).status == 201)
    _ = try staff.draft(#"{"role":"Quite another"}"#, of: "kari-nordmann", type: "contact")
    let draft = Sample.topic.replacing("{\"slug\"", with: "{\"status\":\"draft\",\"slug\"")
    #expect(try staff.send("POST", "/topics", draft).status == 201)
    let url = try staff.preview(
      #"{"type":"contact","slug":"kari-nordmann","patch":{"name":"Kari Nilsen"}}"#)
    let page = try directory.get(url).text
    #expect(page.contains("Kari Nilsen") && page.contains("Adviser"))
    #expect(!page.contains("kari.nordmann@example.org") && !page.contains("Quite another"))
  }

  @Test("of a draft shows it as it will be, and of a withdrawal that the record is gone")
  func status() throws {
    let draft = Sample.member.replacing("{\"slug\"", with: "{\"status\":\"draft\",\"slug\"")
    #expect(try staff.send("POST", "/members", draft).status == 201)
    let url = try staff.preview(#"{"type":"member","slug":"horten","patch":{"summary":"Soon."}}"#)
    #expect(try directory.get(url).text.contains("Soon."))
    #expect(try directory.get("/members/horten").status == 404)
    let gone = try staff.preview(Self.oslo + #"{"status":"draft"}}"#)
    #expect(try directory.get(gone).status == 410)
    #expect(try directory.get("/members/oslo").status == 200)
  }

  @Test("of a stored draft change follows it, survives a restart, and ends when it is decided or taken back")
  func links() throws {
    let change = try staff.draft(#"{"summary":"First."}"#)
    let number = try #require(change["id"]?.integer)
    let urls = try (0..<3).map { _ in try staff.preview(#"{"draftChange":\#(number)}"#) }
    #expect(try directory.get(urls[0]).text.contains("First."))
    #expect(try staff.correct(change, #"{"patch":{"summary":"Second."}}"#).status == 200)
    #expect(try directory.get(urls[0]).text.contains("Second."))
    // The secret is stored nowhere, and not logged.
    let secret = try #require(urls[0].split(separator: "/").last.map(String.init))
    let files = try directory.folder.read("directory.sqlite") + directory.folder.read("directory.sqlite-wal")
    #expect(!String(decoding: files, as: UTF8.self).contains(secret))
    #expect(!directory.log.lines.contains { $0.contains(secret) })
    let second = try RunningDirectory(in: directory.folder)
    #expect(try second.get(urls[0]).status == 200)
    #expect(try staff.send("DELETE", urls[0]).status == 204)
    #expect(try directory.get(urls[0]).status == 404)
    #expect(try staff.send("DELETE", urls[0]).status == 404)
    #expect(try directory.get(urls[1]).status == 200)
    #expect(try staff.send("DELETE", try change.address + "/previews").status == 204)
    #expect(try directory.get(urls[1]).status == 404 && directory.get(urls[2]).status == 404)
    let last = try staff.preview(#"{"draftChange":\#(number)}"#)
    #expect(try staff.publish(change).status == 200)
    let ended = try directory.get(last)
    #expect(try ended.status == 410 && ended.json["code"]?.string == "preview-ended")
    // People who open it in a browser get a sentence, which the description of the API doesn't have.
    let client = try directory.client()
    client.send(RunningDirectory.request("GET", last, ["Sec-Fetch-Mode: navigate"]))
    let opened = try #require(try client.readResponse())
    #expect(opened.status == 410 && opened.text.hasPrefix("This preview has ended."))
    #expect(try staff.send("POST", "/previews", #"{"draftChange":\#(number)}"#).status == 409)
  }

  @Test("ends after two weeks, and its oldest link when there are too many")
  func expiry() throws {
    _ = try staff.draft(#"{"summary":"First."}"#)
    let urls = try (0..<22).map { _ in try staff.preview(#"{"draftChange":1}"#) }
    let states = try urls.map { try directory.get($0).status }
    #expect(states.count { $0 == 404 } == 2 && states.last == 200)
    let database = try Database(path: directory.folder.file("directory.sqlite"), mode: .readWrite)
    try database.run("UPDATE preview_links SET expires_at = 1000")
    #expect(try directory.get(urls[21]).status == 404)
  }

  @Test("is refused for a wrong change, a record without a page, and without a token")
  func refused() throws {
    for (content, status) in [
      (Self.oslo + #"{"joined":"never"}}"#, 422), (Self.oslo + "1}", 422), ("{}", 422),
      (#"{"draftChange":9}"#, 404), (#"{"draftChange":"9"}"#, 422), (#"{"draftChange":1,"x":1}"#, 422),
      (#"{"type":"member","slug":"nowhere","patch":{}}"#, 404),
    ] {
      #expect(try staff.send("POST", "/previews", content).status == status, "\(content)")
    }
    #expect(try directory.ask("POST", "/previews", ["Content-Length: 0"]).status == 401)
    for path in ["/previews/x", "/previews/mdt_preview_SECRET", "/previews/%ff"] {
      #expect(try directory.get(path).status == (path.hasSuffix("%ff") ? 400 : 404))
    }
    #expect(try directory.get("/previews/x?limit=1").status == 400)
  }

  @Test("of the same person replaces the oldest one that isn't stored")
  func bounded() throws {
    let urls = try (0..<33).map { _ in try staff.preview(Self.oslo + "{}}") }
    #expect(try directory.get(urls[0]).status == 404)
    #expect(try directory.get(urls[1]).status == 200 && directory.get(urls[32]).status == 200)
    #expect(try staff.send("DELETE", urls[32]).status == 204)
    #expect(try directory.get(urls[32]).status == 404)
  }

  @Test(
    "is made of every type of record that has a page",
    arguments: [
      ("topic", "climate"), ("county", "innlandet"), ("area", "innlandet"), ("contact", "gunnar-selvik"),
      ("office", "oslo"), ("memberKind", "county"), ("topicKind", "theme"), ("organisation", "organisation"),
    ])
  func types(type: String, slug: String) throws {
    let plural = type == "topicKind" ? #","pluralName":"Seen before""# : ""
    let patch = type == "contact" ? #"{"role":"Seen"}"# : #"{"name":"Seen before"\#(plural)}"#
    let url = try staff.preview(#"{"type":"\#(type)","slug":"\#(slug)","patch":\#(patch)}"#)
    let page = try directory.get(url)
    #expect(page.status == 200 && page.text.contains("Seen"))
  }
}
