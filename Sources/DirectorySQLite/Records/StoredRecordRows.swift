internal import Directory
internal import SQLite

/// Records in the shape in which they are written.
extension Connection {
  func stored(_ key: RecordKey) throws(DirectoryError) -> StoredRecord? {
    if let record = try published(key) { return StoredRecord(record, .published) }
    return try draft(key).map { StoredRecord($0, .draft) }
  }

  func published(_ key: RecordKey) throws(DirectoryError) -> DirectoryRecord? {
    switch key.type {
    case .organisation: try organisation().map { .organisation($0) }
    case .office: try office(id: key.slug).map { .office($0) }
    case .contact: try contact(id: key.slug, isStaff: true).map { .contact(DirectoryDocument.Contact($0)) }
    case .county: try county(slug: key.slug).map { .county($0) }
    case .topic: try topic(slug: key.slug).map { .topic(DirectoryDocument.Topic($0)) }
    case .member: try member(slug: key.slug).map { .member(DirectoryDocument.Member($0)) }
    }
  }

  func county(slug: String) throws(DirectoryError) -> DirectoryDocument.County? {
    try first("SELECT slug, name, short_name FROM counties WHERE slug = ?", [.text(slug)]) { row in
      DirectoryDocument.County(slug: row.text(0), name: row.text(1), shortName: row.text(2))
    }
  }

  /// By slug.
  func allCounties() throws(DirectoryError) -> [DirectoryDocument.County] {
    try map("SELECT slug, name, short_name FROM counties ORDER BY slug") { row in
      DirectoryDocument.County(slug: row.text(0), name: row.text(1), shortName: row.text(2))
    }
  }

  /// The row of a published record.
  func id(of key: RecordKey) throws(DirectoryError) -> Int64? {
    let sql: SQL
    switch key.type {
    case .organisation: sql = "SELECT id FROM organisation WHERE ? IS NOT NULL"
    case .office: sql = "SELECT id FROM offices WHERE slug = ?"
    case .contact: sql = "SELECT id FROM contacts WHERE slug = ?"
    case .county: sql = "SELECT id FROM counties WHERE slug = ?"
    case .topic: sql = "SELECT id FROM topics WHERE slug = ?"
    case .member: sql = "SELECT id FROM members WHERE slug = ?"
    }
    return try first(sql, [.text(key.slug)]) { $0.integer(0) }
  }
}

/// Drafts lie in a table of their own, each as the text of its record.
extension Connection {
  func draft(_ key: RecordKey) throws(DirectoryError) -> DirectoryRecord? {
    let text = try first(
      "SELECT document FROM drafts WHERE type = ? AND slug = ?",
      [.text(key.type.rawValue), .text(key.slug)]
    ) { $0.text(0) }
    return try text.map { text throws(DirectoryError) in try Self.record(key.type, from: text) }
  }

  func drafts() throws(DirectoryError) -> [DirectoryRecord] {
    let rows = try map("SELECT type, document FROM drafts ORDER BY type, slug") { ($0.text(0), $0.text(1)) }
    var drafts: [DirectoryRecord] = []
    for (type, text) in rows {
      guard let type = RecordType(rawValue: type) else { continue }
      drafts.append(try Self.record(type, from: text))
    }
    return drafts
  }

  func putDraft(_ record: DirectoryRecord) throws(DirectoryError) {
    try run(
      """
      INSERT INTO drafts (type, slug, document) VALUES (?, ?, ?)
      ON CONFLICT (type, slug) DO UPDATE SET document = excluded.document
      """,
      [.text(record.key.type.rawValue), .text(record.key.slug), .text(Self.text(of: record))])
  }

  func removeDraft(_ key: RecordKey) throws(DirectoryError) {
    try run("DELETE FROM drafts WHERE type = ? AND slug = ?", [.text(key.type.rawValue), .text(key.slug)])
  }

  static func text(of record: DirectoryRecord) -> String {
    String(decoding: DocumentJSON.json(record).compact(), as: UTF8.self)
  }

  /// What we wrote ourselves; that it cannot be read means that the file is damaged.
  static func record(_ type: RecordType, from text: String) throws(DirectoryError) -> DirectoryRecord {
    try DocumentJSON.record(type, from: try json(text))
  }

  static func json(_ text: String) throws(DirectoryError) -> JSONValue {
    do throws(JSONError) { return try JSONParser.parse(Array(text.utf8)) } catch {
      throw .damaged("a stored record is no JSON: \(error.message)")
    }
  }
}

/// From what is read to what is written: references by slug alone.
extension DirectoryDocument.Contact {
  init(_ contact: Contact) {
    self.init(
      id: contact.id, name: contact.name, role: contact.role, email: contact.email,
      telephone: contact.telephone, emailProtected: contact.emailProtected, office: contact.office?.id)
  }
}

extension DirectoryDocument.Topic {
  init(_ topic: Topic) {
    self.init(
      slug: topic.slug, kind: topic.kind, name: topic.name, summary: topic.summary,
      broader: topic.broader?.slug)
  }
}

extension DirectoryDocument.Member {
  init(_ member: Member) {
    self.init(
      slug: member.slug, kind: member.kind, name: member.name, shortName: member.shortName,
      county: member.county?.slug, summary: member.summary, population: member.population,
      joined: member.joined, left: member.left, focusAreas: member.focusAreas, facts: member.facts,
      image: member.image, topics: member.topics.map(\.slug).sorted())
  }
}
