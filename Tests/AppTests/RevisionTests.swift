import Directory
import TestSupport
import Testing

@Suite("Revisions and restoring")
struct RevisionTests {
  let directory: RunningDirectory
  let staff: Staff
  private let item = "/members/oslo"

  init() throws {
    directory = try RunningDirectory()
    staff = try Staff(directory)
  }

  @Test("each revision has its author, time and changes, and the oldest is the shipped record")
  func history() throws {
    #expect(try staff.get(item + "/revisions").json["items"]?.items.isEmpty == true)
    let original = try staff.get(item)
    _ = try staff.send("PATCH", item, #"{"summary":"One."}"#, try staff.ifMatch(item))
    _ = try staff.send("PATCH", item, #"{"summary":"Two."}"#, try staff.ifMatch(item))
    let items = try staff.get(item + "/revisions").json["items"]?.items ?? []
    #expect(items.map { $0["action"]?.string } == ["updated", "updated", "original"])
    #expect(items[0]["author"]?.string == "Kari")
    #expect(items[0]["at"]?.string?.hasSuffix("Z") == true)
    let change = try #require(items[0]["changes"]?.items.first)
    #expect(change["old"]?.string == "One." && change["new"]?.string == "Two.")
    // Restoring the oldest revision gives the shipped record, byte for byte.
    let restore = try #require(items[2]["links"]?["restore"]?.string)
    #expect(try staff.send("POST", restore).status == 428)
    let restored = try staff.send("POST", restore, "", try staff.ifMatch(item))
    #expect(restored.status == 200)
    #expect(restored.content == original.content)
    #expect(
      try staff.send("POST", item + "/revisions/9999/restore", "", try staff.ifMatch(item)).status == 404)
  }

  @Test("each page of revisions has the cursor of the next")
  func paging() throws {
    for number in 0..<5 {
      _ = try staff.send("PATCH", item, #"{"summary":"State \#(number)."}"#, try staff.ifMatch(item))
    }
    var ids: [JSONValue] = []
    var target = item + "/revisions?limit=2"
    for _ in 0..<4 {
      let page = try staff.get(target).json
      ids += page["items"]?.items.compactMap { $0["id"] } ?? []
      guard let next = page["next"]?.string else { break }
      target = item + "/revisions?limit=2&before=\(next)"
    }
    #expect(ids.count == 6)
  }

  @Test("a client that follows the changes gets every change, but no draft")
  func changes() throws {
    _ = try staff.send("POST", "/members", Sample.member)
    let first = try directory.get("/changes").json
    #expect(first["items"]?.items.map { $0["action"]?.string } == ["created"])
    let next = try #require(first["next"]?.string)
    let draft = String(Sample.county.dropLast()) + #","status":"draft"}"#
    _ = try staff.send("POST", "/counties", draft)
    #expect(try directory.get("/changes?since=\(next)").json["items"]?.items.isEmpty == true)
    _ = try staff.send(
      "PATCH", "/members/horten", #"{"status":"draft"}"#, try staff.ifMatch("/members/horten"))
    let rest = try directory.get("/changes?since=\(next)").json["items"]?.items ?? []
    #expect(rest.map { $0["action"]?.string } == ["deleted"])
    #expect(try directory.get("/members/horten").status == 410)
    #expect(try directory.get("/changes?since=x").status == 400)
    let feed = try directory.get("/changes", "Accept: application/atom+xml")
    #expect(feed.field("content-type") == "application/atom+xml; charset=utf-8")
    #expect(feed.text.contains("<title>Horten: member removed</title>"))
  }

  @Test("revisions are for staff only")
  func staffOnly() throws {
    #expect(try directory.get(item + "/revisions").status == 401)
  }
}
