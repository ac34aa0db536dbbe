internal import CSQLite

extension Database {
  /// The pages that are copied between two looks at `isCancelled`: 4 MiB with SQLite's usual page size.
  private static let pagesPerStep: Int32 = 1_024

  /// Replaces the contents of this database by those of `source`, in one transaction of each database.
  /// Other connections see either the old contents or the new ones. `source` may be written meanwhile; the
  /// copy is one consistent state of it (https://www.sqlite.org/backup.html). Fails as `interrupted`, without
  /// a change, if this database was cancelled.
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
      code = unsafe copyPages(backup, of: source)
    }
    // This rolls the copy back if not all pages were copied.
    let finished = unsafe sqlite3_backup_finish(backup)
    guard code == SQLITE_DONE, finished == SQLITE_OK else {
      let failure = code == SQLITE_DONE ? finished : code
      throw wrap(
        SQLiteError(
          code: failure, message: unsafe String(cString: sqlite3_errstr(failure)),
          action: "copying \(source.path) to \(path)"))
    }
  }

  /// Copies all pages, and returns the result code of the last step.
  private func copyPages(_ backup: OpaquePointer, of source: Database) -> Int32 {
    do throws(SQLiteError) {
      // The transaction keeps one state of the source for all steps. Without it, "if the source database is
      // modified by … a database connection other than the one being used by the backup operation, then the
      // backup will be automatically restarted", and under steady writes it would never end. With a
      // write-ahead log one long read doesn't block writers.
      try source.beginReading()
      defer { source.endReading() }
      _ = try source.first("SELECT count(*) FROM sqlite_schema") { $0.integer(0) }
      var code = SQLITE_OK
      while code == SQLITE_OK {
        code = isCancelled ? SQLITE_INTERRUPT : unsafe sqlite3_backup_step(backup, Self.pagesPerStep)
      }
      return code
    } catch {
      return error.code
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
