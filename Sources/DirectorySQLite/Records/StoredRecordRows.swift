internal import Directory
internal import SQLite

/// Reads published records in the form in which they are written.
extension Connection {
  func published(_ key: RecordKey) throws(DirectoryError) -> DirectoryRecord? {
    guard var record = try own(key) else { return nil }
    // A member is read with what staff see, which includes its translations.
    if key.type != .member { record.translations = try translations(of: key) }
    return record
  }

  /// Returns the record without its translations, except for a member.
  private func own(_ key: RecordKey) throws(DirectoryError) -> DirectoryRecord? {
    switch key.type {
    case .organisation: try organisation().map { .organisation($0) }
    case .office: try office(id: key.slug).map { .office(DirectoryDocument.Office($0)) }
    case .contact: try contact(id: key.slug, isStaff: true).map { .contact(DirectoryDocument.Contact($0)) }
    case .memberKind: try memberKind(slug: key.slug).map { .memberKind($0) }
    case .topicKind: try topicKind(slug: key.slug).map { .topicKind($0) }
    case .field: try field(name: key.slug).map { .field($0) }
    case .area, .county:
      try area(slug: key.slug).flatMap { $0.record.key == key ? $0.record : nil }
    case .topic: try topic(slug: key.slug).map { .topic(DirectoryDocument.Topic($0)) }
    case .member:
      try member(slug: key.slug, cache: VocabularyCache()).map { .member(DirectoryDocument.Member($0)) }
    }
  }

  /// Returns the row id of a published record.
  func id(of key: RecordKey) throws(DirectoryError) -> Int64? {
    let sql: SQL
    switch key.type {
    case .organisation: sql = "SELECT id FROM organisation WHERE ? IS NOT NULL"
    case .office: sql = "SELECT id FROM offices WHERE slug = ?"
    case .contact: sql = "SELECT id FROM contacts WHERE slug = ?"
    case .memberKind: sql = "SELECT id FROM member_kinds WHERE slug = ?"
    case .topicKind: sql = "SELECT id FROM topic_kinds WHERE slug = ?"
    // A reference to an area may be to a county.
    case .area: sql = "SELECT id FROM areas WHERE slug = ?"
    case .field: sql = "SELECT id FROM fields WHERE name = ?"
    case .county: sql = "SELECT id FROM areas WHERE slug = ? AND kind = 'county'"
    case .topic: sql = "SELECT id FROM topics WHERE slug = ?"
    case .member: sql = "SELECT id FROM members WHERE slug = ?"
    }
    return try first(sql, [.text(key.slug)]) { $0.integer(0) }
  }

  /// Removes the row of a published record, and its words.
  func remove(_ key: RecordKey) throws(DirectoryError) {
    guard let id = try id(of: key) else { return }
    if let type = key.type.searchType { try removeFromSearch(type, id: id) }
    try removeTranslations(of: key)
    switch key.type {
    case .organisation: try run("DELETE FROM organisation WHERE id = ?", [.integer(id)])
    case .office: try run("DELETE FROM offices WHERE id = ?", [.integer(id)])
    case .contact: try run("DELETE FROM contacts WHERE id = ?", [.integer(id)])
    case .memberKind: try run("DELETE FROM member_kinds WHERE id = ?", [.integer(id)])
    case .topicKind: try run("DELETE FROM topic_kinds WHERE id = ?", [.integer(id)])
    case .field: try run("DELETE FROM fields WHERE id = ?", [.integer(id)])
    case .area, .county: try run("DELETE FROM areas WHERE id = ?", [.integer(id)])
    case .topic: try run("DELETE FROM topics WHERE id = ?", [.integer(id)])
    case .member: try run("DELETE FROM members WHERE id = ?", [.integer(id)])
    }
  }
}

extension Connection {
  /// Returns true if nothing but kinds and fields is published.
  func isEmpty() throws(DirectoryError) -> Bool {
    let hasRecords = try first(
      """
      SELECT EXISTS (SELECT 1 FROM organisation) OR EXISTS (SELECT 1 FROM offices)
        OR EXISTS (SELECT 1 FROM contacts) OR EXISTS (SELECT 1 FROM areas)
        OR EXISTS (SELECT 1 FROM topics) OR EXISTS (SELECT 1 FROM members)
      """
    ) { $0.boolean(0) }
    return hasRecords == false
  }

  /// Returns true if nothing was ever written. What another program has written may have no revision, and
  /// may not have moved the revision's number.
  func isUnused() throws(DirectoryError) -> Bool {
    let isUsed = try first(
      """
      SELECT EXISTS (SELECT 1 FROM directory_revision WHERE number > 0) OR EXISTS (SELECT 1 FROM tokens)
        OR EXISTS (SELECT 1 FROM drafts) OR EXISTS (SELECT 1 FROM revisions)
        OR EXISTS (SELECT 1 FROM former_slugs)
      """
    ) { $0.boolean(0) }
    guard isUsed == false else { return false }
    return try isEmpty()
  }
}

/// Reads and writes drafts. They are in a table of their own, each as the JSON text of its record.
extension Connection {
  func draft(_ key: RecordKey) throws(DirectoryError) -> DirectoryRecord? {
    let text = try first(
      "SELECT document FROM drafts WHERE type = ? AND slug = ?",
      [.text(key.type.rawValue), .text(key.slug)]
    ) { $0.text(0) }
    return try text.map { text throws(DirectoryError) in try DocumentJSON.record(key.type, fromStored: text) }
  }

  func drafts() throws(DirectoryError) -> [DirectoryRecord] {
    let rows = try map("SELECT type, document FROM drafts ORDER BY type, slug") { ($0.text(0), $0.text(1)) }
    var drafts: [DirectoryRecord] = []
    for (type, text) in rows {
      guard let type = RecordType(rawValue: type) else { continue }
      drafts.append(try DocumentJSON.record(type, fromStored: text))
    }
    return drafts
  }

  func draftCount() throws(DirectoryError) -> Int {
    try first("SELECT count(*) FROM drafts") { Int($0.integer(0)) } ?? 0
  }

  func putDraft(_ record: DirectoryRecord) throws(DirectoryError) {
    try run(
      """
      INSERT INTO drafts (type, slug, document) VALUES (?, ?, ?)
      ON CONFLICT (type, slug) DO UPDATE SET document = excluded.document
      """,
      [.text(record.key.type.rawValue), .text(record.key.slug), .text(DocumentJSON.text(of: record))])
  }

  func removeDraft(_ key: RecordKey) throws(DirectoryError) {
    try run("DELETE FROM drafts WHERE type = ? AND slug = ?", [.text(key.type.rawValue), .text(key.slug)])
  }
}

extension RecordType {
  fileprivate var searchType: SearchType? {
    switch self {
    case .organisation, .memberKind, .topicKind, .area, .field, .county: nil
    case .office: .office
    case .contact: .contact
    case .topic: .topic
    case .member: .member
    }
  }
}
