internal import Directory
internal import SQLite

/// What waits to be done. Each figure looks at a limited number of rows.
extension Connection {
  func overview(oldBefore time: Int64) throws(DirectoryError) -> OverviewFigures {
    let drafts = try first(
      "SELECT count(*) FROM (SELECT 1 FROM drafts ORDER BY type, slug LIMIT ?)", [Self.oneMore]
    ) { Int($0.integer(0)) }
    let old = try oldRecords(before: time)
    return OverviewFigures(
      drafts: BoundedCount(counted: drafts ?? 0), draftChanges: try waiting(), oldCount: old.count,
      old: old.items, untranslated: try untranslated(), withoutContact: try examples(Self.withoutContact),
      withoutWebsite: try examples(Self.withoutWebsite))
  }

  private static let oneMore = Value.integer(BoundedCount.most + 1)

  /// Returns how many records are old, and the oldest ones.
  private func oldRecords(
    before time: Int64
  ) throws(DirectoryError) -> (count: BoundedCount, items: [OverviewFigures.Old]) {
    var count = 0
    var items: [OverviewFigures.Old] = []
    let scanned = OverviewFigures.mostScanned
    var seen = 0
    // Members that have left stay as they are.
    try forEach(
      """
      SELECT a.type, a.slug, a.changed_at, m."left" FROM record_ages AS a
      LEFT JOIN members AS m ON a.type = 'member' AND m.slug = a.slug
      WHERE a.changed_at < ? ORDER BY a.changed_at, a.type, a.slug LIMIT ?
      """, [.integer(time), .integer(scanned)]
    ) { row throws(DirectoryError) in
      seen += 1
      guard count <= BoundedCount.most, row.optionalText(3) == nil,
        let type = RecordType(rawValue: row.text(0))
      else { return }
      count += 1
      guard items.count < RecordExamples.most else { return }
      let key = RecordKey(type, row.text(1))
      items.append(OverviewFigures.Old(NamedRecord(key, name: ""), changedAt: row.integer(2)))
    }
    for index in items.indices { items[index].record.name = try name(of: items[index].record.key) }
    return (BoundedCount(counted: count, isWhole: seen < scanned), items)
  }

  private func name(of key: RecordKey) throws(DirectoryError) -> String {
    let sql: SQL =
      switch key.type {
      case .member: "SELECT name FROM members WHERE slug = ?"
      case .topic: "SELECT name FROM topics WHERE slug = ?"
      case .contact: "SELECT name FROM contacts WHERE slug = ?"
      default: "SELECT name FROM offices WHERE slug = ?"
      }
    return try first(sql, [.text(key.slug)]) { $0.text(0) } ?? key.slug
  }

  /// Returns how many records have no text in each of the directory's further languages. The numbers of those
  /// that have some are counted by triggers.
  private func untranslated() throws(DirectoryError) -> [OverviewFigures.Untranslated] {
    let languages = try organisation()?.languages.dropFirst() ?? []
    var found: [OverviewFigures.Untranslated] = []
    for language in languages {
      for type in OverviewFigures.types {
        let translated =
          try first(
            "SELECT records FROM translation_counts WHERE type = ? AND language = ?",
            [.text(type.rawValue), .text(language)]
          ) { Int($0.integer(0)) } ?? 0
        let all = try count(of: type)
        found.append(
          OverviewFigures.Untranslated(language: language, type: type, count: max(0, all - translated)))
      }
    }
    return found
  }

  /// SQLite counts the rows of a whole table by its pages.
  private func count(of type: RecordType) throws(DirectoryError) -> Int {
    let sql: SQL =
      switch type {
      case .member: "SELECT count(*) FROM members"
      case .topic: "SELECT count(*) FROM topics"
      case .contact: "SELECT count(*) FROM contacts"
      default: "SELECT count(*) FROM offices"
      }
    return try first(sql) { Int($0.integer(0)) } ?? 0
  }

  /// Returns the members that a statement selects, among the first members of the list.
  private func examples(_ sql: SQL) throws(DirectoryError) -> RecordExamples {
    var count = 0
    var items: [NamedRecord] = []
    let scanned = OverviewFigures.mostScanned
    try forEach(sql, [.integer(scanned), Self.oneMore]) { row throws(DirectoryError) in
      count += 1
      guard items.count < RecordExamples.most else { return }
      items.append(NamedRecord(RecordKey(.member, row.text(0)), name: row.text(1)))
    }
    return RecordExamples(
      count: BoundedCount(counted: count, isWhole: try self.count(of: .member) <= scanned), items: items)
  }

  private static let withoutContact: SQL = """
    SELECT m.slug, m.name FROM (
      SELECT id, slug, name, "left" FROM members ORDER BY sort_key, id LIMIT ?
    ) AS m
    WHERE m."left" IS NULL AND NOT EXISTS (SELECT 1 FROM contacts AS c WHERE c.member_id = m.id) LIMIT ?
    """

  private static let withoutWebsite: SQL = """
    SELECT m.slug, m.name FROM (
      SELECT id, slug, name, "left" FROM members ORDER BY sort_key, id LIMIT ?
    ) AS m
    WHERE m."left" IS NULL AND NOT EXISTS (
      SELECT 1 FROM profile_values AS v WHERE v.part = 1 AND v.value = 1 AND v.member_id = m.id
    ) LIMIT ?
    """
}

/// Drafts and members that may be the same as others.
extension Connection {
  func drafts(of types: [RecordType], limit: Int) throws(DirectoryError) -> [DirectoryRecord] {
    var drafts: [DirectoryRecord] = []
    for type in types where drafts.count < limit {
      let texts = try map(
        "SELECT document FROM drafts WHERE type = ? ORDER BY slug LIMIT ?",
        [.text(type.rawValue), .integer(limit - drafts.count)]
      ) { $0.text(0) }
      for text in texts {
        try checkTimeLimit()
        drafts.append(try DocumentJSON.record(type, fromStored: text))
      }
    }
    return drafts
  }

  func drafts(namingTopic slug: String) throws(DirectoryError) -> [DirectoryRecord] {
    // A merge is rare, and reads all drafts. The text is a first look only.
    let rows = try map(
      """
      SELECT type, document FROM drafts WHERE type IN ('member', 'topic') AND instr(document, ?) > 0
      ORDER BY type, slug
      """, [.text("\"\(slug)\"")]
    ) { ($0.text(0), $0.text(1)) }
    var drafts: [DirectoryRecord] = []
    for (type, text) in rows {
      guard let type = RecordType(rawValue: type) else { continue }
      drafts.append(try DocumentJSON.record(type, fromStored: text))
    }
    return drafts
  }

  func members(withWebsiteAt host: String, limit: Int) throws(DirectoryError) -> [String] {
    try map(
      """
      SELECT m.slug FROM profile_values AS v CROSS JOIN members AS m ON m.id = v.member_id
      WHERE v.part = 8 AND v.value = ? LIMIT ?
      """, [.text(host), .integer(limit)]
    ) { $0.text(0) }
  }
}
