import Directory
import Foundation
import SQLite
import TestSupport
import Testing

@testable import App

@Suite("What a restore keeps")
struct RestoreTests {
  let directory: RunningDirectory
  let staff: Staff
  private var folder: TemporaryFolder { directory.folder }

  init() throws {
    directory = try RunningDirectory()
    staff = try Staff(directory, role: "admin")
  }

  private func run(_ arguments: String...) throws -> CommandProcess.Ended {
    try CommandProcess(
      arguments + ["--database", folder.file("directory.sqlite")],
      environment: ["MEMBER_DIRECTORY_BACKUP_FOLDER": folder.file("kept")], in: folder
    ).end()
  }

  private func makeFolder() throws {
    try FileManager.default.createDirectory(atPath: folder.file("kept"), withIntermediateDirectories: false)
  }

  private func restore() throws -> String {
    let ended = try run("restore", folder.file("backup.sqlite"))
    try #require(ended.status == 0, "\(ended.errors)")
    return ended.text
  }

  /// Restores, and returns when the running server shows it.
  private func restoreLive() throws -> String {
    let before = try directory.get("/snapshot").content
    let text = try restore()
    while try directory.get("/snapshot").content == before {}
    return text
  }

  /// Removes the database, as a broken disk does, and returns the directory that is restored.
  private func restoreLost() throws -> RunningDirectory {
    directory.stop()
    for name in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: folder.file("directory.sqlite\(name)"))
    }
    _ = try restore()
    return try RunningDirectory(["data.loadShipped": "false"], in: folder)
  }

  private func status(_ token: String, in directory: RunningDirectory) throws -> Int {
    try directory.get("/drafts", "Authorization: Bearer \(token)").status
  }

  @Test("a token that was revoked after the backup is refused after the restore, and a newer one is accepted")
  func tokens() throws {
    try makeFolder()
    let other = try Staff(directory, name: "Ola")
    #expect(try run("backup", folder.file("backup.sqlite")).status == 0)
    #expect(try run("token", "revoke", "1").status == 0)
    let new = try Staff(directory, name: "Per")
    let text = try restoreLive()
    #expect(text.contains("tokens revoked since the backup, which stay revoked: 1"))
    #expect(text.contains("tokens created since the backup, which stay: 1"))
    for (token, expected) in [(staff.token, 401), (other.token, 200), (new.token, 200)] {
      #expect(try status(token, in: directory) == expected)
    }
  }

  @Test("a token that only the backup has is revoked")
  func unknownToken() throws {
    try makeFolder()
    #expect(try run("backup", folder.file("backup.sqlite")).status == 0)
    let database = try Database(path: folder.file("directory.sqlite"), mode: .readWrite)
    try database.run("DELETE FROM tokens")
    #expect(try restoreLive().contains("1 of the revoked tokens were not in the database that was replaced"))
    #expect(try status(staff.token, in: directory) == 401)
  }

  @Test("a restore into the new database of another server keeps the tokens of both")
  func otherDirectory() throws {
    let leaked = try Staff(directory, name: "Ola")
    #expect(try run("backup", folder.file("backup.sqlite")).status == 0)
    let fresh = try RunningDirectory()
    let new = try Staff(fresh, name: "Per")
    func restoreFresh() throws -> String {
      let before = try fresh.get("/snapshot").content
      let ended = try CommandProcess(
        ["restore", folder.file("backup.sqlite"), "--database", fresh.folder.file("directory.sqlite")],
        in: fresh.folder
      ).end()
      try #require(ended.status == 0, "\(ended.errors)")
      while try fresh.get("/snapshot").content == before {}
      return ended.text
    }
    #expect(try restoreFresh().contains("because the backup of another directory has them: 2;"))
    for token in [staff.token, leaked.token, new.token] {
      #expect(try status(token, in: fresh) == 200)
    }
    // What was revoked in the new database stays revoked, whatever is restored.
    let settings = try Staff.settings(of: fresh)
    let line = try #require(try MemberDirectory.tokenLines(settings).first { $0.contains("\tOla\t") })
    try MemberDirectory.revokeToken(settings, id: try #require(Int64(line.prefix { $0 != "\t" })))
    let text = try restoreFresh()
    #expect(text.contains("which stay revoked: 1") && !text.contains("another directory"))
    for (token, expected) in [(staff.token, 200), (leaked.token, 401), (new.token, 200)] {
      #expect(try status(token, in: fresh) == expected)
    }
  }

  @Test("without the database, the tokens of the backup are valid, unless a file says that they were revoked")
  func lost() throws {
    let leaked = try Staff(directory, name: "Ola")
    #expect(try run("backup", folder.file("backup.sqlite")).status == 0)
    try makeFolder()
    #expect(try run("token", "revoke", "2").status == 0)
    #expect(try run("contact", "erase", "gunnar-selvik").status == 0)
    let file = try #require(
      try FileManager.default.contentsOfDirectory(atPath: folder.file("kept")).first)
    #expect(file.hasSuffix(".withdrawals.json"))
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.file("kept/\(file)"))
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    #expect(!String(decoding: try folder.read("kept/\(file)"), as: UTF8.self).contains("gunnar"))
    let restored = try restoreLost()
    #expect(try status(staff.token, in: restored) == 200)
    #expect(try status(leaked.token, in: restored) == 401)
    #expect(try restored.get("/contacts/gunnar-selvik").status == 410)
    restored.stop()

    try FileManager.default.removeItem(atPath: folder.file("kept"))
    let again = try restoreLost()
    #expect(try status(leaked.token, in: again) == 200)
    #expect(try again.get("/contacts/gunnar-selvik").status == 200)
  }

  @Test("a restore with a file of withdrawals that cannot be read changes nothing")
  func unreadable() throws {
    #expect(try run("backup", folder.file("backup.sqlite")).status == 0)
    try makeFolder()
    #expect(try run("token", "revoke", "1").status == 0)
    let file = try #require(
      try FileManager.default.contentsOfDirectory(atPath: folder.file("kept")).first)
    try folder.write(Array("{}".utf8), to: "kept/\(file)")
    _ = try Staff(directory, name: "Per")
    let ended = try run("restore", folder.file("backup.sqlite"))
    #expect(ended.status == 65 && ended.errors.first?.contains(file) == true, "\(ended.errors)")
    #expect(try run("token", "list").text.split(separator: "\n").count == 2)
  }

  @Test("an erased contact stays erased, and its name is not published again")
  func erased() throws {
    try makeFolder()
    #expect(try run("backup", folder.file("backup.sqlite")).status == 0)
    #expect(try run("contact", "erase", "gunnar-selvik").status == 0)
    #expect(try restoreLive().contains("contacts erased since the backup, which were erased again: 1"))
    let answer = try directory.get("/contacts/gunnar-selvik")
    #expect(answer.status == 410 && !answer.text.contains("Gunnar Selvik"))
    #expect(!(try directory.get("/snapshot").text.contains("Gunnar Selvik")))
  }

  @Test("a position in the feed of changes from before a restore is refused, and the snapshot has a new one")
  func positions() throws {
    try makeFolder()
    _ = try staff.send("POST", "/counties", Sample.county)
    #expect(try run("backup", folder.file("backup.sqlite")).status == 0)
    _ = try staff.send("POST", "/offices", Sample.office)
    let before = try #require(try directory.get("/changes").json["next"]?.string)
    #expect(try directory.get("/snapshot").json["next"]?.string == before)
    _ = try restoreLive()
    for since in ["0", "1", before] {
      let answer = try directory.get("/changes?since=\(since)")
      #expect(answer.status == 410)
      #expect(try answer.json["code"]?.string == "changes-restarted")
      #expect(try directory.get("/changes.atom?since=\(since)").status == 410)
    }
    let next = try #require(try directory.get("/snapshot").json["next"]?.string)
    #expect(try #require(Int64(next)) > #require(Int64(before)))
    #expect(try directory.get("/changes?since=\(next)").text == "{\"items\":[],\"next\":\"\(next)\"}\n")
    #expect(try directory.get("/changes").json["next"]?.string == next)
    #expect(try directory.get("/changes.atom").status == 200)
    _ = try staff.send("POST", "/offices", Sample.office)
    #expect(try directory.get("/changes?since=\(next)").json.slugs == ["bergen"])
  }

  @Test("if the database was lost, ids of changes continue above the time in milliseconds")
  func lostPositions() throws {
    _ = try staff.send("POST", "/counties", Sample.county)
    #expect(try run("backup", folder.file("backup.sqlite")).status == 0)
    _ = try staff.send("POST", "/offices", Sample.office)
    let milliseconds = Int64(Date().timeIntervalSince1970 * 1000)
    let restored = try restoreLost()
    let next = try #require(try restored.get("/snapshot").json["next"]?.string)
    #expect(try #require(Int64(next)) > milliseconds)
    #expect(try restored.get("/changes?since=2").status == 410)
    let again = try Staff(restored)
    _ = try again.send("POST", "/offices", Sample.office)
    #expect(try restored.get("/changes?since=\(next)").json.slugs == ["bergen"])
  }
}
