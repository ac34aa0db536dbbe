/// The store of the directory. All access to the data is through a store.
///
/// `StoreContract` in Tests/TestSupport checks that each store does what is described here.
///
/// Any thread may call any method. `load`, `export` and `close` may take long, so call them on a queue of
/// their own. The other methods are brief, except that they may wait for a writer. Every method that throws
/// may throw `busy` if another process keeps the directory locked for longer than the store waits, and
/// `full`, `readOnly`, `damaged` or `unavailable` if the store fails.
package protocol DirectoryStore: Sendable {
  /// Returns a new reader. Each event loop or queue needs a reader of its own.
  func makeReader() throws(DirectoryError) -> any DirectoryReader

  /// A number that increases with every commit that this store makes or notices. It is used as a key of
  /// caches. Reading it costs one atomic load.
  ///
  /// It never decreases. It may be larger than `Revision.number`, which is stored with the directory. It has
  /// increased before an edit's completion is called, and before a reader returns anything from a commit that
  /// increased `Revision.number`, of this store or of another process.
  var revisionNumber: UInt64 { get }

  /// Returns `revisionNumber`, and what has changed since it was `number`. Commits of other processes, and
  /// those that are too long ago or change too much, count as changes to everything.
  func changes(since number: UInt64) -> RecentChanges

  /// Checks for commits by other processes, and increases `revisionNumber` if there was one. It takes
  /// microseconds and never waits, so an event loop calls it about once a second. If a check fails, the next
  /// call repeats it.
  func refreshRevision()

  /// Returns true if nothing is published. Kinds don't count, since each new directory has some.
  func isEmpty() throws(DirectoryError) -> Bool

  /// Returns true if nothing was ever written: neither a record but the kinds of each new directory, also if
  /// it was deleted since, nor a draft, a former slug or a token.
  func isUnused() throws(DirectoryError) -> Bool

  /// Writes the whole document in one transaction.
  ///
  /// Throws `invalidDocument` with all faults of the document, or `notEmpty` if the directory has records.
  /// Nothing is written then.
  func load(_ document: DirectoryDocument) throws(DirectoryError)

  /// Adds an edit to the queue and returns at once. The edit then runs in a transaction.
  ///
  /// Edits run one at a time, in the order in which they were added. Several edits may share a transaction,
  /// and so one sync of the disk. If one of them isn't committed, the others are committed all the same.
  ///
  /// - Parameters:
  ///   - isLong: true for an edit that takes longer than others should wait. It has a transaction of its own.
  ///     Other edits wait for it as long as the store waits for another process, and then fail as `busy`.
  ///   - body: makes the changes. It runs on a thread of the store, and must not keep the editor. If the edit
  ///     isn't long, the body may run twice; what it wrote the first time is then rolled back. What it wrote
  ///     is committed if it returns a result with `keeps`, and rolled back otherwise or if it throws.
  ///   - completion: called once, on any thread, after what the body wrote is durable or rolled back. It gets
  ///     the answer of the body's last run, or the error that the body threw, or the error of the store. All
  ///     readers of this store see the commit from then on.
  ///   - settled: called once, after the completions of all edits that shared the transaction.
  func edit<Answer: Sendable>(
    isLong: Bool,
    _ body: @escaping @Sendable (RecordEditor) throws(DirectoryError) -> EditResult<Answer>,
    completion: @escaping @Sendable (Result<Answer, DirectoryError>) -> Void,
    settled: @escaping @Sendable () -> Void)

  /// Notes when credentials were last used. No reader's answer counts as changed by it, so caches stay as
  /// they are. It may wait for a writer, so call it on a queue of its own.
  func note(_ uses: CredentialUses) throws(DirectoryError)

  /// The number of edits in the queue, without those that are running.
  var waitingEdits: Int { get }

  /// The bytes in memory from which questions about many members are answered; 0 before the first of them.
  var indexBytes: Int { get }

  /// Calls `receive` with each published record, as of one moment, in the order of a document: by type, and
  /// by slug within a type. Former slugs come last. Two exports of the same records are equal, in any order
  /// of the writes. The exported records have their protected fields.
  ///
  /// Throws `unavailable` if the directory has no organisation.
  ///
  /// - Parameters:
  ///   - type: the type of the records to export, without former slugs; nil for everything.
  ///   - receive: called on the caller's thread. It returns false to stop the export.
  func export(
    _ type: RecordType?, to receive: (ExportItem) -> Bool
  ) throws(DirectoryError)

  /// Closes the store: waits for the running transaction, and leaves the directory in a state in which a copy
  /// of its files is a backup. Later edits, and methods that write, fail as `unavailable`. Readers can still
  /// be used.
  ///
  /// Throws an error if the directory could not be left in that state. The store is closed even then, and
  /// nothing is lost. A second call does nothing.
  func close() throws(DirectoryError)
}

extension DirectoryStore {
  package func changes(since number: UInt64) -> RecentChanges {
    RecentChanges(number: revisionNumber, changes: .everything)
  }

  /// Adds an edit to the queue, for a caller that doesn't need to know when the transaction is settled.
  package func edit<Answer: Sendable>(
    isLong: Bool = false,
    _ body: @escaping @Sendable (RecordEditor) throws(DirectoryError) -> EditResult<Answer>,
    completion: @escaping @Sendable (Result<Answer, DirectoryError>) -> Void
  ) {
    edit(isLong: isLong, body, completion: completion, settled: {})
  }
}
