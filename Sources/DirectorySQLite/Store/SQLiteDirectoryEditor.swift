internal import Directory
internal import SQLite

/// Edits inside the caller's transaction.
final class SQLiteDirectoryEditor: DirectoryEditor {
  let connection: Connection
  let reader: any StaffReader
  fileprivate let stale = PendingIndex()
  private let memory = EditMemory()

  init(connection: Connection) {
    self.connection = connection
    reader = SQLiteDirectoryReader(connection: connection, isStaff: true, memory: memory)
  }

  func beginEdit() { memory.forget() }

  /// Before a commit.
  func finishEdits() throws(DirectoryError) { try stale.write(in: connection) }

  /// What was written since the last `finishEdits` is rolled back.
  func forgetEdits() {
    memory.forget()
    stale.forget()
  }

  func stored(_ key: RecordKey) throws(DirectoryError) -> StoredRecord? {
    guard key.type == .member else { return try connection.stored(key) }
    let member = try memory.member(slug: key.slug) { () throws(DirectoryError) in
      try connection.member(slug: key.slug)
    }
    if let member { return StoredRecord(.member(DirectoryDocument.Member(member)), .published) }
    return try connection.draft(key).map { StoredRecord($0, .draft) }
  }

  func save(_ record: StoredRecord, by author: Author) throws(DirectoryError) {
    let key = record.record.key
    let before = try stored(key)
    let published = before?.status == .published ? before?.record : nil
    memory.forget()
    try validate(record, over: published)
    try connection.keepOriginal(before, of: key)
    switch record.status {
    case .published:
      if before?.status == .draft { try connection.removeDraft(key) }
      try publish(record.record, before: published)
    case .draft:
      if before?.status == .published { try withdraw(key) }
      try connection.putDraft(record.record)
    }
    try connection.addRevision(of: key, from: before?.status, to: record, by: author)
    try connection.moveRevision()
  }

  func delete(_ key: RecordKey, by author: Author) throws(DirectoryError) {
    guard let before = try stored(key) else { return }
    memory.forget()
    try connection.keepOriginal(before, of: key)
    switch before.status {
    case .published: try withdraw(key)
    case .draft: try connection.removeDraft(key)
    }
    try connection.addRevision(of: key, from: before.status, to: nil, by: author)
    try connection.moveRevision()
  }

  func record(_ key: RecordKey, asOf revision: Int64) throws(DirectoryError) -> StoredRecord? {
    try connection.record(key, asOf: revision)
  }

  func save(_ former: FormerSlug) throws(DirectoryError) {
    guard try connection.former(former.type, slug: former.slug) != former else { return }
    try connection.run(
      "DELETE FROM former_slugs WHERE type = ? AND slug = ?",
      [.text(former.type.rawValue), .text(former.slug)])
    try connection.insert(former)
    try connection.moveRevision()
  }

  func beginImport(by author: Author) throws(DirectoryError) -> Int64 {
    try connection.insert(
      "INSERT INTO imports (author, at) VALUES (?, unixepoch())", [.text(author.name)])
  }

  func undoImport(_ id: Int64, by author: Author) throws(DirectoryError) -> Int {
    let writes = try connection.writes(ofImport: id)
    let changed = try connection.changedSince(import: id)
    guard changed.isEmpty else { throw .changedSince(changed) }
    // The last first: what refers goes before what it refers to.
    for write in writes {
      if let before = try connection.record(write.key, before: write.revision) {
        try save(before, by: author)
      } else {
        try delete(write.key, by: author)
      }
    }
    try connection.closeImport(id)
    return writes.count
  }

  func keptAnswer(for key: IdempotencyKey) throws(DirectoryError) -> KeptAnswer? {
    try connection.keptAnswer(for: key)
  }

  func keep(
    _ answer: KeptAnswer, for key: IdempotencyKey, about record: RecordKey?
  ) throws(DirectoryError) {
    try connection.keep(answer, for: key, about: record)
  }
}

extension SQLiteDirectoryEditor {
  private func validate(_ stored: StoredRecord, over before: DirectoryRecord?) throws(DirectoryError) {
    let record = stored.record
    let memberKinds = try memberKinds(for: record, over: before)
    let known =
      stored.status == .draft
      ? nil : try references(of: record, over: before, memberKinds: Set(memberKinds))
    let faults = try DocumentValidation.faults(in: record, known: known, memberKinds: memberKinds) {
      slug throws(DirectoryError) in try connection.topic(slug: slug)?.broader?.slug
    }
    guard faults.isEmpty else { throw .invalidRecord(faults) }
    if stored.status == .published, before == nil,
      let kind = FormerSlug.Kind(rawValue: record.key.type.rawValue),
      try connection.former(kind, slug: record.key.slug) != nil
    {
      throw .invalidRecord([DocumentValidation.formerSlug(of: record)])
    }
  }

  private func memberKinds(
    for record: DirectoryRecord, over before: DirectoryRecord?
  ) throws(DirectoryError) -> [String] {
    if case .member(let new) = record, case .member(let old)? = before, new.kind == old.kind {
      return [new.kind]
    }
    return try connection.slugs(.memberKinds)
  }

  /// What it referred to before is there: the schema's foreign keys keep it.
  private func references(
    of record: DirectoryRecord, over before: DirectoryRecord?, memberKinds: Set<String>
  ) throws(DirectoryError) -> KnownReferences {
    let wanted = KnownReferences(of: record, memberKinds: memberKinds)
    if let before, KnownReferences(of: before, memberKinds: memberKinds) == wanted { return wanted }
    return try connection.known(referencesOf: record, memberKinds: Array(memberKinds))
  }

  private func publish(_ record: DirectoryRecord, before: DirectoryRecord?) throws(DirectoryError) {
    switch record {
    case .organisation(let organisation): try connection.put(organisation)
    case .office(let office): try index(.office, try connection.put(office))
    case .contact(let contact):
      let office = try contact.office.flatMap { slug throws(DirectoryError) in
        try connection.id(of: RecordKey(.office, slug))
      }
      try index(.contact, try connection.put(contact, office: office))
    case .county(let county): _ = try connection.put(county)
    case .topic(let topic): try publish(topic)
    case .member(let member):
      guard case .member(let before)? = before else { return try publish(member, over: nil) }
      try publish(member, over: before)
    }
    // Others are found by what this one is called.
    if before?.name != record.name { try indexReferrers(of: record.key) }
  }

  private func publish(_ topic: DirectoryDocument.Topic) throws(DirectoryError) {
    let id = try connection.put(topic)
    let broader = try topic.broader.flatMap { slug throws(DirectoryError) in
      try connection.id(of: RecordKey(.topic, slug))
    }
    try connection.run(
      "UPDATE topics SET broader_id = ? WHERE id = ?", [.integer(broader), .integer(id)])
    try index(.topic, id)
  }

  private func publish(
    _ member: DirectoryDocument.Member, over before: DirectoryDocument.Member?
  ) throws(DirectoryError) {
    let id = try write(member, over: before)
    // The index is most of the work.
    if before.map(Self.searched) != Self.searched(member) { try index(.member, id) }
  }

  private func write(
    _ member: DirectoryDocument.Member, over before: DirectoryDocument.Member?
  ) throws(DirectoryError) -> Int64 {
    if let before, before.kind == member.kind, before.county == member.county, before.left == member.left,
      before.shortName == member.shortName, before.topics == member.topics,
      let id = try connection.id(of: RecordKey(.member, member.slug))
    {
      try connection.correct(member, id: id)
      return id
    }
    let kind = try connection.first("SELECT id FROM member_kinds WHERE slug = ?", [.text(member.kind)]) {
      $0.integer(0)
    }
    let county = try member.county.flatMap { slug throws(DirectoryError) in
      try connection.id(of: RecordKey(.county, slug))
    }
    var topics: [Int64] = []
    for slug in member.topics {
      if let topic = try connection.id(of: RecordKey(.topic, slug)) { topics.append(topic) }
    }
    return try connection.put(member, kind: kind, county: county, topics: topics)
  }

  /// The fields whose text search finds.
  private static func searched(_ member: DirectoryDocument.Member) -> DirectoryDocument.Member {
    var searched = member
    searched.kind = ""
    searched.population = nil
    searched.joined = nil
    searched.left = nil
    searched.image = nil
    return searched
  }

  /// Takes a published record out of its table, unless others refer to it.
  private func withdraw(_ key: RecordKey) throws(DirectoryError) {
    let (others, total) = try connection.referrers(to: key)
    guard total == 0 else { throw .stillReferenced(key, by: others, total: total) }
    guard let id = try connection.id(of: key) else { return }
    // What became it has become nothing.
    try connection.run(
      "DELETE FROM former_slug_successors WHERE type = ? AND successor = ?",
      [.text(key.type.rawValue), .text(key.slug)])
    if let type = key.type.searchType { try connection.removeFromSearch(type, id: id) }
    switch key.type {
    case .organisation: try connection.run("DELETE FROM organisation WHERE id = ?", [.integer(id)])
    case .office: try connection.run("DELETE FROM offices WHERE id = ?", [.integer(id)])
    case .contact: try connection.run("DELETE FROM contacts WHERE id = ?", [.integer(id)])
    case .county: try connection.run("DELETE FROM counties WHERE id = ?", [.integer(id)])
    case .topic: try connection.run("DELETE FROM topics WHERE id = ?", [.integer(id)])
    case .member: try connection.run("DELETE FROM members WHERE id = ?", [.integer(id)])
    }
  }

  private func index(_ type: SearchType, _ id: Int64) throws(DirectoryError) {
    try stale.add(type, id, in: connection)
  }

  private func indexReferrers(of key: RecordKey) throws(DirectoryError) {
    for (type, id) in try connection.indexedReferrers(of: key) { try index(type, id) }
  }
}

extension RecordType {
  var searchType: SearchType? {
    switch self {
    case .organisation, .county: nil
    case .office: .office
    case .contact: .contact
    case .topic: .topic
    case .member: .member
    }
  }
}
