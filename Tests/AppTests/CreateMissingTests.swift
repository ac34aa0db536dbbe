import Directory
import TestSupport
import Testing

@Suite("An import that makes what is missing")
struct CreateMissingTests {
  let directory: RunningDirectory
  let staff: Staff

  init() throws {
    directory = try RunningDirectory()
    staff = try Staff(directory, role: "admin")
  }

  private func send(_ rows: String, _ query: String, type: String = "text/csv") throws -> RawResponse {
    try staff.send("POST", "/import?\(query)", rows, type: type)
  }

  private let rows = """
    name,kind,topics,summary
    Kantoriet,choir,choral-music climate,A choir.
    Ensemblet,choir,choral-music:interested-in,Another choir.

    """

  @Test("makes topics and kinds once, lists them in a dry run, and takes them back when it is undone")
  func created() throws {
    let without = try send(rows, "type=member")
    #expect(without.status == 422 && without.text.contains("choral-music"))
    let trial = try send(rows, "type=member&createMissing&dryRun").json
    let listed = trial["changes"]?.items.map { "\($0["type"]?.string ?? "") \($0["slug"]?.string ?? "")" }
    #expect(
      listed == ["memberKind choir", "topic choral-music", "member kantoriet", "member ensemblet"]
        || listed == ["topic choral-music", "memberKind choir", "member kantoriet", "member ensemblet"])
    #expect(trial["created"] == .integer(4))
    #expect(try directory.get("/topics/choral-music").status == 404)
    let done = try send(rows, "type=member&createMissing")
    #expect(done.status == 200, "\(done.text)")
    #expect(try directory.get("/topics/choral-music").json["name"]?.string == "Choral music")
    #expect(try directory.get("/topics/choral-music").json["kind"]?.string == "theme")
    #expect(try directory.get("/member-kinds/choir").json["name"]?.string == "Choir")
    #expect(try directory.get("/members?topic=choral-music").json["total"] == .integer(2))
    let undo = try #require(try done.json["links"]?["undo"]?.string)
    #expect(try staff.send("POST", undo).status == 200)
    #expect(try directory.get("/topics/choral-music").status != 200)
    #expect(try directory.get("/member-kinds/choir").status != 200)
  }

  @Test("makes nothing that another record of the same file is, and nothing for a record with other faults")
  func none() throws {
    let lines = """
      {"type":"member","slug":"kor","kind":"choir","name":"Kor","topics":["song"]}
      {"type":"contact","id":"kari","name":"Kari","role":"Leader","emailProtected":false,"member":"kor"}
      {"type":"topic","slug":"song","kind":"art","name":"Singing together"}
      {"type":"memberKind","slug":"choir","name":"Kor og ensembler"}

      """
    let answer = try send(lines, "createMissing", type: "application/x-ndjson")
    #expect(answer.status == 200, "\(answer.text)")
    #expect(try answer.json["created"] == .integer(5))
    #expect(try directory.get("/topics/song").json["name"]?.string == "Singing together")
    #expect(try directory.get("/topic-kinds/art").json["name"]?.string == "Art")
    #expect(try directory.get("/member-kinds/choir").json["name"]?.string == "Kor og ensembler")
    let wrong = try send("name,kind,topics,joined\nKor to,choir,opera,soon\n", "type=member&createMissing")
    #expect(wrong.status == 422)
    #expect(try directory.get("/topics/opera").status == 404)
    let county = try send("name,kind,county\nKor tre,choir,nowhere\n", "type=member&createMissing")
    #expect(county.status == 200, "\(county.text)")
    #expect(try directory.get("/counties/nowhere").json["name"]?.string == "Nowhere")
  }
}
