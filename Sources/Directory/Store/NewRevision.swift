/// A revision of one record, as it is written: who did what, and the record as it was then.
package struct NewRevision: Sendable, Equatable {
  /// A record as a revision keeps it.
  package struct State: Sendable, Equatable {
    package var status: RecordStatus
    /// The record as JSON. It stays as it was written when later versions of the program add fields to
    /// records.
    package var document: String

    package init(status: RecordStatus, document: String) {
      self.status = status
      self.document = document
    }
  }

  package var key: RecordKey
  /// Unix seconds; nil for the state before the first write.
  package var at: Int64?
  package var author: String
  package var action: RecordRevision.Action
  /// The action as everyone may see it; nil for a write that touched drafts alone.
  package var publicAction: RecordRevision.Action?
  /// Nil after a deletion.
  package var state: State?
  /// The import that the write is part of.
  package var batch: Int64?

  package init(
    key: RecordKey, at: Int64?, author: String, action: RecordRevision.Action,
    publicAction: RecordRevision.Action?, state: State?, batch: Int64?
  ) {
    self.key = key
    self.at = at
    self.author = author
    self.action = action
    self.publicAction = publicAction
    self.state = state
    self.batch = batch
  }
}

/// A revision as it is stored.
package struct StoredRevision: Sendable, Equatable {
  package var id: Int64
  package var revision: NewRevision

  package init(id: Int64, _ revision: NewRevision) {
    self.id = id
    self.revision = revision
  }
}

extension NewRevision {
  /// The state before the first write to a record that was not written by an edit.
  init(originalOf stored: StoredRecord) {
    self.init(
      key: stored.record.key, at: nil, author: "", action: .original, publicAction: nil, state: State(stored),
      batch: nil)
  }

  /// A write that made `after` of `before`; nil stands for no record.
  init(
    of key: RecordKey, from before: RecordStatus?, to after: StoredRecord?, by author: Author, at time: Int64
  ) {
    self.init(
      key: key, at: time, author: author.name,
      action: after == nil ? .deleted : before == nil ? .created : .updated,
      publicAction: Self.publicAction(from: before, to: after?.status), state: after.map(State.init),
      batch: author.batch)
  }

  /// Drafts are no part of what everyone sees: a record that becomes a draft is gone, one that is published
  /// is new.
  private static func publicAction(
    from before: RecordStatus?, to after: RecordStatus?
  ) -> RecordRevision.Action? {
    switch (before == .published, after == .published) {
    case (false, true): .created
    case (true, true): .updated
    case (true, false): .deleted
    case (false, false): nil
    }
  }
}

extension NewRevision.State {
  init(_ stored: StoredRecord) {
    self.init(status: stored.status, document: DocumentJSON.text(of: stored.record))
  }

  /// Throws `damaged` if the text is not that of a record of that type.
  func record(_ type: RecordType) throws(DirectoryError) -> StoredRecord {
    StoredRecord(try DocumentJSON.record(type, fromStored: document), status)
  }

  /// The fields of the record with its status, as a record is written over HTTP.
  fileprivate func json() throws(DirectoryError) -> JSONValue {
    guard case .object(let members) = try DocumentJSON.value(ofStored: document) else { return .object([]) }
    return .object(members + [JSONMember(name: "status", value: .string(status.rawValue))])
  }
}

extension RecordRevision {
  /// Returns the history of a record, each revision with its differences from the one before.
  ///
  /// - Parameters:
  ///   - rows: the record's revisions, newest first, one more than `limit` if there are so many.
  package static func history(
    _ rows: [StoredRevision], limit: Int
  ) throws(DirectoryError) -> [RecordRevision] {
    var history: [RecordRevision] = []
    for (index, row) in rows.prefix(limit).enumerated() {
      let previous = index + 1 < rows.count ? rows[index + 1].revision.state : nil
      history.append(
        RecordRevision(
          id: row.id, at: row.revision.at, author: row.revision.author, action: row.revision.action,
          changes: row.revision.action == .original
            ? [] : try changes(from: previous, to: row.revision.state),
          status: row.revision.state?.status, batch: row.revision.batch))
    }
    return history
  }

  private static func changes(
    from before: NewRevision.State?, to after: NewRevision.State?
  ) throws(DirectoryError) -> [FieldChange] {
    let old = try before?.json() ?? .object([])
    return old.changes(to: try after?.json() ?? .object([]))
  }
}
