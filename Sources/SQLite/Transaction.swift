extension Database {
  /// Runs the body in one transaction that takes the write lock at once: `BEGIN IMMEDIATE`, since a lock
  /// taken at the first write can fail with SQLITE_BUSY in the middle, whatever the busy timeout.
  package func write<Result, Failure: Error>(
    orThrow wrap: (SQLiteError) -> Failure, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try transaction("BEGIN IMMEDIATE", orThrow: wrap, body)
  }

  package func write<Result>(_ body: () throws(SQLiteError) -> Result) throws(SQLiteError) -> Result {
    try write(orThrow: { $0 }, body)
  }

  /// All statements of the body see one state of the database, whatever is committed meanwhile.
  package func read<Result, Failure: Error>(
    orThrow wrap: (SQLiteError) -> Failure, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try transaction("BEGIN", orThrow: wrap, body)
  }

  package func read<Result>(_ body: () throws(SQLiteError) -> Result) throws(SQLiteError) -> Result {
    try read(orThrow: { $0 }, body)
  }

  /// Begins a read transaction for statements that come one after another, and not from one function; one
  /// that is open already goes on. SQLite takes the lock at the first statement that reads.
  package func beginReading() throws(SQLiteError) {
    if !isInTransaction {
      try run("BEGIN")
      transactionCount += 1
    }
  }

  package func endReading() {
    guard isInTransaction else { return }
    // There is nothing to keep, so however it ends is fine; what can't end would hold its lock.
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
      // A COMMIT that fails, on a full disk say, leaves the transaction open: it goes to the same rollback.
      try run("COMMIT")
      return result
    } catch {
      // Some errors roll back by themselves (https://www.sqlite.org/lang_transaction.html, "Response To
      // Errors Within A Transaction"); a second ROLLBACK would fail and hide the first error.
      if isInTransaction { try? run("ROLLBACK") }
      throw error
    }
  }
}
