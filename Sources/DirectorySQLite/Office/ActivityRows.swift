internal import Directory
internal import SQLite

/// The history of all records together.
extension Connection {
  func activity(_ query: ActivityQuery) throws(DirectoryError) -> HistoryPage<Activity> {
    if let slug = query.slug { return try activity(ofSlug: slug, query) }
    let scan: HistoryScan
    if let batch = query.batch {
      scan = .ofImport(batch, before: query.before)
    } else {
      scan = .ofAll(query, try times(from: query.from, to: query.to, before: query.before))
    }
    let page = try page(scan, where: Self.conditions(query), limit: query.limit)
    return HistoryPage(items: try activities(page.rows), next: page.next)
  }

  /// Records of several types may have the same slug. Each has an index entry of its own.
  private func activity(ofSlug slug: String, _ query: ActivityQuery) throws(DirectoryError)
    -> HistoryPage<Activity>
  {
    var rows: [(id: Int64, key: RecordKey)] = []
    var isCut = false
    var furthest: Int64 = .min
    for type in query.type.map({ [$0] }) ?? RecordType.allCases {
      let scan = HistoryScan.ofRecord(RecordKey(type, slug), before: query.before)
      let page = try page(scan, where: Self.conditions(query), limit: query.limit)
      rows += page.rows
      guard let next = page.next else { continue }
      // What comes after the end of this page isn't known yet, so it is left to the next page.
      isCut = true
      furthest = max(furthest, next)
    }
    rows.sort { $0.id > $1.id }
    let known = rows.filter { $0.id >= furthest }
    let shown = Array(known.prefix(query.limit))
    let next = known.count > shown.count ? shown.last?.id : isCut ? furthest : nil
    return HistoryPage(items: try activities(shown), next: next)
  }

  /// What the index doesn't select.
  private static func conditions(_ query: ActivityQuery) -> [BoundSQL] {
    // Neither states from before the first edit nor what an erasure has left.
    var conditions: [BoundSQL] = ["r.action <> 'original' AND r.author <> ''"]
    if let author = query.author { conditions.append(BoundSQL("r.author = ?", [.text(author)])) }
    if let type = query.type { conditions.append(BoundSQL("r.type = ?", [.text(type.rawValue)])) }
    if let action = query.action { conditions.append(BoundSQL("r.action = ?", [.text(action.rawValue)])) }
    if let slug = query.slug { conditions.append(BoundSQL("r.slug = ?", [.text(slug)])) }
    if let batch = query.batch { conditions.append(BoundSQL("r.import_id = ?", [.integer(batch)])) }
    if let from = query.from { conditions.append(BoundSQL("r.at >= ?", [.integer(from)])) }
    if let to = query.to { conditions.append(BoundSQL("r.at < ?", [.integer(to)])) }
    return conditions
  }

  private func activities(_ rows: [(id: Int64, key: RecordKey)]) throws(DirectoryError) -> [Activity] {
    var activities: [Activity] = []
    for row in rows {
      try checkTimeLimit()
      let states = try revisions(of: row.key, before: row.id &+ 1, limit: 2)
      if let activity = try Activity(row.key, states) { activities.append(activity) }
    }
    return activities
  }

  func deletions(
    of type: RecordType?, limit: Int, before: Int64?
  ) throws(DirectoryError) -> HistoryPage<Activity> {
    let scan = HistoryScan.ofDeletions(try times(from: nil, to: nil, before: before))
    var conditions: [BoundSQL] = [
      "r.author <> ''",
      """
      NOT EXISTS (SELECT 1 FROM revisions AS l WHERE l.type = r.type AND l.slug = r.slug AND l.id > r.id)
      """,
      "NOT EXISTS (SELECT 1 FROM former_slugs AS f WHERE f.type = r.type AND f.slug = r.slug)",
    ]
    if let type { conditions.append(BoundSQL("r.type = ?", [.text(type.rawValue)])) }
    let page = try page(scan, where: conditions, limit: limit)
    return HistoryPage(items: try activities(page.rows), next: page.next)
  }

  func imports(limit: Int, before: Int64?) throws(DirectoryError) -> [ImportEntry] {
    try map(
      """
      SELECT id, author, at, undone_at, created, updated, deleted, former_slugs, merged, merged_into
      FROM imports WHERE id < ? ORDER BY id DESC LIMIT ?
      """, [.integer(before ?? .max), .integer(limit)]
    ) { row in
      let merge = row.optionalText(8).flatMap { from in
        row.optionalText(9).map { TopicMerge(from: from, into: $0) }
      }
      return ImportEntry(
        id: row.integer(0), author: row.text(1), at: row.integer(2), undoneAt: row.optionalInteger(3),
        created: Int(row.integer(4)), updated: Int(row.integer(5)), deleted: Int(row.integer(6)),
        formerSlugs: Int(row.integer(7)), merge: merge)
    }
  }
}
