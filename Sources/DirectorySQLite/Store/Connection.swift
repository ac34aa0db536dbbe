internal import Directory
internal import SQLite

/// A database connection whose methods throw `DirectoryError`.
struct Connection {
  let database: Database
  /// The index of members that the connection may use; nil if it reads what isn't committed.
  var indexes: MemberIndexes?

  init(database: Database, indexes: MemberIndexes? = nil) {
    self.database = database
    self.indexes = indexes
  }

  /// Calls the closure with each row. Stops if the closure throws an error, and throws that error.
  func forEach(
    _ sql: SQL, _ values: [Value] = [], _ body: (borrowing Row) throws(DirectoryError) -> Void
  ) throws(DirectoryError) {
    var failure: DirectoryError?
    try ask { () throws(SQLiteError) in
      try database.statement(sql).walk(values) { (row) in
        do throws(DirectoryError) { try body(row) } catch { failure = error }
        return failure == nil
      }
    }
    if let failure { throw failure }
  }

  func first<Element>(
    _ sql: SQL, _ values: [Value] = [], _ transform: (borrowing Row) -> Element
  ) throws(DirectoryError) -> Element? {
    try ask { () throws(SQLiteError) in
      try database.first(sql, values) { (row) in transform(row) }
    }
  }

  func map<Element>(
    _ sql: SQL, _ values: [Value] = [], _ transform: (borrowing Row) -> Element
  ) throws(DirectoryError) -> [Element] {
    try ask { () throws(SQLiteError) in
      try database.map(sql, values) { (row) in transform(row) }
    }
  }

  /// Throws if the time limit of the question has passed, for work that isn't SQLite's.
  func checkTimeLimit() throws(DirectoryError) {
    try ask { () throws(SQLiteError) in try database.checkTimeLimit() }
  }

  func run(_ sql: SQL, _ values: [Value] = []) throws(DirectoryError) {
    try ask { () throws(SQLiteError) in try database.run(sql, values) }
  }

  private func ask<Answer>(_ question: () throws(SQLiteError) -> Answer) throws(DirectoryError) -> Answer {
    do throws(SQLiteError) { return try question() } catch {
      if [.corrupt, .notADatabase, .ioError].contains(error.kind) { database.doubtPages() }
      throw DirectoryError(error)
    }
  }

  /// Runs an INSERT and returns the new row's id.
  func insert(_ sql: SQL, _ values: [Value]) throws(DirectoryError) -> Int64 {
    try run(sql, values)
    return database.lastInsertedID
  }

  func read<Result>(_ body: () throws(DirectoryError) -> Result) throws(DirectoryError) -> Result {
    try database.read(orThrow: { DirectoryError($0) }, body)
  }

  func write<Result>(_ body: () throws(DirectoryError) -> Result) throws(DirectoryError) -> Result {
    try database.write(orThrow: { DirectoryError($0) }, body)
  }
}

extension DirectoryError {
  /// Creates the directory's error for an error of SQLite.
  init(_ error: SQLiteError) {
    self =
      switch error.kind {
      case .busy: .busy
      case .full: .full
      case .readOnly: .readOnly
      case .corrupt: .damaged("the database is damaged: \(error)")
      case .notADatabase: .incompatible("the file is not a database: \(error)")
      case .cantOpen:
        .unavailable("\(error); does the folder exist, and may this user write in it?")
      case .interrupted: .timeLimit
      case .constraint, .ioError, .other: .unavailable("\(error)")
      }
  }

  init(_ error: MigrationError) {
    self =
      switch error {
      case .database(let error): DirectoryError(error)
      case .failed(_, let cause) where [.full, .busy, .readOnly].contains(cause.kind): DirectoryError(cause)
      default: .incompatible("\(error)")
      }
  }

  static func from<Result>(_ body: () throws(SQLiteError) -> Result) throws(DirectoryError) -> Result {
    do throws(SQLiteError) { return try body() } catch { throw DirectoryError(error) }
  }

  static func from<Result>(_ body: () throws(MigrationError) -> Result) throws(DirectoryError) -> Result {
    do throws(MigrationError) { return try body() } catch { throw DirectoryError(error) }
  }
}
