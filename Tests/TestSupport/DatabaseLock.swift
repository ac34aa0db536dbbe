private import CSQLite

/// Another program's write lock on a database: a transaction that is open until `release()`.
@safe package final class DatabaseLock {
  private var handle: OpaquePointer?

  package struct Failure: Error {}

  package init(on path: String) throws {
    guard unsafe sqlite3_open(path, &handle) == SQLITE_OK,
      unsafe sqlite3_exec(handle, "BEGIN IMMEDIATE", nil, nil, nil) == SQLITE_OK
    else { throw Failure() }
  }

  package func release() {
    unsafe sqlite3_close(handle)
    unsafe handle = nil
  }

  deinit { release() }
}
