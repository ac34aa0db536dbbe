/// The tables of the directory inside one transaction. Reads include what was written before in the same
/// transaction.
///
/// An implementation has no rules of its own: it writes, removes and looks up records, and `RecordEditor`
/// applies the rules. The implementation itself updates what it derives from records, such as counts and
/// indexes. A write never fails because of its content: the editor has checked that the record is valid and
/// that the records to which it refers exist.
///
/// Every change to records, drafts, former slugs, revisions, imports and kept answers is made by these
/// methods, and every argument is a plain value. So the same calls in the same order, on a copy of the same
/// directory, make the same changes there, with the same ids.
///
/// One thread at a time, the one that runs the edit, calls the methods. Each throws `busy`, `full`,
/// `readOnly`, `damaged` or `unavailable` if the store fails. The transaction may then be lost.
package protocol RecordTables: AnyObject, PeopleTables {
  // MARK: Records

  /// Returns the published record, or nil if there is none.
  func published(_ key: RecordKey) throws(DirectoryError) -> DirectoryRecord?

  /// Returns true if there is a published record with that key.
  func exists(_ key: RecordKey) throws(DirectoryError) -> Bool

  /// Returns the draft, or nil if there is none.
  func draft(_ key: RecordKey) throws(DirectoryError) -> DirectoryRecord?

  /// Returns the published records that refer to this one, at most `limit` of them, and the number of all.
  func referrers(to key: RecordKey, limit: Int) throws(DirectoryError) -> Referrers

  /// Returns the published records, without the organisation, that have texts in that language: at most
  /// `limit` of them, and the number of all.
  func translated(into language: String, limit: Int) throws(DirectoryError) -> Referrers

  /// Returns the number of published members that have a value of the field, or that choice of it.
  func uses(ofField name: String, choice: String?) throws(DirectoryError) -> Int

  /// Returns true if nothing but kinds and fields is published.
  func isEmpty() throws(DirectoryError) -> Bool

  /// Inserts the published record, or replaces the one with its key.
  ///
  /// - Parameter before: the current published record with that key, or nil if there is none. An
  ///   implementation may write only the differences.
  func put(_ record: DirectoryRecord, over before: DirectoryRecord?) throws(DirectoryError)

  /// Removes the published record, to which no other record refers.
  func remove(_ key: RecordKey) throws(DirectoryError)

  /// Returns the drafts of members and of topics that name the topic.
  func drafts(namingTopic slug: String) throws(DirectoryError) -> [DirectoryRecord]

  /// Inserts the draft, or replaces the one with its key.
  func putDraft(_ record: DirectoryRecord) throws(DirectoryError)

  /// Removes the draft, if there is one.
  func removeDraft(_ key: RecordKey) throws(DirectoryError)

  // MARK: Former slugs

  /// Returns the former slug, or nil if the slug isn't a former one.
  func former(_ kind: FormerSlug.Kind, slug: String) throws(DirectoryError) -> FormerSlug?

  /// Inserts the former slug, or replaces the one of that kind and slug.
  func put(_ former: FormerSlug) throws(DirectoryError)

  /// Removes the slug from the successors of all former slugs of that kind.
  func removeSuccessor(_ kind: FormerSlug.Kind, slug: String) throws(DirectoryError)

  /// Removes the former slug, if there is one.
  func removeFormer(_ kind: FormerSlug.Kind, slug: String) throws(DirectoryError)

  /// Adds the revision of a former slug.
  func add(_ revision: FormerSlugRevision) throws(DirectoryError)

  /// Returns the newest revision of the former slug; nil if it has none.
  func newestRevision(ofFormer kind: FormerSlug.Kind, slug: String) throws(DirectoryError)
    -> FormerSlugRevision?

  /// Returns the revisions of former slugs that the import has added, newest first.
  func formerWrites(ofImport id: Int64) throws(DirectoryError) -> [FormerSlugRevision]

  // MARK: Revisions

  /// Returns true if the record has a revision.
  func hasRevisions(of key: RecordKey) throws(DirectoryError) -> Bool

  /// Returns the revisions of the record, newest first, at most `limit` of them.
  ///
  /// - Parameter id: if not nil, only revisions with a smaller id are returned.
  func revisions(of key: RecordKey, before id: Int64?, limit: Int) throws(DirectoryError) -> [StoredRevision]

  /// Adds the revision and returns its id. It is larger than all ids that were committed before, also those
  /// of revisions that have been removed since.
  @discardableResult
  func add(_ revision: NewRevision) throws(DirectoryError) -> Int64

  /// Notes the entity tag of the record's state after its newest revision, of which there is one.
  func noteTag(_ tag: String, of key: RecordKey) throws(DirectoryError)

  /// Increases the revision number of the directory, and sets its time (Unix seconds). If that is before the
  /// last change, because the clock was set back, the time becomes a second after the last change.
  func moveRevision(at time: Int64) throws(DirectoryError)

  // MARK: Imports

  /// Adds an import and returns its id, which like those of revisions is larger than all before.
  ///
  /// - Parameter merge: the topics of a merge, which is an import too; nil for other imports.
  func addImport(by author: String, at time: Int64, merge: TopicMerge?) throws(DirectoryError) -> Int64

  /// Returns true if the import exists and was not undone.
  func isOpen(import id: Int64) throws(DirectoryError) -> Bool

  /// Returns what the import wrote, newest first.
  func writes(ofImport id: Int64) throws(DirectoryError) -> [ImportedWrite]

  /// Marks the import as undone.
  func close(import id: Int64, at time: Int64) throws(DirectoryError)

  // MARK: Draft changes

  /// Adds the draft change and returns its id, which like those of revisions is larger than all before.
  func add(_ change: DraftChange) throws(DirectoryError) -> Int64

  /// Replaces the draft change with that id.
  func put(_ change: DraftChange) throws(DirectoryError)

  /// Removes the draft change, if there is one, and the links to it.
  func removeDraftChange(_ id: Int64) throws(DirectoryError)

  /// Returns the open draft changes of members and of topics that may name the topic, in their order.
  func openDraftChanges(namingTopic slug: String) throws(DirectoryError) -> [DraftChange]

  /// Makes all draft changes that are scheduled drafts with that problem.
  func endSchedules(because problem: String) throws(DirectoryError)

  /// Adds the link. Of the links to its draft change, the oldest are removed if there are more than `most`.
  func put(_ link: PreviewLink, keeping most: Int) throws(DirectoryError)

  /// Removes the link, if there is one.
  func removePreviewLink(_ digest: [UInt8]) throws(DirectoryError)

  /// Removes the links to a draft change.
  func removePreviewLinks(of change: Int64) throws(DirectoryError)

  /// Removes the links that expire at that time or before.
  func removePreviewLinks(until time: Int64) throws(DirectoryError)

  // MARK: Kept answers

  /// Returns the answer that was kept for the key after that time, or nil if there is none.
  func keptAnswer(for key: IdempotencyKey, since time: Int64) throws(DirectoryError) -> KeptAnswer?

  /// Keeps the answer for the key, which must have none.
  ///
  /// - Parameter record: the record that the answer is about. If that record is erased, so is the answer.
  func put(
    _ answer: KeptAnswer, for key: IdempotencyKey, about record: RecordKey?, at time: Int64
  ) throws(DirectoryError)

  /// Removes the answers that were kept at that time or earlier.
  func removeKeptAnswers(until time: Int64) throws(DirectoryError)

  // MARK: Pictures

  /// Returns what is known of a stored file; nil if there is none with that SHA-256.
  func picture(_ sha256: String) throws(DirectoryError) -> PictureSize?

  /// Stores a file, of which there is none with the same SHA-256.
  func put(_ picture: PictureSize, _ file: [UInt8]) throws(DirectoryError)

  /// Removes the files to which no record, draft and revision refers, and returns their number.
  func removeUnusedPictures() throws(DirectoryError) -> Int

  /// Removes a file, whatever refers to it. Does nothing if it isn't stored.
  func removePicture(_ sha256: String) throws(DirectoryError)

  /// Returns the SHA-256 of each file that a contact, its draft or one of its revisions names.
  func pictures(ofContact slug: String) throws(DirectoryError) -> Set<String>

  /// Returns the published records and the drafts that name the file.
  func records(showing sha256: String) throws(DirectoryError) -> [RecordKey]

  // MARK: Erasing

  /// Removes what is stored under the slug of one contact: the record, its draft, draft changes, revisions,
  /// kept answers and former slug, its place among successors, and what was derived from these. Returns false
  /// if nothing was stored but the revision that an earlier erasure has left (`NewRevision.isErasure`).
  func eraseContact(_ slug: String) throws(DirectoryError) -> Bool

  /// Returns the former slugs of that kind that have the slug among their successors.
  func formers(_ kind: FormerSlug.Kind, leadingTo slug: String) throws(DirectoryError) -> [FormerSlug]

  /// Returns the digest under which an erasure is noted. It does not depend on the store's data.
  func digest(ofContact slug: String) -> [UInt8]

  /// Notes that a contact was erased at that time. The later time counts if there are two.
  func noteErasure(_ digest: [UInt8], at time: Int64) throws(DirectoryError)

  /// Returns the time of each erasure that was noted, by its digest.
  func erasures() throws(DirectoryError) -> [[UInt8]: Int64]

  /// Returns every slug of a contact under which anything is stored.
  func contactSlugs() throws(DirectoryError) -> Set<String>

  // MARK: Restoring

  /// Returns the last numbers that were given.
  func lastNumbers() throws(DirectoryError) -> LastNumbers

  /// Makes the next numbers larger than these. None of these is smaller than the last number that was given.
  func raiseNumbers(to last: LastNumbers) throws(DirectoryError)

  /// Makes the last id of a revision the first position of the feed of changes.
  func startChanges() throws(DirectoryError)

  /// Changes the id of the directory (`FileBackups.directoryID`).
  func setDirectoryID(_ id: String) throws(DirectoryError)
}

/// The records that refer to another.
package struct Referrers: Sendable, Equatable {
  /// The keys of some of these records.
  package var keys: [RecordKey]
  /// The number of all these records.
  package var total: Int

  package init(keys: [RecordKey] = [], total: Int = 0) {
    self.keys = keys
    self.total = total
  }
}

/// One write of an import.
package struct ImportedWrite: Sendable, Equatable {
  package var revision: Int64
  package var key: RecordKey

  package init(revision: Int64, key: RecordKey) {
    self.revision = revision
    self.key = key
  }
}
