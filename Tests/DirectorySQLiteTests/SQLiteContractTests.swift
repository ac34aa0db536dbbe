import Directory
import DirectorySQLite
import TestSupport
import Testing

@Suite("The store in SQLite meets the contract of a store:")
struct SQLiteContractTests {
  private struct Subject: StoreUnderTest {
    let folder: TemporaryFolder
    var ranks: Bool { true }

    func open(patience: Duration) throws -> any DirectoryAdministration {
      try SQLiteDirectoryStore(path: folder.file("directory.sqlite"), busyTimeout: patience)
    }

    func backups() -> any FileBackups { SQLiteBackups(path: folder.file("directory.sqlite")) }
    func file(_ name: String) -> String { folder.file(name) }
  }

  @Test("each clause", arguments: StoreContract.all)
  func clause(_ clause: StoreContract) throws {
    try clause.check(Subject(folder: TemporaryFolder()))
  }
}
