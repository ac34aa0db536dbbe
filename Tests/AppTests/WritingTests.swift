import Directory
import TestSupport
import Testing

@Suite("Writing over HTTP")
struct WritingTests {
  let directory: RunningDirectory
  let staff: Staff

  init() throws {
    directory = try RunningDirectory()
    staff = try Staff(directory)
  }

  @Test(
    "a record of each type is added, corrected, replaced, deleted and restored", arguments: Sample.all)
  func life(list: String, item: String, content: String) throws {
    let created = try staff.send("POST", list, content)
    #expect(created.status == 201)
    #expect(created.field("location") == item)
    #expect(try directory.get(list).text.contains(#""self":"\#(item)""#))
    #expect(try staff.get(item).content == created.content)
    let tag = try #require(created.field("etag"))
    let name = #"{"name":"Another name"}"#
    let corrected = try staff.send("PATCH", item, name, "If-Match: \(tag)")
    #expect(corrected.status == 200)
    #expect(try corrected.json["name"]?.string == "Another name")
    let replaced = try staff.send("PUT", item, content, "If-Match: \(try #require(corrected.field("etag")))")
    #expect(replaced.content == created.content)
    #expect(replaced.field("etag") == tag)
    #expect(try staff.send("DELETE", item, "", "If-Match: \(tag)").status == 204)
    #expect(try directory.get(item).status == 410)
    #expect(try !directory.get(list).text.contains(item))
    let revisions = try staff.get(item + "/revisions").json["items"]?.items ?? []
    #expect(revisions.map { $0["action"]?.string } == ["deleted", "updated", "updated", "created"])
    let restore = try #require(revisions.first?["links"]?["restore"]?.string)
    let restored = try staff.send("POST", restore)
    #expect(restored.status == 201)
    #expect(restored.content == created.content)
  }

  @Test("only an admin may correct the organisation")
  func organisation() throws {
    let tag = try staff.ifMatch("/organisation")
    let change = #"{"copyrightYear":2026}"#
    #expect(try staff.send("PATCH", "/organisation", change, tag).status == 403)
    let admin = try Staff(directory, role: "admin")
    #expect(try admin.send("PATCH", "/organisation", change, tag).json["copyrightYear"] == .integer(2026))
  }

  @Test("all errors of a record are reported at once, each with its place, and nothing is written")
  func faults() throws {
    let member = """
      {"slug":"Horten!","kind":"town","name":" Horten","shortName":"Horten","summary":"A place. ","topics":["climat"],\
      "joined":"2021-02-30","county":"akerhus","population":{"value":-1,"approximate":true}}
      """
    let answer = try staff.send("POST", "/members", member)
    #expect(answer.status == 422)
    let errors = try answer.json["errors"]?.items ?? []
    let places = Set(errors.compactMap { $0["pointer"]?.string })
    let expected: Set = [
      "/slug", "/kind", "/name", "/summary", "/topics/0", "/joined", "/county", "/population/value",
    ]
    #expect(places == expected)
    #expect(errors.allSatisfy { $0["hint"]?.string?.isEmpty == false })
    #expect(try directory.get("/changes").json["items"]?.items.isEmpty == true)
  }

  @Test(
    "a wrong shape is refused with its place",
    arguments: [
      (#"{"nmae":"x"}"#, "/nmae", "unknown-field"), (#"{"topics":"climate"}"#, "/topics", "wrong-type"),
      (#"{"name":null}"#, "/name", "missing"), (#"{"slug":"other"}"#, "/slug", "slug-changed"),
      (#"{"status":"hidden"}"#, "/status", "unknown-value"), ("[]", "", "wrong-type"),
    ])
  func shape(patch: String, pointer: String, code: String) throws {
    let answer = try staff.send("PATCH", "/members/oslo", patch, try staff.ifMatch("/members/oslo"))
    #expect(answer.status == 422)
    let errors = try answer.json["errors"]?.items ?? []
    #expect(errors.contains { $0["pointer"]?.string == pointer && $0["code"]?.string == code })
  }

  @Test(
    "unreadable content is refused with the reason",
    arguments: [
      ("application/json", "{", 400, "malformed-json"), ("application/json", "", 400, "malformed-json"),
      ("text/plain", "{}", 415, "unsupported-media-type"),
      ("application/merge-patch+json", "{}", 415, "unsupported-media-type"),
      ("application/json; charset=utf-8", "{}", 422, "invalid-record"),
    ])
  func content(type: String, content: String, status: Int, code: String) throws {
    let answer = try staff.send("POST", "/members", content, type: type)
    #expect(answer.status == status)
    #expect(try answer.json["code"]?.string == code)
  }

  @Test("content over the limit is refused before the client sends it")
  func tooLarge() throws {
    let client = try directory.client()
    client.send(
      RunningDirectory.request(
        "POST", "/members",
        [
          "Authorization: Bearer \(staff.token)", "Content-Type: application/json", "Content-Length: 2000000",
          "Expect: 100-continue",
        ]))
    #expect(try client.readResponse()?.status == 413)
  }

  @Test("a merge patch removes the fields that are null, and keeps those that it doesn't name")
  func mergePatch() throws {
    _ = try staff.send("POST", "/members", Sample.member)
    let answer = try staff.send(
      "PATCH", "/members/horten", #"{"population":null,"facts":[]}"#, type: "application/merge-patch+json",
      try staff.ifMatch("/members/horten"))
    #expect(answer.status == 200)
    let json = try answer.json
    #expect(json["population"] == nil && json["facts"] == nil)
    #expect(json["focusAreas"]?.strings == ["Sea"])
  }

  @Test("a topic has a relation, which filters, tables, topics and matches know")
  func relations() throws {
    _ = try staff.send("POST", "/members", Sample.member)
    let patch =
      #"{"topics":["climate",{"slug":"tourism","relation":"local"},{"slug":"youth","#
      + #""relation":"interested-in"}]}"#
    let answer = try staff.send(
      "PATCH", "/members/horten", patch, try staff.ifMatch("/members/horten"))
    let topics = try answer.json["topics"]?.items ?? []
    #expect(topics.map { $0["slug"]?.string } == ["climate", "tourism", "youth"])
    #expect(topics.map { $0["relation"]?.string } == ["works-with", "local", "interested-in"])
    for (query, isFound) in [
      ("worksWith=climate", true), ("worksWith=youth", false), ("interestedIn=youth,climate", true),
      ("local=tourism&topic=youth", true), ("local=not.tourism", false),
    ] {
      #expect(try directory.get("/members?\(query)").json.slugs.contains("horten") == isFound, "\(query)")
    }
    #expect(
      try directory.get("/members.csv?slug=horten&fields=topics").text
        == "topics\r\nclimate tourism:local youth:interested-in\r\n")
    let members = try directory.get("/topics/youth").json["members"]?.items ?? []
    let relations = members.map { "\($0["slug"]?.string ?? "") \($0["relation"]?.string ?? "")" }
    #expect(relations.contains("horten interested-in") && relations.contains("baerum works-with"))
    let best = try directory.get("/match?topic=youth").json["items"]?.items.first
    #expect(best?["member"]?["slug"]?.string == "horten" && best?["complements"] == .integer(1))
    #expect(best?["reasons"]?.items.first?["memberRelation"]?.string == "interested-in")
    let unknown = try directory.get("/members?interestedIn=yout")
    #expect(try unknown.status == 400 && unknown.json["nearest"]?.strings == ["youth"])
  }

  @Test("a record that others refer to can't be deleted, and the problem lists those records")
  func stillReferenced() throws {
    let answer = try staff.send("DELETE", "/topics/climate", "", try staff.ifMatch("/topics/climate"))
    #expect(answer.status == 409)
    #expect(try answer.json["referrers"]?.items.contains { $0["href"]?.string == "/members/asker" } == true)
    let county = try staff.send("DELETE", "/counties/viken", "", try staff.ifMatch("/counties/viken"))
    #expect([204, 409].contains(county.status))
  }

  @Test("a search for the new name of a topic finds the members that refer to it")
  func indexFollows() throws {
    _ = try staff.send(
      "PATCH", "/topics/climate", #"{"name":"Weatherproofing"}"#, try staff.ifMatch("/topics/climate"))
    #expect(try directory.get("/search?q=weatherproofing&type=member").text.contains("/members/asker"))
  }

  @Test("a record with the slug of another record or draft is refused as a conflict")
  func taken() throws {
    let draft = String(Sample.county.dropLast()) + #","status":"draft"}"#
    #expect(try staff.send("POST", "/counties", draft).status == 201)
    let answer = try staff.send("POST", "/counties", Sample.county)
    #expect(answer.status == 409)
    #expect(try answer.json["href"]?.string == "/counties/agder")
  }

  @Test("after the response to a write, requests on every loop return the new state")
  func readYourWrites() throws {
    let item = "/members/oslo"
    for number in 0..<20 {
      let patch = #"{"summary":"State \#(number)."}"#
      let answer = try staff.send("PATCH", item, patch, try staff.ifMatch(item))
      #expect(answer.status == 200)
      for _ in 0..<4 { #expect(try directory.get(item).text.contains("State \(number).")) }
    }
  }
}
