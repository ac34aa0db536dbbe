import Directory
import TestSupport
import Testing

@Suite("Imports that confirm a dry run")
struct ConfirmedImportTests {
  let directory: RunningDirectory
  let admin: Staff
  private let csv = "slug,shortName\r\noslo,Capital\r\nasker,Asker\r\n"

  init() throws {
    directory = try RunningDirectory()
    admin = try Staff(directory, role: "admin")
  }

  private func send(_ query: String, _ content: String? = nil) throws -> RawResponse {
    let type = query.contains("type=") ? "" : "&type=member"
    return try admin.send("POST", "/import?\(query)\(type)", content ?? csv, type: "text/csv")
  }

  private func preview(_ query: String = "") throws -> (json: JSONValue, confirmation: String) {
    let answer = try send("dryRun=true\(query)")
    #expect(answer.status == 200, "\(answer.text)")
    return (try answer.json, try #require(try answer.json["confirmation"]?.string))
  }

  @Test("what a dry run has shown is imported, once")
  func confirmed() throws {
    let (json, confirmation) = try preview()
    #expect(json["total"] == .integer(1) && json["truncated"] == .boolean(false))
    #expect(json["changes"]?.items.count == 1)
    #expect(try preview().confirmation == confirmation)
    #expect(try send("confirm=\(confirmation)").status == 200)
    #expect(try directory.get("/members/oslo").json["shortName"]?.string == "Capital")
    let again = try send("confirm=\(confirmation)")
    #expect(again.status == 412)
    #expect(try again.json["code"]?.string == "import-changed")
  }

  @Test(
    "another file, other parameters and another state of the directory are refused, and nothing is written")
  func changed() throws {
    let confirmation = try preview().confirmation
    let others = [
      ("", csv + " "), ("&createMissing=true", csv), ("&type=topic", csv), ("&ignore=x", csv),
      ("&map=shortName%3Dname", csv),
    ]
    for (query, content) in others {
      #expect(try send("confirm=\(confirmation)\(query)", content).status == 412, "\(query)")
    }
    let ndjson = try admin.send(
      "POST", "/import?confirm=\(confirmation)", csv, type: "application/x-ndjson")
    #expect(ndjson.status == 412)
    for wrong in ["x", "", String(repeating: "a", count: 500)] {
      #expect(try send("confirm=\(wrong)").status == 412, "\(wrong)")
    }
    _ = try admin.send(
      "PATCH", "/members/asker", #"{"summary":"New."}"#, type: "application/json",
      try admin.ifMatch("/members/asker"))
    #expect(try send("confirm=\(confirmation)").status == 412)
    #expect(try directory.get("/members/oslo").json["shortName"]?.string != "Capital")
    #expect(try admin.get("/imports").json["items"]?.items.isEmpty == true)
    #expect(try send("confirm=\(try preview().confirmation)").status == 200)
  }

  @Test("the flags in another spelling are the same parameters")
  func spelling() throws {
    let confirmation = try preview("&createMissing").confirmation
    #expect(try send("createMissing=true&confirm=\(confirmation)").status == 200)
    let other = try preview("&createMissing=false").confirmation
    #expect(try send("confirm=\(other)").status == 200)
  }

  @Test("a dry run lists a thousand changes, and says how many there are")
  func truncated() throws {
    let rows = (0..<1_001).map { "topic-\($0),theme,Topic \($0)" }.joined(separator: "\r\n")
    let answer = try send("dryRun=true&type=topic", "slug,kind,name\r\n\(rows)\r\n")
    let json = try answer.json
    #expect(json["total"] == .integer(1_001) && json["truncated"] == .boolean(true))
    #expect(json["changes"]?.items.count == 1_000)
  }

  @Test("imports are listed with what they wrote, and whether they were undone")
  func list() throws {
    for _ in 0..<2 {
      #expect(try send("", csv).status == 200)
      let id = try #require(try admin.get("/imports").json["items"]?.items.first?["id"])
      guard case .integer(let number) = id else { return }
      #expect(try admin.get("/activity?import=\(number)").json.slugs == ["oslo"])
      #expect(try admin.send("POST", "/imports/\(number)/undo").status == 200)
    }
    let items = try admin.get("/imports").json["items"]?.items ?? []
    #expect(items.map { $0["id"] } == [.integer(2), .integer(1)])
    #expect(items.allSatisfy { $0["updated"] == .integer(1) && $0["created"] == .integer(0) })
    #expect(items.allSatisfy { $0["undoneAt"]?.string != nil && $0["links"]?["undo"] == nil })
    let page = try admin.get("/imports?limit=1").json
    #expect(page["next"]?.string == "2")
    #expect(try admin.get("/imports?limit=1&before=2").json["items"]?.items.first?["id"] == .integer(1))
    #expect(try admin.get("/imports?before=1").json["next"] == .null)
  }
}
