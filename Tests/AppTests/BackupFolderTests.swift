import DirectorySQLite
import Foundation
import SQLite
import TestSupport
import Testing

@testable import App

@Suite("The folder of scheduled backups")
struct BackupFolderTests {
  private static let may1: Int64 = 1_777_638_896
  private static let day: Int64 = 86_400

  let folder: TemporaryFolder
  private let source: SQLiteBackups

  init() throws {
    folder = try TemporaryFolder()
    try RunningDirectory(in: folder).stop()
    source = SQLiteBackups(path: folder.file("directory.sqlite"))
    try FileManager.default.createDirectory(atPath: folder.file("kept"), withIntermediateDirectories: false)
  }

  private func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.file("kept")).sorted()
  }

  private func kept(_ count: Int) -> BackupFolder { BackupFolder(path: folder.file("kept"), keep: count) }

  private func name(_ time: Int64, number: Int = 1) throws -> String {
    BackupName(time: time, directory: try source.directoryID(), number: number).text
  }

  @Test(
    "a backup's name has its time in UTC, so that names sort as times do, and can be parsed",
    arguments: [
      (0, "1970-01-01T000000Z"), (951_782_399, "2000-02-28T235959Z"), (951_868_799, "2000-02-29T235959Z"),
      (1_777_638_896, "2026-05-01T123456Z"),
    ] as [(Int64, String)])
  func name(seconds: Int64, time: String) {
    for (number, end) in [(1, ""), (2, "-2"), (17, "-17")] {
      let name = BackupName(time: seconds, directory: "0a1b2c3d", number: number)
      #expect(name.text == "member-directory-\(time)-0a1b2c3d\(end).sqlite")
      #expect(BackupName(name.text) == name)
    }
  }

  @Test(
    "a name that differs in anything is not a backup's",
    arguments: [
      "member-directory-2026-05-01T123456Z.sqlite", "member-directory-zcustomersdatabase-0a1b2c3d.sqlite",
      "member-directory-2026-02-29T123456Z-0a1b2c3d.sqlite",
      "member-directory-2026-13-01T123456Z-0a1b2c3d.sqlite",
      "member-directory-2026-05-01T243456Z-0a1b2c3d.sqlite",
      "member-directory-2026-05-01T126056Z-0a1b2c3d.sqlite",
      "member-directory-2026-05-01T123460Z-0a1b2c3d.sqlite",
      "member-directory-2026-05-01T12345Z-0a1b2c3d.sqlite",
      "member-directory-+026-05-01T123456Z-0a1b2c3d.sqlite",
      "member-directory-2026-05-01T123456-0a1b2c3d.sqlite",
      "member-directory-2026-05-01T123456Z-0a1b2c3.sqlite",
      "member-directory-2026-05-01T123456Z-0A1B2C3D.sqlite",
      "member-directory-2026-05-01T123456Z-0a1b2c3d-1.sqlite",
      "member-directory-2026-05-01T123456Z-0a1b2c3d-.sqlite",
      "member-directory-2026-05-01T123456Z-0a1b2c3d-02.sqlite",
      "member-directory-2026-05-01T123456Z-0a1b2c3d.sqlite2",
      "member-directory-26-05-01T123456Z-0a1b2c3d.sqlite", "member-directory-.sqlite", "",
      "member-directory-2026-05-01T123456Z-0a1b2c3d-99999999999999999999.sqlite",
    ])
  func otherName(name: String) { #expect(BackupName(name) == nil) }

  @Test("the newest backups are kept, and no other file is removed")
  func rotation() throws {
    let others = [
      "member-directory-2020-01-01T000000Z-0a1b2c3d.sqlite", "member-directory-zcustomersdatabase.sqlite",
      "notes.txt", try name(Self.may1 - 9 * Self.day), try name(Self.may1 - 8 * Self.day),
    ]
    for other in others.dropLast() { try folder.write(Array("precious".utf8), to: "kept/\(other)") }
    // A link to a database isn't a backup.
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("kept/\(others[4])"), withDestinationPath: folder.file("directory.sqlite"))
    for day in 0..<4 { _ = try kept(2).add(source, at: Self.may1 + Int64(day) * Self.day) }
    let expected = try [2, 3].map { try name(Self.may1 + $0 * Self.day) }
    #expect(try names() == (expected + expected.map { $0 + ".sha256" } + others).sorted())
  }

  @Test("an old file that can't be removed is reported, and no other")
  func notRemoved() throws {
    let old = try kept(1).add(source, at: Self.may1)
    #expect(old.notRemoved.isEmpty)
    // A folder takes the place of the checksum: unlink(2) doesn't remove folders.
    let checksum = old.file + ".sha256"
    try FileManager.default.removeItem(atPath: checksum)
    try FileManager.default.createDirectory(atPath: checksum, withIntermediateDirectories: false)
    let added = try kept(1).add(source, at: Self.may1 + 2 * Self.day)
    #expect(added.notRemoved.map { "\($0)".contains(checksum) } == [true])
    #expect(try !names().contains(name(Self.may1)))
    errno = EISDIR
    let next = try kept(1).add(source, at: Self.may1 + 4 * Self.day)
    #expect(next.notRemoved.isEmpty, "What was removed isn't reported, whatever the last error was.")
  }

  @Test("the backup that was just written stays, whatever the other files are named", arguments: [1, 7])
  func newest(keep: Int) throws {
    for year in 0..<7 {
      let path = folder.file("kept/\(try name(Self.may1 + Int64(year + 1) * 366 * Self.day))")
      try FileManager.default.copyItem(atPath: folder.file("directory.sqlite"), toPath: path)
    }
    let added = try kept(keep).add(source, at: Self.may1)
    #expect(added.file == folder.file("kept/\(try name(Self.may1))"))
    #expect(try names().contains(try name(Self.may1)))
    // Files with a time in the future are left alone.
    #expect(try names().filter { $0.hasSuffix(".sqlite") }.count == 8)
  }

  @Test("a second backup in the same second gets another name")
  func sameSecond() throws {
    let files = try (1...3).map { _ in try kept(7).add(source, at: Self.may1).file }
    #expect(files == (try (1...3).map { folder.file("kept/\(try name(Self.may1, number: $0))") }))
    #expect(files.allSatisfy { FileManager.default.fileExists(atPath: $0) })
    #expect(try kept(7).backups(of: source, at: Self.may1).map(\.number) == [1, 2, 3])
  }

  @Test("directories that share a folder remove only their own backups")
  func shared() throws {
    try RunningDirectory(["database.path": folder.file("other.sqlite")], in: folder).stop()
    let other = SQLiteBackups(path: folder.file("other.sqlite"))
    for second in 0..<3 {
      for source in [source, other] { _ = try kept(1).add(source, at: Self.may1 + Int64(second)) }
    }
    for source in [source, other] {
      #expect(try kept(1).backups(of: source, at: Self.may1 + 9).map(\.time) == [Self.may1 + 2])
    }
  }

  @Test(
    "besides the newest backups, the newest of each of the last days is kept",
    arguments: [
      (2, [0, 1, 2], [0]), (2, [-30, -1, 0, 1], [-1]), (2, [-50, -40, -30, -20, 0, 1], [-50, -40, -30]),
      (3, [-50, -40, -30, -20, 0, 1, 2], [-50, -30]), (1, [-30, -1], [-30]), (3, [-80, -60], []),
    ] as [(Int, [Int64], [Int64])])
  func days(keep: Int, hours: [Int64], removed: [Int64]) {
    // Hours from noon of the day of the newest.
    let noon = Self.may1 / Self.day * Self.day + Self.day / 2
    let backups = hours.map { BackupName(time: noon + $0 * 3600, directory: "0a1b2c3d") }
    let surplus = kept(keep).surplus(backups, at: noon + 3 * 3600).map { ($0.time - noon) / 3600 }
    #expect(surplus.sorted() == removed)
  }

  @Test("a backup that fails leaves no file under its name")
  func failure() throws {
    let missing = SQLiteBackups(path: folder.file("directory.sqlite"))
    try #require(try missing.directoryID().count == 8)
    let damaged = try Database(path: folder.file("directory.sqlite"), mode: .readWrite)
    try damaged.run("PRAGMA foreign_keys = OFF")
    try damaged.run("INSERT INTO former_slug_successors VALUES ('member', 'nothing', 0, 'oslo')")
    #expect(throws: (any Error).self) { _ = try kept(7).add(source, at: Self.may1) }
    #expect(try names() == [])
  }
}

@Suite("The schedule of backups")
struct BackupScheduleTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try FileManager.default.createDirectory(atPath: folder.file("kept"), withIntermediateDirectories: false)
  }

  private func backups() throws -> [BackupName] {
    try FileManager.default.contentsOfDirectory(atPath: folder.file("kept")).sorted()
      .compactMap(BackupName.init)
  }

  private func startAndStop(keep: Int = 3) throws -> [String] {
    let settings = ["backup.folder": folder.file("kept"), "backup.keep": "\(keep)"]
    let running = try RunningDirectory(settings, in: folder)
    // "backed up", or "the next backup is due later"
    #expect(running.log.hasLine(with: "back"))
    running.stop()
    return running.log.lines
  }

  @Test("the first backup is made at the start")
  func first() throws {
    #expect(try startAndStop().contains { $0.contains("backed up") })
    #expect(try backups().count == 1)
    let lost = try RunningDirectory(["backup.folder": folder.file("missing")], in: folder)
    #expect(lost.log.hasLine(with: "no backup"))
    lost.stop()
  }

  @Test("starts in quick succession make one backup, and remove none")
  func restarts() throws {
    for _ in 0..<4 { _ = try startAndStop(keep: 1) }
    #expect(try backups().count == 1)
    // A day later, another one is due.
    let name = try #require(try backups().first)
    let older = BackupName(time: name.time - 86_401, directory: name.directory)
    try FileManager.default.moveItem(
      atPath: folder.file("kept/\(name.text)"), toPath: folder.file("kept/\(older.text)"))
    for _ in 0..<2 { #expect(try startAndStop(keep: 2).count > 0) }
    #expect(try backups().count == 2 && backups().first == older)
  }
}
