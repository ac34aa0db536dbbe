import Directory
import TestSupport
import Testing

@Suite("A draft change of a record that others have changed")
struct DraftChangeConflictTests {
  let staff: Staff
  let ola: Staff
  private let item = "/members/oslo"

  init() throws {
    staff = try Staff(RunningDirectory())
    ola = try Staff(staff.directory, name: "Ola")
  }

  private func write(_ patch: String) throws {
    #expect(try ola.send("PATCH", item, patch, "If-Match: *").status == 200)
  }

  @Test("is published if they have changed other fields, and keeps what they wrote")
  func apart() throws {
    let change = try staff.draft(#"{"summary":"Mine."}"#)
    try write(#"{"focusAreas":["Theirs"]}"#)
    #expect(try staff.draftChange(change)["conflicts"]?.items.isEmpty == true)
    #expect(try staff.publish(change).status == 200)
    let record = try staff.get(item).json
    #expect(record["summary"]?.string == "Mine." && record["focusAreas"]?.items.count == 1)
  }

  @Test("is a conflict with everything that a 412 has, unless the overwriting is asked for")
  func conflict() throws {
    let before = try staff.get(item).json["summary"]
    let change = try staff.draft(#"{"summary":"Mine.","focusAreas":["Mine"]}"#)
    try write(#"{"summary":"Theirs."}"#)
    #expect(try staff.draftChange(change)["conflicts"]?.items.compactMap(\.string) == ["/summary"])
    let answer = try staff.publish(change)
    let json = try answer.json
    #expect(answer.status == 409 && json["code"]?.string == "draft-change-conflicts")
    #expect(json["conflicts"]?.items.compactMap(\.string) == ["/summary"])
    #expect(json["base"]?["summary"] == before && json["current"]?["summary"]?.string == "Theirs.")
    #expect(json["wanted"]?["summary"]?.string == "Mine.")
    #expect(json["changesSince"]?.items.compactMap { $0["pointer"]?.string } == ["/summary"])
    #expect(json.pointers.sorted() == ["/focusAreas", "/summary"])
    #expect(json["revisions"]?.items.map { $0["author"]?.string } == ["Ola"])
    #expect(json["etag"]?.string == (try staff.get(item).field("etag")))
    #expect(try staff.get(item).json["summary"]?.string == "Theirs.")
    #expect(try staff.publish(change, "?overwrite=true").status == 200)
    #expect(try staff.get(item).json["summary"]?.string == "Mine.")
  }

  @Test("has no conflict if they have written the same")
  func same() throws {
    let change = try staff.draft(#"{"summary":"Same."}"#)
    try write(#"{"summary":"Same."}"#)
    #expect(try staff.draftChange(change)["conflicts"]?.items.isEmpty == true)
    #expect(try staff.publish(change).status == 200)
  }

  @Test("is resolved with the tag of the present record as its base")
  func resolved() throws {
    let change = try staff.draft(#"{"summary":"Mine."}"#)
    try write(#"{"summary":"Theirs."}"#)
    let tag = try #require(try staff.publish(change).json["etag"]?.string)
    let base = JSONValue.object([JSONMember(name: "baseTag", value: .string(tag))]).compactText
    let answer = try staff.correct(change, base)
    #expect(try answer.status == 200 && answer.json["conflicts"]?.items.isEmpty == true)
    #expect(try staff.publish(change).status == 200)
  }

  @Test("may be based on the state that its author has read before others wrote")
  func earlierBase() throws {
    let tag = try #require(try staff.get(item).field("etag"))
    try write(#"{"summary":"Theirs."}"#)
    func draft(_ tag: String) throws -> RawResponse {
      let base = JSONValue.string(tag).compactText
      return try staff.send(
        "POST", "/draft-changes",
        #"{"type":"member","slug":"oslo","patch":{"summary":"Mine."},"baseTag":\#(base)}"#)
    }
    let answer = try draft(tag)
    #expect(try answer.status == 201 && answer.json["conflicts"]?.items.compactMap(\.string) == ["/summary"])
    for unknown in ["\"made-up\"", "*", "x", ""] where !unknown.isEmpty {
      #expect(try draft(unknown).status == 422, "\(unknown)")
    }
  }

  @Test("comes before a fault that only the others have caused")
  func invalidNow() throws {
    let item = "/members/baerum"
    let change = try staff.draft(#"{"population":{"approximate":false}}"#, of: "baerum")
    #expect(try ola.send("PATCH", item, #"{"population":null}"#, "If-Match: *").status == 200)
    #expect(try staff.draftChange(change)["conflicts"]?.items.compactMap(\.string) == ["/population"])
    #expect(try staff.publish(change).status == 409)
    #expect(try staff.publish(change, "?overwrite=true").status == 422)
    #expect(try staff.get(item).json["population"] == nil)
  }

  @Test("is also one if an import has changed the record")
  func imported() throws {
    let change = try staff.draft(#"{"summary":"Mine."}"#)
    let admin = try Staff(staff.directory, role: "admin", name: "Import")
    let table = "slug,summary\noslo,From a table.\n"
    #expect(try admin.send("POST", "/import?type=member", table, type: "text/csv").status == 200)
    #expect(try staff.publish(change).status == 409)
  }

  @Test("of one that was deleted says so, and can't be published")
  func deleted() throws {
    #expect(try staff.send("POST", "/members", Sample.member).status == 201)
    let change = try staff.draft(#"{"summary":"Mine."}"#, of: "horten")
    #expect(try ola.send("DELETE", "/members/horten", "", "If-Match: *").status == 204)
    let json = try staff.draftChange(change)
    #expect(json["recordStatus"]?.string == "deleted" && json["name"]?.string == "Municipality of Horten")
    #expect(json["links"]?["record"] == nil)
    #expect(try staff.publish(change).status == 410)
    #expect(try staff.correct(change, #"{"note":"x"}"#).status == 410)
    #expect(try staff.get("/draft-changes?slug=horten").json["items"]?.items.count == 1)
    #expect(try staff.send("DELETE", try change.address, "", "If-Match: *").status == 204)
  }

  @Test("follows a record that got another slug")
  func renamed() throws {
    #expect(try staff.send("POST", "/members", Sample.member).status == 201)
    let change = try staff.draft(#"{"summary":"Mine."}"#, of: "horten")
    let admin = try Staff(staff.directory, role: "admin")
    #expect(try ola.send("DELETE", "/members/horten", "", "If-Match: *").status == 204)
    let renamed = Sample.member.replacing("\"horten\"", with: "\"stor-horten\"")
    #expect(try staff.send("POST", "/members", renamed).status == 201)
    let former = """
      {"formerSlugs":[{"type":"member","slug":"horten","name":"Horten","successors":["stor-horten"]}]}
      """
    #expect(try admin.send("POST", "/import", former).status == 200)
    let json = try staff.draftChange(change)
    #expect(json["slug"]?.string == "stor-horten" && json["conflicts"]?.items.isEmpty == true)
    #expect(try staff.get("/draft-changes?slug=stor-horten").json["items"]?.items.count == 1)
    #expect(try staff.publish(change).status == 200)
    #expect(try staff.get("/members/stor-horten").json["summary"]?.string == "Mine.")
  }

  @Test("is published by one of two who publish at once")
  func atOnce() async throws {
    let change = try staff.draft(#"{"summary":"Mine."}"#)
    let address = try change.address + "/publish"
    let clients = try (0..<8).map { _ in try staff.directory.client() }
    for client in clients { client.send(staff.request("POST", address)) }
    let answers = try clients.map { try #require(try $0.readResponse()).status }
    #expect(answers.sorted() == [200] + Array(repeating: 409, count: 7))
    #expect(try staff.get(item + "/revisions").json["items"]?.items.count == 2)
  }
}
