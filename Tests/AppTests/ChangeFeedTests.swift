import Directory
import TestSupport
import Testing

@Suite("The feed of changes")
struct ChangeFeedTests {
  let directory: RunningDirectory
  let staff: Staff

  init() throws {
    directory = try RunningDirectory()
    staff = try Staff(directory)
    for (list, _, content) in Sample.all { _ = try staff.send("POST", list, content) }
  }

  private static let slugs = ["horten", "tides", "kari-nordmann", "bergen", "agder", "choir", "genre"]

  @Test("lists every change once, oldest first, and next continues after the last one")
  func pages() throws {
    let whole = try directory.get("/changes").json["items"]?.items ?? []
    #expect(whole.compactMap { $0["slug"]?.string } == Self.slugs)
    #expect(
      whole.compactMap { $0["type"]?.string }
        == ["member", "topic", "contact", "office", "county", "memberKind", "topicKind"])
    #expect(whole.compactMap { $0["links"]?["self"]?.string } == Sample.all.map(\.1))
    #expect(whole.allSatisfy { $0["at"]?.string?.wholeMatch(of: /20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ/) != nil })
    var target = "/changes?limit=2"
    var items: [JSONValue] = []
    for expected in [2, 2, 2, 1, 0, 0] {
      let page = try directory.get(target)
      let json = try page.json
      #expect(json["items"]?.items.count == expected)
      items += json["items"]?.items ?? []
      let next = try #require(json["next"]?.string)
      #expect(items.last?["id"] == Int(next).map { .integer($0) })
      #expect(page.link("next") == "/changes?since=\(next)")
      target = "/changes?limit=2&since=\(next)"
    }
    #expect(items == whole)
  }

  /// Returns the ids of a feed's entries, without the parts that all have.
  private func entries(_ feed: RawResponse) -> [String] {
    feed.text.split(separator: "\n").filter { $0.hasPrefix("<entry>") }
      .compactMap { $0.split(separator: ":").last?.split(separator: "<").first }.map(String.init)
  }

  @Test("is also available as Atom, newest first")
  func atom() throws {
    let items = try directory.get("/changes").json["items"]?.items ?? []
    let newest = try #require(items.last)
    let answer = try directory.get("/changes.atom")
    let lines = answer.text.split(separator: "\n").map(String.init)
    #expect(lines.first == #"<?xml version="1.0" encoding="utf-8"?>"# && lines.last == "</feed>")
    #expect(
      lines.contains(#"<link rel="self" href="http://directory.test/changes.atom"/>"#)
        && answer.link("next") == nil)
    #expect(lines.first { $0.hasPrefix("<updated>") } == "<updated>\(newest["at"]?.string ?? "")</updated>")
    let titles = lines.filter { $0.hasPrefix("<title>") }.dropFirst()
    #expect(
      Array(titles) == [
        "<title>Genre: topic kind added</title>", "<title>Choir: member kind added</title>",
        "<title>Agder: county added</title>", "<title>Bergen office: office added</title>",
        "<title>Kari Nordmann: contact added</title>", "<title>Tides: topic added</title>",
        "<title>Horten: member added</title>",
      ])
    #expect(entries(answer) == items.reversed().map { "\(number($0["id"]) ?? 0)" })
    #expect(lines.contains(#"<link rel="alternate" href="http://directory.test/counties/agder"/></entry>"#))
  }

  @Test("shows a feed reader the newest changes however many there are, and leads to the older ones")
  func newest() throws {
    let ids = (try directory.get("/changes").json["items"]?.items ?? []).map { "\(number($0["id"]) ?? 0)" }
    var target = "/changes.atom?limit=2"
    var found: [String] = []
    for expected in [2, 2, 2, 1] {
      let page = try directory.get(target)
      #expect(entries(page).count == expected)
      found += entries(page)
      guard let next = page.link("next") else { break }
      #expect(
        page.text.contains(
          "<link rel=\"next\" href=\"http://directory.test\(next.replacing("&", with: "&amp;"))\"/>"))
      target = next
    }
    #expect(found == ids.reversed())
    let topic = #"{"slug":"new","kind":"theme","name":"New","summary":"N."}"#
    try #require(try staff.send("POST", "/topics", topic).status == 201)
    #expect(try directory.get("/changes.atom?limit=2").text.contains("<title>New: topic added</title>"))
    #expect(try directory.get("/changes?olderThan=5").status == 400)
  }

  @Test("goes on after a position in Atom as well, and has ids that no other directory has")
  func position() throws {
    let feed = try directory.get("/changes.atom?since=0&limit=2")
    let next = try #require(feed.link("next"))
    #expect(next.hasPrefix("/changes.atom?since=") && entries(feed).count == 2)
    #expect(entries(try directory.get(next)).count == 2)
    #expect(entries(try directory.get("/changes.atom?since=0&olderThan=2")).count < 2)
    let empty = try directory.get("/changes.atom?since=1000000").text
    #expect(empty.contains("<updated>1970-01-01T00:00:00Z</updated>") && !empty.contains("<entry>"))
    #expect(empty.contains("href=\"http://directory.test/changes.atom?since=1000000\""))
    let id = { (text: String) in text.split(separator: "\n").first { $0.hasPrefix("<id>") } }
    let other = try RunningDirectory().get("/changes.atom").text
    #expect(id(feed.text) == id(empty) && id(empty) != id(other))
  }
}

private func number(_ value: JSONValue?) -> Int? {
  if case .integer(let number)? = value { Int(number) } else { nil }
}

@Suite("Records that aren't published")
struct UnpublishedTests {
  let directory: RunningDirectory
  let staff: Staff

  init() throws {
    directory = try RunningDirectory()
    staff = try Staff(directory)
  }

  private func draft(_ list: String, _ content: String) throws {
    let draft = String(content.dropLast()) + #","status":"draft"}"#
    #expect(try staff.send("POST", list, draft).status == 201)
  }

  @Test("are listed as drafts for staff, each with its name and its address")
  func drafts() throws {
    try draft("/members", Sample.member)
    try draft("/offices", Sample.office)
    let json = try staff.get("/drafts").json
    #expect(json["total"] == .integer(2) && json["next"] == .null)
    let items = (json["items"]?.items ?? []).sorted { $0["slug"]?.string ?? "" < $1["slug"]?.string ?? "" }
    #expect(items.map { $0["type"]?.string } == ["office", "member"])
    #expect(items.map { $0["name"]?.string } == ["Bergen office", "Municipality of Horten"])
    #expect(items.map { $0["links"]?["self"]?.string } == ["/offices/bergen", "/members/horten"])
  }

  @Test("are JSON for staff and in no other format, and don't exist for others")
  func formats() throws {
    try draft("/members", Sample.member)
    let answer = try staff.get("/members/horten")
    #expect(answer.status == 200 && answer.text.hasSuffix("}\n"))
    #expect(try answer.json["links"]?["self"]?.string == "/members/horten")
    #expect(try staff.get("/members/horten.json").content == answer.content)
    for other in [
      try staff.get("/members/horten.csv"), try staff.get("/members/horten", "Accept: text/csv"),
    ] {
      #expect(other.status == 406)
      #expect(try other.json["allowed"]?.strings == ["application/json"])
    }
    #expect(try directory.get("/members/horten").status == 404)
    #expect(try directory.get("/members/horten.csv").status == 404)
  }

  @Test("get 410 after they were deleted, or 404 if they have always been drafts")
  func deleted() throws {
    try draft("/offices", Sample.office)
    _ = try staff.send("DELETE", "/offices/bergen", "", try staff.ifMatch("/offices/bergen"))
    #expect(try directory.get("/offices/bergen").status == 404)
    _ = try staff.send("POST", "/counties", Sample.county)
    _ = try staff.send("DELETE", "/counties/agder", "", try staff.ifMatch("/counties/agder"))
    for answer in [try directory.get("/counties/agder"), try staff.get("/counties/agder")] {
      #expect(answer.status == 410)
      #expect(try answer.json["code"]?.string == "deleted")
    }
  }

  @Test("have revisions, and records that never existed have none")
  func revisions() throws {
    #expect(try staff.get("/members/oslo/revisions").json["items"]?.items == [])
    #expect(try staff.get("/members/nobody/revisions").json["code"]?.string == "unknown-member")
    #expect(try staff.get("/counties/nowhere/revisions").json["code"]?.string == "unknown-county")
    _ = try staff.send("POST", "/counties", Sample.county)
    _ = try staff.send("DELETE", "/counties/agder", "", try staff.ifMatch("/counties/agder"))
    let list = try staff.get("/counties/agder/revisions").json
    #expect(list["items"]?.items.compactMap { $0["action"]?.string } == ["deleted", "created"])
    #expect(list["next"] == .null)
    let first = try #require(list["items"]?.items.last)
    #expect(first["author"]?.string == "Kari" && first["status"]?.string == "published")
    #expect(first["links"]?["record"]?.string == "/counties/agder")
    let id = try #require(number(first["id"]))
    #expect(first["links"]?["restore"]?.string == "/counties/agder/revisions/\(id)/restore")
    // Nothing is older than the first revision, but the record has a history.
    let older = try staff.get("/counties/agder/revisions?before=\(id)")
    #expect(older.status == 200)
    #expect(try older.json["items"]?.items == [])
    // A full page may be the last one: the next is empty then.
    #expect(try staff.get("/counties/agder/revisions?limit=2").json["next"]?.string == "\(id)")
    #expect(try staff.get("/counties/agder/revisions?limit=3").json["next"] == .null)
  }
}
