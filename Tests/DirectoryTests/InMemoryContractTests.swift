import Directory
import TestSupport
import Testing

@Suite("The store in memory meets the contract of a store:")
struct InMemoryContractTests {
  private struct Subject: StoreUnderTest {
    let store: InMemoryDirectoryStore
    private let stored: InMemoryBackups

    init() {
      store = InMemoryDirectoryStore(patience: .milliseconds(50))
      stored = InMemoryBackups(of: store)
    }

    var ranks: Bool { false }

    func open(patience: Duration) throws -> any DirectoryAdministration { store }
    func backups() -> any FileBackups { stored }
    func file(_ name: String) -> String { name }
  }

  @Test("each clause", arguments: StoreContract.all)
  func clause(_ clause: StoreContract) throws { try clause.check(Subject()) }
}
