internal import Directory

/// The tables of an in-memory store inside one transaction. They are a copy of the state, which replaces the
/// state at the commit.
final class InMemoryTables: RecordTables {
  var state: InMemoryState

  init(_ state: InMemoryState) { self.state = state }

  // MARK: Records

  func published(_ key: RecordKey) -> DirectoryRecord? { state.rows[key]?.record }
  func exists(_ key: RecordKey) -> Bool {
    state.rows[key] != nil || key.type == .area && state.rows[RecordKey(.county, key.slug)] != nil
  }
  func draft(_ key: RecordKey) -> DirectoryRecord? { state.drafts[key] }
  func isEmpty() -> Bool { state.isEmpty }

  func referrers(to key: RecordKey, limit: Int) -> Referrers {
    let meant = [key] + (key.type == .county ? [RecordKey(.area, key.slug)] : [])
    let keys = state.rows.values.filter { row in
      InMemoryState.references(of: row.record).contains { meant.contains($0) }
    }
    .sorted { $0.id < $1.id }.map(\.record.key)
    return Referrers(keys: Array(keys.prefix(limit)), total: keys.count)
  }

  func translated(into language: String, limit: Int) -> Referrers {
    let keys = state.rows.values.map(\.record).filter { record in
      record.key.type != .organisation && record.translations.languages.contains { $0.tag == language }
    }.map(\.key).sorted { ($0.type.rawValue, $0.slug) < ($1.type.rawValue, $1.slug) }
    return Referrers(keys: Array(keys.prefix(limit)), total: keys.count)
  }

  func uses(ofField name: String, choice: String?) -> Int {
    state.rows.values.count { row in
      guard let value = row.record.customValue(name) else { return false }
      guard let choice else { return true }
      return value == .string(choice)
        || { if case .array(let items) = value { items.contains(.string(choice)) } else { false } }()
    }
  }

  func put(_ record: DirectoryRecord, over before: DirectoryRecord?) {
    if state.rows[record.key] == nil {
      state.lastRow += 1
      state.rows[record.key] = InMemoryState.Row(id: state.lastRow, record: record)
    }
    state.rows[record.key]?.record = record
  }

  func remove(_ key: RecordKey) { state.rows[key] = nil }
  func drafts(namingTopic slug: String) -> [DirectoryRecord] {
    state.sortedDrafts.filter { draft in
      switch draft {
      case .member(let member): member.topics.contains { $0.slug == slug }
      case .topic(let topic): topic.broader == slug
      default: false
      }
    }
  }

  func putDraft(_ record: DirectoryRecord) { state.drafts[record.key] = record }
  func removeDraft(_ key: RecordKey) { state.drafts[key] = nil }

  // MARK: Former slugs

  func former(_ kind: FormerSlug.Kind, slug: String) -> FormerSlug? {
    state.formers[InMemoryState.FormerKey(kind: kind, slug: slug)]
  }

  func put(_ former: FormerSlug) {
    state.formers[InMemoryState.FormerKey(kind: former.type, slug: former.slug)] = former
  }

  func removeSuccessor(_ kind: FormerSlug.Kind, slug: String) {
    for (key, former) in state.formers where key.kind == kind && former.successors.contains(slug) {
      state.formers[key]?.successors.removeAll { $0 == slug }
    }
  }

  func removeFormer(_ kind: FormerSlug.Kind, slug: String) {
    state.formers[InMemoryState.FormerKey(kind: kind, slug: slug)] = nil
  }

  func add(_ revision: FormerSlugRevision) { state.formerRevisions.append(revision) }

  func newestRevision(ofFormer kind: FormerSlug.Kind, slug: String) -> FormerSlugRevision? {
    state.formerRevisions.last { $0.type == kind && $0.slug == slug }
  }

  func formerWrites(ofImport id: Int64) -> [FormerSlugRevision] {
    state.formerRevisions.reversed().filter { $0.batch == id }
  }

  // MARK: Revisions

  func hasRevisions(of key: RecordKey) -> Bool { state.revisions.contains { $0.revision.key == key } }

  func revisions(of key: RecordKey, before id: Int64?, limit: Int) -> [StoredRevision] {
    state.revisions(of: key, before: id, limit: limit)
  }

  func add(_ revision: NewRevision) -> Int64 {
    state.lastRevision += 1
    state.revisions.append(StoredRevision(id: state.lastRevision, tag: nil, revision))
    return state.lastRevision
  }

  func noteTag(_ tag: String, of key: RecordKey) {
    guard let index = state.revisions.lastIndex(where: { $0.revision.key == key }) else { return }
    state.revisions[index].tag = tag
  }

  func moveRevision(at time: Int64) {
    let last = state.revision.changedAt
    state.revision = Revision(
      number: state.revision.number + 1, changedAt: time < last ? last + 1 : time)
  }

  // MARK: Imports

  func addImport(by author: String, at time: Int64, merge: TopicMerge?) -> Int64 {
    state.lastImport += 1
    state.imports[state.lastImport] = ImportEntry(
      id: state.lastImport, author: author, at: time, undoneAt: nil, created: 0, updated: 0, deleted: 0,
      formerSlugs: 0, merge: merge)
    return state.lastImport
  }

  func isOpen(import id: Int64) -> Bool { state.imports[id].map { $0.undoneAt == nil } ?? false }

  func writes(ofImport id: Int64) -> [ImportedWrite] {
    state.revisions.reversed().filter { $0.revision.batch == id }.map {
      ImportedWrite(revision: $0.id, key: $0.revision.key)
    }
  }

  func close(import id: Int64, at time: Int64) { state.imports[id]?.undoneAt = time }

  // MARK: Kept answers

  func keptAnswer(for key: IdempotencyKey, since time: Int64) -> KeptAnswer? {
    state.answers[key].flatMap { $0.at > time ? $0.answer : nil }
  }

  func put(_ answer: KeptAnswer, for key: IdempotencyKey, about record: RecordKey?, at time: Int64) {
    state.answers[key] = InMemoryState.Answer(answer: answer, record: record, at: time)
  }

  func removeKeptAnswers(until time: Int64) { state.answers = state.answers.filter { $0.value.at > time } }

  // MARK: Erasing

  func eraseContact(_ slug: String) -> Bool {
    let key = RecordKey(.contact, slug)
    let former = InMemoryState.FormerKey(kind: .contact, slug: slug)
    let wasThere =
      state.rows[key] != nil || state.drafts[key] != nil || state.formers[former] != nil
      || state.revisions.contains { $0.revision.key == key && !$0.revision.isErasure }
      || state.draftChanges.values.contains { $0.key == key }
      || state.answers.values.contains { $0.record == key }
      || newestRevision(ofFormer: .contact, slug: slug) != nil
    guard wasThere else { return false }
    state.rows[key] = nil
    state.drafts[key] = nil
    state.formers[former] = nil
    removeSuccessor(.contact, slug: slug)
    state.formerRevisions.removeAll { $0.type == .contact && $0.slug == slug }
    state.revisions.removeAll { $0.revision.key == key }
    for change in state.draftChanges.values where change.key == key { removeDraftChange(change.id) }
    state.answers = state.answers.filter { $0.value.record != key }
    return true
  }

  func formers(_ kind: FormerSlug.Kind, leadingTo slug: String) -> [FormerSlug] {
    state.formerSlugs.filter { $0.type == kind && $0.successors.contains(slug) }
  }

  func digest(ofContact slug: String) -> [UInt8] { Array(slug.utf8) }

  func noteErasure(_ digest: [UInt8], at time: Int64) {
    state.erasures[digest] = max(state.erasures[digest] ?? time, time)
  }

  func erasures() -> [[UInt8]: Int64] { state.erasures }

  func contactSlugs() -> Set<String> {
    var keys = Set(state.rows.keys).union(state.drafts.keys)
    keys.formUnion(state.revisions.map(\.revision.key))
    keys.formUnion(state.answers.values.compactMap(\.record))
    keys.formUnion(state.draftChanges.values.map(\.key))
    let formers = state.formers.keys.filter { $0.kind == .contact }.map(\.slug)
    let written = state.formerRevisions.filter { $0.type == .contact }.map(\.slug)
    return Set(keys.filter { $0.type == .contact }.map(\.slug)).union(formers).union(written)
  }

  // MARK: Restoring

  func lastNumbers() -> LastNumbers {
    var last = LastNumbers(
      change: state.lastRevision, importNumber: state.lastImport, token: state.access.lastToken,
      revision: state.revision.number)
    last.draftChange = state.lastDraftChange
    return last
  }

  func raiseNumbers(to last: LastNumbers) {
    state.lastRevision = last.change
    state.lastImport = last.importNumber
    state.access.lastToken = last.token
    state.lastDraftChange = last.draftChange
    state.revision = Revision(number: last.revision, changedAt: state.revision.changedAt)
  }

  func startChanges() { state.changesStart = state.lastRevision }
  func setDirectoryID(_ id: String) { state.directoryID = id }
}

extension InMemoryState {
  /// Returns the revisions of a record, newest first.
  func revisions(of key: RecordKey, before id: Int64?, limit: Int) -> [StoredRevision] {
    let found = revisions.reversed().lazy.filter { $0.revision.key == key && $0.id < id ?? .max }
    return Array(found.prefix(limit))
  }
}

extension DirectoryRecord {
  /// Returns the value that a member has of a field.
  fileprivate func customValue(_ name: String) -> JSONValue? {
    guard case .member(let member) = self else { return nil }
    return member.profile.custom.first { $0.name == name }?.value
  }
}
