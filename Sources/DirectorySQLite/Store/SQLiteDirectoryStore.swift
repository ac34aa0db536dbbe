package import Directory
internal import SQLite
internal import Synchronization

/// The directory in one SQLite file. One connection writes, under a lock; each reader has a connection of its
/// own.
package final class SQLiteDirectoryStore: DirectoryStore {
  let path: String
  let news: RevisionNews
  private let writer: Mutex<Writer?>
  private let edits: EditQueue
  private let busyTimeout: Duration

  /// Opens the file, creating it if need be, and migrates it to the program's schema. Several processes may
  /// do so at once.
  package init(
    path: String, busyTimeout: Duration = Database.standardBusyTimeout
  ) throws(DirectoryError) {
    let database = try Self.openForWriting(path, busyTimeout)
    let connection = Connection(database: database)
    self.path = path
    self.busyTimeout = busyTimeout
    // An edit waits for other edits as long as it would for another process.
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
    if try connection.lacksSearch() { try connection.repairSearch() }
    return database
  }

  package func makeReader() throws(DirectoryError) -> any DirectoryReader {
    // A reader waits for other processes too, while one of them starts or ends.
    try SQLiteDirectoryReader(path: path, news: news, busyTimeout: busyTimeout)
  }

  package var revisionNumber: UInt64 { news.number }

  package func refreshRevision() {
    // A writer at work moves the revision itself, and the next look is a second away.
    _ = writer.withLockIfAvailable { writer in
      // The writer's own commits do not move its data version, so they are not counted twice. A commit by a
      // tool that does not move our revision is counted as well.
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

  package func load(_ document: DirectoryDocument) throws(DirectoryError) {
    _ = try commit { editor throws(DirectoryError) in
      try editor.load(document)
      return true
    }
  }

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
      return try write { (connection) throws(DirectoryError) in
        try SQLiteEdits(connection: connection).run(jobs, news: news)
      }
    } catch {
      return Array(repeating: error, count: jobs.count)
    }
  }

  package func export(_ type: RecordType?, to receive: (ExportItem) -> Bool) throws(DirectoryError) {
    try SQLiteDirectoryReader(path: path, busyTimeout: busyTimeout).export(type, to: receive)
  }

  /// Moves the write-ahead log into the file, so that the one file holds everything. What is left in the log
  /// after an error is found there by the next start.
  package func close() throws(DirectoryError) {
    try writer.withLock { (writer) throws(DirectoryError) in
      guard let database = writer?.database else { return }
      writer = nil
      try DirectoryError.from { () throws(SQLiteError) in try database.checkpoint() }
    }
  }
}

extension SQLiteDirectoryStore {
  /// Runs the body with the connection that writes, which it has to itself.
  func write<Result: Sendable>(
    _ body: (Connection) throws(DirectoryError) -> Result
  ) throws(DirectoryError) -> Result {
    try writer.withLock { (writer) throws(DirectoryError) in
      guard let writer else { throw .unavailable("the directory is closed") }
      return try body(Connection(database: writer.database))
    }
  }

  /// Runs the body in a transaction of its own. Returns what the body returns: false if it wrote nothing.
  func commit(_ body: (RecordEditor) throws(DirectoryError) -> Bool) throws(DirectoryError) -> Bool {
    try write { (connection) throws(DirectoryError) in
      defer { news.expectNothing() }
      let edits = SQLiteEdits(connection: connection)
      let number = try edits.transaction(orThrow: { $0 }) { () throws(DirectoryError) -> UInt64? in
        guard try body(edits.editor) else { return nil }
        let number = try connection.revision().number
        news.expect(number)
        return number
      }
      if let number { news.advance(to: number) }
      return number != nil
    }
  }

  /// A connection that only reads, for work that takes long.
  func readingConnection() throws(DirectoryError) -> Connection {
    try DirectoryError.from { () throws(SQLiteError) in
      Connection(database: try Database(path: path, mode: .readOnly, busyTimeout: busyTimeout))
    }
  }
}

/// What the lock guards.
private struct Writer {
  let database: Database
  var dataVersion: Int64
}
