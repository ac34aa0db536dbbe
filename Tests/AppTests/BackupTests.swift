import Directory
import DirectorySQLite
import Foundation
import TestSupport
import Testing

@testable import App

@Suite("Backup and restore")
struct BackupTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private var database: String { folder.file("directory.sqlite") }

  private func run(_ arguments: String...) throws -> CommandProcess.Ended {
    try CommandProcess(arguments + ["--database", database], in: folder).end()
  }

  /// Makes a database without any records.
  private func makeOther(_ name: String) throws {
    let other = try RunningDirectory(["data.loadShipped": "false", "database.path": folder.file(name)])
    other.stop()
  }

  @Test("a backup of a running server is a file that only its owner can read and sha256sum can check")
  func backup() throws {
    let running = try RunningDirectory(in: folder)
    let ended = try run("backup", folder.file("backup.sqlite"))
    #expect(ended.status == 0, "\(ended.errors)")
    #expect(try running.get("/members").status == 200)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(names.filter { $0.hasPrefix("backup") }.sorted() == ["backup.sqlite", "backup.sqlite.sha256"])
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.file("backup.sqlite"))
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    let check = Process()
    check.executableURL = URL(filePath: "/usr/bin/sha256sum")
    check.arguments = ["--check", "--quiet", "backup.sqlite.sha256"]
    check.currentDirectoryURL = URL(filePath: folder.path)
    try check.run()
    check.waitUntilExit()
    #expect(check.terminationStatus == 0)
  }

  @Test("a running server shows a restored backup, and the previous content is kept in a file")
  func restore() throws {
    try makeOther("empty.sqlite")
    let running = try RunningDirectory(in: folder)
    #expect(try running.get("/members").json["total"] == .integer(17))
    let ended = try run("restore", folder.file("empty.sqlite"))
    #expect(ended.status == 0, "\(ended.errors)")
    #expect(ended.text.contains("no checksum"))
    let former = try #require(
      try FileManager.default.contentsOfDirectory(atPath: folder.path).first {
        $0.contains(".before-restore-") && !$0.hasSuffix(".sha256")
      })
    #expect(ended.text.contains(former))
    running.stop()

    let again = try RunningDirectory(["data.loadShipped": "false"], in: folder)
    #expect(try again.get("/members").json["total"] == .integer(0))
    again.stop()
    #expect(try run("restore", folder.file(former)).status == 0)
    let export = try run("export")
    #expect(export.output == (try DocumentJSON.encode(Self.shipped())))
  }

  private static func shipped() throws -> DirectoryDocument {
    try DocumentJSON.decode(Array(try #require(EmbeddedFiles.data.first).text.utf8))
  }

  /// Runs a Python script, in which `c` is a connection to the database, and returns its exit code.
  private func python(_ name: String, _ script: String) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", "import sqlite3; c = sqlite3.connect('\(name)'); \(script)"]
    process.currentDirectoryURL = URL(filePath: folder.path)
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }

  @Test("the search index of a backup that lacks it is made when the backup is restored")
  func restoreWithoutIndex() throws {
    try RunningDirectory(["database.path": folder.file("old.sqlite")], in: folder).stop()
    try #require(python("old.sqlite", "c.execute('DELETE FROM members_search'); c.commit()") == 0)
    let running = try RunningDirectory(["data.loadShipped": "false"], in: folder)
    #expect(try run("restore", folder.file("old.sqlite")).status == 0)
    let count = "assert c.execute('SELECT count(*) FROM members_search').fetchone()[0] == 17"
    #expect(try python("directory.sqlite", count) == 0)
    running.stop()
  }

  @Test("a backup that doesn't match its checksum is refused, and the database isn't changed")
  func changedBackup() throws {
    let running = try RunningDirectory(in: folder)
    #expect(try run("backup", folder.file("backup.sqlite")).status == 0)
    var bytes = try folder.read("backup.sqlite")
    bytes[bytes.count / 2] ^= 0x55
    try folder.write(bytes, to: "backup.sqlite")
    let ended = try run("restore", folder.file("backup.sqlite"))
    #expect(ended.status == 65)
    #expect(ended.errors.first?.contains("checksums differ") == true)
    #expect(try running.get("/members").json["total"] == .integer(17))
  }

  @Test("a damaged backup without a checksum is refused after its pages are checked")
  func damagedBackup() throws {
    _ = try RunningDirectory(in: folder)
    #expect(try run("backup", folder.file("backup.sqlite")).status == 0)
    try FileManager.default.removeItem(atPath: folder.file("backup.sqlite.sha256"))
    var bytes = try folder.read("backup.sqlite")
    for index in 4096..<4096 * 4 { bytes[index] = 0x55 }
    try folder.write(bytes, to: "backup.sqlite")
    let ended = try run("restore", folder.file("backup.sqlite"))
    #expect(ended.status == 65, "\(ended.errors)")
  }

  @Test(
    "a file that isn't a backup is refused with its name",
    arguments: [("nothing.sqlite", Int32(73)), ("text.sqlite", Int32(65))])
  func noBackup(name: String, status: Int32) throws {
    try folder.write(Array("This is a text and not a database.".utf8), to: "text.sqlite")
    let ended = try run("restore", folder.file(name))
    #expect(ended.status == status, "\(ended.errors)")
    #expect(ended.errors.first?.contains(name) == true)
  }

  @Test("a backup into a folder that doesn't exist is refused")
  func noFolder() throws {
    _ = try RunningDirectory(in: folder)
    let ended = try run("backup", folder.file("missing/backup.sqlite"))
    #expect(ended.status == 73)
    #expect(ended.errors.first?.contains("missing/backup.sqlite") == true)
  }

  @Test("a backup to the database's own file is refused, even if the path is spelled differently")
  func ontoItself() throws {
    let running = try RunningDirectory(in: folder)
    #expect(try run("backup", folder.path + "/./directory.sqlite").status == 73)
    #expect(try running.get("/members").json["total"] == .integer(17))
  }

  @Test("each restore keeps the previous content in a file of its own")
  func restoreTwice() throws {
    try makeOther("empty.sqlite")
    try RunningDirectory(in: folder).stop()
    for _ in 0..<3 { #expect(try run("restore", folder.file("empty.sqlite")).status == 0) }
    let kept = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
      $0.hasPrefix("directory.sqlite.before-restore-") && !$0.hasSuffix(".sha256")
    }
    #expect(kept.count == 3, "\(kept)")
  }

  @Test("a backup never replaces anything but a regular file")
  func notARegularFile() throws {
    try RunningDirectory(in: folder).stop()
    try FileManager.default.createDirectory(atPath: folder.file("sub"), withIntermediateDirectories: false)
    let pipe = folder.file("pipe")
    #expect(unsafe mkfifo(pipe, 0o600) == 0)
    for path in [folder.file("sub"), pipe] {
      let ended = try run("backup", path)
      #expect(ended.status == 73)
      #expect(ended.errors.count == 1 && ended.errors[0].contains("\(path): not a regular file"))
    }
    var status = stat()
    #expect(unsafe stat(pipe, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
  }
}
