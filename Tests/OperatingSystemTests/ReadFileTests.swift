import Glibc
import OperatingSystem
import TestSupport
import Testing

@Suite("A file that is read whole")
struct ReadFileTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test("is returned unchanged, whatever its length", arguments: [0, 1, 65_535, 65_536, 65_537, 200_000])
  func content(length: Int) throws {
    let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 / 3) }
    try folder.write(bytes, to: "file")
    #expect(try readFile(folder.file("file")) == bytes)
    var pieces: [Int] = []
    try readFile(folder.file("file"), pieceLength: 50_000) { pieces.append($0.count) }
    #expect(pieces.reduce(0, +) == length && pieces.allSatisfy { (1...50_000).contains($0) })
  }

  @Test("may have no known length, such as a file in /proc")
  func proc() throws { #expect(try readFile("/proc/self/status").count > 100) }

  @Test("causes an error with its path and the reason if it doesn't exist or is a folder")
  func errors() {
    let missing = #expect(throws: FileError.self) { try readFile(folder.file("none")) }
    #expect(missing?.description == "cannot open \(folder.file("none")): No such file or directory")
    #expect(missing?.cause.isNotFound == true)
    let directory = #expect(throws: FileError.self) { try readFile(folder.path) }
    #expect(directory?.description == "cannot read \(folder.path): Is a directory")
    #expect(directory?.cause.isNotFound == false)
  }
}
