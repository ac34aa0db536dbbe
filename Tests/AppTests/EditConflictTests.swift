import Directory
import TestSupport
import Testing

@Suite("The problem of a write that is based on an old state")
struct EditConflictTests {
  let staff: Staff
  private let item = "/members/oslo"

  init() throws { staff = try Staff(RunningDirectory()) }

  /// Returns the first name of a pointer.
  private static func field(_ pointer: String) -> String {
    String(pointer.dropFirst().prefix { $0 != "/" })
  }

  private func patch(_ content: String, _ tag: String, by author: Staff? = nil) throws -> RawResponse {
    try (author ?? staff).send("PATCH", item, content, tag)
  }

  @Test("has the record as it was read, as it is, and as it should become, and says who has changed it")
  func three() throws {
    let read = try staff.get(item).json
    let tag = try staff.ifMatch(item)
    let ola = try Staff(staff.directory, name: "Ola")
    let theirs = #"{"summary":"Theirs.","population":{"value":5,"approximate":true}}"#
    #expect(try patch(theirs, tag, by: ola).status == 200)
    #expect(try patch(#"{"focusAreas":["Theirs"]}"#, try staff.ifMatch(item), by: ola).status == 200)
    let answer = try patch(#"{"summary":"Mine."}"#, tag)
    #expect(answer.status == 412)
    let json = try answer.json
    #expect(json["base"]?["summary"] == read["summary"] && json["base"]?["name"] == read["name"])
    #expect(json["current"]?["summary"]?.string == "Theirs.")
    // The patch is applied to what was read, so the other fields are not those of the other author.
    #expect(json["wanted"]?["summary"]?.string == "Mine.")
    #expect(json["wanted"]?["focusAreas"] == json["base"]?["focusAreas"])
    let fields = Set(json["changesSince"]?.items.compactMap { $0["pointer"]?.string.map(Self.field) } ?? [])
    #expect(fields == ["summary", "population", "focusAreas"])
    #expect(json["revisions"]?.items.map { $0["author"]?.string } == ["Ola", "Ola"])
    #expect(json["detail"]?.string?.contains("The last author is Ola") == true)
    let ids = try staff.get(item + "/revisions").json["items"]?.items.map { $0["id"] }
    #expect(json["revisions"]?.items.map { $0["id"] } == ids.map { Array($0.prefix(2)) })
  }

  @Test("names the state by the tag of the compressed content too")
  func compressed() throws {
    let tag = try #require(try staff.directory.ask("GET", item, "Accept-Encoding: gzip").field("etag"))
    #expect(tag.contains(".gzip"))
    #expect(try patch(#"{"summary":"Theirs."}"#, "If-Match: *").status == 200)
    let json = try patch(#"{"summary":"Mine."}"#, "If-Match: \(tag)").json
    #expect(json["base"]?["slug"]?.string == "oslo")
  }

  @Test("of a deletion has nothing that is wanted, and of a replacement the whole record")
  func otherMethods() throws {
    let tag = try staff.ifMatch(item)
    #expect(try patch(#"{"summary":"Theirs."}"#, tag).status == 200)
    let deletion = try staff.send("DELETE", item, "", tag).json
    #expect(deletion["wanted"] == .null && deletion["changes"]?.items.isEmpty == true)
    #expect(deletion["base"]?["slug"]?.string == "oslo")
    let wanted = Sample.member.replacing("horten", with: "oslo")
    let replacement = try staff.send("PUT", item, wanted, tag).json
    #expect(replacement["wanted"]?["name"]?.string == "Municipality of Horten")
  }

  @Test("has no base if the state isn't known, and still says who was last")
  func unknown() throws {
    #expect(try patch(#"{"summary":"Theirs."}"#, "If-Match: *").status == 200)
    let json = try patch(#"{"summary":"Mine."}"#, "If-Match: \"made-up\"").json
    #expect(json["base"] == .null && json["changesSince"] == .null)
    #expect(json["wanted"]?["summary"]?.string == "Mine.")
    #expect(json["revisions"]?.items.map { $0["author"]?.string } == ["Kari"])
  }

  @Test("comes before a fault that only the change of the others has caused")
  func invalidNow() throws {
    let item = "/members/baerum"
    #expect(try staff.get(item).json["population"]?["value"] != nil)
    let tag = try staff.ifMatch(item)
    #expect(try staff.send("PATCH", item, #"{"population":null}"#, tag).status == 200)
    let answer = try staff.send("PATCH", item, #"{"population":{"approximate":false}}"#, tag)
    #expect(answer.status == 412)
    #expect(try answer.json["wanted"]?["population"]?["approximate"] == .boolean(false))
    #expect(try answer.json["changes"]?.items.isEmpty == true)
  }

  @Test("names no author for a change of what the record shows of others")
  func shownOfOthers() throws {
    #expect(try patch(#"{"summary":"Mine."}"#, "If-Match: *").status == 200)
    let tag = try staff.ifMatch(item)
    let topic = "/topics/" + (try #require(try staff.get(item).json["topics"]?.items.first?["slug"]?.string))
    #expect(try staff.send("PATCH", topic, #"{"name":"Renamed"}"#, "If-Match: *").status == 200)
    let json = try patch(#"{"summary":"Mine again."}"#, tag).json
    #expect(json["base"] == .null && json["detail"]?.string?.contains("author") == false)
  }

  @Test("of a draft has its states")
  func draft() throws {
    let draft = "/members/horten"
    let content = String(Sample.member.dropLast()) + #","status":"draft"}"#
    #expect(try staff.send("POST", "/members", content).status == 201)
    let tag = try staff.ifMatch(draft)
    #expect(try staff.send("PATCH", draft, #"{"name":"Two"}"#, tag).status == 200)
    let json = try staff.send("PATCH", draft, #"{"name":"Three"}"#, tag).json
    #expect(json["base"]?["name"]?.string == "Municipality of Horten")
    #expect(json["current"]?["name"]?.string == "Two" && json["current"]?["status"]?.string == "draft")
    #expect(json["wanted"]?["name"]?.string == "Three")
  }
}
