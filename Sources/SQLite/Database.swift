internal import CSQLite
internal import OperatingSystem

/// One connection to a database. It is opened without SQLite's own mutex, so only one thread may use it at a
/// time, and it isn't Sendable.
@safe package final class Database {
  package enum Mode: Sendable {
    /// Creates the file if it doesn't exist.
    case readWrite
    case readOnly
    /// Creates a database in memory, which ends with the connection. The path is only its name in messages.
    case memory
  }

  /// How long a statement waits for another process's lock. Rails' and Django's SQLite adapters wait 5 s.
  /// With a write-ahead log readers don't wait; only writers do, and any connection during the recovery after
  /// a crash.
  package static let standardBusyTimeout = Duration.seconds(5)

  /// A prepared statement takes 5 to 20 kB.
  private static let mostStatements = 256

  package let path: String
  package let mode: Mode
  let handle: OpaquePointer
  private var statements: [SQL: Statement] = [:]
  private let deadline = Deadline()
  /// When all statements that run within a time limit have to be finished; nil for no common limit.
  package var latest: ContinuousClock.Instant?
  private var doubtsPages = false
  /// The number of transactions that this connection has begun. It differs in each transaction.
  package internal(set) var transactionCount = 0

  /// Configures SQLite before the first connection. False if SQLite was in use already, as in a test that
  /// opens a connection by itself.
  private static let isConfigured = forgo_memory_statistics() == SQLITE_OK

  package init(
    path: String, mode: Mode, busyTimeout: Duration = standardBusyTimeout
  ) throws(SQLiteError) {
    let access = mode == .readOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
    if mode == .readWrite { createPrivateFile(path) }
    var opened: OpaquePointer?
    _ = Self.isConfigured
    // With "./" before them, ":memory:", "" and "file:…" have no special meaning for SQLite.
    let code = unsafe sqlite3_open_v2(
      mode == .memory ? ":memory:" : path.hasPrefix("/") ? path : "./" + path, &opened,
      access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
    // "Whether or not an error occurs, resources … should be released by passing it to sqlite3_close()".
    guard let handle = unsafe opened else {
      throw SQLiteError(code: code, message: "out of memory", action: "opening \(path)")
    }
    guard code == SQLITE_OK else {
      let error = unsafe SQLiteError(handle, action: "opening \(path)")
      unsafe sqlite3_close_v2(handle)
      throw error
    }
    self.path = path
    self.mode = mode
    unsafe self.handle = handle
    unsafe sqlite3_busy_timeout(handle, Int32(clamping: busyTimeout.milliseconds))
    unsafe deadline.install(on: handle)
    try harden()
    // "The database is opened for reading and writing if possible, or reading only if the file is write
    // protected". This reports the error now instead of at the first write.
    if mode == .readWrite, unsafe sqlite3_db_readonly(handle, "main") == 1 {
      throw SQLiteError(
        code: SQLITE_READONLY, message: "the file is write-protected", action: "opening \(path)")
    }
  }

  deinit {
    // The cached statements are finalized after this. sqlite3_close_v2 keeps the connection until then.
    unsafe sqlite3_close_v2(handle)
  }

  /// Limits what a damaged or hostile file can do (https://www.sqlite.org/security.html). The "defensive"
  /// option is not set, since Swift can't call variadic C functions.
  private func harden() throws(SQLiteError) {
    try run("PRAGMA trusted_schema = OFF")
    try run("PRAGMA cell_size_check = ON")
    // What is deleted is overwritten with zeros. A build of SQLite may have another default.
    try run("PRAGMA secure_delete = ON")
    try run("PRAGMA foreign_keys = ON")
    // SQLite sorts in memory, so no temporary file remains after a crash.
    try run("PRAGMA temp_store = MEMORY")
    // 16 MiB, which are allocated only as pages are read. The inner pages of all indexes of a million members
    // fit into it, but not into SQLite's default of 2 MB. mmap_size is not used because an I/O error on a
    // mapped page is a SIGBUS, which ends the whole server (https://www.sqlite.org/mmap.html,
    // "Disadvantages").
    try run("PRAGMA cache_size = -16384")
  }

  /// Switches the file to a write-ahead log, with which readers and the writer don't wait for each other.
  /// Each commit is on the disk before it returns, since `synchronous = FULL` syncs the log at every commit.
  /// This changes the file, so check first that the file belongs to this program.
  package func useWriteAheadLog() throws(SQLiteError) {
    let mode = try first("PRAGMA journal_mode = WAL") { $0.text(0) }
    guard mode == "wal" else {
      throw SQLiteError(
        code: SQLITE_CANTOPEN, message: "the file system does not allow a write-ahead log",
        action: "opening \(path)")
    }
    try run("PRAGMA synchronous = FULL")
  }

  /// Moves the content of the write-ahead log into the file, and empties the log
  /// (https://www.sqlite.org/pragma.html#pragma_wal_checkpoint). Returns false if another connection
  /// prevented that: the log then still has content, and the file may have old pages.
  @discardableResult
  package func checkpoint() throws(SQLiteError) -> Bool {
    // The first column is 0 "if the checkpoint completed".
    try first("PRAGMA wal_checkpoint(TRUNCATE)") { $0.integer(0) } == 0
  }

  /// Returns the prepared statement for this SQL. It is prepared once and then kept for the connection.
  package func statement(_ sql: SQL) throws(SQLiteError) -> Statement {
    if let statement = statements[sql] { return statement }
    // Each combination of a list's clauses is a statement of its own, so their number is limited. A statement
    // in use isn't freed here, since its user has a reference to it.
    if statements.count >= Self.mostStatements { statements.removeAll(keepingCapacity: true) }
    let statement = unsafe try Statement(database: handle, text: sql.text)
    statements[sql] = statement
    return statement
  }

  /// The statements that are kept, for tests that check plans and costs.
  package var preparedStatements: [SQL: Statement] { statements }

  package func run(_ sql: SQL, _ values: [Value] = []) throws(SQLiteError) {
    try statement(sql).run(values)
  }

  package func first<Element>(
    _ sql: SQL, _ values: [Value] = [], _ transform: (borrowing Row) throws(SQLiteError) -> Element
  ) throws(SQLiteError) -> Element? {
    try statement(sql).first(values, transform)
  }

  package func map<Element>(
    _ sql: SQL, _ values: [Value] = [], _ transform: (borrowing Row) throws(SQLiteError) -> Element
  ) throws(SQLiteError) -> [Element] {
    try statement(sql).map(values, transform)
  }

  /// The row id of the last insert on this connection.
  package var lastInsertedID: Int64 { unsafe sqlite3_last_insert_rowid(handle) }

  /// The number of rows that this connection has inserted, changed or deleted, also by triggers. A rollback
  /// doesn't reduce it.
  package var changeCount: Int64 { unsafe sqlite3_total_changes64(handle) }

  /// True if a transaction is open.
  package var isInTransaction: Bool { unsafe sqlite3_get_autocommit(handle) == 0 }

  /// Returns a number that changes after each commit of another connection, in this or another process.
  package func dataVersion() throws(SQLiteError) -> Int64 {
    try first("PRAGMA data_version") { $0.integer(0) } ?? 0
  }

  /// Empties the page cache, now or at the end of the open transaction. Call it after a page was damaged or
  /// could not be read: without it the cache would keep that page even after the disk is repaired.
  package func doubtPages() {
    doubtsPages = true
    forgetDoubtfulPages()
  }

  /// Empties the page cache if `doubtPages` was called and no transaction is open.
  func forgetDoubtfulPages() {
    guard doubtsPages, !isInTransaction else { return }
    doubtsPages = false
    unsafe sqlite3_db_release_memory(handle)
  }

  /// Runs the body with a time limit. Its statements fail as `interrupted` once the limit or `latest` has
  /// passed.
  package func withTimeLimit<Result, Failure: Error>(
    _ limit: Duration, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let end = ContinuousClock.now + limit
    deadline.instant = latest.map { min($0, end) } ?? end
    defer { deadline.instant = nil }
    return try body()
  }

  /// Throws `interrupted` if the limit that `withTimeLimit` has set has passed.
  package func checkTimeLimit() throws(SQLiteError) {
    if deadline.hasPassed {
      throw SQLiteError(code: SQLITE_INTERRUPT, message: "interrupted", action: "sorting")
    }
  }

  /// Interrupts each statement of this handle, and a copy into it, soon after `isCancelled` returns true:
  /// they fail as `interrupted`.
  package func cancel(if isCancelled: @escaping @Sendable () -> Bool) {
    deadline.isCancelled = isCancelled
  }

  var isCancelled: Bool { deadline.isCancelled() }

  /// Runs a script of several statements, such as a migration. The text must come from the program itself,
  /// never from outside.
  func execute(script: String, action: String) throws(SQLiteError) {
    guard unsafe sqlite3_exec(handle, script, nil, nil, nil) == SQLITE_OK else {
      throw unsafe SQLiteError(handle, action: action)
    }
  }
}

extension Duration {
  var milliseconds: Int64 {
    let (seconds, attoseconds) = components
    return seconds.multipliedReportingOverflow(by: 1000).partialValue &+ attoseconds / 1_000_000_000_000_000
  }
}
