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
    #expect(json["detail"]?.string?.hasPrefix("If-Match names no state of this record that is known") == true)
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

  private func renameTopic() throws {
    let topic = "/topics/" + (try #require(try staff.get(item).json["topics"]?.items.first?["slug"]?.string))
    #expect(try staff.send("PATCH", topic, #"{"name":"Renamed"}"#, "If-Match: *").status == 200)
  }

  @Test(
    "isn't sent for a change of what the record shows of others",
    arguments: [["X: y"], ["Accept-Encoding: gzip"], ["Authorization: staff"]])
  func shownOfOthers(fields: [String]) throws {
    let isStaff = fields == ["Authorization: staff"]
    func tag() throws -> String {
      let answer = try isStaff ? staff.get(item) : staff.directory.ask("GET", item, fields)
      return try #require(answer.field("etag"))
    }
    let before = try tag()
    try renameTopic()
    // What is shown has changed, and so has its tag.
    let after = try tag()
    #expect(after != before)
    if !isStaff {
      #expect(try staff.directory.ask("GET", item, fields + ["If-None-Match: \(before)"]).status == 200)
    }
    // Only the tag of an answer to a token names the state of the record.
    if !isStaff { #expect(try patch(#"{"summary":"Mine."}"#, "If-Match: \(before)").status == 412) }
    let tag = isStaff ? before : after
    #expect(try patch(#"{"summary":"Mine."}"#, "If-Match: \(tag)").status == 200)
    // Once only: the record is another one now.
    for tag in [before, after] {
      #expect(try patch(#"{"summary":"Mine."}"#, "If-Match: \(tag)").status == 412)
    }
  }

  @Test("isn't sent for a topic whose members have changed, nor for a contact whose office has another name")
  func shownByOthers() throws {
    #expect(try staff.send("POST", "/contacts", Sample.contact).status == 201)
    let items = ["/contacts/kari-nordmann", "/topics/climate"]
    let tags = try items.map { try staff.ifMatch($0) }
    #expect(try staff.send("POST", "/members", Sample.member).status == 201)
    #expect(try staff.send("PATCH", "/offices/oslo", #"{"name":"Renamed"}"#, "If-Match: *").status == 200)
    for (item, tag) in zip(items, tags) {
      #expect(try staff.ifMatch(item) != tag)
      #expect(try staff.send("PATCH", item, #"{"name":"Mine"}"#, tag).status == 200)
    }
  }

  @Test("has the record as it was read although it shows other names now")
  func changedWithNames() throws {
    let tag = try staff.ifMatch(item)
    try renameTopic()
    let ola = try Staff(staff.directory, name: "Ola")
    #expect(try patch(#"{"summary":"Theirs."}"#, "If-Match: *", by: ola).status == 200)
    let json = try patch(#"{"summary":"Mine."}"#, tag).json
    #expect(json["base"]?["slug"]?.string == "oslo")
    #expect(json["changesSince"]?.items.map { $0["pointer"]?.string } == ["/summary"])
    #expect(json["detail"]?.string?.contains("The last author is Ola") == true)
  }

  @Test("is sent to the client that has read a contact without its protected e-mail address")
  func protectedAddress() throws {
    #expect(try staff.send("POST", "/contacts", Sample.contact).status == 201)
    let item = "/contacts/kari-nordmann"
    let tag = try #require(try staff.directory.get(item).field("etag"))
    #expect(try staff.send("PATCH", item, #"{"role":"Head"}"#, "If-Match: \(tag)").status == 412)
    let mine = try staff.ifMatch(item)
    #expect(try staff.send("PATCH", item, #"{"email":"a@example.org"}"#, mine).status == 200)
    #expect(try staff.send("PATCH", item, #"{"role":"Head"}"#, mine).status == 412)
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
