internal import Directory
internal import SQLite

/// The revisions of records. Each row holds the record as it was then.
extension Connection {
  func hasRevisions(of key: RecordKey) throws(DirectoryError) -> Bool {
    try first(
      "SELECT 1 FROM revisions WHERE type = ? AND slug = ? LIMIT 1",
      [.text(key.type.rawValue), .text(key.slug)]
    ) { _ in true } != nil
  }

  /// Adds a revision and returns the id of its row. The table uses AUTOINCREMENT, so no id is used twice.
  func add(_ revision: NewRevision) throws(DirectoryError) -> Int64 {
    try insert(
      """
      INSERT INTO revisions
        (type, slug, at, author, action, public, status, document, import_id, draft_change, change_author)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .text(revision.key.type.rawValue), .text(revision.key.slug), .integer(revision.at),
        .text(revision.author), .text(revision.action.rawValue), .text(revision.publicAction?.rawValue),
        .text(revision.state?.status.rawValue), .text(revision.state?.document), .integer(revision.batch),
        .integer(revision.publishes?.id), .text(revision.publishes?.author),
      ])
  }

  /// Returns the revisions of the record, newest first.
  func revisions(
    of key: RecordKey, before id: Int64?, limit: Int
  ) throws(DirectoryError) -> [StoredRevision] {
    try map(
      """
      SELECT id, at, author, action, public, status, document, import_id, tag, draft_change, change_author
      FROM revisions
      WHERE type = ? AND slug = ? AND id < ? ORDER BY id DESC LIMIT ?
      """,
      [.text(key.type.rawValue), .text(key.slug), .integer(id ?? .max), .integer(limit)]
    ) { Self.storedRevision(of: key, $0) }
  }

  private static func storedRevision(of key: RecordKey, _ row: borrowing Row) -> StoredRevision {
    var revision = NewRevision(
      key: key, at: row.optionalInteger(1), author: row.text(2),
      action: RecordRevision.Action(rawValue: row.text(3)) ?? .updated,
      publicAction: row.optionalText(4).flatMap { RecordRevision.Action(rawValue: $0) },
      state: row.optionalText(6).map {
        NewRevision.State(status: RecordStatus(rawValue: row.text(5)) ?? .published, document: $0)
      }, batch: row.optionalInteger(7))
    if let id = row.optionalInteger(9), let author = row.optionalText(10) {
      revision.publishes = PublishedChange(id: id, author: author)
    }
    return StoredRevision(id: row.integer(0), tag: row.optionalText(8), revision)
  }

  func wasDeleted(_ key: RecordKey) throws(DirectoryError) -> Bool {
    let action = try first(
      """
      SELECT public FROM revisions WHERE type = ? AND slug = ? AND public IS NOT NULL ORDER BY id DESC LIMIT 1
      """, [.text(key.type.rawValue), .text(key.slug)]
    ) { $0.text(0) }
    return action == RecordRevision.Action.deleted.rawValue
  }

  func lastChange(of key: RecordKey) throws(DirectoryError) -> Int64? {
    try first(
      """
      SELECT at FROM revisions WHERE type = ? AND slug = ? AND public IS NOT NULL ORDER BY id DESC LIMIT 1
      """, [.text(key.type.rawValue), .text(key.slug)]
    ) { $0.integer(0) }
  }

  /// Notes the entity tag of the state after the newest revision of the record.
  func noteTag(_ tag: String, of key: RecordKey) throws(DirectoryError) {
    try run(
      """
      UPDATE revisions SET tag = ?3
      WHERE id = (SELECT id FROM revisions WHERE type = ?1 AND slug = ?2 ORDER BY id DESC LIMIT 1)
      """, [.text(key.type.rawValue), .text(key.slug), .text(tag)])
  }

  func changes(since: Int64, limit: Int) throws(DirectoryError) -> [PublicChange] {
    try map(
      """
      SELECT id, at, type, slug, public FROM revisions WHERE public IS NOT NULL AND id > ? ORDER BY id LIMIT ?
      """, [.integer(since), .integer(limit)], Self.publicChange)
  }

  func latestChanges(before id: Int64, limit: Int) throws(DirectoryError) -> [PublicChange] {
    try map(
      """
      SELECT id, at, type, slug, public FROM revisions WHERE public IS NOT NULL AND id < ?
      ORDER BY id DESC LIMIT ?
      """, [.integer(id), .integer(limit)], Self.publicChange)
  }

  ///
  /// - Parameter fields: the names of the public fields of members.
  func difference(
    of change: PublicChange, showing fields: Set<String>
  ) throws(DirectoryError) -> PublicDifference {
    try PublicDifference(
      of: change, try revisions(of: change.key, before: change.id &+ 1, limit: 2),
      contact: change.key.type == .contact ? try contact(id: change.key.slug, isStaff: false)?.name : nil,
      showing: fields)
  }

  private static func publicChange(_ row: borrowing Row) -> PublicChange {
    PublicChange(
      id: row.integer(0), at: row.integer(1),
      key: RecordKey(RecordType(rawValue: row.text(2)) ?? .member, row.text(3)),
      action: RecordRevision.Action(rawValue: row.text(4)) ?? .updated)
  }
}
