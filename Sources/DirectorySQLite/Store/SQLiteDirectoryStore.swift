package import Directory
internal import SQLite
internal import Synchronization

/// The directory in one SQLite file. One handle writes, under a lock; each reader has a handle of its own.
package final class SQLiteDirectoryStore: DirectoryStore {
  private let path: String
  private let writer: Mutex<Writer>
  private let edits: EditQueue
  private let busyTimeout: Duration
  let news: RevisionNews

  /// Opens the file, creating it if need be, and brings it to the program's schema. Several processes may
  /// do so at once.
  package init(
    path: String, busyTimeout: Duration = Database.standardBusyTimeout
  ) throws(DirectoryError) {
    let database = try Self.openForWriting(path, busyTimeout)
    let connection = Connection(database: database)
    self.path = path
    self.busyTimeout = busyTimeout
    // Who waits for another edit waits as long as for another program.
    edits = EditQueue(patience: busyTimeout)
    news = RevisionNews(number: try connection.revision().number)
    writer = Mutex(Writer(database: database, dataVersion: try connection.dataVersion()))
  }

  private static func openForWriting(
    _ path: String, _ busyTimeout: Duration
  ) throws(DirectoryError) -> Database {
    let database = try DirectoryError.from { () throws(SQLiteError) in
      try Database(path: path, mode: .readWrite, busyTimeout: busyTimeout)
    }
    // Before the journal mode is changed, which would write into another program's file.
    try DirectoryError.from { () throws(MigrationError) in try Schema.migrator.checkOwner(of: database) }
    try DirectoryError.from { () throws(SQLiteError) in try database.useWriteAheadLog() }
    try DirectoryError.from { () throws(MigrationError) in _ = try Schema.migrator.migrate(database) }
    let connection = Connection(database: database)
    if try connection.lacksSearch() { try connection.mendSearch() }
    return database
  }

  package func makeReader() throws(DirectoryError) -> any DirectoryReader {
    // A reader waits for others too, while one of them starts or ends.
    try SQLiteDirectoryReader(path: path, news: news, busyTimeout: busyTimeout)
  }

  package var revisionNumber: UInt64 { news.number }

  package func refreshRevision() {
    // A writer at work moves the revision itself, and the next look is a second away.
    _ = writer.withLockIfAvailable { writer in
      // The writer's own commits do not move its data version, so they are not counted twice. A commit by a
      // tool that knows nothing of our revision counts as well. A failed look is repeated at the next call.
      let connection = Connection(database: writer.database)
      guard let version = try? connection.dataVersion(), version != writer.dataVersion,
        let number = try? connection.revision().number
      else { return }
      writer.dataVersion = version
      news.advance(to: number)
    }
  }

  /// Brings the index for search in order where another tool has written to the file; true if there was
  /// something to do. Looks through a connection of its own, since it takes long where there are many rows,
  /// and holds nobody up but for the mending.
  package func mendSearch() throws(DirectoryError) -> Bool {
    let database = try DirectoryError.from { () throws(SQLiteError) in
      try Database(path: path, mode: .readOnly)
    }
    let reader = Connection(database: database)
    let isWhole = try reader.read { () throws(DirectoryError) in try reader.hasWholeSearch() }
    guard !isWhole else { return false }
    try write { (connection) throws(DirectoryError) in
      try connection.mendSearch()
      news.advance(to: try connection.revision().number)
    }
    return true
  }

  /// For a stop: the one file then holds all there is, so that copying it is a backup. Only a convenience:
  /// what is left in the log is found there at the next start.
  package func checkpoint() throws(DirectoryError) {
    try write { (connection) throws(DirectoryError) in
      try DirectoryError.from { () throws(SQLiteError) in try connection.database.checkpoint() }
    }
  }

  package func isEmpty() throws(DirectoryError) -> Bool {
    try write { (connection) throws(DirectoryError) in try connection.isEmpty() }
  }

  package func load(_ document: DirectoryDocument) throws(DirectoryError) {
    try write { (connection) throws(DirectoryError) in
      let faults = DocumentValidation.faults(
        in: document, memberKinds: try connection.slugs(.memberKinds))
      guard faults.isEmpty else { throw .invalidDocument(faults) }
      let number = try connection.write { () throws(DirectoryError) in
        guard try connection.isEmpty() else { throw .notEmpty }
        try connection.insert(document)
        try connection.indexWhatIsMissing()
        try connection.moveRevision()
        return try connection.revision().number
      }
      news.advance(to: number)
    }
  }

  package func edit<Answer: Sendable>(
    isLong: Bool,
    _ body: @escaping @Sendable (any DirectoryEditor) throws(DirectoryError) -> EditResult<Answer>,
    completion: @escaping @Sendable (Result<Answer, DirectoryError>) -> Void,
    settled: @escaping @Sendable () -> Void
  ) {
    let outcome = EditOutcome<Answer>()
    let job = EditQueue.Job(isLong: isLong) { editor throws(DirectoryError) in
      let result = try body(editor)
      outcome.answer.withLock { $0 = result.answer }
      return result.keeps
    } finish: { failure in
      if let failure { return completion(.failure(failure)) }
      guard let answer = outcome.answer.withLock({ $0 }) else {
        return completion(.failure(.unavailable("an edit ended without an answer")))
      }
      completion(.success(answer))
    } settled: {
      settled()
    }
    edits.add(job) { [self] in run($0) }
  }

  private func run(_ jobs: [EditQueue.Job]) {
    let failures: [DirectoryError?]
    do throws(DirectoryError) {
      failures = try write { (connection) throws(DirectoryError) in
        let editor = SQLiteDirectoryEditor(connection: connection)
        defer { news.expectNothing() }
        let (failures, number) = try connection.run(jobs, with: editor) { news.expect($0) }
        // Before anyone is told: what is read next is what was written.
        if let number { news.advance(to: number) }
        return failures
      }
    } catch {
      failures = Array(repeating: error, count: jobs.count)
    }
    for (job, failure) in zip(jobs, failures) { job.finish(failure) }
    for job in jobs { job.settled() }
  }

  /// The token as it is stored, with its id.
  package func createToken(_ token: Token) throws(DirectoryError) -> Token {
    try write { (connection) throws(DirectoryError) in
      var token = token
      token.id = try connection.write { () throws(DirectoryError) in try connection.insert(token) }
      return token
    }
  }

  package func tokens() throws(DirectoryError) -> [Token] {
    try write { (connection) throws(DirectoryError) in try connection.tokens() }
  }

  /// False where there is no such token.
  package func revokeToken(_ id: Int64, at time: Int64) throws(DirectoryError) -> Bool {
    try write { (connection) throws(DirectoryError) in
      try connection.write { () throws(DirectoryError) in try connection.revokeToken(id, at: time) }
    }
  }

  /// Takes out all that is stored of a contact; false where there is no trace of it.
  package func eraseContact(_ slug: String) throws(DirectoryError) -> Bool {
    try write { (connection) throws(DirectoryError) in
      let wasThere = try connection.write { () throws(DirectoryError) in try connection.eraseContact(slug) }
      guard wasThere else { return false }
      news.advance(to: try connection.revision().number)
      try connection.forgetDeleted()
      return true
    }
  }

  package func export(_ type: RecordType?, to receive: (ExportItem) -> Bool) throws(DirectoryError) {
    try SQLiteDirectoryReader(path: path).export(type, to: receive)
  }

  /// Takes over all that another database of this schema holds, in one transaction.
  func replaceContents(fromFileAt source: String) throws(DirectoryError) {
    try write { (connection) throws(DirectoryError) in
      try DirectoryError.from { () throws(SQLiteError) in
        try connection.database.replaceContents(from: Database(path: source, mode: .readOnly))
      }
      // A number that no reader of this store has seen: what is restored is older, its own number too.
      let number = try connection.write { () throws(DirectoryError) in
        try connection.moveRevision()
        return try connection.revision().number
      }
      news.advance(to: number)
    }
  }

  private func write<Result: Sendable>(
    _ body: (Connection) throws(DirectoryError) -> Result
  ) throws(DirectoryError) -> Result {
    try writer.withLock { (writer) throws(DirectoryError) in
      try body(Connection(database: writer.database))
    }
  }
}

/// What an edit said, on its way from the transaction to whoever waits for it.
private final class EditOutcome<Answer: Sendable>: Sendable {
  let answer = Mutex<Answer?>(nil)
}

/// What the lock guards.
private struct Writer {
  let database: Database
  var dataVersion: Int64
}
