import DirectorySQLite
import TestSupport
import Testing

@Suite("A backup")
struct BackupMarkTests {
  @Test("is recognised by the application id in bytes 68 to 71 of the file")
  func mark() throws {
    let folder = try TemporaryFolder()
    _ = try SQLiteDirectoryStore(path: folder.file("directory.sqlite"))
    let backups = SQLiteBackups(path: folder.file("directory.sqlite"))
    let bytes = Array(try folder.read("directory.sqlite").prefix(4_096))
    for index in 67...72 {
      var changed = bytes
      changed[index] ^= 1
      try folder.write(changed, to: "changed.sqlite")
      #expect(backups.isBackup(folder.file("changed.sqlite")) == !(68...71).contains(index))
    }
    try folder.write(bytes, to: "same.sqlite")
    #expect(backups.isBackup(folder.file("same.sqlite")))
    try folder.write(Array(bytes.prefix(99)), to: "short.sqlite")
    #expect(!backups.isBackup(folder.file("short.sqlite")))
  }
}
