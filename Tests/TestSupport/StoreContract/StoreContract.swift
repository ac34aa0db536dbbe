package import Directory
internal import Dispatch
internal import Synchronization
internal import Testing

/// What a store does beyond the types of its methods, clause by clause. The doc comments of `DirectoryStore`,
/// `DirectoryReader`, `StaffReader`, `DirectoryAdministration` and `RecordEditor` say it in words; these
/// clauses check it.
///
/// A store's tests run them all: `@Test(arguments: StoreContract.all)`.
package struct StoreContract: Sendable, CustomStringConvertible {
  /// What has to hold, as a sentence.
  package let description: String
  private let check: @Sendable (Trial) throws -> Void

  init(_ sentence: String, _ check: @escaping @Sendable (Trial) throws -> Void) {
    description = sentence
    self.check = check
  }

  package static let all =
    edits + queue + rules + drafts + imports + history + lists + facets + reading + administration

  /// Checks this clause of a new store.
  package func check(_ subject: any StoreUnderTest) throws { try check(Trial(subject)) }
}

/// A store that the contract is checked of, and its data.
package protocol StoreUnderTest: Sendable {
  /// Opens the store. Every store that is opened has the same data, which at first is none.
  ///
  /// - Parameter patience: how long the store waits for other writers.
  func open(patience: Duration) throws -> any DirectoryAdministration

  /// Whether search looks at all texts and ranks what it finds, as `DirectoryReader.search` says. A store
  /// that doesn't may find names only.
  var ranks: Bool { get }
}

/// One clause at work on one store.
final class Trial: Sendable {
  static let author = Author(name: "Kari")

  let subject: any StoreUnderTest
  let store: any DirectoryAdministration

  init(_ subject: any StoreUnderTest) throws {
    self.subject = subject
    store = try subject.open(patience: .milliseconds(50))
  }

  /// A reader of its own for each question, so that none shows an old snapshot.
  func reader() throws -> any DirectoryReader { try store.makeReader() }

  func load(_ document: DirectoryDocument = ContractDirectory.document) throws { try store.load(document) }

  /// Runs the edit and returns what it returned, when it is settled.
  @discardableResult
  func edit<Answer: Sendable>(
    keeps: Bool = true, isLong: Bool = false,
    _ body: @escaping @Sendable (RecordEditor) throws(DirectoryError) -> Answer
  ) throws -> Answer {
    let result = Mutex<Result<Answer, DirectoryError>?>(nil)
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

  /// Keeps the writer busy from before the body runs until it returns, so that edits of the body wait
  /// together.
  func whileBusy(_ body: () throws -> Void) rethrows {
    let (isRunning, mayEnd) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    let isSettled = DispatchSemaphore(value: 0)
    store.edit(isLong: false) { _ throws(DirectoryError) in
      isRunning.signal()
      mayEnd.wait()
      // The body may run again.
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

/// Edits that run at once, and what became of each.
final class Outcomes<Answer: Sendable>: Sendable {
  private let results = Mutex<[Int: Result<Answer, DirectoryError>]>([:])
  private let group = DispatchGroup()

  /// Starts an edit, which gets the number of the next one.
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

  /// Waits for all, and returns their results by number.
  func all() -> [Int: Result<Answer, DirectoryError>] {
    group.wait()
    return results.withLock { $0 }
  }
}
