/// Imports.
extension RecordEditor {
  /// Returns the number of a new import, for `Author.batch` of its writes.
  ///
  /// - Parameter merge: the topics of a merge; nil for an import.
  package func beginImport(
    by author: Author, merge: TopicMerge? = nil
  ) throws(DirectoryError) -> Int64 {
    try write { tables throws(DirectoryError) in
      try tables.addImport(by: author.name, at: now, merge: merge)
    }
  }

  /// Takes back what the import wrote to records and to former slugs. Returns the number of writes undone.
  ///
  /// Imports can be undone in any order: a field that has the value of the import gets the value before it,
  /// and what was written to other fields since stays.
  ///
  /// Throws `noSuchImport` if the import doesn't exist or was undone before, `changedSince` if a field has
  /// neither the import's value nor the one before, and `neededSince` if other records refer to one that the
  /// import created. Nothing may be committed then.
  package func undoImport(_ id: Int64, by author: Author) throws(DirectoryError) -> Int {
    guard try tables.isOpen(import: id) else { throw .noSuchImport(id) }
    let writes = try tables.writes(ofImport: id)
    let formers = try tables.formerWrites(ofImport: id)
    let changes = try laterChanges(writes) + laterChanges(formers)
    guard changes.isEmpty else { throw .changedSince(id, Array(changes.prefix(Self.mostNamed))) }
    // Former slugs first: a record that is restored may have a slug that the import has made a former one.
    for write in formers where try tables.former(write.type, slug: write.slug) == write.after {
      try replace(write.after, by: write.before, author)
    }
    // The newest write is undone first, so a record is removed before the records to which it refers.
    for write in writes {
      do throws(DirectoryError) {
        let missing = try undo(write, by: author)
        guard missing.isEmpty else { throw .changedSince(id, missing) }
      } catch {
        guard case .stillReferenced(let key, let others, let total) = error else { throw error }
        throw .neededSince(
          id, key, by: try others.map { other throws(DirectoryError) in try newestChange(of: other) },
          total: total)
      }
    }
    try write { tables throws(DirectoryError) in try tables.close(import: id, at: now) }
    return writes.count + formers.count
  }

  /// Takes back one write. If some of the records to which the record would refer don't exist any more, does
  /// nothing but return their newest changes.
  private func undo(
    _ write: ImportedWrite, by author: Author
  ) throws(DirectoryError) -> [LaterChange] {
    let (before, after) = try states(around: write)
    guard let after else { return try undoDeletion(of: write.key, restoring: before, by: author) }
    guard let current = try stored(write.key) else { return [] }
    guard let before else {
      try delete(write.key, by: author)
      return []
    }
    let value = DocumentJSON.json(current).undoing(
      from: DocumentJSON.json(before), to: DocumentJSON.json(after))
    let (fields, status) = try RecordStatus.taken(from: value)
    let undone = StoredRecord(
      try DocumentJSON.record(write.key.type, from: fields), status ?? current.status)
    guard undone != current else { return [] }
    return try saveIfComplete(undone, by: author)
  }

  /// Brings back a record that was deleted, unless it was brought back since.
  private func undoDeletion(
    of key: RecordKey, restoring before: StoredRecord?, by author: Author
  ) throws(DirectoryError) -> [LaterChange] {
    guard let before, try stored(key) == nil else { return [] }
    return try saveIfComplete(before, by: author)
  }

  /// Saves the record if all to which it refers exist. Otherwise returns the newest changes of those that
  /// don't.
  private func saveIfComplete(
    _ stored: StoredRecord, by author: Author
  ) throws(DirectoryError) -> [LaterChange] {
    let missing = try missingReferences(of: stored)
    if missing.isEmpty { try save(stored, by: author) }
    return missing
  }

  /// Returns the record before and after the write.
  private func states(
    around write: ImportedWrite
  ) throws(DirectoryError) -> (before: StoredRecord?, after: StoredRecord?) {
    let rows = try tables.revisions(of: write.key, before: write.revision + 1, limit: 2)
    let states = try rows.map { row throws(DirectoryError) in
      try row.revision.state?.record(write.key.type)
    }
    return (states.count > 1 ? states[1] : nil, states.first ?? nil)
  }

  private func newestChange(of key: RecordKey) throws(DirectoryError) -> LaterChange {
    let newest = try tables.revisions(of: key, before: nil, limit: 1).first
    return LaterChange(of: key, newest?.revision)
  }

  /// Returns the newest changes of the records to which a published record would refer and which don't exist.
  private func missingReferences(of stored: StoredRecord) throws(DirectoryError) -> [LaterChange] {
    guard stored.status == .published else { return [] }
    var missing: [LaterChange] = []
    for key in KnownReferences(of: stored.record).keys where try !tables.exists(key) {
      missing.append(try newestChange(of: key))
    }
    return missing
  }
}

/// What was written after an import.
extension RecordEditor {
  /// How many revisions of a record are searched for the one that wrote a field.
  private static let searchedRevisions = 100

  /// Returns the first records of the import in which something can't be taken back.
  private func laterChanges(_ writes: [ImportedWrite]) throws(DirectoryError) -> [LaterChange] {
    // An import is one transaction, so no other write comes between its own.
    var firstAndLast: [RecordKey: (first: ImportedWrite, last: ImportedWrite)] = [:]
    for write in writes.reversed() {
      firstAndLast[write.key] = (firstAndLast[write.key]?.first ?? write, write)
    }
    var changes: [LaterChange] = []
    for write in writes.reversed() where changes.count < Self.mostNamed {
      guard let (first, last) = firstAndLast.removeValue(forKey: write.key),
        let change = try laterChange(from: first, to: last)
      else { continue }
      changes.append(change)
    }
    return changes
  }

  /// Returns what was changed in the record after the import's last write of it and prevents the undo; nil if
  /// nothing does.
  private func laterChange(
    from first: ImportedWrite, to last: ImportedWrite
  ) throws(DirectoryError) -> LaterChange? {
    let before = try states(around: first).before
    let after = try states(around: last).after
    let current = try stored(first.key)
    // What the import has deleted is still deleted, or as it was before.
    if after == nil, current == nil || current == before { return nil }
    guard let after, let current else {
      return before == nil ? nil : try newestChange(of: first.key)
    }
    guard current != after else { return nil }
    let fields = DocumentJSON.json(current).namesChanged(
      since: DocumentJSON.json(after), before: before.map { DocumentJSON.json($0) })
    return fields.isEmpty ? nil : try change(of: first.key, fields, after: last.revision)
  }

  /// Returns the newest change that one of the fields has got after that revision.
  private func change(
    of key: RecordKey, _ fields: [String], after revision: Int64
  ) throws(DirectoryError) -> LaterChange {
    let rows = try tables.revisions(of: key, before: nil, limit: Self.searchedRevisions)
    var newer: (revision: NewRevision, values: [JSONValue?])?
    for row in rows {
      let json = try row.revision.state.map { state throws(DirectoryError) in
        DocumentJSON.json(try state.record(key.type))
      }
      let values = fields.map { name in json?.member(name) }
      if let newer, newer.values != values { return LaterChange(of: key, newer.revision, fields) }
      if row.id <= revision { break }
      newer = (row.revision, values)
    }
    return LaterChange(of: key, newer?.revision ?? rows.first?.revision, fields)
  }

  /// Returns the first former slugs of the import that were written to after it.
  private func laterChanges(_ writes: [FormerSlugRevision]) throws(DirectoryError) -> [LaterChange] {
    var states: [FormerSlug.Kind: [String: (before: FormerSlug?, after: FormerSlug?)]] = [:]
    for write in writes.reversed() {
      let before = states[write.type]?[write.slug].map(\.before) ?? write.before
      states[write.type, default: [:]][write.slug] = (before, write.after)
    }
    var changes: [LaterChange] = []
    for write in writes.reversed() where changes.count < Self.mostNamed {
      guard let state = states[write.type]?.removeValue(forKey: write.slug), let key = write.key else {
        continue
      }
      let current = try tables.former(write.type, slug: write.slug)
      guard current != state.before, current != state.after else { continue }
      let newest = try tables.newestRevision(ofFormer: write.type, slug: write.slug)
      let isKnown = newest?.after == current
      changes.append(
        LaterChange(
          key: key, isFormerSlug: true, action: current == nil ? .deleted : .updated,
          author: isKnown ? newest?.author ?? "" : "", at: isKnown ? newest?.at : nil,
          batch: isKnown ? newest?.batch : nil))
    }
    return changes
  }
}

extension LaterChange {
  fileprivate init(of key: RecordKey, _ revision: NewRevision?, _ fields: [String] = []) {
    self.init(
      key: key, fields: fields, action: revision?.action ?? .original, author: revision?.author ?? "",
      at: revision?.at, batch: revision?.batch)
  }
}

/// Answers that are kept for attempts to write.
extension RecordEditor {
  private static let secondsKept = Int64(KeptAnswer.hoursKept) * 3600

  /// Returns the answer that was kept for the attempt in the last `KeptAnswer.hoursKept` hours, or nil if
  /// there is none.
  package func keptAnswer(for key: IdempotencyKey) throws(DirectoryError) -> KeptAnswer? {
    try tables.keptAnswer(for: key, since: now - Self.secondsKept)
  }

  /// Keeps the answer for the attempt, and removes the answers that are older than `KeptAnswer.hoursKept`.
  ///
  /// - Parameter record: the record that the answer is about, or nil. If that record is erased, so is the
  ///   answer.
  package func keep(
    _ answer: KeptAnswer, for key: IdempotencyKey, about record: RecordKey?
  ) throws(DirectoryError) {
    let time = now
    try removeOldAnswers()
    try write { tables throws(DirectoryError) in
      try tables.put(answer, for: key, about: record, at: time)
    }
  }

  /// Removes the answers that were kept for `KeptAnswer.hoursKept` or longer.
  package func removeOldAnswers() throws(DirectoryError) {
    let time = now
    try write { tables throws(DirectoryError) in
      try tables.removeKeptAnswers(until: time - Self.secondsKept)
    }
  }
}
