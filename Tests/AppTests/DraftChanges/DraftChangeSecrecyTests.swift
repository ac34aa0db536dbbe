import Directory
import SQLite
import TestSupport
import Testing

@testable import App

@Suite("Draft changes and the public")
struct DraftChangeSecrecyTests {
  private static let targets = [
    "/", "/members", "/members/oslo", "/members.csv", "/changes", "/changes?since=0", "/snapshot",
    "/search?q=quidditch",
    "/former-slugs", "/en/members/oslo", "/en/changes", "/sitemap.xml", "/members/oslo.jsonld",
  ]

  @Test("no public answer differs while there are some, not even in its tag or its date")
  func unseen() throws {
    let directory = try RunningDirectory()
    let staff = try Staff(directory)
    func answers() throws -> [String] {
      try Self.targets.map { target in
        let answer = try directory.get(target)
        let fields = answer.fields.filter { !["date", "x-request-id"].contains($0.name) }
        return "\(target) \(answer.status) \(fields) \(answer.text)"
      }
    }
    // The answers of a new directory have no date at first.
    var before = try answers()
    while try answers() != before { before = try answers() }
    let change = try staff.draft(#"{"summary":"Quidditch."}"#, #","note":"quidditch""#)
    _ = try staff.preview(#"{"draftChange":1}"#)
    let url = try staff.preview(#"{"type":"member","slug":"oslo","patch":{"summary":"Quidditch."}}"#)
    #expect(try directory.get(url).text.contains("Quidditch."))
    #expect(try staff.send("POST", try change.address + "/decline", "{}").status == 200)
    #expect(try answers() == before)
    #expect(before.allSatisfy { !$0.lowercased().contains("quidditch") || $0.contains("q=quidditch") })
  }

  @Test("each address requires a token")
  func tokens() throws {
    let directory = try RunningDirectory()
    let staff = try Staff(directory)
    let change = try staff.draft(#"{"summary":"x"}"#)
    let address = try change.address
    #expect(try directory.get("/draft-changes").status == 401 && directory.get(address).status == 401)
    for (method, path) in [
      ("POST", "/draft-changes"), ("PATCH", address), ("DELETE", address), ("POST", address + "/publish"),
      ("POST", address + "/decline"), ("DELETE", address + "/previews"), ("POST", "/previews"),
      ("DELETE", "/previews/x"),
    ] {
      #expect(try directory.ask(method, path, ["Content-Length: 0"]).status == 401, "\(method) \(path)")
    }
  }

  @Test("erasing a contact erases the draft changes about it, and their words in the files")
  func erased() throws {
    let directory = try RunningDirectory()
    let staff = try Staff(directory)
    let change = try staff.draft(
      #"{"role":"Zoologist-in-chief"}"#, #","note":"Zebra notes""#, of: "gunnar-selvik", type: "contact")
    let link = try staff.preview(#"{"draftChange":1}"#)
    let ended = try CommandProcess(
      ["contact", "erase", "gunnar-selvik", "--database", directory.folder.file("directory.sqlite")],
      environment: [:], in: directory.folder
    ).end()
    #expect(ended.status == 0, "\(ended.errors)")
    while try staff.get(try change.address).status == 200 {}
    #expect(try staff.get(try change.address).status == 404 && directory.get(link).status == 404)
    let log = (try? directory.folder.read("directory.sqlite-wal")) ?? []
    let files = String(decoding: try directory.folder.read("directory.sqlite") + log, as: UTF8.self)
    #expect(!files.contains("Zoologist-in-chief") && !files.contains("Zebra notes"))
  }

  @Test("a backup has them; a restore ends their times and the links to them, and gives no number again")
  func restored() throws {
    let folder = try TemporaryFolder()
    let first = try RunningDirectory(in: folder)
    var staff = try Staff(first)
    let change = try staff.draft(#"{"summary":"x"}"#, #","publishAt":"2029-01-01T00:00:00Z""#)
    let link = try staff.preview(#"{"draftChange":1}"#)
    func run(_ arguments: String...) throws {
      let database = ["--database", folder.file("directory.sqlite")]
      let ended = try CommandProcess(arguments + database, environment: [:], in: folder).end()
      #expect(ended.status == 0, "\(ended.errors)")
    }
    try run("backup", folder.file("copy.sqlite"))
    _ = try staff.draft(#"{"summary":"y"}"#)
    first.stop()
    try run("restore", folder.file("copy.sqlite"))
    let second = try RunningDirectory(in: folder)
    staff = try Staff(second, name: "Ola")
    let json = try staff.draftChange(change)
    #expect(json["state"]?.string == "draft" && json["problem"]?.string?.contains("restored") == true)
    #expect(json["publishAt"] != .null)
    #expect(try second.get(link).status == 404)
    #expect(try staff.draft(#"{"summary":"z"}"#)["id"]?.integer == 3)
  }
}
