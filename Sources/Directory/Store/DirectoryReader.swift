/// Reads the directory. Each answer shows one revision, so it is consistent in itself.
///
/// A reader may be used by one event loop or queue only, so it isn't Sendable. All methods are synchronous,
/// and all except `check` are brief, because an event loop waits for them. A closure that is passed to a
/// method runs before the method returns, and must not use the same reader.
///
/// Without `staff`, answers contain only what is public: no drafts, and nil for protected e-mail addresses.
///
/// Every method throws `busy` if the directory is locked for longer than the store waits, `damaged` or
/// `unavailable` if the store fails, and `timeLimit` if a query takes longer than the store allows.
package protocol DirectoryReader: AnyObject, AccessReader {
  // MARK: Revisions

  /// Returns the revision of the directory.
  func revision() throws(DirectoryError) -> Revision

  /// Runs the body once. All answers inside it show one revision, which in a snapshot is that of the
  /// snapshot.
  func consistently<Answer>(
    _ body: () throws(DirectoryError) -> Answer
  ) throws(DirectoryError) -> Answer

  /// Begins a snapshot: all answers until `release` show one revision, so that many requests are answered
  /// from the same one. Does nothing in a snapshot. Keep it short, because the store can't clean up
  /// meanwhile.
  func hold() throws(DirectoryError)

  /// Ends the snapshot, if there is one.
  func release()

  /// Notes from now on on what the answers depend.
  func beginRecording()

  /// Returns on what the answers since `beginRecording` depend, and ends noting it.
  func endRecording() -> Dependencies

  /// Returns about how many rows the longest list has, at least as many as there are, in a time that doesn't
  /// depend on them.
  func size() throws(DirectoryError) -> Int

  /// When all queries have to be finished: one that isn't throws `timeLimit`, as one does that takes longer
  /// than the store allows for a single query. Nil for no common limit.
  var deadline: ContinuousClock.Instant? { get set }

  // MARK: Lists
  //
  // A page of a list has the rows that match all clauses of the query, in the order of the query, after its
  // cursor. `ListQuery` and `Facet` say what each part means. `limit` is clamped to 1...`PageLimit.maximum`.
  //
  // Each method throws `unknownValue` if a clause names a value that doesn't exist, with the values that were
  // probably meant; for a former county these are its successors. It throws `invalidCursor` for a cursor of
  // another list, filter or order.

  /// Returns a page of members. Former members are neither in it nor counted, unless a clause selects the
  /// members of a day (`at`).
  func members(_ query: ListQuery) throws(DirectoryError) -> Page<Member>

  /// Calls the closure with the stored content of each member of the page, and returns the page without its
  /// items. The content is valid until the closure returns.
  func withMembers(
    _ query: ListQuery, _ body: (any MemberContent) -> Void
  ) throws(DirectoryError) -> Page<Never>

  /// Returns a page of topics.
  func topics(_ query: ListQuery) throws(DirectoryError) -> Page<Topic>

  /// Returns a page of contacts.
  func contacts(_ query: ListQuery) throws(DirectoryError) -> Page<Contact>

  /// Returns a page of offices.
  func offices(_ query: ListQuery) throws(DirectoryError) -> Page<Office>

  /// Returns the values that a filter accepts, in the order of their bytes. Returns none if there are more
  /// than `Vocabulary.longest`.
  func vocabulary(_ vocabulary: Vocabulary) throws(DirectoryError) -> [String]

  /// Returns the values of a vocabulary with their names, for suggestions. Of a vocabulary with more than
  /// `Vocabulary.longest` values, only those are returned whose slug or whole name is `text`, apart from case
  /// and accents.
  func knownValues(_ vocabulary: Vocabulary, like text: String) throws(DirectoryError) -> KnownValues

  // MARK: Records

  /// Calls the closure with the stored content of a present or former member. Returns false, without calling
  /// the closure, if there is none.
  func withMember(
    slug: String, _ body: (any MemberContent) -> Void
  ) throws(DirectoryError) -> Bool

  /// Returns the topic, or nil if there is none.
  func topic(slug: String) throws(DirectoryError) -> Topic?

  /// Returns the contact, or nil if there is none.
  func contact(id: String) throws(DirectoryError) -> Contact?

  /// Returns the office, or nil if there is none.
  func office(id: String) throws(DirectoryError) -> Office?

  /// Returns the organisation, or nil in an empty directory.
  func organisation() throws(DirectoryError) -> Organisation?

  /// Returns all kinds of members (`.memberKind`) or of topics (`.topicKind`), by slug.
  func kinds(_ type: RecordType) throws(DirectoryError) -> [Kind]

  /// Returns the fields that the directory defines for members, by name. Without `staff`, they are only the
  /// public ones.
  func fields() throws(DirectoryError) -> [Field]

  /// Returns all areas, by slug. Counties are among them.
  func areas() throws(DirectoryError) -> [DirectoryDocument.Area]

  /// Reports whether an area is a county. Many answers ask this, and don't need the areas.
  func hasCounties() throws(DirectoryError) -> Bool

  /// Returns the texts of records of one type in other languages, by slug. Those without such texts are left
  /// out. The texts of counties are among those of areas, with which they share one set of slugs.
  func translations(
    of type: RecordType, _ slugs: [String]
  ) throws(DirectoryError) -> [String: Translations]

  /// Returns all former slugs, by type and slug.
  func formerSlugs() throws(DirectoryError) -> [FormerSlug]

  /// Returns a former slug and its successors, or nil if the slug isn't a former one.
  func former(_ type: FormerSlug.Kind, slug: String) throws(DirectoryError) -> FormerSlug?

  /// Reports whether the record was public and is no longer, which means that its last public change was its
  /// deletion.
  func wasDeleted(_ key: RecordKey) throws(DirectoryError) -> Bool

  /// Returns when the record was last created, changed or deleted in public, in Unix seconds; nil if it was
  /// not since the directory was created.
  func lastChange(of key: RecordKey) throws(DirectoryError) -> Int64?

  /// Returns when the directory was created, in Unix seconds. One that an older version has created counts
  /// from its migration.
  func createdAt() throws(DirectoryError) -> Int64

  /// Returns the first and the last position of the feed of changes. `changes` with a smaller position than
  /// the first one would miss changes, because the directory was restored since.
  func changePosition() throws(DirectoryError) -> ChangePosition

  /// Returns the public changes with a larger id than `since`, oldest first, at most `limit` of them. No id
  /// is used twice, and no change appears later with a smaller id than one that was returned. So a client
  /// that asks with the last id that it has seen misses none.
  func changes(since: Int64, limit: Int) throws(DirectoryError) -> [PublicChange]

  /// Returns the newest public changes, newest first, at most `limit` of them.
  ///
  /// - Parameter id: only changes with a smaller id are returned; nil for all.
  func latestChanges(before id: Int64?, limit: Int) throws(DirectoryError) -> [PublicChange]

  /// Returns what everyone could see of each of the changes, in the same order.
  func differences(of changes: [PublicChange]) throws(DirectoryError) -> [PublicDifference]

  /// Returns a part of the file of a picture, `PictureSize.partBytes` long except for the last one. Returns
  /// nil if there is no such file or part. Whether the picture is public is decided by the records that show
  /// it.
  func picturePart(_ sha256: String, _ number: Int) throws(DirectoryError) -> [UInt8]?

  /// Returns the id of the directory, which no other directory has.
  func directoryID() throws(DirectoryError) -> String

  // MARK: Search

  /// Returns the best matches, or none for a text without letters and digits. Former members are not found.
  ///
  /// A record whose whole name is the text comes first, then records whose name begins with it, then those
  /// with all words in the name, then others. Among these, names spelled as in the text come first. If
  /// nothing is found, `didYouMean` has texts that find something. Throws `unavailable` if the store can't
  /// search.
  func search(_ query: SearchQuery) throws(DirectoryError) -> SearchPage

  /// Returns the members that have requested topics, those with most of them first.
  ///
  /// Throws `unknownValue` as lists do, and `unavailable` if the store can't rank.
  func match(_ query: MatchQuery) throws(DirectoryError) -> MatchPage

  // MARK: Staff

  /// A reader with the same connection and snapshot, whose answers also contain what only staff may see.
  var staff: any StaffReader { get }

  /// Runs a query as requests do, and throws an error if it fails.
  func check() throws(DirectoryError)
}

extension DirectoryReader {
  package func beginRecording() {}
  package func endRecording() -> Dependencies { .everything }

  /// Returns the present or former member, or nil if there is none.
  package func member(slug: String) throws(DirectoryError) -> Member? {
    var member: Member?
    _ = try withMember(slug: slug) { member = Member($0) }
    return member
  }
}
