package import Directory
internal import Dispatch
internal import Locking
internal import Testing

/// A clause of the contract that each store must meet. The doc comments of `DirectoryStore`,
/// `DirectoryReader`, `StaffReader`, `DirectoryAdministration` and `RecordEditor` describe the contract, and
/// these clauses check it.
///
/// The tests of a store run all clauses: `@Test(arguments: StoreContract.all)`.
package struct StoreContract: Sendable, CustomStringConvertible {
  /// A sentence that says what the clause checks.
  package let description: String
  private let check: @Sendable (Trial) throws -> Void

  init(_ sentence: String, _ check: @escaping @Sendable (Trial) throws -> Void) {
    description = sentence
    self.check = check
  }

  package static let all =
    edits + queue + rules + drafts + imports + history + lists + facets + reading + administration + erasing
    + restoring + undoing + kinds + areas + draftChanges + office

  /// Checks that a new store meets this clause.
  package func check(_ subject: any StoreUnderTest) throws { try check(Trial(subject)) }
}

/// A kind of store for which the contract is checked, and its data.
package protocol StoreUnderTest: Sendable {
  /// Opens the store. All stores that are opened share the same data. There is no data at first.
  ///
  /// - Parameter patience: how long the store waits for other writers.
  func open(patience: Duration) throws -> any DirectoryAdministration

  /// Returns the backups of the directory.
  func backups() -> any FileBackups

  /// Returns the path of a backup.
  func file(_ name: String) -> String

  /// True if search finds words in all texts and ranks the records, as `DirectoryReader.search` says.
  /// Otherwise search may find names only.
  var ranks: Bool { get }
}

/// A store on which one clause is checked.
final class Trial: Sendable {
  static let author = Author(name: "Kari")

  let subject: any StoreUnderTest
  let store: any DirectoryAdministration

  init(_ subject: any StoreUnderTest) throws {
    self.subject = subject
    store = try subject.open(patience: .milliseconds(50))
  }

  /// Returns a new reader, so that no reader returns an old snapshot.
  func reader() throws -> any DirectoryReader { try store.makeReader() }

  func load(_ document: DirectoryDocument = ContractDirectory.document) throws { try store.load(document) }

  /// Runs the edit, waits until it is settled, and returns its result.
  @discardableResult
  func edit<Answer: Sendable>(
    keeps: Bool = true, isLong: Bool = false,
    _ body: @escaping @Sendable (RecordEditor) throws(DirectoryError) -> Answer
  ) throws -> Answer {
    let result = Guarded<Result<Answer, DirectoryError>?>(nil)
    let isSettled = DispatchSemaphore(value: 0)
    store.edit(isLong: isLong) { editor throws(DirectoryError) in
      EditResult(try body(editor), keeps: keeps)
    } completion: { outcome in
      result.withLock { $0 = outcome }
    } settled: {
      isSettled.signal()
    }
    isSettled.wait()
    return try #require(result.withLock { $0 }, "settled before it was completed").get()
  }

  func save(_ record: DirectoryRecord, _ status: RecordStatus = .published) throws {
    try edit { editor throws(DirectoryError) in
      try editor.save(StoredRecord(record, status), by: Self.author)
    }
  }

  func delete(_ type: RecordType, _ slug: String) throws {
    try edit { editor throws(DirectoryError) in try editor.delete(RecordKey(type, slug), by: Self.author) }
  }

  /// Keeps the writer busy while the body runs, so that edits that the body starts wait together.
  func whileBusy(_ body: () throws -> Void) rethrows {
    let (isRunning, mayEnd) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    let isSettled = DispatchSemaphore(value: 0)
    store.edit(isLong: false) { _ throws(DirectoryError) in
      isRunning.signal()
      mayEnd.wait()
      // This edit may run again.
      mayEnd.signal()
      return EditResult(true, keeps: false)
    } completion: { _ in
    } settled: {
      isSettled.signal()
    }
    isRunning.wait()
    defer {
      mayEnd.signal()
      isSettled.wait()
    }
    try body()
  }
}

/// Starts edits at the same time, and collects their results.
final class Outcomes<Answer: Sendable>: Sendable {
  private let results = Guarded<[Int: Result<Answer, DirectoryError>]>([:])
  private let group = DispatchGroup()

  /// Starts an edit, whose result gets that number.
  func start(
    _ number: Int, in store: any DirectoryStore,
    _ body: @escaping @Sendable (RecordEditor) throws(DirectoryError) -> EditResult<Answer>
  ) {
    group.enter()
    store.edit(isLong: false, body) { [self] result in
      results.withLock { $0[number] = result }
    } settled: { [self] in
      group.leave()
    }
  }

  /// Waits until all edits are settled, and returns their results by number.
  func all() -> [Int: Result<Answer, DirectoryError>] {
    group.wait()
    return results.withLock { $0 }
  }
}
