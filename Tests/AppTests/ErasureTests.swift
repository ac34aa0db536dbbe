import Directory
import SQLite
import TestSupport
import Testing

@testable import App

@Suite("Erasing a contact")
struct ErasureTests {
  let directory: RunningDirectory
  let admin: Staff
  private var folder: TemporaryFolder { directory.folder }

  init() throws {
    directory = try RunningDirectory()
    admin = try Staff(directory, role: "admin")
  }

  private func erase(_ id: String) throws -> CommandProcess.Ended {
    try CommandProcess(
      ["contact", "erase", id, "--database", folder.file("directory.sqlite")],
      environment: ["MEMBER_DIRECTORY_DATABASE_BUSY_TIMEOUT_MILLISECONDS": "50"], in: folder
    ).end()
  }

  /// Returns true if the name is in one of the database's files, in any case.
  private func isInFiles(_ name: String) throws -> Bool {
    let log = (try? folder.read("directory.sqlite-wal")) ?? []
    let bytes = try folder.read("directory.sqlite") + log
    return String(decoding: bytes, as: UTF8.self).lowercased().contains(name.lowercased())
  }

  @Test("erases former slugs that lead to the contact, and answers 410 without a name for each")
  func formerSlugs() throws {
    let former = """
      {"formerSlugs":[{"type":"contact","slug":"gunnar-hansen","name":"Gunnar Quisthansen",\
      "until":"2024-01-01","successors":["gunnar-selvik"]}]}
      """
    #expect(try admin.send("POST", "/import", former).status == 200)
    #expect(try directory.get("/contacts/gunnar-hansen").status == 301)
    let ended = try erase("gunnar-selvik")
    #expect(ended.status == 0 && ended.text.contains("former slugs erased with it: gunnar-hansen"))
    while try directory.get("/contacts/gunnar-selvik").status == 200 {}
    for slug in ["gunnar-hansen", "gunnar-selvik"] {
      let answer = try directory.get("/contacts/\(slug)")
      #expect(answer.status == 410 && !answer.text.contains("Gunnar"))
    }
    #expect(try !directory.get("/snapshot").text.contains("Quisthansen"))
    let changes = try directory.get("/changes").json["items"]?.items ?? []
    #expect(changes.compactMap { $0["action"]?.string } == ["deleted", "deleted"])
    #expect(Set(changes.compactMap { $0["slug"]?.string }) == ["gunnar-hansen", "gunnar-selvik"])
    #expect(try !isInFiles("Quisthansen") && !isInFiles("Gunnar Selvik"))
  }

  @Test("fails while a reader keeps an old state of the file, and removes what remains when it is run again")
  func busy() throws {
    let reader = try Database(path: folder.file("directory.sqlite"), mode: .readOnly)
    try reader.beginReading()
    _ = try reader.first("SELECT count(*) FROM contacts") { $0.integer(0) }
    let ended = try erase("gunnar-selvik")
    #expect(ended.status == 69, "\(ended.errors)")
    #expect(ended.errors.first?.contains("contact erase gunnar-selvik` again") == true)
    while try directory.get("/contacts/gunnar-selvik").status != 410 {}
    #expect(try isInFiles("Gunnar Selvik"))
    reader.endReading()
    #expect(try erase("gunnar-selvik").status == 0)
    #expect(try !isInFiles("Gunnar Selvik"))
    #expect(try erase("nobody").status == 65)
  }
}
