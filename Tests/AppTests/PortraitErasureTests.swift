import Directory
import TestSupport
import Testing

@testable import App

@Suite("The portrait of a contact that is erased")
struct PortraitErasureTests {
  let directory: RunningDirectory
  let admin: Staff
  private let contact = "/contacts/gunnar-selvik"
  private var folder: TemporaryFolder { directory.folder }

  init() throws {
    directory = try RunningDirectory()
    admin = try Staff(directory, role: "admin")
  }

  /// A file with a text that is found in the files of the database.
  private func file(_ mark: String) -> [UInt8] {
    var file = PictureSamples.jpeg()
    file.replaceSubrange(100..<100 + mark.utf8.count, with: mark.utf8)
    return file
  }

  private func upload(_ path: String, _ file: [UInt8]) throws -> String {
    let record = String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)])
    let put = try admin.upload(path + "?alt=A", file, try admin.ifMatch(record))
    #expect(put.status == 200, "\(put.text)")
    let field = path.split(separator: "/").last.map(String.init) ?? ""
    return try #require(try put.json[field]?["sizes"]?.items.first?["url"]?.string)
  }

  private func erase(_ options: String...) throws -> CommandProcess.Ended {
    try CommandProcess(
      ["contact", "erase", "gunnar-selvik", "--database", folder.file("directory.sqlite")] + options,
      environment: ["MEMBER_DIRECTORY_DATABASE_BUSY_TIMEOUT_MILLISECONDS": "50"], in: folder
    ).end()
  }

  private func isInFiles(_ mark: String) throws -> Bool {
    let log = (try? folder.read("directory.sqlite-wal")) ?? []
    let bytes = try folder.read("directory.sqlite") + log
    return String(decoding: bytes, as: UTF8.self).contains(mark)
  }

  @Test("is in no file any more, neither as it is nor as it was, and the feed reports the contact's deletion")
  func erased() throws {
    let old = try upload(contact + "/portrait", file("OLDFACE"))
    let new = try upload(contact + "/portrait", file("NEWFACE"))
    #expect(try directory.get(new).content == file("NEWFACE"))
    #expect(try isInFiles("OLDFACE") && isInFiles("NEWFACE"))
    let ended = try erase()
    #expect(ended.status == 0, "\(ended.errors)")
    while try directory.get(contact).status != 410 {}
    for url in [old, new, contact + "/portrait"] { #expect(try directory.get(url).status == 410) }
    #expect(try !isInFiles("OLDFACE") && !isInFiles("NEWFACE"))
    let changes = try directory.get("/changes").json["items"]?.items ?? []
    #expect(changes.compactMap { $0["action"]?.string } == ["deleted"])
  }

  @Test("stops the erasure if another record shows it, unless that is meant")
  func shared() throws {
    _ = try upload(contact + "/portrait", file("FACE"))
    let url = try upload("/members/oslo/image", file("FACE"))
    let refused = try erase()
    #expect(refused.status == 65)
    #expect(refused.errors.first?.contains("also the picture of member oslo") == true, "\(refused.errors)")
    #expect(try directory.get(contact).status == 200 && directory.get(url).status == 200)
    let kept = try erase("--keep-shared-pictures")
    #expect(kept.status == 0 && kept.text.contains("still stored, as the picture of member oslo"))
    while try directory.get(contact).status != 410 {}
    #expect(try directory.get(url).content == file("FACE"))
  }

  @Test("is removed although a revision of another record had it, which can't be restored then")
  func revisions() throws {
    _ = try upload(contact + "/portrait", file("FACE"))
    _ = try upload("/members/oslo/image", file("FACE"))
    _ = try admin.send("DELETE", "/members/oslo/image", "", try admin.ifMatch("/members/oslo"))
    #expect(try erase().status == 0)
    #expect(try !isInFiles("FACE"))
    while try directory.get(contact).status != 410 {}
    let revisions = try admin.get("/members/oslo/revisions").json["items"]?.items ?? []
    let restore = try #require(revisions[1]["links"]?["restore"]?.string)
    let answer = try admin.send("POST", restore, "", try admin.ifMatch("/members/oslo"))
    #expect(answer.status == 422 && answer.text.contains("no picture with this SHA-256"), "\(answer.text)")
  }

  @Test("doesn't come back with a backup")
  func backup() throws {
    _ = try upload(contact + "/portrait", file("FACE"))
    let database = ["--database", folder.file("directory.sqlite")]
    func run(_ arguments: String...) throws -> CommandProcess.Ended {
      try CommandProcess(arguments + database, environment: [:], in: folder).end()
    }
    #expect(try run("backup", folder.file("backup.sqlite")).status == 0)
    #expect(try erase().status == 0)
    let restored = try run("restore", folder.file("backup.sqlite"))
    #expect(restored.status == 0, "\(restored.errors)")
    #expect(restored.text.contains("erased again: 1"))
    while try directory.get(contact).status != 410 {}
    #expect(try !isInFiles("FACE"))
  }
}
