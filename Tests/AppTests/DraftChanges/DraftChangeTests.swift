import Directory
import SQLite
import TestSupport
import Testing

@Suite("A change that is written down before it is made")
struct DraftChangeTests {
  let staff: Staff
  private let item = "/members/oslo"

  init() throws { staff = try Staff(RunningDirectory()) }

  @Test(
    "has what it changes, and changes nothing until it is published by somebody, who is named with its author"
  )
  func life() throws {
    let before = try staff.get(item).json["summary"]
    let ola = try Staff(staff.directory, name: "Ola")
    let change = try ola.draft(#"{"summary":"Better."}"#, #","note":"As agreed.""#)
    #expect(change["state"]?.string == "draft" && change["author"]?.string == "Ola")
    #expect(change["note"]?.string == "As agreed." && change["publishAt"] == .null)
    #expect(change.pointers == ["/summary"] && change["conflicts"]?.items.isEmpty == true)
    #expect(change["baseTag"]?.string == (try staff.get(item).field("etag")))
    #expect(try staff.get(item).json["summary"] == before)
    let published = try staff.publish(change)
    #expect(published.status == 200)
    let json = try published.json
    #expect(json["state"]?.string == "published" && json["decidedBy"]?.string == "Kari")
    #expect(json.pointers == ["/summary"] && json["links"]?["publish"] == nil)
    #expect(try staff.get(item).json["summary"]?.string == "Better.")
    let revision = try staff.get(item + "/revisions").json["items"]?.items.first
    #expect(revision?["author"]?.string == "Kari" && revision?["changeAuthor"]?.string == "Ola")
    #expect(revision?["draftChange"] == change["id"])
    // Once only.
    let again = try staff.publish(change)
    #expect(try again.status == 409 && again.json["code"]?.string == "draft-change-decided")
    #expect(try staff.correct(change, #"{"note":"x"}"#).status == 409)
  }

  @Test("is listed, the newest first, by state, type, record and author, in pages")
  func list() throws {
    let ola = try Staff(staff.directory, name: "Ola")
    let first = try staff.draft(#"{"summary":"1"}"#)
    _ = try ola.draft(#"{"summary":"2"}"#, #","state":"proposed""#, of: "asker")
    _ = try staff.draft(#"{"summary":"3"}"#, of: "climate", type: "topic")
    func ids(_ query: String) throws -> [Int] {
      let answer = try staff.get("/draft-changes" + query)
      #expect(answer.status == 200 && answer.field("cache-control") == "no-store")
      return try answer.json["items"]?.items.compactMap { $0["id"]?.integer } ?? []
    }
    #expect(try ids("") == [3, 2, 1])
    #expect(try ids("?state=proposed") == [2] && ids("?author=Ola") == [2] && ids("?type=topic") == [3])
    #expect(try ids("?slug=oslo&type=member") == [1] && ids("?slug=bergen") == [])
    let page = try staff.get("/draft-changes?limit=2").json
    #expect(page["next"]?.string == "2")
    #expect(try ids("?limit=2&before=2") == [1])
    #expect(try staff.get("/draft-changes?limit=2&before=2").json["next"] == .null)
    #expect(try staff.get("/draft-changes?state=lost").status == 400)
    #expect(
      try staff.send("DELETE", try first.address, "", try staff.ifMatch(try first.address)).status == 204)
    #expect(try staff.get(try first.address).status == 404)
    #expect(try ids("") == [3, 2])
  }

  @Test("is corrected only in the state that was read, which does not change with the record")
  func conditions() throws {
    let change = try staff.draft(#"{"summary":"1"}"#)
    let address = try change.address
    let missing = try staff.send("PATCH", address, #"{"note":"x"}"#)
    #expect(missing.status == 428)
    let tag = try staff.ifMatch(address)
    #expect(try missing.json["etag"]?.string.map { "If-Match: " + $0 } == tag)
    // Another field of the record changes, which the answer shows.
    #expect(try staff.send("PATCH", item, #"{"focusAreas":["x"]}"#, "If-Match: *").status == 200)
    #expect(try staff.send("PATCH", address, #"{"note":"x"}"#, tag).status == 200)
    let late = try staff.send("PATCH", address, #"{"note":"y"}"#, tag)
    #expect(try late.status == 412 && late.json["code"]?.string == "draft-change-changed")
    #expect(try late.json["current"]?["note"]?.string == "x")
    #expect(try staff.send("POST", address + "/publish", "", tag).status == 412)
    #expect(try staff.send("DELETE", address, "", tag).status == 412)
    let current = try #require(try late.json["etag"]?.string)
    #expect(try staff.send("POST", address + "/publish", "", "If-Match: \(current)").status == 200)
  }

  @Test("is refused like a correction of the record: with all faults and their pointers")
  func faults() throws {
    func refusal(_ content: String) throws -> (Int, String?, [String]) {
      let answer = try staff.send("POST", "/draft-changes", content)
      let errors = try answer.json["errors"]?.items ?? []
      return (answer.status, try answer.json["code"]?.string, errors.compactMap { $0["pointer"]?.string })
    }
    let oslo = #"{"type":"member","slug":"oslo","patch":"#
    // The form of the record comes first, as in any correction.
    #expect(try refusal(oslo + #"{"joined":"never","colour":1}}"#) == (422, "invalid-record", ["/colour"]))
    #expect(try refusal(oslo + #"{"joined":"never"}}"#) == (422, "invalid-record", ["/joined"]))
    #expect(try refusal(oslo + #"{"slug":"other"}}"#) == (422, "invalid-record", ["/slug"]))
    #expect(try refusal(oslo + #"{"kind":"nothing"}}"#) == (422, "invalid-record", ["/kind"]))
    #expect(try refusal(oslo + #"{"status":"lost"}}"#) == (422, "invalid-record", ["/status"]))
    #expect(try refusal(oslo + "[1]}") == (422, "invalid-draft-change", ["/patch"]))
    #expect(try refusal(oslo + "null}") == (422, "invalid-draft-change", ["/patch"]))
    #expect(try refusal(#"{"slug":"oslo","patch":{}}"#) == (422, "invalid-draft-change", ["/type"]))
    #expect(
      try refusal(#"{"type":"member","patch":{},"a/b":1}"#) == (
        422, "invalid-draft-change", ["/a~1b", "/slug"]
      ))
    #expect(try refusal(#"{"type":"member","slug":"nowhere","patch":{}}"#).0 == 404)
    #expect(try refusal("[]").0 == 422)
    #expect(try refusal("{").0 == 400)
    // A county that members are in can't become a draft.
    #expect(try refusal(#"{"type":"county","slug":"innlandet","patch":{"status":"draft"}}"#).0 == 409)
    #expect(try staff.get("/draft-changes").json["items"]?.items.isEmpty == true)
  }

  @Test("is declined with a reason, and may be improved after that")
  func declined() throws {
    let change = try staff.draft(#"{"summary":"1"}"#, #","state":"proposed""#)
    let answer = try staff.send("POST", try change.address + "/decline", #"{"reason":"Not now."}"#)
    #expect(answer.status == 200)
    #expect(try answer.json["state"]?.string == "declined" && answer.json["reason"]?.string == "Not now.")
    #expect(try staff.publish(change).status == 409)
    let better = try staff.correct(change, #"{"patch":{"summary":"2"},"state":"proposed"}"#).json
    #expect(better["state"]?.string == "proposed" && better["reason"] == nil && better["decidedBy"] == nil)
    #expect(try staff.publish(change).status == 200)
  }

  @Test("publishes a draft of a whole record, and withdraws a record that nothing refers to")
  func wholeRecords() throws {
    let draft = Sample.member.replacing("{\"slug\"", with: "{\"status\":\"draft\",\"slug\"")
    #expect(try staff.send("POST", "/members", draft).status == 201)
    let change = try staff.draft(#"{"status":"published"}"#, of: "horten")
    #expect(change["recordStatus"]?.string == "draft" && change.pointers == ["/status"])
    #expect(try staff.directory.get("/members/horten").status == 404)
    #expect(try staff.publish(change).status == 200)
    #expect(try staff.directory.get("/members/horten").status == 200)
    #expect(try staff.publish(try staff.draft(#"{"status":"draft"}"#, of: "horten")).status == 200)
    #expect(try staff.directory.get("/members/horten").status == 410)
  }

  @Test("of the organisation is written by an editor, and published by an admin only")
  func organisation() throws {
    let answer = try staff.send(
      "POST", "/draft-changes", #"{"type":"organisation","patch":{"summary":"We."}}"#)
    #expect(answer.status == 201)
    #expect(try staff.publish(try answer.json).status == 403)
    #expect(try staff.correct(try answer.json, #"{"publishAt":"2029-01-01T00:00:00Z"}"#).status == 403)
    let admin = try Staff(staff.directory, role: "admin")
    #expect(try admin.publish(try answer.json).status == 200)
  }

  @Test("is added once if the same attempt is repeated, and not at all by a dry run")
  func attempts() throws {
    let content = #"{"type":"member","slug":"oslo","patch":{"summary":"1"}}"#
    let key = "Idempotency-Key: once"
    let answers = try (0..<2).map { _ in
      try staff.send("POST", "/draft-changes", content, type: "application/json", key)
    }
    #expect(answers.map(\.status) == [201, 201] && answers[0].content == answers[1].content)
    let dry = try staff.send("POST", "/draft-changes?dryRun=true", content)
    #expect(try dry.status == 200 && dry.json.pointers == ["/summary"])
    #expect(try staff.get("/draft-changes").json["items"]?.items.count == 1)
    let change = try answers[0].json
    #expect(try staff.publish(change, "?dryRun=true").json["state"]?.string == "published")
    #expect(try staff.draftChange(change)["state"]?.string == "draft")
    #expect(try staff.get(item + "/revisions").json["items"]?.items.isEmpty == true)
  }

  @Test("takes texts and patches up to their limits, and no more open ones than its author may have")
  func limits() throws {
    func create(_ more: String, _ patch: String = "{}") throws -> Int {
      try staff.send(
        "POST", "/draft-changes", #"{"type":"member","slug":"oslo","patch":\#(patch)\#(more)}"#
      ).status
    }
    #expect(try create(#","note":"\#(String(repeating: "å", count: 5_000))""#) == 201)
    #expect(try create(#","note":"\#(String(repeating: "å", count: 5_001))""#) == 422)
    #expect(try create(#","note":"a\u0000b""#) == 422)
    let nulls = (0..<40_000).map { "\"a\($0)\":null" }.joined(separator: ",")
    #expect(try create("", "{\(nulls)}") == 422)
    let deep = String(repeating: #"{"a":"#, count: 80) + "1" + String(repeating: "}", count: 80)
    #expect(try create("", deep) == 400)
    #expect(try create("", #"{"custom":{"a":{"b":[[[]]]}}}"#) == 422)
    // 998 more of the same author.
    let database = try Database(path: staff.directory.folder.file("directory.sqlite"), mode: .readWrite)
    try database.run(
      """
      INSERT INTO draft_changes (type, slug, state, author, created_at, updated_at, base_tag, base_status, note,
        patch, base)
      WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 998)
      SELECT type, slug, state, author, created_at, updated_at, base_tag, base_status, '', '{}', base
      FROM draft_changes, n
      """)
    #expect(try create("") == 201)
    #expect(try create("") == 409)
    // Each item is compared with its record, so a page has few.
    let page = try staff.get("/draft-changes?limit=1000").json
    #expect(page["items"]?.items.count == 100 && page["next"]?.string == "901")
  }
}
