package import Directory
internal import Locking
internal import SQLite

/// The directory in one SQLite file. One connection, protected by a lock, writes. Each reader has its own
/// connection.
package final class SQLiteDirectoryStore: DirectoryStore {
  let path: String
  let news: RevisionNews
  let indexes: MemberIndexes
  private let writer: Guarded<Writer?>
  private let edits: EditQueue
  private let busyTimeout: Duration
  let today: @Sendable () -> String

  /// Opens the file, or creates it if it doesn't exist, and migrates it to the program's schema. Several
  /// processes may do so at the same time.
  ///
  /// - Parameters:
  ///   - progress: called on this thread with each step that may take long.
  ///   - today: returns the day that decides who is a member, as `2021-01-31`. Any thread may call it.
  package convenience init(
    path: String, busyTimeout: Duration = Database.standardBusyTimeout,
    progress: @escaping @Sendable (OpeningStep) -> Void = { _ in },
    today: @escaping @Sendable () -> String = SystemTime.today
  ) throws(DirectoryError) {
    try self.init(path, try Self.openForWriting(path, busyTimeout, progress), busyTimeout, today)
  }

  /// Creates an empty directory in memory, for edits that are not kept. It has no readers.
  ///
  /// - Parameter name: the name of the store in messages.
  package convenience init(inMemory name: String) throws(DirectoryError) {
    let database = try DirectoryError.from { () throws(SQLiteError) in
      try Database(path: name, mode: .memory)
    }
    try Self.migrate(database) { _ in }
    try self.init(name, database, Database.standardBusyTimeout, SystemTime.today)
  }

  private init(
    _ path: String, _ database: sending Database, _ busyTimeout: Duration,
    _ today: @escaping @Sendable () -> String
  ) throws(DirectoryError) {
    let connection = Connection(database: database)
    self.path = path
    self.busyTimeout = busyTimeout
    self.today = today
    // An edit waits for other edits as long as it waits for another process.
    edits = EditQueue(patience: busyTimeout)
    indexes = MemberIndexes(path: path)
    news = RevisionNews(number: try connection.revision().number)
    writer = Guarded(Writer(database: database, dataVersion: try connection.dataVersion()))
  }

  private static func openForWriting(
    _ path: String, _ busyTimeout: Duration, _ progress: @Sendable (OpeningStep) -> Void
  ) throws(DirectoryError) -> Database {
    let database = try DirectoryError.from { () throws(SQLiteError) in
      try Database(path: path, mode: .readWrite, busyTimeout: busyTimeout)
    }
    // A change of the journal mode writes to the file, so its owner is checked before that.
    try DirectoryError.from { () throws(MigrationError) in try Schema.migrator.checkOwner(of: database) }
    try DirectoryError.from { () throws(SQLiteError) in try database.useWriteAheadLog() }
    try migrate(database, progress)
    let connection = Connection(database: database)
    if try connection.lacksKeysOfTexts() {
      try connection.write { () throws(DirectoryError) in try connection.rebuildKeysOfTexts() }
    }
    if try connection.lacksSearch() { try connection.repairSearch { progress(.indexing($0, of: $1)) } }
    return database
  }

  private static func migrate(
    _ database: Database, _ progress: (OpeningStep) -> Void
  ) throws(DirectoryError) {
    try DirectoryError.from { () throws(MigrationError) in
      _ = try Schema.migrator.migrate(database) { progress(.migration($0, of: $1)) }
    }
  }

  package func makeReader() throws(DirectoryError) -> any DirectoryReader {
    // A reader may have to wait while another process opens or closes the database.
    try SQLiteDirectoryReader(path: path, news: news, indexes: indexes, busyTimeout: busyTimeout)
  }

  package var revisionNumber: UInt64 { news.number }

  package func changes(since number: UInt64) -> RecentChanges { news.changes(since: number) }

  package func refreshRevision() {
    // If the lock is held, the writer updates the revision itself, and this method is called again in a
    // second.
    _ = writer.withLockIfAvailable { writer in
      // The writer's own commits don't change its data version, so they aren't counted twice. A commit of
      // another program counts even if it doesn't change the revision number.
      guard let connection = writer.map({ Connection(database: $0.database) }),
        let version = try? connection.dataVersion(), version != writer?.dataVersion,
        let number = try? connection.revision().number
      else { return }
      writer?.dataVersion = version
      news.advance(to: number)
    }
  }

  package func isEmpty() throws(DirectoryError) -> Bool {
    try write { (connection) throws(DirectoryError) in try connection.isEmpty() }
  }

  package func isUnused() throws(DirectoryError) -> Bool {
    try write { (connection) throws(DirectoryError) in try connection.isUnused() }
  }

  package func load(_ document: DirectoryDocument) throws(DirectoryError) {
    _ = try commit { editor throws(DirectoryError) in
      try editor.load(document)
      return true
    }
  }

  package var waitingEdits: Int { edits.count }

  package var indexBytes: Int { indexes.size }

  package func edit<Answer: Sendable>(
    isLong: Bool,
    _ body: @escaping @Sendable (RecordEditor) throws(DirectoryError) -> EditResult<Answer>,
    completion: @escaping @Sendable (Result<Answer, DirectoryError>) -> Void,
    settled: @escaping @Sendable () -> Void
  ) {
    edits.add(EditJob(isLong: isLong, body, completion: completion, settled: settled)) { [self] jobs in
      run(jobs)
    }
  }

  private func run(_ jobs: [EditJob]) -> [DirectoryError?] {
    do throws(DirectoryError) {
      return try edit { (edits, _) throws(DirectoryError) in try edits.run(jobs, news: news) }
    } catch {
      return Array(repeating: error, count: jobs.count)
    }
  }

  package func export(_ type: RecordType?, to receive: (ExportItem) -> Bool) throws(DirectoryError) {
    try SQLiteDirectoryReader(path: path, busyTimeout: busyTimeout).export(type, to: receive)
  }

  /// Moves the write-ahead log into the file, so that the file alone is complete. If that fails, the next
  /// start reads the rest from the log.
  package func close() throws(DirectoryError) {
    try writer.withLock { (writer) throws(DirectoryError) in
      guard let database = writer?.database else { return }
      writer = nil
      _ = try DirectoryError.from { () throws(SQLiteError) in try database.checkpoint() }
    }
  }
}

extension SQLiteDirectoryStore {
  /// Runs the body with the writing connection, under the lock.
  func write<Result: Sendable>(
    _ body: (Connection) throws(DirectoryError) -> Result
  ) throws(DirectoryError) -> Result {
    try writer.withLock { (writer) throws(DirectoryError) in
      guard let writer else { throw .unavailable("the directory is closed") }
      return try body(Connection(database: writer.database))
    }
  }

  /// Runs the body with the edits of the writing connection, under the lock.
  private func edit<Result: Sendable>(
    _ body: (SQLiteEdits, Connection) throws(DirectoryError) -> Result
  ) throws(DirectoryError) -> Result {
    try writer.withLock { (writer) throws(DirectoryError) in
      guard let writer else { throw .unavailable("the directory is closed") }
      let connection = Connection(database: writer.database)
      return try body(SQLiteEdits(connection: connection, memory: writer.memory, today: today()), connection)
    }
  }

  /// Forgets what edits remember. Call it if the writing connection has replaced everything.
  func forgetEdits() { writer.withLock { $0?.memory.forget() } }

  /// Runs the body in a transaction and returns the body's result, which is false if the body wrote nothing.
  func commit(_ body: (RecordEditor) throws(DirectoryError) -> Bool) throws(DirectoryError) -> Bool {
    try edit { (edits, connection) throws(DirectoryError) in
      let number = try edits.transaction(orThrow: { $0 }) { () throws(DirectoryError) -> UInt64? in
        try body(edits.editor) ? try connection.revision().number : nil
      }
      if let number { news.advance(to: number, after: edits.changes) }
      return number != nil
    }
  }

  /// Opens a read-only connection for work that takes long.
  func readingConnection() throws(DirectoryError) -> Connection {
    try DirectoryError.from { () throws(SQLiteError) in
      Connection(database: try Database(path: path, mode: .readOnly, busyTimeout: busyTimeout))
    }
  }
}

/// The state that the lock protects.
private struct Writer {
  let database: Database
  var dataVersion: Int64
  /// What the last edits have read.
  let memory = EditMemory()
}
