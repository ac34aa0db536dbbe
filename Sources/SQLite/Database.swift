internal import CSQLite

/// One connection. Opened without SQLite's own mutex, so it is confined to one thread, loop or lock at a
/// time: not Sendable.
@safe package final class Database {
  package enum Mode: Sendable {
    /// Creates the file if need be.
    case readWrite
    case readOnly
  }

  /// How long a statement waits for another process's lock. Rails' and Django's SQLite adapters wait 5 s; a
  /// reader never waits under WAL, so this is only for writers and for recovery after a crash.
  package static let standardBusyTimeout = Duration.seconds(5)

  /// A prepared statement takes some 5 to 20 kB.
  private static let mostStatements = 256

  package let path: String
  package let mode: Mode
  let handle: OpaquePointer
  private var statements: [SQL: Statement] = [:]
  private let deadline = Deadline()
  private var doubtsPages = false
  /// Transactions begun so far, which tells one from the next.
  package internal(set) var transactionCount = 0

  /// Once, before the first connection; a test's own may have come before, and then it is refused.
  private static let isConfigured = forgo_memory_statistics() == SQLITE_OK

  package init(
    path: String, mode: Mode, busyTimeout: Duration = standardBusyTimeout
  ) throws(SQLiteError) {
    let access = mode == .readWrite ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY
    var opened: OpaquePointer?
    _ = Self.isConfigured
    // "./" keeps SQLite from giving ":memory:", "" or "file:…" a meaning of its own.
    let code = unsafe sqlite3_open_v2(
      path.hasPrefix("/") ? path : "./" + path, &opened,
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
    // protected": said now, not at the first write.
    if mode == .readWrite, unsafe sqlite3_db_readonly(handle, "main") == 1 {
      throw SQLiteError(
        code: SQLITE_READONLY, message: "the file is write-protected", action: "opening \(path)")
    }
  }

  deinit {
    // The cached statements are finalised after this; close_v2 waits for them.
    unsafe sqlite3_close_v2(handle)
  }

  /// https://www.sqlite.org/security.html: what a damaged or hostile file could do is kept small. (The
  /// "defensive" switch is a variadic C function, which Swift cannot call.)
  private func harden() throws(SQLiteError) {
    try run("PRAGMA trusted_schema = OFF")
    try run("PRAGMA cell_size_check = ON")
    try run("PRAGMA foreign_keys = ON")
    // Sorting goes to memory, never to a file that would outlive a crash.
    try run("PRAGMA temp_store = MEMORY")
    // 16 MiB, taken only as pages are read: the inner pages of every index of a million members fit, which
    // SQLite's own 2 MB do not hold. Not mmap_size: an I/O error on a mapped page is a SIGBUS, which ends the
    // whole server (https://www.sqlite.org/mmap.html, "Disadvantages").
    try run("PRAGMA cache_size = -16384")
  }

  /// Readers no longer wait for the writer, nor it for them; a commit is on the disk before it is
  /// acknowledged (`synchronous = FULL` syncs the log at every commit). Changes the file: call it once the
  /// file is known to be ours.
  package func useWriteAheadLog() throws(SQLiteError) {
    let mode = try first("PRAGMA journal_mode = WAL") { $0.text(0) }
    guard mode == "wal" else {
      throw SQLiteError(
        code: SQLITE_CANTOPEN, message: "the file system does not allow a write-ahead log",
        action: "opening \(path)")
    }
    try run("PRAGMA synchronous = FULL")
  }

  /// Moves what is in the write-ahead log into the file itself, and empties the log; as far as other
  /// connections let it (https://www.sqlite.org/pragma.html#pragma_wal_checkpoint).
  package func checkpoint() throws(SQLiteError) {
    _ = try first("PRAGMA wal_checkpoint(TRUNCATE)") { $0.integer(0) }
  }

  /// The prepared statement for this SQL, made once for the connection.
  package func statement(_ sql: SQL) throws(SQLiteError) -> Statement {
    if let statement = statements[sql] { return statement }
    // A list's query has as many forms as its clauses combine to. What is in use is held by its user.
    if statements.count >= Self.mostStatements { statements.removeAll(keepingCapacity: true) }
    let statement = unsafe try Statement(database: handle, text: sql.text)
    statements[sql] = statement
    return statement
  }

  /// All that was prepared so far, for tests that look at plans and costs.
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

  /// Rows that were inserted, changed or deleted through this connection, by triggers too; what is rolled
  /// back stays counted.
  package var changeCount: Int64 { unsafe sqlite3_total_changes64(handle) }

  /// Whether a transaction is open.
  package var isInTransaction: Bool { unsafe sqlite3_get_autocommit(handle) == 0 }

  /// Moves when another connection, of this process or another, has committed.
  package func dataVersion() throws(SQLiteError) -> Int64 {
    try first("PRAGMA data_version") { $0.integer(0) } ?? 0
  }

  /// After a page that made no sense, or could not be read: the cache would show it for ever, also when the
  /// disk has been put right. What was read is read anew, now or when the transaction has ended.
  package func doubtPages() {
    doubtsPages = true
    forgetDoubtfulPages()
  }

  func forgetDoubtfulPages() {
    guard doubtsPages, !isInTransaction else { return }
    doubtsPages = false
    unsafe sqlite3_db_release_memory(handle)
  }

  /// Statements that begin before the body ends and run past the limit fail as `interrupted`.
  package func withTimeLimit<Result, Failure: Error>(
    _ limit: Duration, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    deadline.instant = .now + limit
    defer { deadline.instant = nil }
    return try body()
  }

  /// Runs a whole script, such as a migration: for text that the program was compiled with, never for text
  /// from outside.
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
