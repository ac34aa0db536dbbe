/// Imports, and the answers that are kept for attempts to write.
extension RecordEditor {
  /// Returns the number of a new import, for `Author.batch` of its writes.
  package func beginImport(by author: Author) throws(DirectoryError) -> Int64 {
    try write { tables throws(DirectoryError) in try tables.addImport(by: author.name, at: now) }
  }

  /// Restores every record and every former slug that the import wrote to its state before. Returns the
  /// number of writes undone.
  ///
  /// Throws `noSuchImport` if the import doesn't exist or was undone before, `changedSince` if one of its
  /// records was written to after it, and `stillReferenced` if other records refer to one that the import
  /// created.
  package func undoImport(_ id: Int64, by author: Author) throws(DirectoryError) -> Int {
    guard try tables.isOpen(import: id) else { throw .noSuchImport(id) }
    let writes = try tables.writes(ofImport: id)
    let formers = try tables.formerWrites(ofImport: id)
    let changed = try changedKeys(since: id, writes) + changedFormers(since: id, formers)
    guard changed.isEmpty else { throw .changedSince(changed) }
    // Former slugs first: a record that is restored may have a slug that the import has made a former one.
    for write in formers {
      try replace(try tables.former(write.type, slug: write.slug), by: write.before, author)
    }
    // The newest write is undone first, so a record is removed before the records to which it refers.
    for write in writes {
      let row = try tables.revisions(of: write.key, before: write.revision, limit: 1).first
      if let state = row?.revision.state {
        try save(try state.record(write.key.type), by: author)
      } else {
        try delete(write.key, by: author)
      }
    }
    try write { tables throws(DirectoryError) in try tables.close(import: id, at: now) }
    return writes.count + formers.count
  }

  /// Returns the keys of the first former slugs of the import that were written to after it.
  private func changedFormers(
    since id: Int64, _ writes: [FormerSlugRevision]
  ) throws(DirectoryError) -> [RecordKey] {
    var changed: [RecordKey] = []
    for write in writes.reversed() where changed.count < Self.mostNamed {
      let newest = try tables.newestRevision(ofFormer: write.type, slug: write.slug)
      if newest?.batch != id, let key = write.key, !changed.contains(key) { changed.append(key) }
    }
    return changed
  }

  /// Returns the first records of the import whose newest revision isn't of the import. An import is one
  /// transaction, so no other write comes between its own.
  private func changedKeys(
    since id: Int64, _ writes: [ImportedWrite]
  ) throws(DirectoryError) -> [RecordKey] {
    var seen: Set<RecordKey> = []
    var changed: [RecordKey] = []
    for write in writes.reversed() where seen.insert(write.key).inserted && changed.count < Self.mostNamed {
      let newest = try tables.revisions(of: write.key, before: nil, limit: 1).first
      if newest?.revision.batch != id { changed.append(write.key) }
    }
    return changed
  }

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
