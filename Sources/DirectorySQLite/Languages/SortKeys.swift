internal import Directory
internal import SQLite

/// The stored sort keys, which follow the alphabet of the directory.
extension Connection {
  /// Computes all sort keys again. Other rows that repeat them follow by their references.
  func rebuildSortKeys() throws(DirectoryError) {
    let alphabet = try alphabet()
    for (read, write) in Self.sortKeys {
      // The rows are read before any is written, since a list is read in the order of its keys.
      let rows = try map(read) { (id: $0.integer(0), name: $0.text(1)) }
      for row in rows {
        try run(write, [.blob(CollationKey.make(row.name, alphabet)), .integer(row.id)])
      }
    }
    try rebuildKeysOfTexts()
  }

  private static let sortKeys: [(read: SQL, write: SQL)] = [
    ("SELECT id, short_name FROM members", "UPDATE members SET sort_key = ? WHERE id = ?"),
    ("SELECT id, name FROM topics", "UPDATE topics SET sort_key = ? WHERE id = ?"),
    ("SELECT id, name FROM contacts", "UPDATE contacts SET sort_key = ? WHERE id = ?"),
    ("SELECT id, name FROM offices", "UPDATE offices SET sort_key = ? WHERE id = ?"),
  ]
}
