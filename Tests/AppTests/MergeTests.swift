import Directory
import TestSupport
import Testing

@Suite("Merging topics")
struct MergeTests {
  let directory: RunningDirectory
  let admin: Staff

  init() throws {
    directory = try RunningDirectory()
    admin = try Staff(directory, role: "admin")
    try add("/topics", #"{"slug":"tides","kind":"theme","name":"Tides"}"#)
    try add("/topics", #"{"slug":"ebb","kind":"theme","name":"Ebb","broader":"tides"}"#)
    try add("/topics", #"{"slug":"low-ebb","kind":"theme","name":"Low ebb","broader":"ebb"}"#)
    try add("/members", member("horten", ["tides"]))
    try add("/members", member("moss", [("climate", "interested-in"), ("tides", "local")]))
  }

  private func add(_ target: String, _ content: String) throws {
    let answer = try admin.send("POST", target, content)
    #expect(answer.status == 201, "\(answer.text)")
  }

  private func member(_ slug: String, _ topics: [String], _ more: String = "") -> String {
    member(slug, topics.map { ($0, "works-with") }, more)
  }

  private func member(_ slug: String, _ topics: [(String, String)], _ more: String = "") -> String {
    let list = topics.map { #"{"slug":"\#($0.0)","relation":"\#($0.1)"}"# }.joined(separator: ",")
    return #"{"slug":"\#(slug)","kind":"municipality","name":"\#(slug)","topics":[\#(list)]\#(more)}"#
  }

  private func merge(
    _ slug: String = "tides", into other: String, _ query: String = ""
  ) throws -> RawResponse {
    try admin.send(
      "POST", "/topics/\(slug)/merge\(query)", #"{"into":"\#(other)"}"#, type: "application/json",
      try admin.ifMatch("/topics/\(slug)"))
  }

  /// Returns the topics of a member with their relations.
  private func topics(_ slug: String) throws -> [String] {
    try admin.get("/members/\(slug)").json["topics"]?.items.map {
      "\($0["slug"]?.string ?? "") \($0["relation"]?.string ?? "")"
    }.sorted() ?? []
  }

  private func undo(_ number: JSONValue?) throws -> RawResponse {
    guard case .integer(let id)? = number else { return try admin.get("/") }
    return try admin.send("POST", "/imports/\(id)/undo")
  }

  @Test("members, narrower topics, drafts and former slugs follow, and the old slug leads to the other")
  func everything() throws {
    try add("/members", member("aas", ["tides"], #","status":"draft""#))
    let answer = try merge(into: "climate")
    #expect(answer.status == 200, "\(answer.text)")
    let json = try answer.json
    #expect(json["members"] == .integer(2) && json["topics"] == .integer(1) && json["drafts"] == .integer(1))
    #expect(try topics("horten") == ["climate works-with"])
    #expect(try topics("moss") == ["climate local"])
    #expect(try admin.get("/topics/ebb").json["broader"]?["slug"]?.string == "climate")
    #expect(try admin.get("/members/aas").json["topics"]?.items.first?.text == "climate")
    let moved = try directory.get("/topics/tides")
    #expect(moved.status == 301 && moved.field("location") == "/topics/climate")
    #expect(try directory.get("/members?topic=tides").status == 400)
    // It isn't among the deleted records, since restoring it would be refused.
    #expect(try admin.get("/deleted").json.slugs == [])
    let entry = try #require(try admin.get("/imports").json["items"]?.items.first)
    #expect(entry["merge"]?["from"]?.string == "tides" && entry["merge"]?["into"]?.string == "climate")
    #expect(entry["updated"] == .integer(4) && entry["deleted"] == .integer(1))
    #expect(entry["formerSlugs"] == .integer(1))
  }

  @Test("open draft changes name the other topic, and the merge alone is no conflict")
  func draftChanges() throws {
    func draft(_ content: String) throws -> String {
      let answer = try admin.send("POST", "/draft-changes", content)
      #expect(answer.status == 201, "\(answer.text)")
      return try "/draft-changes/\(answer.json["id"]?.integer ?? 0)"
    }
    let topics =
      #"{"topics":["culture",{"slug":"tides","relation":"local"},"#
      + #"{"slug":"climate","relation":"interested-in"}]}"#
    let named = try draft(#"{"type":"member","slug":"horten","patch":\#(topics)}"#)
    let below = try draft(#"{"type":"topic","slug":"culture","patch":{"broader":"tides"}}"#)
    let other = try draft(#"{"type":"member","slug":"moss","patch":{"summary":"By the sea."}}"#)
    let merged = try merge(into: "climate").json
    #expect(merged["draftChanges"] == .integer(3), "\(merged.compactText)")
    let items = try admin.get(named).json["patch"]?["topics"]?.items ?? []
    #expect(items.map { $0.string ?? $0["slug"]?.string } == ["culture", "climate"])
    #expect(items.last?["relation"]?.string == "local")
    #expect(try admin.get(below).json["patch"]?["broader"]?.string == "climate")
    for change in [named, below, other] {
      #expect(try admin.get(change).json["conflicts"]?.items.isEmpty == true)
      #expect(try admin.send("POST", "\(change)/publish", "", try admin.ifMatch(change)).status == 200)
    }
    #expect(try admin.get("/members/horten").json["topics"]?.items.count == 2)
  }

  @Test("undoing the merge brings everything back")
  func undone() throws {
    try add("/members", member("aas", ["tides"], #","status":"draft""#))
    let paths = ["/topics/tides", "/topics/ebb", "/members/horten", "/members/moss", "/members/aas"]
    let before = try paths.map { try admin.get($0).content }
    let number = try merge(into: "climate").json["import"]
    let undone = try undo(number)
    #expect(undone.status == 200, "\(undone.text)")
    #expect(try undone.json["undone"] == .integer(6))
    #expect(try paths.map { try admin.get($0).content } == before)
    #expect(try undo(number).status == 404)
    // The same merge works again.
    #expect(try merge(into: "climate").status == 200)
  }

  @Test("a topic can be merged into one below it, which takes its place", arguments: ["ebb", "low-ebb"])
  func upwards(other: String) throws {
    let paths = ["/topics/tides", "/topics/ebb", "/topics/low-ebb", "/members/horten"]
    let before = try paths.map { try admin.get($0).content }
    let answer = try merge(into: other)
    #expect(answer.status == 200, "\(answer.text)")
    #expect(try admin.get("/topics/\(other)").json["broader"] == nil)
    #expect(
      try admin.get("/topics/\(other == "ebb" ? "low-ebb" : "ebb")").json["broader"]?["slug"]?.string == other
    )
    #expect(try topics("horten") == ["\(other) works-with"])
    #expect(try undo(try answer.json["import"]).status == 200)
    #expect(try paths.map { try admin.get($0).content } == before)
  }

  @Test("merges follow one another, and lead every former slug to the last topic")
  func chain() throws {
    #expect(try merge(into: "ebb").status == 200)
    let second = try merge("ebb", into: "low-ebb")
    #expect(try second.json["formerSlugs"] == .integer(1))
    for slug in ["tides", "ebb"] {
      #expect(try directory.get("/topics/\(slug)").field("location") == "/topics/low-ebb")
    }
    #expect(try undo(try second.json["import"]).status == 200)
    #expect(try directory.get("/topics/tides").field("location") == "/topics/ebb")
  }

  @Test("a dry run lists what would change, and changes nothing")
  func dryRun() throws {
    let answer = try merge(into: "climate", "?dryRun=true")
    #expect(answer.status == 200, "\(answer.text)")
    let json = try answer.json
    #expect(json["dryRun"] == .boolean(true) && json["import"] == nil && json["truncated"] == .boolean(false))
    #expect(json["changes"]?.items.map { $0["slug"]?.string } == ["ebb", "horten", "moss", "tides"])
    #expect(json["changes"]?.items.last?["would"]?.string == "delete")
    #expect(try topics("horten") == ["tides works-with"])
    #expect(try admin.get("/imports").json["items"]?.items.isEmpty == true)
  }

  @Test(
    "wrong content is refused, and nothing is merged",
    arguments: [
      (#"{"into":"tides"}"#, 422), (#"{"into":"nothing"}"#, 422), (#"{"into":5}"#, 422), ("{}", 422),
      ("[]", 422), (#"{"into":"climate","x":1}"#, 422), (#"{"into":"climate","into":"ebb"}"#, 400),
      ("", 400), ("{", 400), (#"{"into":"../x"}"#, 422), (#"{"into":""}"#, 422), (#"{"into":null}"#, 422),
    ])
  func refused(content: String, status: Int) throws {
    let tag = try admin.ifMatch("/topics/tides")
    let answer = try admin.send("POST", "/topics/tides/merge", content, type: "application/json", tag)
    #expect(
      answer.status == status || answer.status == 422 && status == 400, "\(answer.status) \(answer.text)")
    #expect(try topics("horten") == ["tides works-with"])
  }

  @Test("the state of the topic has to be named, and a draft isn't merged")
  func conditions() throws {
    let content = #"{"into":"climate"}"#
    #expect(try admin.send("POST", "/topics/tides/merge", content).status == 428)
    let old = try admin.ifMatch("/topics/tides")
    _ = try admin.send("PATCH", "/topics/tides", #"{"name":"Tide"}"#, type: "application/json", old)
    let changed = try admin.send("POST", "/topics/tides/merge", content, type: "application/json", old)
    #expect(changed.status == 412)
    #expect(try changed.json["current"]?["name"]?.string == "Tide")
    #expect(
      try admin.send("POST", "/topics/none/merge", content, type: "application/json", "If-Match: *").status
        == 404)
    try add("/topics", #"{"slug":"waves","kind":"theme","name":"Waves","status":"draft"}"#)
    #expect(try merge("waves", into: "climate").status == 422)
    #expect(try merge(into: "waves").status == 422)
    let editor = try Staff(directory)
    let refused = try editor.send("POST", "/topics/tides/merge", content, type: "application/json", old)
    #expect(refused.status == 403)
  }

  @Test("a member that was edited after the merge prevents its undo, unless in other fields")
  func edited() throws {
    let number = try merge(into: "climate").json["import"]
    _ = try admin.send(
      "PATCH", "/members/horten", #"{"summary":"New."}"#, type: "application/json",
      try admin.ifMatch("/members/horten"))
    _ = try admin.send(
      "PATCH", "/members/moss", #"{"topics":["forests-and-timber"]}"#, type: "application/json",
      try admin.ifMatch("/members/moss"))
    let refused = try undo(number)
    #expect(refused.status == 409)
    #expect(try refused.json["records"]?.strings == ["/members/moss"])
    _ = try admin.send(
      "PATCH", "/members/moss", #"{"topics":[{"slug":"climate","relation":"local"}]}"#,
      type: "application/json", try admin.ifMatch("/members/moss"))
    #expect(try undo(number).status == 200)
    #expect(try admin.get("/members/horten").json["summary"]?.string == "New.")
    #expect(try topics("horten") == ["tides works-with"])
  }

  @Test("a repeated attempt merges once")
  func repeated() throws {
    let tag = try admin.ifMatch("/topics/tides")
    func attempt() throws -> RawResponse {
      try admin.send(
        "POST", "/topics/tides/merge", #"{"into":"climate"}"#, type: "application/json", tag,
        "Idempotency-Key: merge-1")
    }
    let first = try attempt()
    #expect(first.status == 200)
    #expect(try attempt().content == first.content)
    #expect(try admin.get("/imports").json["items"]?.items.count == 1)
  }

  @Test("merges and edits at the same time leave no member with the old topic")
  func concurrent() throws {
    let tag = try admin.ifMatch("/topics/tides")
    let clients = try (0..<8).map { index in
      let client = try directory.client()
      let request =
        index == 4
        ? admin.request("POST", "/topics/tides/merge", #"{"into":"climate"}"#, [tag, "Connection: close"])
        : admin.request(
          "PATCH", "/members/moss", #"{"topics":["tides","forests-and-timber"]}"#,
          ["If-Match: *", "Connection: close"])
      client.send(request)
      return client
    }
    let statuses = try clients.map { try $0.readResponse()?.status }
    #expect(statuses.allSatisfy { $0 == 200 || $0 == 422 }, "\(statuses)")
    #expect(statuses[4] == 200)
    let merged = try directory.get("/topics/tides").status == 301
    #expect(try merged == !topics("moss").contains { $0.hasPrefix("tides") })
  }
}
