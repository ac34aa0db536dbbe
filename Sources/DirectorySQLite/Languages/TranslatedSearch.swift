internal import Directory
internal import SQLite

/// The texts in other languages that search finds.
extension Connection {
  typealias TranslatedText = (name: String, column: SearchColumn, text: String, language: String)

  /// Returns the texts of a row, and the names of the rows to which it refers.
  func translatedTexts(_ type: SearchType, id: Int64, slug: String) throws(DirectoryError) -> [TranslatedText]
  {
    var texts: [TranslatedText] = []
    let own = try translations(of: RecordKey(type.recordType, slug))
    for language in own.languages {
      for text in language.texts {
        let column = Self.column(of: text.name)
        texts += Self.strings(in: text.value).map { (text.name, column, $0, language.tag) }
      }
    }
    try forEach(Self.references(of: type), [.integer(id)]) { row throws(DirectoryError) in
      let field = row.text(0)
      for language in try DocumentJSON.translations(fromStored: row.text(1)).languages {
        for text in language.texts where text.name == "name" || text.name == "pluralName" {
          texts += Self.strings(in: text.value).map { (field, .keywords, $0, language.tag) }
        }
      }
    }
    return texts
  }

  private static func column(of field: String) -> SearchColumn {
    switch field {
    case "name", "shortName": .name
    case "focusAreas", "role", "host": .keywords
    default: .body
    }
  }

  private static func strings(in value: JSONValue) -> [String] {
    switch value {
    case .string(let text): return [text]
    case .array(let items):
      return items.compactMap { item in
        if let text = item.text { return text }
        guard let label = item.member("label")?.text,
          let text = item.member("text")?.text ?? item.member("url")?.text
        else { return nil }
        return label + ": " + text
      }
    default: return []
    }
  }

  /// Returns the query for the translations of what a row refers to, each with the field that refers to it.
  private static func references(of type: SearchType) -> SQL {
    switch type {
    case .member: referencesOfMember
    case .topic:
      """
      SELECT 'broader', x.texts FROM topics AS t CROSS JOIN topics AS b ON b.id = t.broader_id
        CROSS JOIN translations AS x ON x.type = 'topic' AND x.slug = b.slug
      WHERE t.id = ?
      """
    case .contact:
      """
      SELECT 'office', x.texts FROM contacts AS p CROSS JOIN offices AS o ON o.id = p.office_id
        CROSS JOIN translations AS x ON x.type = 'office' AND x.slug = o.slug
      WHERE p.id = ?1
      UNION ALL
      SELECT 'member', x.texts FROM contacts AS p CROSS JOIN members AS m ON m.id = p.member_id
        CROSS JOIN translations AS x ON x.type = 'member' AND x.slug = m.slug
      WHERE p.id = ?1
      """
    case .office:
      """
      SELECT 'member', x.texts FROM offices AS o CROSS JOIN members AS m ON m.id = o.member_id
        CROSS JOIN translations AS x ON x.type = 'member' AND x.slug = m.slug
      WHERE o.id = ?
      """
    }
  }

  private static let referencesOfMember: SQL = """
    SELECT 'topics', x.texts FROM members AS m CROSS JOIN json_each(m.topic_ids) AS r
      CROSS JOIN topics AS t ON t.id = r.value
      CROSS JOIN translations AS x ON x.type = 'topic' AND x.slug = t.slug
    WHERE m.id = ?1
    UNION ALL
    SELECT 'area', x.texts FROM (
        WITH RECURSIVE above (id) AS (
          SELECT area_id FROM members WHERE id = ?1
          UNION SELECT a.parent_id FROM above CROSS JOIN areas AS a ON a.id = above.id)
        SELECT id FROM above) AS u
      CROSS JOIN areas AS c ON c.id = u.id
      CROSS JOIN translations AS x ON x.type IN ('area', 'county') AND x.slug = c.slug
    WHERE c.kind <> 'country'
    UNION ALL
    SELECT 'kind', x.texts FROM members AS m CROSS JOIN member_kinds AS k ON k.id = m.kind_id
      CROSS JOIN translations AS x ON x.type = 'memberKind' AND x.slug = k.slug
    WHERE m.id = ?1
    """

  /// Returns the rows that search finds by the translated name of a kind. They must be indexed again if that
  /// name changes.
  func rowsOfKind(_ key: RecordKey) throws(DirectoryError) -> [(SearchType, Int64)] {
    guard key.type == .memberKind, let id = try id(of: key) else { return [] }
    return try map("SELECT id FROM members WHERE kind_id = ?", [.integer(id)]) { (.member, $0.integer(0)) }
  }
}
