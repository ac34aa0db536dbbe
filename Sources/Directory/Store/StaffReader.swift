/// Reads what only staff may see. The answers of `DirectoryReader` then also contain protected fields, but no
/// drafts.
///
/// The rules of `DirectoryReader` for threads, closures and errors apply here too.
package protocol StaffReader: DirectoryReader, PeopleReader {
  /// Returns the draft, or nil if there is none.
  func draft(_ key: RecordKey) throws(DirectoryError) -> DirectoryRecord?

  /// Returns all drafts, by type and slug.
  func drafts() throws(DirectoryError) -> [DirectoryRecord]

  /// Returns the number of drafts.
  func draftCount() throws(DirectoryError) -> Int

  /// Returns the revisions of the record, newest first, at most `limit` of them. Returns none if the record
  /// never existed. A deleted record keeps its history.
  ///
  /// - Parameter before: if not nil, only revisions with a smaller id are returned.
  func revisions(of key: RecordKey, limit: Int, before: Int64?) throws(DirectoryError) -> [RecordRevision]

  /// Returns the published record or the draft, or nil if there is neither.
  func stored(_ key: RecordKey) throws(DirectoryError) -> StoredRecord?

  /// A reader with the same connection and snapshot, whose answers contain only what is public.
  var visitors: any DirectoryReader { get }

  // MARK: Draft changes

  /// Returns the draft change, or nil if there is none.
  func draftChange(_ id: Int64) throws(DirectoryError) -> DraftChange?

  /// Returns the ids of the draft changes that match, the largest first.
  func draftChanges(_ query: DraftChangeQuery) throws(DirectoryError) -> [Int64]

  /// Returns the number of open draft changes of an author.
  func openDraftChanges(by author: String) throws(DirectoryError) -> Int

  /// Returns the ids of the draft changes that are to be published at that time or before, the first to be
  /// published first, at most `limit` of them.
  func draftChangesDue(at time: Int64, limit: Int) throws(DirectoryError) -> [Int64]

  /// Returns the link with that digest, valid or not, or nil if there is none.
  func previewLink(_ digest: [UInt8]) throws(DirectoryError) -> PreviewLink?
  /// Returns one revision of the record, or nil if the record has none with that id.
  func revision(_ id: Int64, of key: RecordKey) throws(DirectoryError) -> RevisionDetail?

  // MARK: The office

  /// Returns the writes to all records that the query selects, the newest first: by time, and those of one
  /// second by id. The writes of one record or of one import are by id. States from before the first edit and
  /// what an erasure has left aren't among them.
  func activity(_ query: ActivityQuery) throws(DirectoryError) -> HistoryPage<Activity>

  /// Returns the deletions after which the record wasn't written again, the newest first. Erased contacts and
  /// records whose slug is a former one aren't among them, since they can't be restored.
  func deletions(
    of type: RecordType?, limit: Int, before: Int64?
  ) throws(DirectoryError) -> HistoryPage<Activity>

  /// Returns imports and merges, the newest first.
  func imports(limit: Int, before: Int64?) throws(DirectoryError) -> [ImportEntry]

  /// Returns what waits to be done.
  ///
  /// - Parameter time: records that were last written before it are old.
  func overview(oldBefore time: Int64) throws(DirectoryError) -> OverviewFigures

  /// Returns drafts of these types, at most `limit` of them, by type and slug.
  func drafts(of types: [RecordType], limit: Int) throws(DirectoryError) -> [DirectoryRecord]

  /// Returns the slugs of members, present or former, whose website has that host (`WebsiteHost`), at most
  /// `limit` of them.
  func members(withWebsiteAt host: String, limit: Int) throws(DirectoryError) -> [String]
}

/// One write to one record.
package struct RecordRevision: Sendable, Equatable {
  package enum Action: String, Sendable {
    /// The state before the first edit.
    case original
    case created, updated, deleted
  }

  package var id: Int64
  /// The time in Unix seconds, or nil for the state before the first edit.
  package var at: Int64?
  package var author: String
  package var action: Action
  /// The fields that differ from the revision before, including `status`.
  package var changes: [FieldChange]
  /// The status after the write, or nil after a deletion.
  package var status: RecordStatus?
  /// The import of which the write was a part.
  package var batch: Int64?
  /// The draft change that the write has published.
  package var publishes: PublishedChange? = nil

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
