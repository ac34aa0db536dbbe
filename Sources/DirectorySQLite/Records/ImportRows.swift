internal import Directory
internal import SQLite

/// What belongs to one import, for whoever undoes it.
extension Connection {
  private static let mostNamed: Int64 = 20

  struct ImportedWrite {
    let revision: Int64
    let key: RecordKey
  }

  /// Newest first; throws where there is nothing to undo.
  func writes(ofImport id: Int64) throws(DirectoryError) -> [ImportedWrite] {
    let isOpen = try first("SELECT 1 FROM imports WHERE id = ? AND undone_at IS NULL", [.integer(id)]) { _ in
      true
    }
    guard isOpen == true else { throw .noSuchImport(id) }
    return try map(
      "SELECT id, type, slug FROM revisions WHERE import_id = ? ORDER BY id DESC", [.integer(id)]
    ) { row in
      ImportedWrite(
        revision: row.integer(0),
        key: RecordKey(RecordType(rawValue: row.text(1)) ?? .member, row.text(2)))
    }
  }

  /// Records of the import that were written to after it.
  func changedSince(import id: Int64) throws(DirectoryError) -> [RecordKey] {
    try map(
      """
      SELECT DISTINCT r.type, r.slug FROM revisions AS i CROSS JOIN revisions AS r
        ON r.type = i.type AND r.slug = i.slug AND r.id > i.id
      WHERE i.import_id = ? AND r.import_id IS NOT ? LIMIT ?
      """, [.integer(id), .integer(id), .integer(Self.mostNamed)]
    ) { RecordKey(RecordType(rawValue: $0.text(0)) ?? .member, $0.text(1)) }
  }

  /// Nil where the record was not there.
  func record(_ key: RecordKey, before revision: Int64) throws(DirectoryError) -> StoredRecord? {
    let row = try first(
      """
      SELECT document, status FROM revisions WHERE type = ? AND slug = ? AND id < ? ORDER BY id DESC LIMIT 1
      """, [.text(key.type.rawValue), .text(key.slug), .integer(revision)]
    ) { ($0.optionalText(0), $0.text(1)) }
    guard let row, let document = row.0 else { return nil }
    return StoredRecord(
      try Self.record(key.type, from: document), RecordStatus(rawValue: row.1) ?? .published)
  }

  func closeImport(_ id: Int64) throws(DirectoryError) {
    try run("UPDATE imports SET undone_at = unixepoch() WHERE id = ?", [.integer(id)])
  }
}
