internal import Directory

extension InMemoryReader {
  func revision(_ id: Int64, of key: RecordKey) throws(DirectoryError) -> RevisionDetail? {
    let state = try ask()
    let rows = state.revisions(of: key, before: id == .max ? nil : id + 1, limit: 2)
    guard rows.first?.id == id else { return nil }
    return try RevisionDetail(
      of: key.type, rows, newest: state.revisions(of: key, before: nil, limit: 1).first)
  }

  func activity(_ query: ActivityQuery) throws(DirectoryError) -> HistoryPage<Activity> {
    let state = try ask()
    let rows = state.written(before: query.before).filter { row in
      let revision = row.revision
      return query.author ?? revision.author == revision.author
        && query.type ?? revision.key.type == revision.key.type
        && query.slug ?? revision.key.slug == revision.key.slug
        && query.action ?? revision.action == revision.action
        && (query.batch == nil || query.batch == revision.batch)
        && query.from ?? .min <= revision.at ?? 0 && revision.at ?? 0 < query.to ?? .max
    }
    return try page(rows, of: state, limit: query.limit)
  }

  func deletions(
    of type: RecordType?, limit: Int, before: Int64?
  ) throws(DirectoryError) -> HistoryPage<Activity> {
    let state = try ask()
    let rows = state.written(before: before).filter { row in
      let key = row.revision.key
      guard row.revision.action == .deleted, type ?? key.type == key.type,
        state.revisions(of: key, before: nil, limit: 1).first?.id == row.id
      else { return false }
      return !state.formerSlugs.contains { $0.type.key($0.slug) == key }
    }
    return try page(rows, of: state, limit: limit)
  }

  private func page(
    _ rows: [StoredRevision], of state: InMemoryState, limit: Int
  ) throws(DirectoryError) -> HistoryPage<Activity> {
    var items: [Activity] = []
    for row in rows.prefix(limit) {
      let states = state.revisions(of: row.revision.key, before: row.id + 1, limit: 2)
      if let activity = try Activity(row.revision.key, states) { items.append(activity) }
    }
    return HistoryPage(items: items, next: rows.count >= limit ? items.last?.revision.id : nil)
  }

  func imports(limit: Int, before: Int64?) throws(DirectoryError) -> [ImportEntry] {
    let state = try ask()
    let newest = state.imports.values.sorted { $0.id > $1.id }.filter { $0.id < before ?? .max }
    return newest.prefix(limit).map { entry in
      var entry = entry
      let written = state.revisions.filter { $0.revision.batch == entry.id }.map(\.revision.action)
      entry.created = written.count { $0 == .created }
      entry.updated = written.count { $0 == .updated }
      entry.deleted = written.count { $0 == .deleted }
      entry.formerSlugs = state.formerRevisions.count { $0.batch == entry.id }
      return entry
    }
  }

  func overview(oldBefore time: Int64) throws(DirectoryError) -> OverviewFigures {
    let state = try ask()
    let types = OverviewFigures.types
    let records = types.flatMap { state.rows(of: $0).map(\.record) }
    let old = records.compactMap { record -> OverviewFigures.Old? in
      let at = state.revisions(of: record.key, before: nil, limit: 1).first?.revision.at ?? state.createdAt
      if case .member(let member) = record, member.left != nil { return nil }
      guard at < time else { return nil }
      return OverviewFigures.Old(NamedRecord(record.key, name: record.name), changedAt: at)
    }.sorted {
      ($0.changedAt, $0.record.key.type.rawValue, $0.record.key.slug)
        < ($1.changedAt, $1.record.key.type.rawValue, $1.record.key.slug)
    }
    let untranslated = (state.organisation?.languages.dropFirst() ?? []).flatMap { language in
      types.map { type in
        let missing = records.count { record in
          record.key.type == type && !record.translations.languages.contains { $0.tag == language }
        }
        return OverviewFigures.Untranslated(language: language, type: type, count: missing)
      }
    }
    let owners = Set(state.rows(of: .contact).flatMap { KnownReferences(of: $0.record).members })
    return OverviewFigures(
      drafts: BoundedCount(counted: state.drafts.count),
      draftChanges: [DraftChange.State.proposed, .draft, .scheduled].map { state.waiting($0) },
      oldCount: BoundedCount(counted: old.count), old: Array(old.prefix(RecordExamples.most)),
      untranslated: untranslated,
      withoutContact: state.members { !owners.contains($0.slug) },
      withoutWebsite: state.members { $0.profile.website == nil })
  }

  func drafts(of types: [RecordType], limit: Int) throws(DirectoryError) -> [DirectoryRecord] {
    let drafts = try ask().sortedDrafts
    return Array(types.flatMap { type in drafts.filter { $0.key.type == type } }.prefix(limit))
  }

  func members(withWebsiteAt host: String, limit: Int) throws(DirectoryError) -> [String] {
    let members = try ask().rows(of: .member).compactMap { row -> String? in
      guard case .member(let member) = row.record,
        member.profile.website.flatMap({ WebsiteHost.host(of: $0) }) == host
      else { return nil }
      return member.slug
    }
    return Array(members.prefix(limit))
  }
}

extension InMemoryState {
  /// The drafts, by type and slug.
  var sortedDrafts: [DirectoryRecord] {
    drafts.values.sorted { ($0.key.type.rawValue, $0.key.slug) < ($1.key.type.rawValue, $1.key.slug) }
  }

  /// The revisions that someone has written, the newest first.
  fileprivate func written(before: Int64?) -> [StoredRevision] {
    revisions.reversed().filter {
      $0.id < before ?? .max && $0.revision.action != .original && !$0.revision.author.isEmpty
    }
  }

  fileprivate func members(where isWanted: (DirectoryDocument.Member) -> Bool) -> RecordExamples {
    let found = rows(of: .member).compactMap { row -> NamedRecord? in
      guard case .member(let member) = row.record, member.left == nil, isWanted(member) else { return nil }
      return NamedRecord(row.record.key, name: member.name)
    }
    return RecordExamples(
      count: BoundedCount(counted: found.count), items: Array(found.prefix(RecordExamples.most)))
  }
}
