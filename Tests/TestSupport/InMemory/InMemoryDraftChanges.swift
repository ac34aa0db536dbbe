internal import Directory

/// Draft changes, and the links to previews.
extension InMemoryTables {
  func add(_ change: DraftChange) -> Int64 {
    state.lastDraftChange += 1
    var change = change
    change.id = state.lastDraftChange
    put(change)
    return change.id
  }

  func put(_ change: DraftChange) { state.draftChanges[change.id] = change }

  func removeDraftChange(_ id: Int64) {
    state.draftChanges[id] = nil
    removePreviewLinks(of: id)
  }

  func openDraftChanges(namingTopic slug: String) -> [DraftChange] {
    state.draftChanges.values.filter { change in
      change.state.isOpen && [.member, .topic].contains(change.key.type)
        && "\(change.patch) \(change.base.document)".contains("\"\(slug)\"")
    }.sorted { $0.id < $1.id }
  }

  func endSchedules(because problem: String) {
    for change in state.draftChanges.values where change.state == .scheduled {
      state.draftChanges[change.id]?.state = .draft
      state.draftChanges[change.id]?.problem = problem
    }
  }

  func put(_ link: PreviewLink, keeping most: Int) {
    let others = state.previewLinks.filter { $0.draftChange == link.draftChange }
    for old in others.dropLast(most - 1) { removePreviewLink(old.digest) }
    state.previewLinks.append(link)
  }

  func removePreviewLink(_ digest: [UInt8]) { state.previewLinks.removeAll { $0.digest == digest } }

  func removePreviewLinks(of change: Int64) { state.previewLinks.removeAll { $0.draftChange == change } }

  func removePreviewLinks(until time: Int64) { state.previewLinks.removeAll { $0.expiresAt <= time } }
}

extension InMemoryState {
  func draftChanges(_ query: DraftChangeQuery) -> [Int64] {
    let found = draftChanges.values.filter { change in
      change.id < query.before ?? .max && query.state ?? change.state == change.state
        && query.type ?? change.key.type == change.key.type
        && query.slugs?.contains(change.key.slug) != false && query.author ?? change.author == change.author
    }
    return Array(found.map(\.id).sorted(by: >).prefix(query.limit))
  }

  func draftChangesDue(at time: Int64, limit: Int) -> [Int64] {
    let due = draftChanges.values.filter { change in
      change.state == .scheduled && change.publishAt.map { $0 <= time } == true
    }
    let sorted = due.sorted { ($0.publishAt ?? 0, $0.id) < ($1.publishAt ?? 0, $1.id) }
    return Array(sorted.map(\.id).prefix(limit))
  }
}

extension InMemoryReader {
  func stored(_ key: RecordKey) throws(DirectoryError) -> StoredRecord? {
    let state = try ask()
    if let row = state.rows[key] { return StoredRecord(row.record, .published) }
    return state.drafts[key].map { StoredRecord($0, .draft) }
  }

  func draftChange(_ id: Int64) throws(DirectoryError) -> DraftChange? { try ask().draftChanges[id] }

  func draftChanges(_ query: DraftChangeQuery) throws(DirectoryError) -> [Int64] {
    try ask().draftChanges(query)
  }

  func openDraftChanges(by author: String) throws(DirectoryError) -> Int {
    try ask().draftChanges.values.count { $0.author == author && $0.state.isOpen }
  }

  func draftChangesDue(at time: Int64, limit: Int) throws(DirectoryError) -> [Int64] {
    try ask().draftChangesDue(at: time, limit: limit)
  }

  func previewLink(_ digest: [UInt8]) throws(DirectoryError) -> PreviewLink? {
    try ask().previewLinks.first { $0.digest == digest }
  }
}

extension InMemoryState {
  func waiting(_ wanted: DraftChange.State) -> OverviewFigures.Waiting {
    let found = draftChanges.values.filter { $0.state == wanted }.sorted { $0.id > $1.id }
    let items = found.prefix(RecordExamples.most).map { change in
      let name = rows(of: change.key.type).first { $0.record.key == change.key }?.record.name
      return OverviewFigures.Waiting.Item(
        id: change.id, record: NamedRecord(change.key, name: name ?? change.key.slug),
        updatedAt: change.updatedAt)
    }
    return OverviewFigures.Waiting(
      state: wanted, count: BoundedCount(counted: found.count), items: Array(items))
  }
}
