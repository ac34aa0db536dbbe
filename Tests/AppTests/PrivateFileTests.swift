import Foundation
import TestSupport
import Testing

@testable import App

@Suite("Files with unpublished data")
struct PrivateFileTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func mode(_ name: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.file(name))
    return try #require((attributes[.posixPermissions] as? NSNumber)?.intValue)
  }

  @Test("are created for their owner only, whatever the umask")
  func modes() throws {
    try folder.write(ProjectFiles.read("Data/oslo-region.json"), to: "own.json")
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = [
      "-c",
      """
      umask 0; export MEMBER_DIRECTORY_DATABASE_PATH=d.sqlite
      "$0" import own.json && "$0" export --output e.json && "$0" backup b.sqlite
      """, try CommandProcess.executable(),
    ]
    process.currentDirectoryURL = URL(filePath: folder.path)
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    for name in ["d.sqlite", "e.json", "b.sqlite", "b.sqlite.sha256"] {
      #expect(try mode(name) == 0o600, "\(name)")
    }
  }

  @Test("include the write-ahead log and its index")
  func log() throws {
    let running = try RunningDirectory(in: folder)
    for name in ["", "-wal", "-shm"] { #expect(try mode("directory.sqlite\(name)") == 0o600) }
    running.stop()
  }

  @Test("are named by a warning at the start if others can read them", arguments: [0o644, 0o640, 0o602])
  func warning(mode: Int) throws {
    try RunningDirectory(in: folder).stop()
    try FileManager.default.setAttributes(
      [.posixPermissions: mode], ofItemAtPath: folder.file("directory.sqlite"))
    let running = try RunningDirectory(in: folder)
    running.stop()
    let warnings = running.log.lines.filter { $0.contains("other users can read or write") }
    #expect(warnings.contains { $0.contains("directory.sqlite\"") } == (mode != 0o640))
  }
}
