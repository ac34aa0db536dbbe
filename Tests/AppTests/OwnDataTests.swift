import Directory
import Foundation
import SQLite
import TestSupport
import Testing

@testable import App
@testable import DirectorySQLite

@Suite("A directory of one's own")
struct OwnDataTests {
  static let document = """
    {"format":"member-directory","version":1,"organisation":{"name":"Norges Korforbund","region":"Norway",\
    "summary":"Choirs.","copyrightYear":2026},"offices":[],"contacts":[],"counties":[],"topics":[],"members":[]}
    """

  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func settings(_ name: String = "directory.sqlite") throws -> Settings {
    try ResolvedSettings(
      SettingsSources(flags: [SettingFlag("--test", "database.path", folder.file(name))])
    ).settings
  }

  private func add(_ text: String, _ name: String, dryRun: Bool = false) throws -> String {
    try folder.write(Array(text.utf8), to: name)
    return try MemberDirectory.importFile(
      try settings(),
      MemberDirectory.ImportOptions(
        file: folder.file(name), format: nil, type: nil, isDryRun: dryRun, author: "import"),
      output: LogOutput { _ in }, progress: LogOutput { _ in })
  }

  private func files() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  /// Starts a server with the default settings on the database that was made before, and returns the number
  /// of its members.
  private func membersOfServer() throws -> JSONValue? {
    try RunningDirectory(in: folder).get("/members").json["total"]
  }

  @Test("an import into a new database writes only what is in the file, and no later start adds to it")
  func importing() throws {
    #expect(try add(Self.document, "own.json").hasPrefix("1 new, 0 changed, 0 as they were"))
    let server = try RunningDirectory(in: folder)
    #expect(try server.get("/members").json["total"] == .integer(0))
    #expect(try server.get("/topics").json["total"] == .integer(0))
    #expect(try server.get("/organisation").json["name"]?.string == "Norges Korforbund")
    #expect(!server.log.lines.contains { $0.contains("loaded the shipped data") })
  }

  @Test("an import that was undone leaves a database that no start fills")
  func undone() throws {
    _ = try add(Self.document, "own.json")
    #expect(try MemberDirectory.undoImport(try settings(), id: 1, author: "import") == 1)
    let server = try RunningDirectory(in: folder)
    #expect(try server.get("/members").json["total"] == .integer(0))
    #expect(server.log.hasLine(with: "so the shipped data is not loaded"))
  }

  @Test("a token in an empty database keeps every start from filling it")
  func token() throws {
    _ = try MemberDirectory.createToken(try settings(), name: "Kari", role: "admin", expires: nil)
    #expect(try SQLiteDirectoryStore(path: folder.file("directory.sqlite")).isEmpty())
    #expect(try membersOfServer() == .integer(0))
  }

  @Test("a database in which there are only drafts is not filled")
  func drafts() throws {
    _ = try add(
      #"{"type":"county","slug":"agder","name":"Agder","shortName":"Agder","status":"draft"}"#, "d.ndjson")
    #expect(try membersOfServer() == .integer(0))
  }

  @Test("migrate makes an empty database, and the first start fills it")
  func migrate() throws {
    let path = folder.file("directory.sqlite")
    #expect(try CommandProcess(["migrate", "--database", path], in: folder).end().status == 0)
    #expect(try SQLiteDirectoryStore(path: path).isEmpty())
    #expect(try membersOfServer() == .integer(17))
  }

  @Test("serve --empty doesn't fill a new database")
  func empty() throws {
    let arguments = ["serve", "--empty", "--port", "0", "--database", folder.file("d.sqlite")]
    let server = try CommandProcess(arguments + ["--log-format", "json"], in: folder)
    let client = try RawClient(port: server.port())
    client.send(RunningDirectory.request("GET", "/members", ["Connection: close"]))
    #expect(try client.readResponse()?.json["total"] == .integer(0))
    server.signal(SIGTERM)
    #expect(try server.end().status == 0)
  }

  @Test("a dry run on a database that doesn't exist says what an import would do, and creates no file")
  func dryRun() throws {
    let report = try add(Self.document, "own.json", dryRun: true)
    #expect(report == "1 new, 0 changed, 0 as they were; nothing was written: this was a dry run")
    #expect(try files() == ["own.json"])
    // An empty file is what `mktemp` leaves.
    try folder.write([], to: "directory.sqlite")
    #expect(try add(Self.document, "own.json", dryRun: true) == report)
    #expect(try folder.read("directory.sqlite") == [])
    #expect(try files() == ["directory.sqlite", "own.json"])
  }

  @Test("a dry run on an existing database changes nothing and leaves no file")
  func dryRunOfExisting() throws {
    _ = try add(Self.document, "own.json")
    let before = try folder.read("directory.sqlite")
    let other = Self.document.replacing("Choirs.", with: "All choirs.")
    #expect(try add(other, "own.json", dryRun: true).hasPrefix("0 new, 1 changed"))
    #expect(try folder.read("directory.sqlite") == before)
    #expect(try files() == ["directory.sqlite", "own.json"])
  }

  @Test("a dry run doesn't migrate a database of an older version, and names the command that does")
  func dryRunOfOlder() throws {
    let all = DirectorySQLite.EmbeddedFiles.migrations.map { Migration(name: $0.name, text: $0.text) }
    let path = folder.file("directory.sqlite")
    do {
      let database = try Database(path: path, mode: .readWrite)
      try Migrator(applicationID: Schema.applicationID, migrations: Array(all.prefix(6))).migrate(database)
    }
    let before = try folder.read("directory.sqlite")
    let error = #expect(throws: StartupError.self) { try add(Self.document, "own.json", dryRun: true) }
    #expect(error?.description.contains("member-directory migrate") == true)
    #expect(try folder.read("directory.sqlite") == before)
    #expect(try files() == ["directory.sqlite", "own.json"])
  }

  @Test("commands that need a database don't create one")
  func missing() throws {
    let settings = try settings("none.sqlite")
    for command in [
      { _ = try MemberDirectory.tokenLines(settings) },
      { try MemberDirectory.revokeToken(settings, id: 1) },
      { _ = try MemberDirectory.eraseContact(settings, id: "kari") },
      { _ = try MemberDirectory.undoImport(settings, id: 1, author: "import") },
    ] as [() throws -> Void] {
      let error = #expect(throws: StartupError.self) { try command() }
      #expect(error?.description.contains("there is no such database") == true)
    }
    #expect(try files() == [])
  }
}
