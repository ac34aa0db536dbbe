internal import Directory
internal import SQLite

/// The identity of the directory, which is one row.
extension Connection {
  /// Returns the id of the directory; nil in a database that an older version has written.
  func directoryID() throws(DirectoryError) -> String? {
    guard try hasIdentity() else { return nil }
    return try first("SELECT name FROM directory_identity WHERE id = 1") { $0.text(0) }
  }

  private func hasIdentity() throws(DirectoryError) -> Bool {
    try first(
      "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'directory_identity'"
    ) { _ in true } != nil
  }
}
