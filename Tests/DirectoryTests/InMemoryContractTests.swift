import Directory
import TestSupport
import Testing

@Suite("The store in memory meets the contract of a store:")
struct InMemoryContractTests {
  private struct Subject: StoreUnderTest {
    let store = InMemoryDirectoryStore(patience: .milliseconds(50))
    var ranks: Bool { false }

    func open(patience: Duration) throws -> any DirectoryAdministration { store }
  }

  @Test("each clause", arguments: StoreContract.all)
  func clause(_ clause: StoreContract) throws { try clause.check(Subject()) }
}
