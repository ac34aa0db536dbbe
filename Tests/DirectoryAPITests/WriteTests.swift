import Directory
import TestSupport
import Testing

@testable import DirectoryAPI

@Suite("A write over a store in memory")
struct WriteTests {
  private let service: Service

  init() throws { service = try Service() }

  /// Returns the text of a new token.
  private func token(_ role: Role = .editor) throws -> String {
    let text = TokenSecret.make()
    let token = Token(
      name: "Kari", role: role, createdAt: 0, expiresAt: nil, revokedAt: nil,
      digest: TokenSecret.digest(text.utf8))
    _ = try service.store.createToken(token)
    return text
  }

  private func read(_ target: String, _ token: String) throws -> Answer {
    try service.ask("GET", target, "Authorization: Bearer \(token)")
  }

  private static let horten = """
    {"slug":"horten","kind":"municipality","name":"Municipality of Horten","shortName":"Horten",\
    "summary":"By the fjord.","topics":["climate"]}
    """

  @Test("adds, corrects, replaces, deletes or restores a record, and the change is visible at once")
  func life() throws {
    let token = try token()
    let created = try service.write("POST", "/members", Self.horten, token: token)
    #expect(created.status == 201)
    #expect(created["Location"] == "/members/horten")
    #expect(try read("/members/horten", token).body == created.body)
    #expect(try service.ask("GET", "/members?topic=climate").json["total"] == .integer(4))

    let tag = try #require(created["ETag"])
    let corrected = try service.write(
      "PATCH", "/members/horten", #"{"summary":"A town."}"#, token: token, ["If-Match: \(tag)"])
    #expect(corrected.status == 200)
    #expect(try service.ask("GET", "/members/horten").json["summary"]?.string == "A town.")
    let replaced = try service.write(
      "PUT", "/members/horten", Self.horten, token: token, ["If-Match: \(try #require(corrected["ETag"]))"])
    #expect(replaced["ETag"] == tag)

    #expect(try service.write("DELETE", "/members/horten", "", token: token, ["If-Match: *"]).status == 204)
    #expect(try service.ask("GET", "/members/horten").status == 410)
    let history = try read("/members/horten/revisions", token).json["items"]?.items ?? []
    #expect(history.map { $0["action"]?.string } == ["deleted", "updated", "updated", "created"])
    let restore = try #require(history.first?["links"]?["restore"]?.string)
    let restored = try service.write("POST", restore, "", token: token)
    #expect(restored.status == 201)
    #expect(restored.body == created.body)
    let changes = try service.ask("GET", "/changes").json["items"]?.items ?? []
    #expect(
      changes.map { $0["action"]?.string } == ["created", "updated", "updated", "deleted", "created"])
  }

  @Test(
    "is refused if the state is not the one that If-Match names",
    arguments: [("", 428), (#"If-Match: "other""#, 412), ("If-Match: *", 200)])
  func conditions(field: String, status: Int) throws {
    let answer = try service.write(
      "PATCH", "/members/viken", #"{"summary":"Another."}"#, token: try token(), field.isEmpty ? [] : [field])
    #expect(answer.status == status)
    let summary = try service.ask("GET", "/members/viken").json["summary"]?.string
    #expect(summary == (status == 200 ? "Another." : "A county."))
  }

  @Test("is refused as a whole if it breaks a rule, and the problem names the fields")
  func faults() throws {
    let answer = try service.write(
      "PATCH", "/members/viken", #"{"topics":["climat"],"county":"vikn"}"#, token: try token(),
      ["If-Match: *"])
    #expect(answer.status == 422)
    let errors = try answer.json["errors"]?.items ?? []
    #expect(errors.map { $0["pointer"]?.string } == ["/county", "/topics/0"])
    #expect(errors.allSatisfy { $0["hint"]?.string?.hasPrefix("did you mean") == true })
    #expect(try service.ask("GET", "/changes").json["items"]?.items == [])
  }

  @Test("is not done by a dry run, which says what it would change")
  func dryRun() throws {
    let answer = try service.write(
      "PATCH", "/members/viken?dryRun=true", #"{"summary":"Another."}"#, token: try token(), ["If-Match: *"])
    #expect(answer.status == 200)
    #expect(try answer.json["would"]?.string == "update")
    #expect(try service.ask("GET", "/members/viken").json["summary"]?.string == "A county.")
  }

  @Test("of a draft is visible only to staff until the draft is published")
  func drafts() throws {
    let token = try token()
    let draft = Self.horten.replacing("{\"slug\"", with: "{\"status\":\"draft\",\"slug\"")
    #expect(try service.write("POST", "/members", draft, token: token).status == 201)
    #expect(try service.ask("GET", "/members/horten").status == 404)
    #expect(try service.ask("GET", "/members").json["total"] == .integer(5))
    #expect(try read("/drafts", token).text.contains("horten"))
    let published = try service.write(
      "PATCH", "/members/horten", #"{"status":"published"}"#, token: token, ["If-Match: *"])
    #expect(published.status == 200)
    #expect(try service.ask("GET", "/members/horten").status == 200)
  }

  @Test("does not delete a record to which others refer, and the problem names them")
  func referenced() throws {
    let answer = try service.write("DELETE", "/topics/climate", "", token: try token(), ["If-Match: *"])
    #expect(answer.status == 409)
    #expect(try answer.code == "still-referenced")
    #expect(answer.text.contains("oslomet"))
    #expect(try service.ask("GET", "/topics/climate").status == 200)
  }

  @Test("with an Idempotency-Key is done once, however often it is sent")
  func attempts() throws {
    let token = try token()
    let key = ["Idempotency-Key: one"]
    let first = try service.write("POST", "/members", Self.horten, token: token, key)
    let again = try service.write("POST", "/members", Self.horten, token: token, key)
    #expect(first.status == 201 && again.status == 201)
    #expect(again.body == first.body)
    let other = try service.write(
      "POST", "/members", Self.horten.replacing("horten", with: "moss"), token: token, key)
    #expect(other.status == 422)
    #expect(try service.ask("GET", "/changes").json["items"]?.items.count == 1)
    // The answer is stored for a day.
    service.clock.advance(by: 86_400)
    #expect(try service.write("POST", "/members", Self.horten, token: token, key).status == 409)
  }

  @Test("may import many records and undo the import as a whole, for an admin")
  func imports() throws {
    let document = """
      {"format":"member-directory","version":1,"organisation":{"name":"O","region":"R","summary":"S",\
      "copyrightYear":2026},"offices":[],"contacts":[],"counties":[],"topics":[],"members":[\(Self.horten)]}
      """
    let (editor, token) = (try token(), try token(.admin))
    #expect(try service.write("POST", "/import", document, token: editor).status == 403)
    let imported = try service.write("POST", "/import", document, token: token)
    #expect(try imported.json["created"] == .integer(1))
    #expect(try imported.json["updated"] == .integer(1))
    #expect(try service.ask("GET", "/organisation").json["copyrightYear"] == .integer(2_026))
    let undo = try #require(try imported.json["links"]?["undo"]?.string)
    #expect(try service.write("POST", undo, "", token: editor).status == 403)
    #expect(try service.write("POST", undo, "", token: token).json["undone"] == .integer(2))
    #expect(try service.ask("GET", "/organisation").json["copyrightYear"] == .integer(2_021))
    #expect(try service.ask("GET", "/members/horten").status == 410)
    #expect(try service.write("POST", undo, "", token: token).status == 404)
  }
}
