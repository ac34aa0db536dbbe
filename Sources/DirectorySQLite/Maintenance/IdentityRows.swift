internal import Directory
internal import SQLite

/// The identity of the directory, and the numbers that it gives.
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

  func setDirectoryID(_ id: String) throws(DirectoryError) {
    try run("UPDATE directory_identity SET name = ? WHERE id = 1", [.text(id)])
  }

  func createdAt() throws(DirectoryError) -> Int64 {
    let time = try first("SELECT created_at FROM directory_identity WHERE id = 1") { $0.integer(0) }
    guard let time else { throw .damaged("the table directory_identity is empty") }
    return time
  }

  func changePosition() throws(DirectoryError) -> ChangePosition {
    let position = try first(
      """
      SELECT changes_start, (SELECT id FROM revisions WHERE public IS NOT NULL ORDER BY id DESC LIMIT 1)
      FROM directory_identity WHERE id = 1
      """
    ) { row in
      ChangePosition(start: row.integer(0), last: max(row.integer(0), row.optionalInteger(1) ?? 0))
    }
    guard let position else { throw .damaged("the table directory_identity is empty") }
    return position
  }

  func startChanges() throws(DirectoryError) {
    try run(
      """
      UPDATE directory_identity
      SET changes_start = (SELECT seq FROM sqlite_sequence WHERE name = 'revisions') WHERE id = 1
      """)
  }

  /// Returns the last numbers. AUTOINCREMENT keeps those of deleted rows too
  /// (https://www.sqlite.org/autoinc.html).
  func lastNumbers() throws(DirectoryError) -> LastNumbers {
    var last = LastNumbers(
      change: try lastID("revisions"), importNumber: try lastID("imports"), token: try lastID("tokens"),
      revision: try revision().number)
    last.draftChange = try lastID("draft_changes")
    return last
  }

  func raiseNumbers(to last: LastNumbers) throws(DirectoryError) {
    let numbers = [
      ("revisions", last.change), ("imports", last.importNumber), ("tokens", last.token),
      ("draft_changes", last.draftChange),
    ]
    for (table, id) in numbers {
      try run("DELETE FROM sqlite_sequence WHERE name = ?", [.text(table)])
      try run("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", [.text(table), .integer(id)])
    }
    try run(
      "UPDATE directory_revision SET number = ? WHERE id = 1", [.integer(Int64(clamping: last.revision))])
  }

  private func lastID(_ table: String) throws(DirectoryError) -> Int64 {
    try first("SELECT seq FROM sqlite_sequence WHERE name = ?", [.text(table)]) { $0.integer(0) } ?? 0
  }
}

/// The contacts that were erased.
extension Connection {
  func noteErasure(_ digest: [UInt8], at time: Int64) throws(DirectoryError) {
    try run(
      """
      INSERT INTO erased_contacts (digest, at) VALUES (?, ?)
      ON CONFLICT (digest) DO UPDATE SET at = max(at, excluded.at)
      """, [.blob(digest), .integer(time)])
  }

  func erasures() throws(DirectoryError) -> [[UInt8]: Int64] {
    let rows = try map("SELECT digest, at FROM erased_contacts") { ($0.blob(0), $0.integer(1)) }
    return Dictionary(rows, uniquingKeysWith: max)
  }

  /// Returns every slug of a contact under which anything is stored.
  func contactSlugs() throws(DirectoryError) -> [String] {
    try map(
      """
      SELECT slug FROM contacts
      UNION SELECT slug FROM revisions WHERE type = 'contact'
      UNION SELECT slug FROM drafts WHERE type = 'contact'
      UNION SELECT slug FROM draft_changes WHERE type = 'contact'
      UNION SELECT slug FROM kept_answers WHERE type = 'contact'
      UNION SELECT slug FROM former_slugs WHERE type = 'contact'
      UNION SELECT slug FROM former_slug_revisions WHERE type = 'contact'
      """
    ) { $0.text(0) }
  }
}
