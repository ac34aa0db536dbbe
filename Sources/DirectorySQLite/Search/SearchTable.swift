internal import Directory
internal import SQLite

/// The SQL for the search of one type.
struct SearchTable {
  let type: SearchType
  /// Selects the fields of one row: slug, kind, then those of `texts`. The texts of a field with several
  /// texts are joined by U+001F, which no text of the directory contains.
  let fields: SQL
  let texts: [Text]
  /// Selects the id, sort key and names of the rows whose ids are bound as a JSON array.
  let names: SQL

  /// Selects the id and the folded words of each column, for a limited number of rows that match and exist.
  let matches: SQL
  /// Selects the ids of a limited number of rows whose whole name is between two texts.
  let named: SQL
  let insert: SQL
  let remove: SQL
  /// Selects the folded words of each column that are in the index for one row.
  let indexed: SQL
  /// Selects the ids of the rows that are not in the index.
  let missing: SQL
  /// Selects the ids in the index whose rows don't exist.
  let orphans: SQL
  /// Selects one row if the table has rows and the index has none.
  let unindexed: SQL

  struct Text {
    let name: String
    let column: SearchColumn
  }

  init(
    _ type: SearchType, rows: SQL, present: SQL = "", index: SQL, documents: SQL, names: SQL, fields: SQL,
    _ texts: [(String, SearchColumn)]
  ) {
    self.type = type
    self.fields = fields
    self.texts = texts.map { Text(name: $0.0, column: $0.1) }
    self.names = names + " WHERE id IN (SELECT value FROM json_each(?))"
    // With CROSS JOIN SQLite reads the index first. The join leaves out entries whose rows have been deleted
    // without updating the index.
    let found: SQL = "SELECT r.id, s.name, s.keywords, s.body FROM "
    matches =
      found + index + " AS s CROSS JOIN " + rows + " AS r ON r.id = s.rowid WHERE s." + index
      + " MATCH ?" + present + " LIMIT ?"
    named =
      "SELECT r.id FROM search_names AS n CROSS JOIN " + rows + " AS r ON r.id = n.id"
      + " WHERE n.type = ? AND n.name >= ? AND n.name <= ?" + present + " LIMIT ?"
    insert = "INSERT INTO " + index + " (rowid, name, keywords, body) VALUES (?, ?, ?, ?)"
    remove = "DELETE FROM " + index + " WHERE rowid = ?"
    indexed = "SELECT name, keywords, body FROM " + index + " WHERE rowid = ?"
    // FTS5 keeps a small row in this table for each row of the index (section 9.4 of its manual), in the
    // order of the ids.
    missing = "SELECT id FROM " + rows + " WHERE id NOT IN (SELECT id FROM " + documents + ")"
    orphans = "SELECT id FROM " + documents + " WHERE id NOT IN (SELECT id FROM " + rows + ")"
    unindexed =
      "SELECT 1 WHERE EXISTS (SELECT 1 FROM " + rows + ") AND NOT EXISTS (SELECT 1 FROM " + documents + ")"
  }

  static func of(_ type: SearchType) -> SearchTable {
    switch type {
    case .member: members
    case .topic: topics
    case .contact: contacts
    case .office: offices
    }
  }
}

extension SearchTable {
  private static let members = SearchTable(
    .member, rows: "members", present: #" AND r."left" IS NULL"#, index: "members_search",
    documents: "members_search_docsize",
    names: "SELECT id, sort_key, name || char(31) || short_name FROM members",
    fields: """
      SELECT m.slug, k.slug, m.name, m.short_name,
        iif(a.kind = 'county', a.name, (
          WITH RECURSIVE above (id) AS (
            SELECT m.area_id UNION
            SELECT b.parent_id FROM above CROSS JOIN areas AS b ON b.id = above.id WHERE b.kind <> 'county'
          )
          SELECT c.name FROM above CROSS JOIN areas AS c ON c.id = above.id WHERE c.kind = 'county')),
        (SELECT group_concat(t.name, char(31)) FROM json_each(m.topic_ids) AS r
          CROSS JOIN topics AS t ON t.id = r.value),
        (SELECT group_concat(value, char(31)) FROM json_each(m.focus_areas)),
        m.summary,
        (SELECT group_concat((value ->> 'label') || ': ' || (value ->> 'text'), char(31))
          FROM json_each(m.facts)),
        (SELECT group_concat(value, char(31)) FROM json_each(m.profile, '$.alternativeNames')),
        (SELECT group_concat(value, char(31)) FROM json_each(m.profile, '$.formerNames')),
        (SELECT group_concat(value, char(31))
          FROM json_each(json_array(
            m.profile ->> '$.visitingAddress.city', m.profile ->> '$.postalAddress.city'))),
        (SELECT group_concat(value ->> 'value', char(31)) FROM json_each(m.profile, '$.identifiers')),
        m.profile ->> 'about', m.profile ->> 'website',
        (SELECT group_concat((value ->> 'label') || ': ' || (value ->> 'url'), char(31))
          FROM json_each(m.profile, '$.webLinks')),
        iif(a.kind = 'county', NULL, a.name),
        (SELECT group_concat(v.value, char(31)) FROM json_each(m.profile, '$.custom') AS v
          CROSS JOIN fields AS f ON f.name = v.key
          WHERE f.is_public AND f.definition ->> 'valueType' IN ('text', 'long-text'))
      FROM members AS m CROSS JOIN member_kinds AS k ON k.id = m.kind_id
        LEFT JOIN areas AS a ON a.id = m.area_id
      WHERE m.id = ?
      """,
    [
      ("name", .name), ("shortName", .name), ("county", .keywords), ("topics", .keywords),
      ("focusAreas", .keywords), ("summary", .body), ("facts", .body), ("alternativeNames", .name),
      ("formerNames", .name), ("city", .keywords), ("identifiers", .keywords), ("about", .body),
      ("website", .body), ("webLinks", .body), ("area", .keywords), ("custom", .body),
    ])

  private static let topics = SearchTable(
    .topic, rows: "topics", index: "topics_search", documents: "topics_search_docsize",
    names: "SELECT id, sort_key, name FROM topics",
    fields: """
      SELECT t.slug, t.kind, t.name, b.name, t.summary
      FROM topics AS t LEFT JOIN topics AS b ON b.id = t.broader_id WHERE t.id = ?
      """,
    [("name", .name), ("broader", .keywords), ("summary", .body)])

  private static let contacts = SearchTable(
    .contact, rows: "contacts", index: "contacts_search", documents: "contacts_search_docsize",
    names: "SELECT id, sort_key, name FROM contacts",
    fields: """
      SELECT p.slug, NULL, p.name, p.role, o.name, m.name
      FROM contacts AS p LEFT JOIN offices AS o ON o.id = p.office_id
        LEFT JOIN members AS m ON m.id = p.member_id
      WHERE p.id = ?
      """,
    [("name", .name), ("role", .keywords), ("office", .keywords), ("member", .keywords)])

  private static let offices = SearchTable(
    .office, rows: "offices", index: "offices_search", documents: "offices_search_docsize",
    names: "SELECT id, sort_key, name FROM offices",
    fields: """
      SELECT o.slug, NULL, o.name, o.host, o.city, o.street, o.postcode, o.country, m.name
      FROM offices AS o LEFT JOIN members AS m ON m.id = o.member_id WHERE o.id = ?
      """,
    [
      ("name", .name), ("host", .keywords), ("city", .keywords), ("street", .body), ("postcode", .body),
      ("country", .body), ("member", .keywords),
    ])
}
