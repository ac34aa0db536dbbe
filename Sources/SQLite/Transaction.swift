extension Database {
  /// Runs the body in one transaction. `BEGIN IMMEDIATE` takes the write lock at the beginning: a transaction
  /// that takes it at its first write can fail there with SQLITE_BUSY, however long the busy timeout is.
  package func write<Result, Failure: Error>(
    orThrow wrap: (SQLiteError) -> Failure, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try transaction("BEGIN IMMEDIATE", orThrow: wrap, body)
  }

  package func write<Result>(_ body: () throws(SQLiteError) -> Result) throws(SQLiteError) -> Result {
    try write(orThrow: { $0 }, body)
  }

  /// Runs the body in a read transaction: all its statements see the same state of the database, whatever is
  /// committed meanwhile.
  package func read<Result, Failure: Error>(
    orThrow wrap: (SQLiteError) -> Failure, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try transaction("BEGIN", orThrow: wrap, body)
  }

  package func read<Result>(_ body: () throws(SQLiteError) -> Result) throws(SQLiteError) -> Result {
    try read(orThrow: { $0 }, body)
  }

  /// Begins a read transaction for statements that don't run in one function. Does nothing if a transaction
  /// is open. SQLite takes the lock at the first statement that reads.
  package func beginReading() throws(SQLiteError) {
    if !isInTransaction {
      try run("BEGIN")
      transactionCount += 1
    }
  }

  /// Ends the transaction that `beginReading` began. Does nothing if no transaction is open.
  package func endReading() {
    guard isInTransaction else { return }
    // A rollback loses nothing here, and an open transaction would keep its lock.
    if (try? run("COMMIT")) == nil { try? run("ROLLBACK") }
  }

  private func transaction<Result, Failure: Error>(
    _ begin: SQL, orThrow wrap: (SQLiteError) -> Failure, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    func run(_ sql: SQL) throws(Failure) {
      do throws(SQLiteError) { try self.run(sql) } catch { throw wrap(error) }
    }
    try run(begin)
    transactionCount += 1
    defer { forgetDoubtfulPages() }
    do throws(Failure) {
      let result = try body()
      // If COMMIT fails, for example on a full disk, the transaction is still open and is rolled back below.
      try run("COMMIT")
      return result
    } catch {
      // SQLite rolls back by itself after some errors (https://www.sqlite.org/lang_transaction.html,
      // "Response To Errors Within A Transaction"). Another ROLLBACK would fail and hide the first error.
      if isInTransaction { try? run("ROLLBACK") }
      throw error
    }
  }
}
