internal import Directory
internal import SQLite

/// Runs edits in transactions.
final class SQLiteEdits: EditTransactions {
  let editor: RecordEditor
  private let connection: Connection
  private let tables: SQLiteRecordTables

  /// - Parameters:
  ///   - memory: that of earlier edits with the same connection.
  ///   - today: the day that decides who is a member.
  init(connection: Connection, memory: EditMemory = EditMemory(), today: String) {
    self.connection = connection
    tables = SQLiteRecordTables(connection: connection, memory: memory, today: today)
    editor = RecordEditor(
      tables, reader: SQLiteDirectoryReader(connection: connection, isStaff: true, memory: memory),
      clock: SystemTime.now)
  }

  var isOpen: Bool { connection.database.isInTransaction }

  var changes: UncommittedChanges? { UncommittedChanges(since: tables.revision, tables.changes) }

  func transaction<Result, Failure: Error>(
    orThrow wrap: (DirectoryError) -> Failure, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    do throws(Failure) {
      return try connection.database.write(orThrow: { wrap(DirectoryError($0)) }) { () throws(Failure) in
        do throws(DirectoryError) { try tables.begin() } catch { throw wrap(error) }
        let result = try body()
        do throws(DirectoryError) { try tables.finish() } catch { throw wrap(error) }
        return result
      }
    } catch {
      tables.rollBack()
      throw error
    }
  }

  func part(_ body: () throws(DirectoryError) -> Bool) throws(DirectoryError) -> Bool {
    try connection.run("SAVEPOINT edit")
    do throws(DirectoryError) {
      let isKept = try body()
      if isKept {
        try tables.finish()
      } else {
        tables.rollBack()
        try connection.run("ROLLBACK TO edit")
      }
      try connection.run("RELEASE edit")
      return isKept
    } catch {
      tables.rollBack()
      rollBackPart()
      throw error
    }
  }

  /// Rolls back the part if the transaction is still open: SQLite ends the whole transaction after some
  /// errors (https://www.sqlite.org/lang_transaction.html, "Response To Errors Within A Transaction"). If the
  /// part can't be rolled back alone, rolls back the whole transaction.
  private func rollBackPart() {
    guard isOpen else { return }
    do throws(DirectoryError) {
      try connection.run("ROLLBACK TO edit")
      try connection.run("RELEASE edit")
    } catch {
      try? connection.run("ROLLBACK")
    }
  }
}
