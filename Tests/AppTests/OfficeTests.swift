import Directory
import Dispatch
import Foundation
import Locking
import TestSupport
import Testing

@Suite("What the office asks")
struct OfficeTests {
  let directory: RunningDirectory
  let admin: Staff
  let editor: Staff

  init() throws {
    directory = try RunningDirectory()
    admin = try Staff(directory, role: "admin")
    editor = try Staff(directory)
  }

  private func add(_ target: String, _ content: String) throws {
    let answer = try admin.send("POST", target, content)
    #expect(answer.status == 201, "\(answer.text)")
  }

  @Test("the overview counts drafts, old records, and what members lack")
  func overview() throws {
    try add("/members", String(Sample.member.dropLast()) + #","status":"draft"}"#)
    let json = try editor.get("/overview").json
    #expect(json["drafts"]?["count"] == .integer(1) && json["drafts"]?["countIsExact"] == .boolean(true))
    // Everything was written just now.
    #expect(json["old"]?["count"] == .integer(0) && json["old"]?["items"]?.items.isEmpty == true)
    let without = try directory.get("/members?hasWebsite=false&limit=0").json["total"]
    #expect(json["withoutWebsite"]?["count"] == without)
    #expect(json["withoutContact"]?["items"]?.items.count == 10)
    #expect(json["backups"]?["configured"] == .boolean(false) && json["backups"]?["last"] == nil)
    #expect(json["findings"] == nil)
    let findings = try admin.get("/overview").json["findings"]?.items ?? []
    #expect(findings.contains { $0["check"]?.string == "backups" })
    #expect(try editor.get("/overview?x=1").status == 400)
  }

  @Test("the overview counts and names the draft changes that wait, by state")
  func waiting() throws {
    for more in ["", #","publishAt":"2029-01-01T00:00:00Z""#] {
      try add("/draft-changes", #"{"type":"member","slug":"oslo","patch":{"summary":"New."}\#(more)}"#)
    }
    let json = try editor.get("/overview").json["draftChanges"]
    #expect(json?["proposed"]?["count"] == .integer(0))
    #expect(json?["draft"]?["count"] == .integer(1) && json?["draft"]?["countIsExact"] == .boolean(true))
    let item = json?["scheduled"]?["items"]?.items.first
    #expect(
      item?["name"] == (try directory.get("/members/oslo").json["name"]) && item?["type"]?.string == "member")
    #expect(item?["id"] == .integer(2) && item?["links"]?["self"]?.string == "/draft-changes/2")
  }

  @Test("the overview counts the records without texts in each language")
  func languages() throws {
    func untranslated() throws -> [String: JSONValue] {
      let items = try editor.get("/overview").json["untranslated"]?.items ?? []
      return Dictionary(
        items.map { ("\($0["language"]?.string ?? "") \($0["type"]?.string ?? "")", $0["count"] ?? .null) },
        uniquingKeysWith: { $1 })
    }
    func patch(_ target: String, _ content: String) throws {
      let answer = try admin.send(
        "PATCH", target, content, type: "application/json", try admin.ifMatch(target))
      #expect(answer.status == 200, "\(answer.text)")
    }
    #expect(try untranslated()["nb member"] == .integer(0))
    #expect(try untranslated()["sv member"] == nil)
    try patch("/organisation", #"{"languages":["en","nb","sv"]}"#)
    #expect(try untranslated()["sv member"] == .integer(17))
    try patch("/members/oslo", #"{"translations":{"sv":{"name":"Oslo stad"}}}"#)
    #expect(try untranslated()["sv member"] == .integer(16))
    #expect(try untranslated()["nb member"] == .integer(0))
    try patch("/members/oslo", #"{"translations":{"nb":null}}"#)
    #expect(try untranslated()["nb member"] == .integer(1))
    #expect(try untranslated()["sv member"] == .integer(16))
    let answer = try admin.send("DELETE", "/members/oslo", "", try admin.ifMatch("/members/oslo"))
    #expect(answer.status == 204, "\(answer.text)")
    #expect(try untranslated()["sv member"] == .integer(16))
  }

  @Test(
    "records that may be the same are found by name, alias, number and website, also among drafts",
    arguments: [
      ("name=HORTEN%20museum", ["horten-museum name"]), ("name=Hortens%20Museum", ["horten-museum alias"]),
      ("name=Horten", []), ("identifier=974760673", ["horten-museum identifier"]),
      ("identifier=no-orgnr:974760673", ["horten-museum identifier"]), ("identifier=local:974760673", []),
      ("website=http://HORTEN.example/contact?x", ["horten-museum website"]),
      ("website=www.horten.example", ["horten-museum website"]), ("website=other.example", []),
      ("name=Horten%20Museum&website=https://horten.example", ["horten-museum name website"]),
      ("name=Horten%20museum&except=horten-museum", []), ("name=Moss%20museum", ["moss-museum name"]),
      ("identifier=12", ["moss-museum identifier"]), ("website=moss.example", ["moss-museum website"]),
      ("type=topic&name=CLIMATE", ["climate name"]), ("type=topic&website=horten.example", []),
      ("name=", []), ("website=", []), ("website=://", []), ("identifier=", []), ("", []),
      ("name=%F0%9F%98%80", []), ("identifier=%25", []), ("website=http://www.", []),
    ])
  func duplicates(query: String, found: [String]) throws {
    try add(
      "/members",
      #"{"slug":"horten-museum","kind":"municipality","name":"Horten museum","#
        + #""alternativeNames":["Museum by the sea","Hortens museum"],"website":"https://www.horten.example/en","#
        + #""identifiers":[{"scheme":"no-orgnr","value":"974760673"}]}"#)
    try add(
      "/members",
      #"{"slug":"moss-museum","kind":"municipality","name":"Moss museum","website":"https://moss.example","#
        + #""identifiers":[{"scheme":"local","value":"12"}],"status":"draft"}"#)
    let answer = try editor.get("/duplicates?\(query)")
    #expect(answer.status == 200, "\(answer.text)")
    let items = try answer.json["items"]?.items ?? []
    let texts = items.map { item in
      ([item["slug"]?.string ?? ""] + (item["reasons"]?.strings ?? [])).joined(separator: " ")
    }
    #expect(texts == found, "\(answer.text)")
  }

  @Test(
    "staff find published records and drafts by their words",
    arguments: [
      ("q=oslo&type=member", ["oslo", "oslomet"]), ("q=horten", ["horten"]),
      ("q=hort&status=draft", ["horten"]),
      ("q=horten&status=published", []), ("q=oslo&status=draft", []),
      ("q=muni&type=memberKind", ["municipality"]),
      ("q=innlandet&type=county", ["innlandet"]), ("q=fjord%20horten", ["horten"]), ("q=%20", []),
      ("q=horten&type=topic", []), ("q=oslo&type=member&limit=0", []),
    ])
  func records(query: String, found: [String]) throws {
    try add("/members", String(Sample.member.dropLast()) + #","status":"draft"}"#)
    let answer = try editor.get("/records?\(query)")
    #expect(answer.status == 200, "\(answer.text)")
    #expect(try answer.json.slugs == found, "\(answer.text)")
  }

  @Test(
    "wrong parameters of these are refused",
    arguments: [
      "/records", "/records?q=a&type=organisation", "/records?q=a&status=x", "/records?q=a&limit=101",
      "/duplicates?type=county", "/duplicates?x=1", "/backups?limit=1", "/deleted?type=x",
      "/imports?before=x",
      "/records?q=" + String(repeating: "a", count: 300),
    ])
  func refused(target: String) throws {
    #expect(try admin.get(target).status == 400)
  }
}

@Suite("Backups over HTTP")
struct OfficeBackupTests {
  private func start(_ folder: TemporaryFolder) throws -> RunningDirectory {
    try FileManager.default.createDirectory(
      atPath: folder.file("backups"), withIntermediateDirectories: true)
    return try RunningDirectory(["backup.folder": folder.file("backups")], in: folder)
  }

  /// Waits until the schedule has made its first backup.
  private func wait(for directory: RunningDirectory) {
    #expect(directory.log.hasLine(with: "backed up"))
  }

  @Test("an administrator makes a backup, lists it and downloads it")
  func whole() throws {
    let folder = try TemporaryFolder()
    let directory = try start(folder)
    wait(for: directory)
    let admin = try Staff(directory, role: "admin")
    let made = try admin.send("POST", "/backups")
    #expect(made.status == 201, "\(made.text)")
    let name = try #require(try made.json["name"]?.string)
    let path = try #require(made.field("location"))
    #expect(path == "/backups/\(name)")
    let items = try admin.get("/backups").json["items"]?.items ?? []
    #expect(items.count == 2 && items.first?["name"]?.string == name)
    let file = try admin.get(path)
    #expect(file.status == 200)
    #expect(file.field("content-type") == "application/octet-stream")
    #expect(file.field("content-disposition") == "attachment; filename=\"\(name)\"")
    #expect(file.field("cache-control") == "private, no-store")
    #expect(file.content == Array(try Data(contentsOf: URL(filePath: folder.file("backups/\(name)")))))
    #expect(try made.json["bytes"] == .integer(file.content.count))
    let last = try admin.get("/overview").json["backups"]
    #expect(last?["configured"] == .boolean(true) && last?["last"]?["name"]?.string == name)
    let head = try directory.ask("HEAD", path, ["Authorization: Bearer \(admin.token)"])
    #expect(head.status == 200 && head.field("content-length") == "\(file.content.count)")
  }

  @Test(
    "no other file can be downloaded",
    arguments: [
      "x", "..%2Fdirectory.sqlite", "..%2f..%2fetc%2fpasswd", "%2Fetc%2Fpasswd", ".", "..%00", "%00",
      "member-directory-2026-05-01T123456Z-1a2b3c4d.sqlite", "NAME.sha256", "NAME.json", "NAME.csv",
      "NAME%00", "NAME%2F", "other.sqlite", "LINK", "OTHER", "member-directory-ID.withdrawals.json",
    ])
  func traversal(name: String) throws {
    let folder = try TemporaryFolder()
    let directory = try start(folder)
    wait(for: directory)
    let admin = try Staff(directory, role: "admin")
    let own = try #require(try admin.get("/backups").json["items"]?.items.first?["name"]?.string)
    let id = own.split(separator: "-").last.map { String($0.prefix(8)) } ?? ""
    // A link with the name of a backup, and the backup of another directory.
    let link = "member-directory-2020-01-01T000000Z-\(id).sqlite"
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("backups/\(link)"), withDestinationPath: folder.file("directory.sqlite"))
    let other = "member-directory-2020-01-01T000000Z-00000000.sqlite"
    try FileManager.default.copyItem(
      atPath: folder.file("backups/\(own)"), toPath: folder.file("backups/\(other)"))
    try folder.write(Array("secret".utf8), to: "backups/other.sqlite")
    let path = name.replacing("NAME", with: own).replacing("LINK", with: link)
      .replacing("OTHER", with: other).replacing("ID", with: id)
    let answer = try admin.get("/backups/\(path)")
    #expect(answer.status == 404 || answer.status == 400, "\(path): \(answer.status)")
    #expect(!answer.text.contains("SQLite format") && !answer.text.contains("secret"))
    #expect(try admin.get("/backups").json["items"]?.items.count == 1)
  }

  @Test("only administrators may see, make and download backups")
  func roles() throws {
    let folder = try TemporaryFolder()
    let directory = try start(folder)
    wait(for: directory)
    let editor = try Staff(directory)
    for target in ["/backups", "/backups/x"] {
      #expect(try editor.get(target).status == 403)
      #expect(try directory.get(target).status == 401)
    }
    #expect(try editor.send("POST", "/backups").status == 403)
    #expect(try directory.ask("POST", "/backups", []).status == 401)
    #expect(try Staff(directory, role: "admin").send("POST", "/backups?dryRun=true").status == 400)
  }

  @Test("without a folder for backups, a problem says what to set")
  func unconfigured() throws {
    let directory = try RunningDirectory()
    let admin = try Staff(directory, role: "admin")
    for answer in [
      try admin.get("/backups"), try admin.send("POST", "/backups"), try admin.get("/backups/x"),
    ] {
      #expect(answer.status == 409)
      #expect(try answer.json["code"]?.string == "no-backup-folder")
      #expect(answer.text.contains("backup.folder"))
    }
  }

  @Test("a folder that has disappeared is a problem, and the overview is answered all the same")
  func missing() throws {
    let folder = try TemporaryFolder()
    let directory = try start(folder)
    wait(for: directory)
    let admin = try Staff(directory, role: "admin")
    try FileManager.default.removeItem(atPath: folder.file("backups"))
    for answer in [try admin.get("/backups"), try admin.send("POST", "/backups")] {
      #expect(answer.status == 503)
      #expect(try answer.json["code"]?.string == "backup-failed")
      #expect(!answer.text.contains(folder.path))
    }
    let overview = try admin.get("/overview")
    #expect(overview.status == 200)
    #expect(try overview.json["backups"]?["configured"] == .boolean(true))
  }

  @Test("of requests at the same time each makes a backup or is refused")
  func concurrent() throws {
    let folder = try TemporaryFolder()
    let directory = try start(folder)
    wait(for: directory)
    let admin = try Staff(directory, role: "admin")
    let clients = try (0..<4).map { _ in
      let client = try directory.client()
      client.send(admin.request("POST", "/backups", "", ["Connection: close"]))
      return client
    }
    let statuses = try clients.map { try $0.readResponse()?.status }
    #expect(statuses.contains(201) && statuses.allSatisfy { $0 == 201 || $0 == 409 })
    let made = statuses.count { $0 == 201 }
    #expect(try admin.get("/backups").json["items"]?.items.count == made + 1)
  }
}
