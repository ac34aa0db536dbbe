internal import Directory
internal import SQLite

/// What was written, by whom and when. Each row holds the record as it then was; what changed is the
/// difference to the row before.
extension Connection {
  /// Before its first write the record itself is all there is to go back to.
  func keepOriginal(_ stored: StoredRecord?, of key: RecordKey) throws(DirectoryError) {
    guard let stored else { return }
    let isKept = try first(
      "SELECT 1 FROM revisions WHERE type = ? AND slug = ? LIMIT 1",
      [.text(key.type.rawValue), .text(key.slug)]
    ) { _ in true }
    guard isKept == nil else { return }
    try run(
      """
      INSERT INTO revisions (type, slug, author, action, status, document) VALUES (?, ?, '', 'original', ?, ?)
      """,
      [
        .text(key.type.rawValue), .text(key.slug), .text(stored.status.rawValue),
        .text(Self.text(of: stored.record)),
      ])
  }

  func addRevision(
    of key: RecordKey, from before: RecordStatus?, to after: StoredRecord?, by author: Author
  ) throws(DirectoryError) {
    let action: RecordRevision.Action = after == nil ? .deleted : before == nil ? .created : .updated
    let inPublic: RecordRevision.Action? =
      switch (before == .published, after?.status == .published) {
      case (false, true): .created
      case (true, true): .updated
      case (true, false): .deleted
      case (false, false): nil
      }
    try run(
      """
      INSERT INTO revisions (type, slug, at, author, action, public, status, document, import_id)
      VALUES (?, ?, unixepoch(), ?, ?, ?, ?, ?, ?)
      """,
      [
        .text(key.type.rawValue), .text(key.slug), .text(author.name), .text(action.rawValue),
        .text(inPublic?.rawValue), .text(after?.status.rawValue),
        .text(after.map { Self.text(of: $0.record) }),
        .integer(author.batch),
      ])
  }

  func record(_ key: RecordKey, asOf revision: Int64) throws(DirectoryError) -> StoredRecord? {
    // A deletion leaves no state of its own: the last one before it counts.
    let sql: SQL = """
      SELECT document, status FROM revisions
      WHERE type = ? AND slug = ? AND id <= ? AND document IS NOT NULL ORDER BY id DESC LIMIT 1
      """
    guard try isRevision(revision, of: key),
      let row = try first(
        sql, [.text(key.type.rawValue), .text(key.slug), .integer(revision)], { ($0.text(0), $0.text(1)) })
    else { return nil }
    return StoredRecord(try Self.record(key.type, from: row.0), RecordStatus(rawValue: row.1) ?? .published)
  }

  private func isRevision(_ revision: Int64, of key: RecordKey) throws(DirectoryError) -> Bool {
    try first(
      "SELECT 1 FROM revisions WHERE id = ? AND type = ? AND slug = ?",
      [.integer(revision), .text(key.type.rawValue), .text(key.slug)]
    ) { _ in true } != nil
  }

  /// Newest first.
  func revisions(
    of key: RecordKey, limit: Int, before: Int64?
  ) throws(DirectoryError) -> [RecordRevision] {
    let rows = try map(
      """
      SELECT id, at, author, action, status, document, import_id FROM revisions
      WHERE type = ? AND slug = ? AND id < ? ORDER BY id DESC LIMIT ?
      """,
      [.text(key.type.rawValue), .text(key.slug), .integer(before ?? .max), .integer(limit + 1)]
    ) { row in
      (
        revision: RecordRevision(
          id: row.integer(0), at: row.optionalInteger(1), author: row.text(2),
          action: RecordRevision.Action(rawValue: row.text(3)) ?? .updated, changes: [],
          status: RecordStatus(rawValue: row.text(4)), batch: row.optionalInteger(6)),
        document: row.optionalText(5)
      )
    }
    var revisions: [RecordRevision] = []
    for (index, row) in rows.prefix(limit).enumerated() {
      var revision = row.revision
      if revision.action != .original {
        let previous = index + 1 < rows.count ? rows[index + 1] : nil
        let old = try Self.state(previous?.document, previous?.revision.status)
        revision.changes = old.changes(to: try Self.state(row.document, revision.status))
      }
      revisions.append(revision)
    }
    return revisions
  }

  /// The record with its status beside its fields, as it is written over HTTP; an empty object for none.
  private static func state(_ document: String?, _ status: RecordStatus?) throws(DirectoryError) -> JSONValue
  {
    guard let document, let status, case .object(let members) = try json(document) else { return .object([]) }
    return .object(members + [JSONMember(name: "status", value: .string(status.rawValue))])
  }

  func wasDeleted(_ key: RecordKey) throws(DirectoryError) -> Bool {
    let action = try first(
      """
      SELECT public FROM revisions WHERE type = ? AND slug = ? AND public IS NOT NULL ORDER BY id DESC LIMIT 1
      """, [.text(key.type.rawValue), .text(key.slug)]
    ) { $0.text(0) }
    return action == RecordRevision.Action.deleted.rawValue
  }

  func changes(since: Int64, limit: Int) throws(DirectoryError) -> [PublicChange] {
    try map(
      """
      SELECT id, at, type, slug, public FROM revisions WHERE public IS NOT NULL AND id > ? ORDER BY id LIMIT ?
      """, [.integer(since), .integer(limit)]
    ) { row in
      PublicChange(
        id: row.integer(0), at: row.integer(1),
        key: RecordKey(RecordType(rawValue: row.text(2)) ?? .member, row.text(3)),
        action: RecordRevision.Action(rawValue: row.text(4)) ?? .updated)
    }
  }
}
