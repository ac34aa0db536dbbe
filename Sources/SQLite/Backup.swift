internal import CSQLite

extension Database {
  /// Takes over all that `source` holds, in place of what is here, in one transaction of each: another
  /// connection sees the old database or the new one and nothing between. `source` may be written
  /// meanwhile; what is copied is one state of it (https://www.sqlite.org/backup.html).
  package func replaceContents(from source: Database) throws(SQLiteError) {
    guard let backup = unsafe sqlite3_backup_init(handle, "main", source.handle, "main") else {
      throw unsafe SQLiteError(handle, action: "copying \(source.path)")
    }
    // All pages in one step. With several, "if the source database is modified by … a database connection
    // other than the one being used by the backup operation, then the backup will be automatically
    // restarted": under steady writes it would never end. Under a write-ahead log one long read keeps
    // nobody from writing.
    let code = unsafe sqlite3_backup_step(backup, -1)
    let finished = unsafe sqlite3_backup_finish(backup)
    guard code == SQLITE_DONE, finished == SQLITE_OK else {
      let failure = code == SQLITE_DONE ? finished : code
      throw SQLiteError(
        code: failure, message: unsafe String(cString: sqlite3_errstr(failure)),
        action: "copying \(source.path) to \(path)")
    }
  }

  /// What https://www.sqlite.org/pragma.html#pragma_integrity_check and the check of foreign keys find; empty
  /// for a sound database. Reads the whole file.
  package func faults() throws(SQLiteError) -> [String] {
    let lines = try map("PRAGMA integrity_check(20)") { $0.text(0) }
    guard lines == ["ok"] else { return lines }
    return try map("SELECT \"table\" FROM pragma_foreign_key_check LIMIT 20") {
      "\($0.text(0)): a row refers to one that is not there"
    }
  }

  /// One file again, which a copy of it is a copy of: no write-ahead log beside it.
  package func leaveWriteAheadLog() throws(SQLiteError) {
    _ = try first("PRAGMA journal_mode = DELETE") { $0.text(0) }
  }
}
