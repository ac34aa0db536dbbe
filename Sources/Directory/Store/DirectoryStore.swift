/// Where the directory lives. Any thread may call it; `load` and `export` block and belong on a queue of
/// their own.
package protocol DirectoryStore: Sendable {
  /// A reader with a connection of its own, for one event loop or queue.
  func makeReader() throws(DirectoryError) -> any DirectoryReader

  /// Moves with every commit that this store makes or notices; one atomic load. It keys caches: within a
  /// process it only grows, but it may run ahead of `Revision.number`, which is what the file says.
  var revisionNumber: UInt64 { get }

  /// Notices commits by other processes. Costs microseconds and never waits: call it about once a second.
  func refreshRevision()

  func isEmpty() throws(DirectoryError) -> Bool

  /// Validates the whole document, then writes it in one transaction into an empty directory.
  func load(_ document: DirectoryDocument) throws(DirectoryError)

  /// Runs the edit in a transaction, alone or with others; `completion` comes once, on any thread, when what
  /// it wrote is on the disk or nothing of it is, and `settled` once all that shared its transaction have had
  /// theirs. Throws `busy` where its turn does not come in time; a long one keeps others waiting, and shares its
  /// transaction with none.
  func edit<Answer: Sendable>(
    isLong: Bool,
    _ body: @escaping @Sendable (any DirectoryEditor) throws(DirectoryError) -> EditResult<Answer>,
    completion: @escaping @Sendable (Result<Answer, DirectoryError>) -> Void,
    settled: @escaping @Sendable () -> Void)

  /// All that is published, one by one in the order of a document, as it is at one moment; of one type where
  /// one is given. `receive` says whether to go on.
  func export(
    _ type: RecordType?, to receive: (ExportItem) -> Bool
  ) throws(DirectoryError)
}

extension DirectoryStore {
  package func edit<Answer: Sendable>(
    isLong: Bool = false,
    _ body: @escaping @Sendable (any DirectoryEditor) throws(DirectoryError) -> EditResult<Answer>,
    completion: @escaping @Sendable (Result<Answer, DirectoryError>) -> Void
  ) {
    edit(isLong: isLong, body, completion: completion, settled: {})
  }
}
