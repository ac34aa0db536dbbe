internal import Directory

/// The source from which an in-memory reader gets the state.
protocol InMemorySource: AnyObject {
  /// Returns the current state. It is called once for each query.
  func ask() throws(DirectoryError) -> InMemoryState
  /// Records that a snapshot was begun or ended.
  func note(_ what: String)
  /// Records that a token was looked up.
  func noteTokenLookup()
  /// Reports the number of the revision that an answer shows.
  func saw(_ number: UInt64)
  /// The size that a test pretends the directory to have; nil for its real one.
  var reportedSize: Int? { get }
}

/// The snapshot that a reader and its `staff` share.
final class InMemorySnapshot {
  var state: InMemoryState?
}

final class InMemoryReader: StaffReader {
  private let isStaff: Bool
  private let snapshot: InMemorySnapshot
  let source: any InMemorySource

  init(isStaff: Bool, snapshot: InMemorySnapshot, source: any InMemorySource) {
    self.isStaff = isStaff
    self.snapshot = snapshot
    self.source = source
  }

  var staff: any StaffReader { InMemoryReader(isStaff: true, snapshot: snapshot, source: source) }

  var visitors: any DirectoryReader { InMemoryReader(isStaff: false, snapshot: snapshot, source: source) }

  func ask() throws(DirectoryError) -> InMemoryState {
    let now = try source.ask()
    let state = snapshot.state ?? now
    source.saw(state.revision.number)
    return state
  }

  var deadline: ContinuousClock.Instant?

  // MARK: Revisions

  func size() throws(DirectoryError) -> Int {
    let state = try ask()
    return source.reportedSize ?? RecordType.allCases.map { state.rows(of: $0).count }.max() ?? 0
  }

  func revision() throws(DirectoryError) -> Revision { try ask().revision }
  func check() throws(DirectoryError) { _ = try ask() }

  func consistently<Answer>(
    _ body: () throws(DirectoryError) -> Answer
  ) throws(DirectoryError) -> Answer {
    guard snapshot.state == nil else { return try body() }
    snapshot.state = try source.ask()
    defer { snapshot.state = nil }
    return try body()
  }

  func hold() throws(DirectoryError) {
    source.note("hold")
    if snapshot.state == nil { snapshot.state = try source.ask() }
  }

  func release() {
    source.note("release")
    snapshot.state = nil
  }

  // MARK: Lists

  func members(_ query: ListQuery) throws(DirectoryError) -> Page<Member> {
    let state = try ask()
    let rows = state.rows(of: .member).compactMap { row in
      state.member(row.record).map {
        (row.id, isStaff ? $0 : $0.published(showing: state.fields.publicNames))
      }
    }
    return try InMemoryList(rows, in: state).page(query)
  }

  func withMembers(
    _ query: ListQuery, _ body: (any MemberContent) -> Void
  ) throws(DirectoryError) -> Page<Never> {
    let page = try members(query)
    for member in page.items { body(member) }
    return Page(items: [], total: page.total, next: page.next, facets: page.facets)
  }

  func topics(_ query: ListQuery) throws(DirectoryError) -> Page<Topic> {
    let state = try ask()
    let rows = state.rows(of: .topic).compactMap { row in state.topic(row.record).map { (row.id, shown($0)) }
    }
    return try InMemoryList(rows, in: state).page(query)
  }

  func contacts(_ query: ListQuery) throws(DirectoryError) -> Page<Contact> {
    let state = try ask()
    let rows = state.rows(of: .contact).compactMap { row in
      state.contact(row.record, isStaff: isStaff).map { (row.id, shown($0)) }
    }
    return try InMemoryList(rows, in: state).page(query)
  }

  func offices(_ query: ListQuery) throws(DirectoryError) -> Page<Office> {
    let state = try ask()
    let rows = state.rows(of: .office).compactMap { row in
      state.office(row.record).map { (row.id, shown($0)) }
    }
    return try InMemoryList(rows, in: state).page(query)
  }

  func vocabulary(_ vocabulary: Vocabulary) throws(DirectoryError) -> [String] {
    try ask().vocabulary(vocabulary)
  }

  func knownValues(_ vocabulary: Vocabulary, like text: String) throws(DirectoryError) -> KnownValues {
    try ask().knownValues(vocabulary, like: text)
  }

  // MARK: Records

  func withMember(slug: String, _ body: (any MemberContent) -> Void) throws(DirectoryError) -> Bool {
    let state = try ask()
    guard let member = state.rows[RecordKey(.member, slug)].flatMap({ state.member($0.record) }) else {
      return false
    }
    body(isStaff ? member : member.published(showing: state.fields.publicNames))
    return true
  }

  func topic(slug: String) throws(DirectoryError) -> Topic? {
    let state = try ask()
    return state.rows[RecordKey(.topic, slug)].flatMap { state.topic($0.record) }.map(shown)
  }

  func contact(id: String) throws(DirectoryError) -> Contact? {
    let state = try ask()
    return state.rows[RecordKey(.contact, id)].flatMap { state.contact($0.record, isStaff: isStaff) }.map(
      shown)
  }

  func office(id: String) throws(DirectoryError) -> Office? { try ask().office(id).map(shown) }
  func organisation() throws(DirectoryError) -> Organisation? { try ask().organisation.map(shown) }

  func kinds(_ type: RecordType) throws(DirectoryError) -> [Kind] {
    let state = try ask()
    return state.rows(of: type).compactMap { state.kind($0.record) }.map(shown).sorted { $0.slug < $1.slug }
  }

  func fields() throws(DirectoryError) -> [Field] {
    let fields = try ask().fields
    return isStaff ? fields : fields.filter(\.isPublic)
  }

  func areas() throws(DirectoryError) -> [DirectoryDocument.Area] {
    let state = try ask()
    return (state.rows(of: .area) + state.rows(of: .county)).compactMap(\.record.area).map(shown)
      .sorted { $0.slug < $1.slug }
  }

  func hasCounties() throws(DirectoryError) -> Bool { try !ask().rows(of: .county).isEmpty }

  func translations(
    of type: RecordType, _ slugs: [String]
  ) throws(DirectoryError) -> [String: Translations] {
    let state = try ask()
    var found: [String: Translations] = [:]
    for slug in slugs {
      let key = RecordKey(type, slug)
      let row = state.rows[key] ?? (type == .area ? key.otherArea.flatMap { state.rows[$0] } : nil)
      if let texts = row?.record.translations, !texts.isEmpty { found[slug] = texts }
    }
    return found
  }

  /// Returns the record without the texts that only staff see.
  private func shown<Item: Translatable>(_ item: Item) -> Item {
    var item = item
    if !isStaff { item.translations = .none }
    return item
  }

  func formerSlugs() throws(DirectoryError) -> [FormerSlug] { try ask().formerSlugs }

  func former(_ type: FormerSlug.Kind, slug: String) throws(DirectoryError) -> FormerSlug? {
    try ask().formers[InMemoryState.FormerKey(kind: type, slug: slug)]
  }

  func wasDeleted(_ key: RecordKey) throws(DirectoryError) -> Bool {
    let last = try ask().revisions.last { $0.revision.key == key && $0.revision.publicAction != nil }
    return last?.revision.publicAction == .deleted
  }

  func lastChange(of key: RecordKey) throws(DirectoryError) -> Int64? {
    try ask().revisions.last { $0.revision.key == key && $0.revision.publicAction != nil }?.revision.at
  }

  func createdAt() throws(DirectoryError) -> Int64 { try ask().createdAt }

  func changePosition() throws(DirectoryError) -> ChangePosition {
    let state = try ask()
    let last = state.revisions.last { $0.revision.publicAction != nil }?.id ?? 0
    return ChangePosition(start: state.changesStart, last: max(state.changesStart, last))
  }

  func changes(since: Int64, limit: Int) throws(DirectoryError) -> [PublicChange] {
    Array(try publicChanges().filter { $0.id > since }.prefix(limit))
  }

  func latestChanges(before id: Int64?, limit: Int) throws(DirectoryError) -> [PublicChange] {
    Array(try publicChanges().reversed().filter { $0.id < id ?? .max }.prefix(limit))
  }

  private func publicChanges() throws(DirectoryError) -> [PublicChange] {
    try ask().revisions.compactMap { row in
      row.revision.publicAction.map {
        PublicChange(id: row.id, at: row.revision.at ?? 0, key: row.revision.key, action: $0)
      }
    }
  }

  func differences(of changes: [PublicChange]) throws(DirectoryError) -> [PublicDifference] {
    let state = try ask()
    return try changes.map { change throws(DirectoryError) in
      let row = change.key.type == .contact ? state.rows[change.key] : nil
      return try PublicDifference(
        of: change, state.revisions(of: change.key, before: change.id + 1, limit: 2),
        contact: row?.record.name, showing: state.fields.publicNames)
    }
  }

  func picturePart(_ sha256: String, _ number: Int) throws(DirectoryError) -> [UInt8]? {
    try ask().picturePart(sha256, number)
  }

  func directoryID() throws(DirectoryError) -> String { try ask().directoryID }

  // MARK: Search

  /// Finds names only, in the order of the lists.
  func search(_ query: SearchQuery) throws(DirectoryError) -> SearchPage { try ask().search(query) }

  /// Finds the members that have one of the topics, in the order of the list.
  func match(_ query: MatchQuery) throws(DirectoryError) -> MatchPage {
    let topics = Set(query.topics + query.programmes)
    let members = try members(ListQuery(query.clauses, limit: PageLimit.maximum)).items.filter { member in
      member.topics.contains { topics.contains($0.slug) }
    }
    return MatchPage(matches: members.map { Match(member: $0, reasons: []) }, total: members.count)
  }

  // MARK: Staff

  func draft(_ key: RecordKey) throws(DirectoryError) -> DirectoryRecord? { try ask().drafts[key] }

  func draftCount() throws(DirectoryError) -> Int { try ask().drafts.count }

  func drafts() throws(DirectoryError) -> [DirectoryRecord] {
    try ask().sortedDrafts
  }

  func revisions(
    of key: RecordKey, limit: Int, before: Int64?
  ) throws(DirectoryError) -> [RecordRevision] {
    let rows = try ask().revisions(of: key, before: before, limit: limit + 1)
    return try RecordRevision.history(rows, limit: limit)
  }
}

extension InMemoryState {
  var formerSlugs: [FormerSlug] {
    formers.values.sorted { ($0.type.rawValue, $0.slug) < ($1.type.rawValue, $1.slug) }
  }

  func search(_ query: SearchQuery) -> SearchPage {
    guard let terms = SearchTerms(query.text) else { return SearchPage() }
    var hits: [SearchHit] = []
    for type in query.types {
      for row in rows(of: type.recordType) {
        let record = row.record
        guard let highlight = Highlight("name", of: record.name, matching: terms), isPresent(record) else {
          continue
        }
        hits.append(
          SearchHit(
            type: type, slug: record.key.slug, name: record.name, kind: kind(of: record),
            highlights: [highlight]))
      }
    }
    let limit = min(max(query.limit, 0), SearchLimit.maximum)
    return SearchPage(
      hits: Array(hits.prefix(limit)), total: hits.count,
      didYouMean: hits.isEmpty ? NearestValues.nearest(to: query.text, among: vocabulary(.topics)) : [])
  }

  private func isPresent(_ record: DirectoryRecord) -> Bool {
    if case .member(let member) = record { member.left == nil } else { true }
  }

  private func kind(of record: DirectoryRecord) -> String? {
    switch record {
    case .member(let member): member.kind
    case .topic(let topic): topic.kind
    default: nil
    }
  }
}

extension SearchType {
  fileprivate var recordType: RecordType {
    switch self {
    case .member: .member
    case .topic: .topic
    case .contact: .contact
    case .office: .office
    }
  }
}
