/// A revision of one record to be stored: the author, the action, and the record after it.
package struct NewRevision: Sendable, Equatable {
  /// The form in which a revision keeps a record.
  package struct State: Sendable, Equatable {
    package var status: RecordStatus
    /// The record as JSON. It isn't changed when a later version of the program adds fields to records.
    package var document: String

    package init(status: RecordStatus, document: String) {
      self.status = status
      self.document = document
    }
  }

  package var key: RecordKey
  /// The time in Unix seconds, or nil for the state before the first write.
  package var at: Int64?
  package var author: String
  package var action: RecordRevision.Action
  /// The public action, or nil for a write that changed only drafts.
  package var publicAction: RecordRevision.Action?
  /// The record after the write, or nil after a deletion.
  package var state: State?
  /// The import of which the write is a part.
  package var batch: Int64?
  /// The draft change that the write has published.
  package var publishes: PublishedChange? = nil

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

/// A stored revision, with its id.
package struct StoredRevision: Sendable, Equatable {
  package var id: Int64
  /// The entity tag of the state after it (`RecordTables.noteTag`); nil if it isn't known.
  package var tag: String?
  package var revision: NewRevision

  package init(id: Int64, tag: String?, _ revision: NewRevision) {
    self.id = id
    self.tag = tag
    self.revision = revision
  }
}

extension NewRevision {
  /// Creates the first revision of a record that was loaded with a document: its state before the first edit.
  init(originalOf stored: StoredRecord) {
    self.init(
      key: stored.record.key, at: nil, author: "", action: .original, publicAction: nil, state: State(stored),
      batch: nil)
  }

  /// Creates the revision of a write that replaced `before` by `after`, whose state is `state`. Nil means
  /// that there is no record.
  ///
  /// - Parameter fields: the names of the public fields of members.
  init(
    of key: RecordKey, from before: StoredRecord?, to after: StoredRecord?, kept state: State?,
    showing fields: Set<String>,
    by author: Author, at time: Int64
  ) {
    self.init(
      key: key, at: time, author: author.name,
      action: after == nil ? .deleted : before == nil ? .created : .updated,
      publicAction: Self.publicAction(from: before, to: after, showing: fields), state: state,
      batch: author.batch)
    publishes = author.publishes
  }

  /// Returns the public action of a write. Drafts are not public, so a record that becomes a draft is
  /// deleted, and a draft that is published is created. A write that changes nothing that everyone can see,
  /// such as that of a protected e-mail address, is not public.
  private static func publicAction(
    from before: StoredRecord?, to after: StoredRecord?, showing fields: Set<String>
  ) -> RecordRevision.Action? {
    switch (published(before), published(after)) {
    case (nil, _?): .created
    case (let before?, let after?):
      PublicDifference.isVisible(from: before, to: after, showing: fields) ? .updated : nil
    case (_?, nil): .deleted
    case (nil, nil): nil
    }
  }

  private static func published(_ stored: StoredRecord?) -> DirectoryRecord? {
    stored?.status == .published && stored?.record.isPublic == true ? stored?.record : nil
  }
}

extension NewRevision.State {
  package init(_ stored: StoredRecord) {
    self.init(status: stored.status, document: DocumentJSON.text(of: stored.record))
  }

  /// Throws `damaged` if the text isn't a record of that type.
  func record(_ type: RecordType) throws(DirectoryError) -> StoredRecord {
    StoredRecord(try DocumentJSON.record(type, fromStored: document), status)
  }

  /// Returns the fields of the record with its status, as a client writes them.
  func json() throws(DirectoryError) -> JSONValue {
    guard case .object(let members) = try DocumentJSON.value(ofStored: document) else { return .object([]) }
    return .object(members + [JSONMember(name: "status", value: .string(status.rawValue))])
  }
}

extension RecordRevision {
  /// Returns the history of a record, each revision with its differences from the one before.
  ///
  /// - Parameters:
  ///   - rows: the record's revisions, newest first: `limit` + 1 of them, or all if there are fewer.
  package static func history(
    _ rows: [StoredRevision], limit: Int
  ) throws(DirectoryError) -> [RecordRevision] {
    var history: [RecordRevision] = []
    for (index, row) in rows.prefix(limit).enumerated() {
      let previous = index + 1 < rows.count ? rows[index + 1].revision.state : nil
      var revision = RecordRevision(
        id: row.id, at: row.revision.at, author: row.revision.author, action: row.revision.action,
        changes: row.revision.action == .original
          ? [] : try changes(from: previous, to: row.revision.state),
        status: row.revision.state?.status, batch: row.revision.batch)
      revision.publishes = row.revision.publishes
      history.append(revision)
    }
    return history
  }

  static func changes(
    from before: NewRevision.State?, to after: NewRevision.State?
  ) throws(DirectoryError) -> [FieldChange] {
    let old = try before?.json() ?? .object([])
    return old.changes(to: try after?.json() ?? .object([]))
  }
}
