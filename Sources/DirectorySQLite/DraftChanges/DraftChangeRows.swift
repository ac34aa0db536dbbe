internal import Directory
internal import SQLite

/// Reads and writes draft changes.
extension Connection {
  func draftChange(_ id: Int64) throws(DirectoryError) -> DraftChange? {
    try first(
      """
      SELECT id, type, slug, state, author, created_at, updated_at, publish_at, decided_by, decided_at,
        base_tag, base_status, note, reason, problem, patch, base
      FROM draft_changes WHERE id = ?
      """, [.integer(id)], Self.draftChange)
  }

  func draftChanges(_ query: DraftChangeQuery) throws(DirectoryError) -> [Int64] {
    var sql: SQL = "SELECT id FROM draft_changes WHERE id < ?"
    var values: [Value] = [.integer(query.before ?? .max)]
    if let state = query.state {
      sql = sql + " AND state = ?"
      values.append(.text(state.rawValue))
    }
    if let type = query.type {
      sql = sql + " AND type = ?"
      values.append(.text(type.rawValue))
    }
    if let slugs = query.slugs {
      sql = sql + " AND slug IN (SELECT value FROM json_each(?))"
      values.append(.text(JSONValue.array(slugs.map { .string($0) }).compactText))
    }
    if let author = query.author {
      sql = sql + " AND author = ?"
      values.append(.text(author))
    }
    values.append(.integer(query.limit))
    return try map(sql + " ORDER BY id DESC LIMIT ?", values) { $0.integer(0) }
  }

  func openDraftChanges(by author: String) throws(DirectoryError) -> Int {
    try first(
      "SELECT count(*) FROM draft_changes WHERE author = ? AND state IN ('draft', 'proposed', 'scheduled')",
      [.text(author)]
    ) { Int($0.integer(0)) } ?? 0
  }

  func draftChangesDue(at time: Int64, limit: Int) throws(DirectoryError) -> [Int64] {
    // Without statistics, SQLite would take the index of states, and sort
    // (https://www.sqlite.org/lang_indexedby.html).
    try map(
      """
      SELECT id FROM draft_changes INDEXED BY draft_changes_due
      WHERE state = 'scheduled' AND publish_at <= ?
      ORDER BY publish_at, id LIMIT ?
      """, [.integer(time), .integer(limit)]
    ) { $0.integer(0) }
  }

  /// Adds a draft change and returns its id. The table uses AUTOINCREMENT, so no id is used twice.
  func add(_ change: DraftChange) throws(DirectoryError) -> Int64 {
    try insert(
      """
      INSERT INTO draft_changes (id, type, slug, state, author, created_at, updated_at, publish_at,
        decided_by, decided_at, base_tag, base_status, note, reason, problem, patch, base)
      VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, Self.values(of: change))
  }

  func put(_ change: DraftChange) throws(DirectoryError) {
    try run(
      """
      UPDATE draft_changes SET type = ?, slug = ?, state = ?, author = ?, created_at = ?, updated_at = ?,
        publish_at = ?, decided_by = ?, decided_at = ?, base_tag = ?, base_status = ?, note = ?, reason = ?,
        problem = ?, patch = ?, base = ?
      WHERE id = ?
      """, Self.values(of: change) + [.integer(change.id)])
  }

  func removeDraftChange(_ id: Int64) throws(DirectoryError) {
    try run("DELETE FROM draft_changes WHERE id = ?", [.integer(id)])
  }

  func openDraftChanges(namingTopic slug: String) throws(DirectoryError) -> [DraftChange] {
    // A merge is rare, and reads all open draft changes. The texts are a first look only.
    try map(
      """
      SELECT id, type, slug, state, author, created_at, updated_at, publish_at, decided_by, decided_at,
        base_tag, base_status, note, reason, problem, patch, base
      FROM draft_changes
      WHERE state IN ('draft', 'proposed', 'scheduled') AND type IN ('member', 'topic')
        AND (instr(patch, ?1) > 0 OR instr(base, ?1) > 0)
      ORDER BY id
      """, [.text("\"\(slug)\"")], Self.draftChange)
  }

  func endSchedules(because problem: String) throws(DirectoryError) {
    try run(
      "UPDATE draft_changes SET state = 'draft', problem = ? WHERE state = 'scheduled'", [.text(problem)])
  }

  private static func values(of change: DraftChange) -> [Value] {
    [
      .text(change.key.type.rawValue), .text(change.key.slug), .text(change.state.rawValue),
      .text(change.author), .integer(change.createdAt), .integer(change.updatedAt),
      .integer(change.publishAt), .text(change.decidedBy), .integer(change.decidedAt),
      .text(change.baseTag), .text(change.base.status.rawValue), .text(change.note), .text(change.reason),
      .text(change.problem), .text(change.patch), .text(change.base.document),
    ]
  }

  private static func draftChange(_ row: borrowing Row) -> DraftChange {
    DraftChange(
      id: row.integer(0), key: RecordKey(RecordType(rawValue: row.text(1)) ?? .member, row.text(2)),
      patch: row.text(15), note: row.text(12), state: DraftChange.State(rawValue: row.text(3)) ?? .declined,
      author: row.text(4), createdAt: row.integer(5), updatedAt: row.integer(6),
      publishAt: row.optionalInteger(7),
      base: NewRevision.State(
        status: RecordStatus(rawValue: row.text(11)) ?? .published, document: row.text(16)),
      baseTag: row.text(10), reason: row.optionalText(13), decidedBy: row.optionalText(8),
      decidedAt: row.optionalInteger(9), problem: row.optionalText(14))
  }
}

/// Reads and writes the links to previews.
extension Connection {
  func previewLink(_ digest: [UInt8]) throws(DirectoryError) -> PreviewLink? {
    try first(
      """
      SELECT digest, draft_change_id, author, created_at, expires_at FROM preview_links WHERE digest = ?
      """, [.blob(digest)]
    ) { row in
      PreviewLink(
        digest: row.blob(0), draftChange: row.integer(1), author: row.text(2), createdAt: row.integer(3),
        expiresAt: row.integer(4))
    }
  }

  func put(_ link: PreviewLink, keeping most: Int) throws(DirectoryError) {
    try run(
      """
      INSERT INTO preview_links (digest, draft_change_id, author, created_at, expires_at)
      VALUES (?, ?, ?, ?, ?)
      """,
      [
        .blob(link.digest), .integer(link.draftChange), .text(link.author), .integer(link.createdAt),
        .integer(link.expiresAt),
      ])
    try run(
      """
      DELETE FROM preview_links WHERE draft_change_id = ?1 AND digest <> ?2 AND digest NOT IN (
        SELECT digest FROM preview_links WHERE draft_change_id = ?1 AND digest <> ?2
        ORDER BY created_at DESC LIMIT ?3)
      """, [.integer(link.draftChange), .blob(link.digest), .integer(most - 1)])
  }

  func removePreviewLink(_ digest: [UInt8]) throws(DirectoryError) {
    try run("DELETE FROM preview_links WHERE digest = ?", [.blob(digest)])
  }

  func removePreviewLinks(of change: Int64) throws(DirectoryError) {
    try run("DELETE FROM preview_links WHERE draft_change_id = ?", [.integer(change)])
  }

  func removePreviewLinks(until time: Int64) throws(DirectoryError) {
    try run("DELETE FROM preview_links WHERE expires_at <= ?", [.integer(time)])
  }
}
