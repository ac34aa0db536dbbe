/// A question about the history of all records together.
package struct ActivityQuery: Sendable {
  package var author: String?
  package var type: RecordType?
  package var slug: String?
  package var action: RecordRevision.Action?
  /// The number of the import that wrote it.
  package var batch: Int64?
  /// The first second, in Unix seconds; nil for any time.
  package var from: Int64?
  /// The second after the last one.
  package var to: Int64?
  /// If not nil, the id of a revision: only those that come after it in the order of the answer.
  package var before: Int64?
  package var limit: Int

  package init(limit: Int) { self.limit = limit }
}

/// A revision with the record that it is of.
package struct Activity: Sendable, Equatable {
  package var key: RecordKey
  /// The name of the record after the revision, or before a deletion.
  package var name: String
  package var revision: RecordRevision

  package init(key: RecordKey, name: String, revision: RecordRevision) {
    self.key = key
    self.name = name
    self.revision = revision
  }

  /// - Parameter rows: the revision and the one before it, newest first.
  package init?(_ key: RecordKey, _ rows: [StoredRevision]) throws(DirectoryError) {
    guard let revision = try RecordRevision.history(rows, limit: 1).first else { return nil }
    let state = rows.lazy.compactMap(\.revision.state).first
    // A document from an older version of the program may not be readable as a record any more.
    let record = state.flatMap { try? $0.record(key.type).record }
    self.init(key: key, name: record?.name ?? key.slug, revision: revision)
  }
}

/// A part of a history, which is read in steps of a limited length.
package struct HistoryPage<Item: Sendable>: Sendable {
  package var items: [Item]
  /// The value of `before` for the next page; nil on the last one. A page may have fewer items than its
  /// limit, even none, although there are more: each reads a limited number of revisions.
  package var next: Int64?

  package init(items: [Item], next: Int64?) {
    self.items = items
    self.next = next
  }

  /// The revisions that a page reads at most.
  package static var mostScanned: Int { 10_000 }
}

/// One revision in full.
package struct RevisionDetail: Sendable {
  package var revision: RecordRevision
  /// The record after it; nil after a deletion.
  package var record: StoredRecord?
  /// What has changed from it to the newest revision.
  package var changesSince: [FieldChange]

  /// - Parameters:
  ///   - rows: the revision and the one before it, newest first.
  ///   - newest: the newest revision of the record.
  package init?(
    of type: RecordType, _ rows: [StoredRevision], newest: StoredRevision?
  ) throws(DirectoryError) {
    guard let row = rows.first, let revision = try RecordRevision.history(rows, limit: 1).first else {
      return nil
    }
    self.revision = revision
    record = try row.revision.state?.record(type)
    changesSince = try RecordRevision.changes(from: row.revision.state, to: newest?.revision.state)
  }
}

/// An import, or a merge, in the list of them.
package struct ImportEntry: Sendable, Equatable {
  package var id: Int64
  package var author: String
  package var at: Int64
  package var undoneAt: Int64?
  /// How many revisions it has added, by what they did.
  package var created: Int
  package var updated: Int
  package var deleted: Int
  package var formerSlugs: Int
  /// The topic that a merge has removed, and the one that followed it; nil for an import.
  package var merge: TopicMerge?

  package init(
    id: Int64, author: String, at: Int64, undoneAt: Int64?, created: Int, updated: Int, deleted: Int,
    formerSlugs: Int, merge: TopicMerge?
  ) {
    self.id = id
    self.author = author
    self.at = at
    self.undoneAt = undoneAt
    self.created = created
    self.updated = updated
    self.deleted = deleted
    self.formerSlugs = formerSlugs
    self.merge = merge
  }
}

/// A topic that becomes another one.
package struct TopicMerge: Sendable, Equatable {
  package var from: String
  package var into: String

  package init(from: String, into: String) {
    self.from = from
    self.into = into
  }
}
