/// What only staff may ask; its other answers hold the protected fields too.
package protocol StaffReader: DirectoryReader {
  func draft(_ key: RecordKey) throws(DirectoryError) -> DirectoryRecord?

  /// By type and slug.
  func drafts() throws(DirectoryError) -> [DirectoryRecord]

  /// Newest first; nil where the record has never been.
  func revisions(of key: RecordKey, limit: Int, before: Int64?) throws(DirectoryError) -> [RecordRevision]
}

/// One write to one record.
package struct RecordRevision: Sendable, Equatable {
  package enum Action: String, Sendable {
    /// What was there before the first write that was kept.
    case original
    case created, updated, deleted
  }

  package var id: Int64
  /// Unix seconds; nil for what was there before anyone wrote.
  package var at: Int64?
  package var author: String
  package var action: Action
  /// Before and after, without what did not change.
  package var changes: [FieldChange]
  package var status: RecordStatus?
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

/// One write as everyone may see it.
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
