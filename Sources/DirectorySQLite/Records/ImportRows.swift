internal import Directory
internal import SQLite

/// Reads and writes imports, and the revisions that belong to each.
extension Connection {
  func addImport(
    by author: String, at time: Int64, merge: TopicMerge?
  ) throws(DirectoryError) -> Int64 {
    try insert(
      "INSERT INTO imports (author, at, merged, merged_into) VALUES (?, ?, ?, ?)",
      [.text(author), .integer(time), .text(merge?.from), .text(merge?.into)])
  }

  func isOpen(import id: Int64) throws(DirectoryError) -> Bool {
    try first("SELECT 1 FROM imports WHERE id = ? AND undone_at IS NULL", [.integer(id)]) { _ in true } != nil
  }

  /// Returns what the import wrote, newest first.
  func writes(ofImport id: Int64) throws(DirectoryError) -> [ImportedWrite] {
    try map("SELECT id, type, slug FROM revisions WHERE import_id = ? ORDER BY id DESC", [.integer(id)]) {
      row in
      ImportedWrite(
        revision: row.integer(0), key: RecordKey(RecordType(rawValue: row.text(1)) ?? .member, row.text(2)))
    }
  }

  func close(import id: Int64, at time: Int64) throws(DirectoryError) {
    try run("UPDATE imports SET undone_at = ? WHERE id = ?", [.integer(time), .integer(id)])
  }
}
