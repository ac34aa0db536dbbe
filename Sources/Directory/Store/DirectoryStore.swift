/// The place where the directory is stored, and the only way to its data.
///
/// `StoreContract` in Tests/TestSupport checks what is said here of every store.
///
/// Any thread may call any method. `load`, `export` and `close` take as long as they need and belong on a
/// queue of their own; the others are brief, but for waiting for a writer. Every method that throws may throw
/// `busy` if another process keeps the directory locked for longer than the store waits, `full`, `readOnly`,
/// `damaged` or `unavailable` if the store fails.
package protocol DirectoryStore: Sendable {
  /// Returns a new reader. It is confined to one event loop or queue; each of these has its own.
  func makeReader() throws(DirectoryError) -> any DirectoryReader

  /// A number that moves with every commit that this store makes or notices. It keys caches, and costs one
  /// atomic load.
  ///
  /// It only grows. It may run ahead of `Revision.number`, which is stored with the directory. It has moved
  /// before an edit's completion is called, and before a reader returns anything of a commit of this store.
  var revisionNumber: UInt64 { get }

  /// Looks for commits by other processes, and moves `revisionNumber` if there was one. Costs microseconds
  /// and never waits: an event loop calls it about once a second. A look that fails is repeated by the next
  /// call.
  func refreshRevision()

  /// Returns true if nothing is published.
  func isEmpty() throws(DirectoryError) -> Bool

  /// Writes the whole document in one transaction.
  ///
  /// Throws `invalidDocument` with all faults of the document, or `notEmpty` if the directory has records.
  /// Nothing is written then.
  func load(_ document: DirectoryDocument) throws(DirectoryError)

  /// Runs an edit in a transaction, and returns at once, before it runs.
  ///
  /// Edits run one at a time, in the order in which they were given. Several may share a transaction, so that
  /// many share one sync of the disk. If one of them is not committed, the others stay.
  ///
  /// - Parameters:
  ///   - isLong: true for an edit that takes longer than others should wait. It shares its transaction with
  ///     none, and
  ///     others wait for it no longer than the store waits for another process: then they fail as `busy`.
  ///   - body: makes the changes. It runs on a thread of the store's, and must not keep the editor. It may
  ///     run twice if
  ///     it isn't long; what it wrote the first time is then rolled back. What it wrote is committed if it returns with
  ///     `keeps`, and rolled back if it returns without or throws.
  ///   - completion: called once, on any thread, when what the body wrote is durable or rolled back: with the
  ///     answer of
  ///     the body's last run, or with what it threw, or with the store's failure. Whoever asks any reader of this
  ///     store from then on sees what was committed.
  ///   - settled: called once, after the completions of all edits that shared the transaction.
  func edit<Answer: Sendable>(
    isLong: Bool,
    _ body: @escaping @Sendable (RecordEditor) throws(DirectoryError) -> EditResult<Answer>,
    completion: @escaping @Sendable (Result<Answer, DirectoryError>) -> Void,
    settled: @escaping @Sendable () -> Void)

  /// Passes everything that is published to `receive`, as it is at one moment, in the order of a document: by
  /// type, and by slug within a type. Former slugs come last. Two exports of the same records are equal, in
  /// whatever order the records were written. Protected fields are among what is exported.
  ///
  /// Throws `unavailable` if the directory has no organisation.
  ///
  /// - Parameters:
  ///   - type: exports records of this type alone, without former slugs; nil for all.
  ///   - receive: called on the caller's thread; returns false to stop the export.
  func export(
    _ type: RecordType?, to receive: (ExportItem) -> Bool
  ) throws(DirectoryError)

  /// Ends the store's work: waits for the transaction that runs, and leaves the directory so that a copy of
  /// its files is a backup. Edits that come later, and methods that write, fail as `unavailable`; readers can
  /// still be used.
  ///
  /// Throws if the directory could not be left like that. Nothing is lost then, and the store is closed as
  /// well. A second call does nothing.
  func close() throws(DirectoryError)
}

extension DirectoryStore {
  /// Runs an edit for which nobody needs to know when its transaction is settled.
  package func edit<Answer: Sendable>(
    isLong: Bool = false,
    _ body: @escaping @Sendable (RecordEditor) throws(DirectoryError) -> EditResult<Answer>,
    completion: @escaping @Sendable (Result<Answer, DirectoryError>) -> Void
  ) {
    edit(isLong: isLong, body, completion: completion, settled: {})
  }
}
