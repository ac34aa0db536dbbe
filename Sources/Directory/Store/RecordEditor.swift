/// Writes to the directory in one edit. It applies the rules and uses the tables of a store.
///
/// No other edit runs at the same time. An edit reads its own writes, and no reader sees them until the
/// transaction is committed. A store creates the editor and passes it to the body of `DirectoryStore.edit`.
/// It must not be used after that body has returned.
///
/// Only the thread that runs the edit may use it, so it isn't Sendable. Every method throws `busy`, `full`,
/// `readOnly`, `damaged` or `unavailable` if the store fails. The edit must then fail too.
package final class RecordEditor {
  /// Reads the directory with the writes so far, including what only staff may see.
  package let reader: any StaffReader
  /// The number of writes that were made or tried. If it is 0, there is nothing to roll back.
  private(set) var writeCount = 0

  let tables: any RecordTables
  /// The fields of members, if they were read since one was written.
  var knownFields: [Field]?
  private let clock: () -> Int64

  /// - Parameters:
  ///   - reader: reads the directory, including what was written through `tables`.
  ///   - clock: returns the time of a write, in Unix seconds.
  package init(_ tables: any RecordTables, reader: any StaffReader, clock: @escaping () -> Int64) {
    self.tables = tables
    self.reader = reader
    self.clock = clock
  }

  /// Reports whether a record with this key was ever written by an edit, also if it was deleted or erased.
  func hasHistory(of key: RecordKey) throws(DirectoryError) -> Bool { try tables.hasRevisions(of: key) }

  /// Returns the published record or the draft, or nil if there is neither.
  package func stored(_ key: RecordKey) throws(DirectoryError) -> StoredRecord? {
    if let record = try tables.published(key) { return StoredRecord(record, .published) }
    return try tables.draft(key).map { StoredRecord($0, .draft) }
  }

  /// Inserts the record, or replaces the one with its key, and adds a revision.
  ///
  /// Throws `invalidRecord` if the record breaks a rule, refers to a record that isn't published, or has a
  /// former slug. Throws `stillReferenced` if it becomes a draft and published records refer to it. A draft
  /// may refer to records that don't exist.
  ///
  /// - Parameter tag: the entity tag of the record that it replaces, which `revisions(of:)` returns with its
  ///   revision; nil if it isn't known.
  /// - Returns: the state that the revision keeps.
  @discardableResult
  package func save(
    _ record: StoredRecord, by author: Author, replacing tag: String? = nil
  ) throws(DirectoryError) -> NewRevision.State {
    let key = record.record.key
    let before = try stored(key)
    let published = before?.status == .published ? before?.record : nil
    try validate(record, over: published)
    if before == nil { try refuseSlugOfOtherArea(record.record) }
    if key.type == .field { knownFields = nil }
    return try write { tables throws(DirectoryError) in
      try keepOriginal(before)
      if let tag, before != nil { try tables.noteTag(tag, of: key) }
      switch record.status {
      case .published:
        if before?.status == .draft { try tables.removeDraft(key) }
        try tables.put(record.record, over: published)
      case .draft:
        if before?.status == .published { try withdraw(key) }
        try tables.putDraft(record.record)
      }
      let state = NewRevision.State(record)
      try addRevision(of: key, from: before, to: record, kept: state, by: author)
      return state
    }
  }

  /// Removes the record, if there is one, and adds a revision.
  ///
  /// Throws `stillReferenced` if published records refer to it.
  package func delete(_ key: RecordKey, by author: Author) throws(DirectoryError) {
    guard let before = try stored(key) else { return }
    if key.type == .field { knownFields = nil }
    try write { tables throws(DirectoryError) in
      try keepOriginal(before)
      switch before.status {
      case .published: try withdraw(key)
      case .draft: try tables.removeDraft(key)
      }
      try addRevision(of: key, from: before, to: nil, kept: nil, by: author)
    }
  }

  /// Returns the record as it was after that revision, or before it if the revision deleted the record.
  /// Returns nil if the record has no such revision.
  package func record(_ key: RecordKey, asOf revision: Int64) throws(DirectoryError) -> StoredRecord? {
    let next = revision == .max ? nil : revision + 1
    // The revision of a deletion has no state, but the one before it always has one.
    let rows = try tables.revisions(of: key, before: next, limit: 2)
    guard rows.first?.id == revision, let state = rows.lazy.compactMap(\.revision.state).first else {
      return nil
    }
    return try state.record(key.type)
  }

  /// Returns the revisions of the record, newest first, at most `limit` of them.
  package func revisions(of key: RecordKey, limit: Int) throws(DirectoryError) -> [StoredRevision] {
    try tables.revisions(of: key, before: nil, limit: limit)
  }

  /// Records what became of a slug, and adds a revision of the former slug. No record's revision is added.
  package func save(_ former: FormerSlug, by author: Author) throws(DirectoryError) {
    let before = try tables.former(former.type, slug: former.slug)
    if before != former { try replace(before, by: former, author) }
  }

  /// Returns what became of a slug; nil if it is not a former slug.
  package func former(_ type: FormerSlug.Kind, slug: String) throws(DirectoryError) -> FormerSlug? {
    try tables.former(type, slug: slug)
  }

  /// Writes or removes a former slug, with its revision. At least one of the two values is not nil.
  func replace(
    _ before: FormerSlug?, by after: FormerSlug?, _ author: Author
  ) throws(DirectoryError) {
    guard let either = after ?? before else { return }
    try write { tables throws(DirectoryError) in
      if let after {
        try tables.put(after)
      } else {
        try tables.removeFormer(either.type, slug: either.slug)
      }
      try tables.add(
        FormerSlugRevision(
          type: either.type, slug: either.slug, at: now, author: author.name, before: before, after: after,
          batch: author.batch))
      try tables.moveRevision(at: now)
    }
  }

  /// Writes the whole document. The kinds that it lists replace those that the directory has.
  ///
  /// Throws `invalidDocument` with all its faults, or `notEmpty` if records are published.
  package func load(_ document: DirectoryDocument) throws(DirectoryError) {
    let faults = DocumentValidation.faults(
      in: document, memberKinds: try reader.vocabulary(.memberKinds),
      topicKinds: try reader.vocabulary(.topicKinds), fields: try reader.fields())
    guard faults.isEmpty else { throw .invalidDocument(faults) }
    try checkPictures(of: document)
    guard try tables.isEmpty() else { throw .notEmpty }
    try write { tables throws(DirectoryError) in
      try replaceKinds(by: document.memberKinds, of: .memberKind, in: tables)
      try replaceKinds(by: document.topicKinds, of: .topicKind, in: tables)
      try load(areas: document.allAreas, in: tables)
      try replaceFields(by: document.fields, in: tables)
      for record in document.recordsBeforeMembers { try tables.put(record, over: nil) }
      // A broader topic may come later in the document.
      for topic in document.topics where topic.broader != nil {
        try tables.put(.topic(topic), over: .topic(topic.withoutBroader))
      }
      for member in document.members { try tables.put(.member(member), over: nil) }
      // An office may belong to a member, and a contact to either.
      for office in document.offices { try tables.put(.office(office), over: nil) }
      for contact in document.contacts { try tables.put(.contact(contact), over: nil) }
      for former in document.formerSlugs { try tables.put(former) }
      try tables.moveRevision(at: now)
    }
  }

  /// Throws `invalidDocument` if the document names pictures that aren't stored.
  private func checkPictures(of document: DirectoryDocument) throws(DirectoryError) {
    var faults = try pictureFaults(of: .organisation(document.organisation), over: nil, at: "/organisation")
    for (index, contact) in document.contacts.enumerated() where contact.portrait != nil {
      faults += try pictureFaults(of: .contact(contact), over: nil, at: "/contacts/\(index)")
    }
    for (index, member) in document.members.enumerated() where member.image != nil {
      faults += try pictureFaults(of: .member(member), over: nil, at: "/members/\(index)")
    }
    guard faults.isEmpty else { throw .invalidDocument(faults) }
  }

  /// Removes the kinds that a document doesn't list, since no record refers to them. Does nothing for a
  /// document without a list.
  private func replaceKinds(
    by kinds: [Kind]?, of type: RecordType, in tables: any RecordTables
  ) throws(DirectoryError) {
    guard let kinds else { return }
    let listed = Set(kinds.map(\.slug))
    for kind in try reader.kinds(type) where !listed.contains(kind.slug) {
      try tables.remove(RecordKey(type, kind.slug))
    }
    for kind in kinds {
      try tables.put(type == .memberKind ? .memberKind(kind) : .topicKind(kind), over: nil)
    }
  }

  /// Does the same with the fields of members.
  private func replaceFields(by fields: [Field]?, in tables: any RecordTables) throws(DirectoryError) {
    guard let fields else { return }
    for field in try reader.fields() where fields.field(field.name) == nil {
      try tables.remove(RecordKey(.field, field.name))
    }
    for field in fields { try tables.put(.field(field), over: nil) }
    knownFields = nil
  }

  /// The time of a write, in Unix seconds.
  package var now: Int64 { clock() }

  /// Counts a write and returns the tables. All writes use this. A write that fails may have written
  /// something.
  func write<Result>(
    _ body: (any RecordTables) throws(DirectoryError) -> Result
  ) throws(DirectoryError) -> Result {
    writeCount += 1
    return try body(tables)
  }
}

extension DirectoryDocument {
  fileprivate var recordsBeforeMembers: [DirectoryRecord] {
    var records: [DirectoryRecord] = [.organisation(organisation)]
    records += topics.map { .topic($0.withoutBroader) }
    return records
  }
}

extension DirectoryDocument.Topic {
  fileprivate var withoutBroader: DirectoryDocument.Topic {
    var topic = self
    topic.broader = nil
    return topic
  }
}
