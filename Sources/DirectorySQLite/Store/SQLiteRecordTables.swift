internal import Directory
internal import SQLite

/// Reads and writes the tables of records inside the caller's transaction. Each record has a row, and its
/// words are in the search index. The schema's triggers update the counts.
final class SQLiteRecordTables: RecordTables {
  let connection: Connection
  private let pendingIndex = PendingIndex()
  /// Shared with the reader of the same edit.
  private let memory: EditMemory
  /// What the transaction has changed. What was rolled back in a part of it stays noted.
  var changes = DirectoryChanges.none
  /// The revision number when the transaction began.
  private(set) var revision: UInt64 = 0

  /// The day that decides who is a member.
  private let today: String

  init(connection: Connection, memory: EditMemory, today: String) {
    self.connection = connection
    self.memory = memory
    self.today = today
  }

  // MARK: Transactions

  /// Forgets what other processes may have changed since the last transaction. Call it when one has begun.
  func begin() throws(DirectoryError) {
    // What another process has changed isn't known.
    changes = try memory.follow(connection) ? .everything : .none
    revision = try connection.revision().number
  }

  /// Writes the pending entries of the search index. Call it before a commit, and before a savepoint is
  /// released.
  func finish() throws(DirectoryError) { try pendingIndex.write(in: connection) }

  /// Forgets what was written since the last `finish`. Call it when that is rolled back.
  func rollBack() {
    memory.forget()
    pendingIndex.forget()
  }

  // MARK: Records

  func published(_ key: RecordKey) throws(DirectoryError) -> DirectoryRecord? {
    if key.type == .area || key.type == .county {
      return try memory.area(key) { () throws(DirectoryError) in try connection.published(key) }
    }
    guard key.type == .member else { return try connection.published(key) }
    let member = try memory.member(slug: key.slug) { (vocabulary) throws(DirectoryError) in
      try connection.member(slug: key.slug, cache: vocabulary)
    }
    return member.map { .member(DirectoryDocument.Member($0)) }
  }

  func exists(_ key: RecordKey) throws(DirectoryError) -> Bool { try connection.id(of: key) != nil }

  func draft(_ key: RecordKey) throws(DirectoryError) -> DirectoryRecord? { try connection.draft(key) }

  func referrers(to key: RecordKey, limit: Int) throws(DirectoryError) -> Referrers {
    try connection.referrers(to: key, limit: limit)
  }

  func translated(into language: String, limit: Int) throws(DirectoryError) -> Referrers {
    try connection.translated(into: language, limit: limit)
  }

  func uses(ofField name: String, choice: String?) throws(DirectoryError) -> Int {
    try connection.uses(ofField: name, choice: choice)
  }

  func isEmpty() throws(DirectoryError) -> Bool { try connection.isEmpty() }

  func put(_ record: DirectoryRecord, over before: DirectoryRecord?) throws(DirectoryError) {
    // A county links to the member that has its slug, so a new member may change what others show.
    let isCorrectedMember = record.key.type == .member && before?.translations == record.translations
    defer { if isCorrectedMember { memory.forgetMember() } else { memory.forget() } }
    try noteChanges(record, over: before)
    try write(record, over: before)
    if record.translations != before?.translations ?? .none {
      try connection.put(record.translations, of: record.key)
    }
    // Search finds records that refer to this one by its name, in any language.
    let isRenamed = Self.translatedNames(record) != before.map(Self.translatedNames) ?? []
    if before?.name != record.name || isRenamed { try indexReferrers(of: record.key) }
    if isRenamed {
      for (type, id) in try connection.rowsOfKind(record.key) { try index(type, id) }
    }
  }

  func remove(_ key: RecordKey) throws(DirectoryError) {
    defer { memory.forget() }
    changes.addEverything()
    let alphabet = key.type == .organisation ? try connection.alphabet() : nil
    try connection.remove(key)
    if let alphabet, try connection.alphabet() != alphabet { try connection.rebuildSortKeys() }
  }

  func drafts(namingTopic slug: String) throws(DirectoryError) -> [DirectoryRecord] {
    try connection.drafts(namingTopic: slug)
  }

  func putDraft(_ record: DirectoryRecord) throws(DirectoryError) { try connection.putDraft(record) }

  func removeDraft(_ key: RecordKey) throws(DirectoryError) { try connection.removeDraft(key) }

  // MARK: Former slugs

  func former(_ kind: FormerSlug.Kind, slug: String) throws(DirectoryError) -> FormerSlug? {
    try connection.former(kind, slug: slug)
  }

  func put(_ former: FormerSlug) throws(DirectoryError) {
    changes.addEverything()
    try connection.put(former)
  }

  func removeSuccessor(_ kind: FormerSlug.Kind, slug: String) throws(DirectoryError) {
    changes.addEverything()
    try connection.removeSuccessor(kind, slug: slug)
  }

  func removeFormer(_ kind: FormerSlug.Kind, slug: String) throws(DirectoryError) {
    changes.addEverything()
    try connection.removeFormer(kind, slug: slug)
  }

  func add(_ revision: FormerSlugRevision) throws(DirectoryError) {
    changes.addEverything()
    try connection.add(revision)
  }

  func newestRevision(
    ofFormer kind: FormerSlug.Kind, slug: String
  ) throws(DirectoryError) -> FormerSlugRevision? {
    try connection.newestRevision(ofFormer: kind, slug: slug)
  }

  func formerWrites(ofImport id: Int64) throws(DirectoryError) -> [FormerSlugRevision] {
    try connection.formerWrites(ofImport: id)
  }

  // MARK: Revisions

  func hasRevisions(of key: RecordKey) throws(DirectoryError) -> Bool {
    try connection.hasRevisions(of: key)
  }

  func revisions(
    of key: RecordKey, before id: Int64?, limit: Int
  ) throws(DirectoryError) -> [StoredRevision] {
    try connection.revisions(of: key, before: id, limit: limit)
  }

  func add(_ revision: NewRevision) throws(DirectoryError) -> Int64 {
    changes.add(.history)
    changes.add(.record(revision.key.type, revision.key.slug))
    return try connection.add(revision)
  }

  func noteTag(_ tag: String, of key: RecordKey) throws(DirectoryError) {
    try connection.noteTag(tag, of: key)
  }

  func moveRevision(at time: Int64) throws(DirectoryError) { try connection.moveRevision(at: time) }

  // MARK: Imports

  func addImport(
    by author: String, at time: Int64, merge: TopicMerge?
  ) throws(DirectoryError) -> Int64 {
    try connection.addImport(by: author, at: time, merge: merge)
  }

  func isOpen(import id: Int64) throws(DirectoryError) -> Bool { try connection.isOpen(import: id) }

  func writes(ofImport id: Int64) throws(DirectoryError) -> [ImportedWrite] {
    try connection.writes(ofImport: id)
  }

  func close(import id: Int64, at time: Int64) throws(DirectoryError) {
    try connection.close(import: id, at: time)
  }

  // MARK: Kept answers

  func keptAnswer(for key: IdempotencyKey, since time: Int64) throws(DirectoryError) -> KeptAnswer? {
    try connection.keptAnswer(for: key, since: time)
  }

  func put(
    _ answer: KeptAnswer, for key: IdempotencyKey, about record: RecordKey?, at time: Int64
  ) throws(DirectoryError) {
    try connection.put(answer, for: key, about: record, at: time)
  }

  func removeKeptAnswers(until time: Int64) throws(DirectoryError) {
    try connection.removeKeptAnswers(until: time)
  }

  // MARK: Erasing

  func eraseContact(_ slug: String) throws(DirectoryError) -> Bool {
    changes.addEverything()
    return try connection.eraseContact(slug)
  }

  func formers(
    _ kind: FormerSlug.Kind, leadingTo slug: String
  ) throws(DirectoryError) -> [FormerSlug] {
    try connection.formers(kind, leadingTo: slug)
  }

  func digest(ofContact slug: String) -> [UInt8] { FileDigest.sha256(of: Array(slug.utf8)) }

  func noteErasure(_ digest: [UInt8], at time: Int64) throws(DirectoryError) {
    changes.addEverything()
    try connection.noteErasure(digest, at: time)
  }

  func erasures() throws(DirectoryError) -> [[UInt8]: Int64] { try connection.erasures() }

  func contactSlugs() throws(DirectoryError) -> Set<String> { Set(try connection.contactSlugs()) }

  // MARK: Restoring

  func lastNumbers() throws(DirectoryError) -> LastNumbers { try connection.lastNumbers() }

  func raiseNumbers(to last: LastNumbers) throws(DirectoryError) {
    changes.addEverything()
    try connection.raiseNumbers(to: last)
  }

  func startChanges() throws(DirectoryError) {
    changes.addEverything()
    try connection.startChanges()
  }

  func setDirectoryID(_ id: String) throws(DirectoryError) {
    changes.addEverything()
    try connection.setDirectoryID(id)
  }
}

/// Writes a published record and its words.
extension SQLiteRecordTables {
  private func write(_ record: DirectoryRecord, over before: DirectoryRecord?) throws(DirectoryError) {
    switch record {
    case .organisation(let organisation):
      let alphabet = try connection.alphabet()
      try connection.put(organisation)
      if organisation.alphabet != alphabet { try connection.rebuildSortKeys() }
    case .office(let office):
      let member = try id(of: office.member, .member)
      try index(.office, try connection.put(office, member: member))
    case .contact(let contact):
      let office = try id(of: contact.office, .office)
      let member = try id(of: contact.member, .member)
      try index(.contact, try connection.put(contact, office: office, member: member))
    case .memberKind(let kind): _ = try connection.put(memberKind: kind)
    case .topicKind(let kind): _ = try connection.put(topicKind: kind)
    case .field(let field):
      try connection.put(field)
      // Search finds the texts of public fields.
      guard case .field(let before)? = before, before.isPublic != field.isPublic else { return }
      for id in try connection.members(withValuesOf: field.name) { try index(.member, id) }
    case .area(let area), .county(let area):
      try connection.put(area)
      // Members are found by the name of the county that their area is in.
      if let before, before.area?.parent != area.parent { try indexReferrers(of: record.key) }
    case .topic(let topic): try write(topic)
    case .member(let member):
      guard case .member(let before)? = before else { return try write(member, over: nil) }
      try write(member, over: before)
    }
  }

  private func write(_ topic: DirectoryDocument.Topic) throws(DirectoryError) {
    let id = try connection.put(topic)
    try connection.setBroader(try self.id(of: topic.broader, .topic), ofTopic: id)
    try index(.topic, id)
  }

  private func write(
    _ member: DirectoryDocument.Member, over before: DirectoryDocument.Member?
  ) throws(DirectoryError) {
    let id = try writeRow(member, over: before)
    if member.profile.custom != before?.profile.custom ?? [] {
      let alphabet = try memory.vocabulary.alphabet(in: connection)
      try connection.put(
        member.profile.custom, ofMember: id, over: before?.profile.custom ?? [], alphabet: alphabet)
    }
    try connection.put(partsOf: member.profile, ofMember: id, over: before?.profile ?? .empty)
    // Indexing is most of the work, so it is skipped if no searched field has changed.
    if before.map(Self.searched) != Self.searched(member) { try index(.member, id) }
  }

  private func writeRow(
    _ member: DirectoryDocument.Member, over before: DirectoryDocument.Member?
  ) throws(DirectoryError) -> Int64 {
    if let before, before.kind == member.kind, before.county == member.county, before.area == member.area,
      before.left == member.left, before.absence(on: today) == member.absence(on: today),
      before.shortName == member.shortName, before.topics == member.topics,
      let id = try id(of: member.slug, .member)
    {
      try connection.correct(member, id: id)
      return id
    }
    var topics: [(id: Int64, relation: TopicRelation)] = []
    for topic in member.topics {
      if let id = try id(of: topic.slug, .topic) { topics.append((id, topic.relation)) }
    }
    return try connection.put(
      member, kind: try id(of: member.kind, .memberKind),
      area: try id(of: member.area ?? member.county, .area),
      topics: topics, alphabet: try memory.vocabulary.alphabet(in: connection), today: today)
  }

  private func id(of slug: String?, _ type: RecordType) throws(DirectoryError) -> Int64? {
    try slug.flatMap { slug throws(DirectoryError) in try connection.id(of: RecordKey(type, slug)) }
  }

  /// Returns the member with only the fields that search finds; the others are set to a fixed value.
  static func searched(_ member: DirectoryDocument.Member) -> DirectoryDocument.Member {
    var searched = member
    searched.kind = ""
    searched.population = nil
    searched.joined = nil
    searched.left = nil
    searched.image = nil
    return searched
  }

  private func index(_ type: SearchType, _ id: Int64) throws(DirectoryError) {
    try pendingIndex.add(type, id, in: connection)
  }

  static func translatedNames(_ record: DirectoryRecord) -> [String] {
    record.translations.strings("name") + record.translations.strings("pluralName")
  }

  private func indexReferrers(of key: RecordKey) throws(DirectoryError) {
    for (type, id) in try connection.indexedReferrers(of: key) { try index(type, id) }
  }
}
