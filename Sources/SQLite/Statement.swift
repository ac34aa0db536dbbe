internal import CSQLite

/// A prepared statement, which can be run any number of times. Use it only where its database may be used.
@safe package final class Statement {
  let handle: OpaquePointer
  private let columns: Int32
  private var isRunning = false

  /// - Parameter text: one statement. Text after its semicolon is an error.
  init(database: OpaquePointer, text: String) throws(SQLiteError) {
    var statement: OpaquePointer?
    // SQLITE_PREPARE_PERSISTENT is "a hint to the query planner that the prepared statement will be retained
    // for a long time". SQLite then doesn't use the scarce lookaside memory for it.
    let (code, isWhole) = unsafe text.withCString { start in
      var rest: UnsafePointer<CChar>?
      let code = unsafe sqlite3_prepare_v3(
        database, start, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, &rest)
      return (code, unsafe rest.map { unsafe $0.pointee == 0 } ?? true)
    }
    guard code == SQLITE_OK else { throw unsafe SQLiteError(database, action: text) }
    guard let prepared = unsafe statement, isWhole else {
      unsafe sqlite3_finalize(statement)
      throw SQLiteError(code: SQLITE_MISUSE, message: "not exactly one statement", action: text)
    }
    unsafe self.handle = prepared
    self.columns = unsafe sqlite3_column_count(prepared)
  }

  deinit { unsafe sqlite3_finalize(handle) }

  /// Runs the statement and calls the closure with each row. The statement is reset in any case, also after
  /// an error: an unfinished statement would keep its read lock, and the write-ahead log would grow without
  /// end.
  package func forEach(
    _ values: [Value] = [], _ body: (borrowing Row) throws(SQLiteError) -> Void
  ) throws(SQLiteError) {
    try walk(values) { (row) throws(SQLiteError) in
      try body(row)
      return true
    }
  }

  /// Runs the statement and calls the closure with each row until the closure returns false.
  package func walk(
    _ values: [Value] = [], _ wantsMore: (borrowing Row) throws(SQLiteError) -> Bool
  ) throws(SQLiteError) {
    try start(values)
    defer { finish() }
    while try step() {
      guard try wantsMore(unsafe Row(statement: handle, columns: columns)) else { return }
    }
  }

  package func map<Element>(
    _ values: [Value] = [], _ transform: (borrowing Row) throws(SQLiteError) -> Element
  ) throws(SQLiteError) -> [Element] {
    var elements: [Element] = []
    try forEach(values) { (row) throws(SQLiteError) in elements.append(try transform(row)) }
    return elements
  }

  /// Returns the result for the first row, or nil if there is no row. Further rows are not computed.
  package func first<Element>(
    _ values: [Value] = [], _ transform: (borrowing Row) throws(SQLiteError) -> Element
  ) throws(SQLiteError) -> Element? {
    try start(values)
    defer { finish() }
    guard try step() else { return nil }
    return try transform(unsafe Row(statement: handle, columns: columns))
  }

  package func run(_ values: [Value] = []) throws(SQLiteError) {
    try forEach(values) { _ in }
  }

  private func start(_ values: [Value]) throws(SQLiteError) {
    // If a statement ran inside its own loop, it would start over each time and never end.
    guard !isRunning else { throw misuse("the statement is already running") }
    guard values.count == parameterCount else {
      throw misuse("\(values.count) values for \(parameterCount) parameters")
    }
    for (index, value) in values.enumerated() {
      guard unsafe value.bind(to: handle, at: Int32(index + 1)) == SQLITE_OK else {
        let error = currentError()
        unsafe sqlite3_clear_bindings(handle)
        throw error
      }
    }
    isRunning = true
  }

  private func step() throws(SQLiteError) -> Bool {
    switch unsafe sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default: throw currentError()
    }
  }

  private func finish() {
    unsafe sqlite3_reset(handle)
    unsafe sqlite3_clear_bindings(handle)
    isRunning = false
  }

  private var text: String { unsafe sqlite3_sql(handle).map { unsafe String(cString: $0) } ?? "" }

  private func currentError() -> SQLiteError {
    guard let database = unsafe sqlite3_db_handle(handle) else { return misuse("no database") }
    return unsafe SQLiteError(database, action: text)
  }

  private func misuse(_ message: String) -> SQLiteError {
    SQLiteError(code: SQLITE_MISUSE, message: message, action: text)
  }
}

extension SQLiteError {
  /// Creates the error of the last call on a connection, which must have failed.
  init(_ database: OpaquePointer, action: String) {
    self.init(
      code: unsafe sqlite3_extended_errcode(database),
      message: unsafe sqlite3_errmsg(database).map { unsafe String(cString: $0) } ?? "out of memory",
      action: action)
  }
}
