/// The tables of the directory inside one transaction. What is read here is what was written here before,
/// committed or not.
///
/// An implementation holds no rules: it puts, removes and looks up what it is told to, and `RecordEditor`
/// decides. It keeps whatever it derives from records, such as counts and indexes, true by itself. A write
/// never fails because of what it says: the editor has checked that the record is valid and that what it
/// refers to exists.
///
/// Every change to records, drafts, former slugs, revisions, imports and kept answers goes through these
/// methods, and every argument is a plain value. So the same calls in the same order, on a copy of the same
/// directory, make the same changes there, with the same ids.
///
/// The methods are called by one thread at a time, the one that runs the edit. Each throws `busy`, `full`,
/// `readOnly`, `damaged` or `unavailable` if the store fails; the transaction may then be lost.
package protocol RecordTables: AnyObject {
  // MARK: Records

  /// Returns the published record; nil if there is none.
  func published(_ key: RecordKey) throws(DirectoryError) -> DirectoryRecord?

  /// Returns true if there is a published record with that key.
  func exists(_ key: RecordKey) throws(DirectoryError) -> Bool

  /// Returns the draft; nil if there is none.
  func draft(_ key: RecordKey) throws(DirectoryError) -> DirectoryRecord?

  /// Returns the published records that refer to this one, `limit` of them at most, and the number of all.
  func referrers(to key: RecordKey, limit: Int) throws(DirectoryError) -> Referrers

  /// Returns true if nothing is published.
  func isEmpty() throws(DirectoryError) -> Bool

  /// Inserts the published record, or replaces the one with its key.
  ///
  /// - Parameter before: the published record with that key as it is now; nil if there is none. An
  ///   implementation may write only what differs.
  func put(_ record: DirectoryRecord, over before: DirectoryRecord?) throws(DirectoryError)

  /// Removes the published record. Nothing refers to it.
  func remove(_ key: RecordKey) throws(DirectoryError)

  /// Inserts the draft, or replaces the one with its key.
  func putDraft(_ record: DirectoryRecord) throws(DirectoryError)

  /// Removes the draft, if there is one.
  func removeDraft(_ key: RecordKey) throws(DirectoryError)

  // MARK: Former slugs

  /// Returns what became of the slug; nil if it never was one.
  func former(_ kind: FormerSlug.Kind, slug: String) throws(DirectoryError) -> FormerSlug?

  /// Inserts the former slug, or replaces the one of that kind and slug.
  func put(_ former: FormerSlug) throws(DirectoryError)

  /// Removes the slug from the successors of all former slugs of that kind.
  func removeSuccessor(_ kind: FormerSlug.Kind, slug: String) throws(DirectoryError)

  // MARK: Revisions

  /// Returns true if the record has a revision.
  func hasRevisions(of key: RecordKey) throws(DirectoryError) -> Bool

  /// Returns the revisions of the record, newest first, `limit` of them at most.
  ///
  /// - Parameter id: only revisions with a smaller id; nil for all.
  func revisions(of key: RecordKey, before id: Int64?, limit: Int) throws(DirectoryError) -> [StoredRevision]

  /// Adds the revision and returns its id: larger than every id that was committed before, also those of
  /// revisions that were removed since.
  @discardableResult
  func add(_ revision: NewRevision) throws(DirectoryError) -> Int64

  /// Makes the next revision of the whole directory, changed at that time (Unix seconds).
  func moveRevision(at time: Int64) throws(DirectoryError)

  // MARK: Imports

  /// Adds an import and returns its id, as new as those of revisions are.
  func addImport(by author: String, at time: Int64) throws(DirectoryError) -> Int64

  /// Returns true if there is such an import and it was not undone.
  func isOpen(import id: Int64) throws(DirectoryError) -> Bool

  /// Returns what the import wrote, newest first.
  func writes(ofImport id: Int64) throws(DirectoryError) -> [ImportedWrite]

  /// Marks the import as undone.
  func close(import id: Int64, at time: Int64) throws(DirectoryError)

  // MARK: Kept answers

  /// Returns the answer that was kept for the key after that time; nil if there is none.
  func keptAnswer(for key: IdempotencyKey, since time: Int64) throws(DirectoryError) -> KeptAnswer?

  /// Keeps the answer. None is kept for the key.
  ///
  /// - Parameter record: the record that the answer is about: it is removed with it when the record is
  ///   erased.
  func put(
    _ answer: KeptAnswer, for key: IdempotencyKey, about record: RecordKey?, at time: Int64
  ) throws(DirectoryError)

  /// Removes the answers that were kept at that time or earlier.
  func removeKeptAnswers(until time: Int64) throws(DirectoryError)

  // MARK: Erasing

  /// Removes the contact and everything that is stored about it: draft, revisions, kept answers, former slug,
  /// and what was derived from them. Returns false if there was no trace of it.
  func eraseContact(_ id: String) throws(DirectoryError) -> Bool
}

/// The records that refer to another.
package struct Referrers: Sendable, Equatable {
  /// The first of them.
  package var keys: [RecordKey]
  /// The number of all.
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
