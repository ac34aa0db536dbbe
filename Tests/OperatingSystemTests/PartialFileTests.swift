import Dispatch
import Foundation
import OperatingSystem
import TestSupport
import Testing

@Suite("A partial file")
struct PartialFileTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() }
  }

  @Test("replaces the file only when it is moved into place")
  func moved() throws {
    try folder.write(Array("old".utf8), to: "file")
    do {
      let partial = try PartialFile(for: folder.file("file"), permissions: 0o600)
      try partial.write(Array("new".utf8))
      #expect(try folder.read("file") == Array("old".utf8))
      #expect(try names.count == 2)
      try partial.moveIntoPlace()
    }
    #expect(try names == ["file"])
    #expect(try folder.read("file") == Array("new".utf8))
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.file("file"))
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
  }

  @Test("exists until the end of its scope, and is removed if it isn't moved")
  func discarded() throws {
    do {
      let partial = try PartialFile(for: folder.file("file"), permissions: 0o600)
      let path = partial.path
      #expect(try names.map { folder.file($0) } == [path])
    }
    #expect(try names == [])
  }

  @Test("replaces one that a crashed process left behind, and doesn't follow a link")
  func leftBehind() throws {
    let path = folder.file("file.\(getpid()).partial")
    try folder.write(Array("other".utf8), to: "other")
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: folder.file("other"))
    do {
      let partial = try PartialFile(for: folder.file("file"), permissions: 0o600)
      try partial.write([1])
      try partial.moveIntoPlace()
    }
    #expect(try folder.read("file") == [1])
    #expect(try folder.read("other") == Array("other".utf8))
  }

  @Test("removes those of the same file that killed processes left behind, and no others")
  func abandoned() throws {
    let kept = [
      "file.partial", "file.1x.partial", "file.12.partial.old", "other.12.partial", "file.12.14.partial",
    ]
    for name in ["file.12.partial", "file.999999.partial"] + kept { try folder.write([1], to: name) }
    do {
      let partial = try PartialFile(for: folder.file("file"), permissions: 0o600)
      try partial.moveIntoPlace()
    }
    #expect(try names == (["file"] + kept).sorted())
  }

  @Test("keeps the file that another process is writing")
  func inUse() throws {
    try folder.write([1], to: "file.12.partial")
    let descriptor = unsafe open(folder.file("file.12.partial"), O_WRONLY)
    defer { close(descriptor) }
    #expect(flock(descriptor, LOCK_EX | LOCK_NB) == 0)
    _ = try PartialFile(for: folder.file("file"), permissions: 0o600)
    #expect(try names.contains("file.12.partial"))
  }

  @Test("is locked while it exists, so that a second one for the same file is refused")
  func twice() throws {
    let partial = try PartialFile(for: folder.file("file"), permissions: 0o600)
    #expect(throws: FileError.self) {
      _ = try PartialFile(for: folder.file("file"), permissions: 0o600)
    }
    try partial.moveIntoPlace()
    #expect(try names == ["file"])
  }

  @Test("throws an error with the path and the reason if its folder doesn't exist")
  func noFolder() throws {
    let error = try #require(throws: FileError.self) {
      _ = try PartialFile(for: folder.file("missing/file"), permissions: 0o600)
    }
    #expect(error.cause == SystemError(ENOENT))
    #expect(error.path == folder.file("missing/file"))
    #expect(error.description == "cannot create \(error.path): No such file or directory")
  }

  @Test("throws an error if it would replace a folder, and the folder stays")
  func overFolder() throws {
    try FileManager.default.createDirectory(atPath: folder.file("file"), withIntermediateDirectories: false)
    let error = try #require(throws: FileError.self) {
      try PartialFile(for: folder.file("file"), permissions: 0o600).moveIntoPlace()
    }
    #expect(error.description == "cannot replace \(folder.file("file")): Is a directory")
    #expect(try names == ["file"])
  }

  @Test("throws an error that says so if the disk is full")
  func fullDisk() throws {
    let full = try #require(FileHandle(forWritingAtPath: "/dev/full"))
    let error = try #require(throws: SystemError.self) { try writeAll([1], to: full.fileDescriptor) }
    #expect(error.isDiskFull)
    #expect(!SystemError(EIO).isDiskFull)
    #expect(error.description == "No space left on device")
  }

  @Test("may be moved to a free path or over a regular file, but not over a folder or a device")
  func canReplace() throws {
    try folder.write([1], to: "file")
    #expect(PartialFile.canReplace(folder.file("file")) && PartialFile.canReplace(folder.file("none")))
    #expect(!PartialFile.canReplace(folder.path) && !PartialFile.canReplace("/dev/null"))
  }

  @Test("is written whole even if it is longer than the buffer of a pipe")
  func long() throws {
    let pipe = Pipe()
    let bytes = (0..<1 << 20).map { UInt8(truncatingIfNeeded: $0 / 7) }
    // Not a task: it would wait until other tests are over, and this test occupies a thread meanwhile.
    let writing = DispatchGroup()
    DispatchQueue.global().async(group: writing) {
      #expect(throws: Never.self) {
        try writeAll(bytes, to: pipe.fileHandleForWriting.fileDescriptor)
        try pipe.fileHandleForWriting.close()
      }
    }
    #expect(try Array(#require(try pipe.fileHandleForReading.readToEnd())) == bytes)
    writing.wait()
  }
}
