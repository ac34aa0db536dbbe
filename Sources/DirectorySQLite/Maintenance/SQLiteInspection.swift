package import Directory
internal import SQLite

/// Looks at the database at `path`.
package struct SQLiteInspection: StoreInspection {
  private let path: String

  package init(path: String) { self.path = path }

  package func inspect() throws(DirectoryError) -> StoreReport {
    let database = try open()
    let pending = try Self.pendingMigrations(in: database)
    // It reads every page and compares neither indexes with tables nor the checks of columns: O(N), where
    // integrity_check is O(N log N) (https://www.sqlite.org/pragma.html#pragma_quick_check).
    let faults = try DirectoryError.from { () throws(SQLiteError) in
      try database.map("PRAGMA quick_check(20)") { $0.text(0) }
    }
    // A database without the first migration has no revision.
    let lastChange = try? Connection(database: database).revision().changedAt
    return StoreReport(
      faults: faults == ["ok"] ? [] : faults, pendingMigrations: pending, lastChange: lastChange)
  }

  package func pendingMigrations() throws(DirectoryError) -> Int {
    try Self.pendingMigrations(in: try open())
  }

  private func open() throws(DirectoryError) -> Database {
    try DirectoryError.from { () throws(SQLiteError) in try Database(path: path, mode: .readOnly) }
  }

  private static func pendingMigrations(in database: Database) throws(DirectoryError) -> Int {
    try DirectoryError.from { () throws(MigrationError) in
      try Schema.migrator.pending(in: database).count
    }
  }
}
