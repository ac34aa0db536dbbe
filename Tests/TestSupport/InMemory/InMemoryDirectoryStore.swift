package import Directory
internal import Dispatch
internal import Glibc
internal import Locking
internal import Synchronization

/// A store in memory. It meets the contract of a store (`StoreContract`) except that its search finds names
/// only and that its data is lost when the process ends.
package final class InMemoryDirectoryStore: DirectoryAdministration {
  private struct Hooks {
    var failure: DirectoryError?
    var questions = 0
    var refreshes = 0
    var tokenLookups = 0
    var snapshots: [String] = []
    var reportedSize: Int?
    var gate: (@Sendable () -> Void)?
  }

  private let state: Guarded<InMemoryState>
  private let hooks = Guarded(Hooks())
  private let edits: EditQueue
  private let news: RevisionNews
  private let clock: @Sendable () -> Int64
  private let isClosed = Atomic(false)

  /// - Parameters:
  ///   - patience: how long an edit waits for a long edit.
  ///   - clock: returns the time of writes, in Unix seconds.
  package init(
    patience: Duration = .seconds(5), clock: @escaping @Sendable () -> Int64 = { Int64(time(nil)) }
  ) {
    var state = InMemoryState()
    state.revision.changedAt = clock()
    self.state = Guarded(state)
    self.clock = clock
    edits = EditQueue(patience: patience)
    news = RevisionNews(number: 0)
  }

  // MARK: For tests

  /// The number of queries that readers have answered.
  package var questions: Int { hooks.withLock { $0.questions } }
  /// The number of tokens that readers have looked up.
  package var tokenLookups: Int { hooks.withLock { $0.tokenLookups } }
  /// The number of calls of `refreshRevision`.
  package var refreshes: Int { hooks.withLock { $0.refreshes } }
  /// The snapshots that readers have begun and ended, in order, as "hold" and "release".
  package var snapshots: [String] { hooks.withLock { $0.snapshots } }
  /// Makes every query and every transaction fail. Nil ends that.
  /// Makes the store report a size that it doesn't have, as if it were large.
  package func report(size: Int?) { hooks.withLock { $0.reportedSize = size } }

  /// Runs `gate` before each query on whichever thread makes it.
  package func beforeQueries(_ gate: (@Sendable () -> Void)?) { hooks.withLock { $0.gate = gate } }

  package func fail(with error: DirectoryError?) { hooks.withLock { $0.failure = error } }

  /// Runs the edit and returns when it is committed.
  package func write(
    _ body: @escaping @Sendable (RecordEditor) throws(DirectoryError) -> Void
  ) throws(DirectoryError) {
    _ = try commit { editor throws(DirectoryError) in
      try body(editor)
      return true
    }
  }

  /// Replaces all records by those of the document, which isn't validated.
  package func replace(with document: DirectoryDocument) {
    let number = state.withLock { state in
      let tables = InMemoryTables(state)
      let listed = [RecordType.memberKind: document.memberKinds, .topicKind: document.topicKinds]
      let fields = document.fields == nil ? tables.state.rows.filter { $0.key.type == .field } : [:]
      tables.state.rows = InMemoryState().rows.filter { listed[$0.key.type] == .some(nil) }
      tables.state.rows.merge(fields) { row, _ in row }
      for record in document.records { tables.put(record, over: nil) }
      for former in document.formerSlugs { tables.put(former) }
      tables.moveRevision(at: clock())
      state = tables.state
      return state.revision.number
    }
    news.advance(to: number)
  }

  // MARK: DirectoryStore

  package func makeReader() throws(DirectoryError) -> any DirectoryReader {
    InMemoryReader(isStaff: false, snapshot: InMemorySnapshot(), source: self)
  }

  package var revisionNumber: UInt64 { news.number }
  package func refreshRevision() { hooks.withLock { $0.refreshes += 1 } }
  package func isEmpty() throws(DirectoryError) -> Bool { current.isEmpty }
  package func isUnused() throws(DirectoryError) -> Bool {
    let state = current
    return state.revision.number == 0 && state.access.tokens.isEmpty && state.drafts.isEmpty && state.isEmpty
  }

  package func load(_ document: DirectoryDocument) throws(DirectoryError) {
    _ = try commit { editor throws(DirectoryError) in
      try editor.load(document)
      return true
    }
  }

  package var waitingEdits: Int { edits.count }

  package var indexBytes: Int { 0 }

  package func edit<Answer: Sendable>(
    isLong: Bool,
    _ body: @escaping @Sendable (RecordEditor) throws(DirectoryError) -> EditResult<Answer>,
    completion: @escaping @Sendable (Result<Answer, DirectoryError>) -> Void,
    settled: @escaping @Sendable () -> Void
  ) {
    edits.add(EditJob(isLong: isLong, body, completion: completion, settled: settled)) { [self] jobs in
      do throws(DirectoryError) { return try transactions().run(jobs, news: news) } catch {
        return Array(repeating: error, count: jobs.count)
      }
    }
  }

  package func export(_ type: RecordType?, to receive: (ExportItem) -> Bool) throws(DirectoryError) {
    let state = current
    guard state.organisation != nil else {
      throw .unavailable("the directory is empty: there is nothing to export")
    }
    for type in type.map({ [$0] }) ?? RecordType.allCases {
      let records = state.rows(of: type).map(\.record).sorted { $0.key.slug < $1.key.slug }
      for record in records where !receive(.record(record)) { return }
    }
    guard type == nil else { return }
    for former in state.formerSlugs where !receive(.former(former)) { return }
  }

  package func close() throws(DirectoryError) { isClosed.store(true, ordering: .sequentiallyConsistent) }

  // MARK: DirectoryAdministration

  /// In memory, members have left as soon as the day is known.
  package func updateMembership() throws(DirectoryError) -> Int { 0 }

  package func createToken(
    _ token: Token, email: String?, member: String?
  ) throws(DirectoryError) -> Token {
    let created = Guarded(token)
    _ = try commit { editor throws(DirectoryError) in
      let new = try editor.createToken(token, email: email, member: member)
      created.withLock { $0 = new }
      return true
    }
    return created.withLock { $0 }
  }

  package func tokens() throws(DirectoryError) -> [Token] { current.access.tokens }
  package func people() throws(DirectoryError) -> [Person] { current.access.people }

  package func revokeToken(_ id: Int64, at time: Int64) throws(DirectoryError) -> Bool {
    try commit { editor throws(DirectoryError) in try editor.revokeToken(id, at: time) }
  }

  package func note(_ uses: CredentialUses) throws(DirectoryError) {
    if let failure = hooks.withLock({ $0.failure }) { throw failure }
    state.withLock { state in
      let tables = InMemoryTables(state)
      tables.note(uses)
      state = tables.state
    }
  }

  package func eraseContact(
    _ id: String, keepingSharedPictures: Bool
  ) throws(DirectoryError) -> ContactErasure? {
    let erasure = Guarded<ContactErasure?>(nil)
    _ = try commit { editor throws(DirectoryError) in
      let found = try editor.eraseContact(id, keepingSharedPictures: keepingSharedPictures)
      erasure.withLock { $0 = found }
      return found?.slugs.isEmpty == false
    }
    return erasure.withLock { $0 }
  }

  package func forgetDeleted() throws(DirectoryError) -> Bool { true }

  package func repairSearch() throws(DirectoryError) -> Bool { false }

  package func removeOldAnswers() throws(DirectoryError) {
    _ = try commit { editor throws(DirectoryError) in
      try editor.removeOldAnswers()
      try editor.removeOldSessions()
      try editor.removeUnusedPictures()
      return true
    }
  }
}

extension InMemoryDirectoryStore {
  var current: InMemoryState { state.withLock { $0 } }

  /// Replaces the state, as a restore does.
  func replace(
    _ body: (InMemoryState) throws(DirectoryError) -> InMemoryState
  ) throws(DirectoryError) {
    try state.withLock { (state) throws(DirectoryError) in state = try body(state) }
    news.advance(to: current.revision.number)
  }

  private func transactions() throws(DirectoryError) -> InMemoryTransactions {
    if isClosed.load(ordering: .sequentiallyConsistent) { throw .unavailable("the directory is closed") }
    if let failure = hooks.withLock({ $0.failure }) { throw failure }
    return InMemoryTransactions(
      clock: clock, read: { [self] in current },
      commit: { [self] state in
        self.state.withLock { $0 = state }
      })
  }

  private func commit(
    _ body: @escaping @Sendable (RecordEditor) throws(DirectoryError) -> Bool
  ) throws(DirectoryError) -> Bool {
    let done = Guarded<Result<Bool, DirectoryError>?>(nil)
    let semaphore = DispatchSemaphore(value: 0)
    edit(isLong: true) { editor throws(DirectoryError) in
      let isKept = try body(editor)
      return EditResult(isKept, keeps: isKept)
    } completion: { result in
      done.withLock { $0 = result }
      semaphore.signal()
    }
    semaphore.wait()
    return try done.withLock { $0 ?? .success(false) }.get()
  }
}

/// Returns the state to the store's readers.
extension InMemoryDirectoryStore: InMemorySource {
  func ask() throws(DirectoryError) -> InMemoryState {
    if let failure = hooks.withLock({
      $0.questions += 1; return $0.failure
    }) {
      throw failure
    }
    if let gate = hooks.withLock({ $0.gate }) { gate() }
    return current
  }

  func note(_ what: String) { hooks.withLock { $0.snapshots.append(what) } }

  func noteTokenLookup() { hooks.withLock { $0.tokenLookups += 1 } }

  func saw(_ number: UInt64) { news.saw(number) }

  var reportedSize: Int? { hooks.withLock { $0.reportedSize } }
}

/// The transactions of an in-memory store. Each has a copy of the state.
private final class InMemoryTransactions: EditTransactions {
  let editor: RecordEditor
  private let tables: InMemoryTables
  private let read: () -> InMemoryState
  private let commit: (InMemoryState) -> Void

  init(
    clock: @escaping () -> Int64, read: @escaping () -> InMemoryState,
    commit: @escaping (InMemoryState) -> Void
  ) {
    self.read = read
    self.commit = commit
    tables = InMemoryTables(read())
    editor = RecordEditor(
      tables, reader: InMemoryReader(isStaff: true, snapshot: InMemorySnapshot(), source: tables),
      clock: clock)
  }

  var isOpen: Bool { true }

  func transaction<Result, Failure: Error>(
    orThrow wrap: (DirectoryError) -> Failure, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    tables.state = read()
    let result = try body()
    commit(tables.state)
    return result
  }

  func part(_ body: () throws(DirectoryError) -> Bool) throws(DirectoryError) -> Bool {
    let before = tables.state
    do throws(DirectoryError) {
      let isKept = try body()
      if !isKept { tables.state = before }
      return isKept
    } catch {
      tables.state = before
      throw error
    }
  }
}

extension InMemoryTables: InMemorySource {
  func ask() -> InMemoryState { state }
  func note(_ what: String) {}
  func noteTokenLookup() {}
  func saw(_ number: UInt64) {}
  var reportedSize: Int? { nil }
}

extension DirectoryDocument {
  fileprivate var records: [DirectoryRecord] {
    let others = offices.map { DirectoryRecord.office($0) } + contacts.map { .contact($0) }
    let kinds =
      (memberKinds ?? []).map { DirectoryRecord.memberKind($0) } + (topicKinds ?? []).map { .topicKind($0) }
    let vocabulary =
      kinds + (fields ?? []).map { .field($0) } + (areas + counties).map(\.record) + topics.map { .topic($0) }
    return [.organisation(organisation)] + others + vocabulary + members.map { .member($0) }
  }
}
