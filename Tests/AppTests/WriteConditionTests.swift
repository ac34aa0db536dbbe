import Directory
import TestSupport
import Testing

@Suite("Preconditions, dry runs and repeated requests")
struct WriteConditionTests {
  let directory: RunningDirectory
  let staff: Staff
  private let item = "/members/oslo"

  init() throws {
    directory = try RunningDirectory()
    staff = try Staff(directory)
  }

  @Test("a write without If-Match is refused", arguments: ["PUT", "PATCH", "DELETE"])
  func required(method: String) throws {
    let answer = try staff.send(method, item, "{}")
    #expect(answer.status == 428)
    #expect(try answer.json["code"]?.string == "precondition-required")
    let tag = try #require(try answer.json["etag"]?.string)
    #expect(try staff.get(item).field("etag") == tag)
    #expect(try staff.send("PATCH", item, #"{"summary":"With the tag."}"#, "If-Match: \(tag)").status == 200)
  }

  @Test("a write without If-Match to a draft names the tag of the draft")
  func requiredOfDraft() throws {
    let content = String(Sample.member.dropLast()) + #","status":"draft"}"#
    #expect(try staff.send("POST", "/members", content).status == 201)
    let draft = try staff.send("PATCH", "/members/horten", "{}")
    let tag = try staff.get("/members/horten").field("etag")
    #expect(draft.status == 428)
    #expect(try draft.json["etag"]?.string == tag)
  }

  @Test(
    "a write to a record that doesn't exist gets the error of GET, with If-Match or without",
    arguments: ["PUT", "PATCH", "DELETE"])
  func missing(method: String) throws {
    #expect(try staff.send("DELETE", "/members/asker", "", "If-Match: *").status == 204)
    for (target, status, code) in [
      ("/members/osloo", 404, "unknown-member"), ("/members/asker", 410, "deleted"),
      ("/topics/climat", 404, "unknown-topic"), ("/counties/vikn", 404, "unknown-county"),
      ("/members/hedmark", 410, "gone"), ("/counties/hedmark", 410, "gone"),
    ] {
      for fields in ["X: y", "If-Match: *"] {
        let answer = try staff.send(method, target, "{}", fields)
        #expect(answer.status == status, "\(target) \(fields)")
        let json = try answer.json
        #expect(json["code"]?.string == code && json["etag"] == nil)
        // The client that follows it would write to a record that it hasn't named.
        #expect(json["corrected"] == nil && answer.field("location") == nil)
      }
    }
    let unknown = try staff.send(method, "/members/osloo", "{}").json
    #expect(unknown["nearest"]?.strings.first == "oslo")
    #expect(unknown["detail"]?.string?.contains("send If-None-Match: *") == (method == "PUT"))
    let successors = try staff.send(method, "/counties/hedmark", "{}").json["successors"]?.strings
    #expect(successors == ["/counties/innlandet"])
  }

  @Test("If-Match accepts the tag of every coding, with a token or without")
  func anyTag() throws {
    for fields in [["Accept-Encoding: gzip"], ["Accept-Encoding: identity"]] {
      let tag = try #require(try directory.ask("GET", item, fields).field("etag"))
      let answer = try staff.send(
        "PATCH", item, #"{"summary":"By \#(fields[0].count)."}"#, "If-Match: \(tag)")
      #expect(answer.status == 200)
    }
    #expect(try staff.send("PATCH", item, #"{"summary":"Any."}"#, "If-Match: *").status == 200)
  }

  @Test("a write based on an old state is refused, and the problem has the current state and the differences")
  func lost() throws {
    let tag = try staff.ifMatch(item)
    _ = try staff.send("PATCH", item, #"{"summary":"Theirs."}"#, tag)
    let answer = try staff.send("PATCH", item, #"{"summary":"Mine."}"#, tag)
    #expect(answer.status == 412)
    let json = try answer.json
    #expect(json["current"]?["summary"]?.string == "Theirs.")
    let change = try #require(json["changes"]?.items.first)
    #expect(change["pointer"]?.string == "/summary")
    #expect(change["old"]?.string == "Theirs." && change["new"]?.string == "Mine.")
    let etag = try #require(json["etag"]?.string)
    #expect(try staff.send("PATCH", item, #"{"summary":"Mine."}"#, "If-Match: \(etag)").status == 200)
  }

  @Test("a weak tag does not match, although it names the current state (RFC 9110 §13.1.1)")
  func weakTag() throws {
    let tag = try #require(try staff.get(item).field("etag"))
    let answer = try staff.send("PATCH", item, #"{"summary":"Weak."}"#, "If-Match: W/\(tag)")
    #expect(answer.status == 412)
    #expect(try answer.json["code"]?.string == "record-changed")
    #expect(try staff.send("PATCH", item, #"{"summary":"Strong."}"#, "If-Match: \(tag)").status == 200)
  }

  @Test("a dry run shows what would happen, without doing it")
  func dryRun() throws {
    let before = try directory.get("/members").content
    func would(_ method: String, _ target: String, _ content: String, _ fields: String) throws -> String? {
      let answer = try staff.send(method, target + "?dryRun=true", content, fields)
      #expect(answer.status == 200)
      #expect(try answer.json["dryRun"] == .boolean(true))
      return try answer.json["would"]?.string
    }
    let tag = try staff.ifMatch(item)
    #expect(try would("POST", "/members", Sample.member, "X: y") == "create")
    #expect(try would("PATCH", item, #"{"summary":"Other."}"#, tag) == "update")
    #expect(try would("PATCH", item, "{}", tag) == "nothing")
    #expect(try would("DELETE", item, "", tag) == "delete")
    #expect(try directory.get("/members").content == before)
    #expect(try directory.get("/changes").json["items"]?.items.isEmpty == true)
    #expect(try staff.send("POST", "/members?dryRun=yes", "{}").status == 400)
  }

  @Test("a repeated request gets the first response, and another request with the same key is refused")
  func attempts() throws {
    let key = "Idempotency-Key: 5f2c"
    let first = try staff.send("POST", "/members", Sample.member, key)
    let again = try staff.send("POST", "/members", Sample.member, key)
    #expect(first.status == 201 && again.status == 201)
    #expect(again.lastingFields == first.lastingFields)
    #expect(again.content == first.content)
    #expect(try staff.send("POST", "/members", Sample.county, key).status == 422)
    // The same content sent to another list is another request.
    let elsewhere = try staff.send("POST", "/topics", Sample.member, key)
    #expect(elsewhere.status == 422)
    #expect(try elsewhere.json["code"]?.string == "idempotency-key-reused")
    // The same key of another token is another key.
    #expect(try Staff(directory).send("POST", "/members", Sample.member, key).status == 409)
    #expect(try staff.send("POST", "/members", Sample.member, "Idempotency-Key: a b").status == 400)
  }

  @Test("PUT with If-None-Match: * adds a record that does not exist")
  func putNew() throws {
    #expect(try staff.send("PUT", "/members/horten", Sample.member, "If-None-Match: *").status == 201)
    #expect(try staff.send("PUT", "/members/horten", Sample.member, "If-None-Match: *").status == 409)
  }

  /// 64 writers increment one counter. If an update were lost, the result would be too small; if one were
  /// based on an old state, two writers would get the same number.
  @Test("if 64 clients write at once with the same tag, one succeeds, and no update is lost")
  func sixtyFourWriters() throws {
    let rounds = 8
    _ = try staff.send("POST", "/members", Sample.member)
    let clients = try (0..<64).map { _ in try directory.client() }
    for round in 1...rounds {
      let tag = try staff.ifMatch("/members/horten")
      for (writer, client) in clients.enumerated() {
        let patch = """
          {"population":{"value":\(round),"approximate":false},"summary":"Round \(round), writer \(writer)."}
          """
        client.send(staff.request("PATCH", "/members/horten", patch, [tag]))
      }
      let statuses = try clients.map { try $0.readResponse()?.status }
      #expect(statuses.count { $0 == 200 } == 1)
      #expect(statuses.count { $0 == 412 } == 63)
      let json = try staff.get("/members/horten").json
      #expect(json["population"]?["value"] == .integer(round))
      let winner = try #require(statuses.firstIndex(of: 200))
      #expect(json["summary"]?.string == "Round \(round), writer \(winner).")
    }
    let revisions = try staff.get("/members/horten/revisions").json["items"]?.items ?? []
    #expect(revisions.count == rounds + 1)
  }
}
