internal import Directory
internal import SQLite

/// The texts of records in other languages than the default one. A record without such texts has no row.
extension Connection {
  /// Returns true if any record has such texts.
  func hasTranslations() throws(DirectoryError) -> Bool {
    try first("SELECT EXISTS (SELECT 1 FROM translations)") { $0.boolean(0) } ?? false
  }

  func translations(of key: RecordKey) throws(DirectoryError) -> Translations {
    let text = try first(
      "SELECT texts FROM translations WHERE type = ? AND slug = ?",
      [.text(key.type.rawValue), .text(key.slug)]
    ) { $0.text(0) }
    return try text.map { text throws(DirectoryError) in
      try DocumentJSON.translations(fromStored: text)
    } ?? .none
  }

  /// Returns those of several records, by slug, with one query. Those of counties are among those of areas.
  func translations(
    of type: RecordType, _ slugs: [String]
  ) throws(DirectoryError) -> [String: Translations] {
    var found: [String: Translations] = [:]
    try forEach(
      """
      SELECT t.slug, t.texts FROM json_each(?2) CROSS JOIN translations AS t
      WHERE t.type IN (?1, ?3) AND t.slug = json_each.value
      """,
      [
        .text(type.rawValue), .text(DocumentJSON.text(ofList: slugs)),
        .text((type == .area ? RecordType.county : type).rawValue),
      ]
    ) { row throws(DirectoryError) in
      found[row.text(0)] = try DocumentJSON.translations(fromStored: row.text(1))
    }
    return found
  }

  /// Replaces the texts of a record.
  func put(_ translations: Translations, of key: RecordKey) throws(DirectoryError) {
    guard let text = DocumentJSON.text(of: translations) else { return try removeTranslations(of: key) }
    try run(
      """
      INSERT INTO translations (type, slug, texts) VALUES (?, ?, ?)
      ON CONFLICT (type, slug) DO UPDATE SET texts = excluded.texts
      """, [.text(key.type.rawValue), .text(key.slug), .text(text)])
  }

  func removeTranslations(of key: RecordKey) throws(DirectoryError) {
    try run(
      "DELETE FROM translations WHERE type = ? AND slug = ?", [.text(key.type.rawValue), .text(key.slug)])
  }

  /// Returns the records that have texts in a language. It reads the whole table, which is done only if a
  /// language is removed.
  func translated(into language: String, limit: Int) throws(DirectoryError) -> Referrers {
    var users = Referrers()
    try forEach(
      """
      SELECT t.type, t.slug FROM translations AS t
      WHERE t.type <> 'organisation' AND EXISTS (SELECT 1 FROM json_each(t.texts) AS l WHERE l.key = ?)
      """, [.text(language)]
    ) { row throws(DirectoryError) in
      users.total += 1
      guard users.keys.count < limit, let type = RecordType(rawValue: row.text(0)) else { return }
      users.keys.append(RecordKey(type, row.text(1)))
    }
    return users
  }
}
