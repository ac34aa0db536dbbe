internal import CSQLite

extension Database {
  /// Replaces the contents of this database by those of `source`, in one transaction of each database.
  /// Other connections see either the old contents or the new ones. `source` may be written meanwhile; the
  /// copy is one consistent state of it (https://www.sqlite.org/backup.html).
  package func replaceContents(from source: Database) throws(SQLiteError) {
    try replaceContents(from: source, orThrow: { $0 }, preparing: { () throws(SQLiteError) in })
  }

  /// Does the same after a preparation, which may change `source` through the same connection. From the
  /// beginning of the preparation until the end of the copy no other connection writes to this database.
  package func replaceContents<Failure: Error>(
    from source: Database, orThrow wrap: (SQLiteError) -> Failure,
    preparing prepare: () throws(Failure) -> Void
  ) throws(Failure) {
    guard let backup = unsafe sqlite3_backup_init(handle, "main", source.handle, "main") else {
      throw unsafe wrap(SQLiteError(handle, action: "copying \(source.path)"))
    }
    // A step of no pages only takes the lock, which is held "until either sqlite3_backup_finish() is called
    // or the backup operation is complete" (https://www.sqlite.org/c3ref/backup_finish.html).
    var code = unsafe sqlite3_backup_step(backup, 0)
    if code == SQLITE_OK {
      do throws(Failure) { try prepare() } catch {
        unsafe sqlite3_backup_finish(backup)
        throw error
      }
      // All pages are copied in one step. With several steps, "if the source database is modified by … a
      // database connection other than the one being used by the backup operation, then the backup will be
      // automatically restarted", and under steady writes it would never end. With a write-ahead log one
      // long read doesn't block writers.
      code = unsafe sqlite3_backup_step(backup, -1)
    }
    let finished = unsafe sqlite3_backup_finish(backup)
    guard code == SQLITE_DONE, finished == SQLITE_OK else {
      let failure = code == SQLITE_DONE ? finished : code
      throw wrap(
        SQLiteError(
          code: failure, message: unsafe String(cString: sqlite3_errstr(failure)),
          action: "copying \(source.path) to \(path)"))
    }
  }

  /// Returns what SQLite's integrity check (https://www.sqlite.org/pragma.html#pragma_integrity_check) and
  /// its check of foreign keys find. Returns nothing if the database is sound. Reads the whole file.
  package func faults() throws(SQLiteError) -> [String] {
    let lines = try map("PRAGMA integrity_check(20)") { $0.text(0) }
    guard lines == ["ok"] else { return lines }
    return try map("SELECT \"table\" FROM pragma_foreign_key_check LIMIT 20") {
      "\($0.text(0)): a row refers to a row that does not exist"
    }
  }

  /// Switches from the write-ahead log to a rollback journal. The database is then one file, which can be
  /// copied alone.
  package func leaveWriteAheadLog() throws(SQLiteError) {
    _ = try first("PRAGMA journal_mode = DELETE") { $0.text(0) }
  }
}
