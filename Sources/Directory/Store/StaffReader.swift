/// Questions that only staff may ask. The answers to the other questions hold protected fields too. Drafts
/// are in none of those.
///
/// What `DirectoryReader` says of threads, closures and errors holds here as well.
package protocol StaffReader: DirectoryReader {
  /// Returns the draft; nil if there is none.
  func draft(_ key: RecordKey) throws(DirectoryError) -> DirectoryRecord?

  /// Returns all drafts, by type and slug.
  func drafts() throws(DirectoryError) -> [DirectoryRecord]

  /// Returns the revisions of the record, newest first, `limit` of them at most; none if the record never
  /// existed. Its history is kept when it is deleted.
  ///
  /// - Parameter before: only revisions with a smaller id; nil for all.
  func revisions(of key: RecordKey, limit: Int, before: Int64?) throws(DirectoryError) -> [RecordRevision]
}

/// One write to one record.
package struct RecordRevision: Sendable, Equatable {
  package enum Action: String, Sendable {
    /// The state before the first edit.
    case original
    case created, updated, deleted
  }

  package var id: Int64
  /// Unix seconds; nil for the state before the first edit.
  package var at: Int64?
  package var author: String
  package var action: Action
  /// The fields that differ from the revision before, `status` among them.
  package var changes: [FieldChange]
  /// Nil after a deletion.
  package var status: RecordStatus?
  /// The import that the write was part of.
  package var batch: Int64?

  package init(
    id: Int64, at: Int64?, author: String, action: Action, changes: [FieldChange], status: RecordStatus?,
    batch: Int64?
  ) {
    self.id = id
    self.at = at
    self.author = author
    self.action = action
    self.changes = changes
    self.status = status
    self.batch = batch
  }
}

/// One write as everyone may see it. A record that becomes a draft is deleted, and one that is published is
/// created.
package struct PublicChange: Sendable, Equatable {
  package var id: Int64
  package var at: Int64
  package var key: RecordKey
  /// `created`, `updated` or `deleted`.
  package var action: RecordRevision.Action

  package init(id: Int64, at: Int64, key: RecordKey, action: RecordRevision.Action) {
    self.id = id
    self.at = at
    self.key = key
    self.action = action
  }
}
