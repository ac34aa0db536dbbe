/// Questions about the directory. Each answer is consistent in itself: it shows one revision.
///
/// A reader is confined to one event loop or queue, and so not Sendable. All methods are synchronous and, but
/// for `check`, brief: an event loop waits for them. Closures that are passed in run before the method
/// returns, and must not ask the same reader.
///
/// Without `staff`, answers hold what everyone may see. Drafts are in none of them, and protected e-mail
/// addresses are nil.
///
/// Every method throws `busy` if the directory is locked for longer than the store waits, `damaged` or
/// `unavailable` if the store fails, and `unavailable` if a question takes longer than the store allows.
package protocol DirectoryReader: AnyObject {
  // MARK: Revisions

  /// Returns the revision of the directory.
  func revision() throws(DirectoryError) -> Revision

  /// Runs the body, in which all answers show one revision. It runs once. Inside `hold` that is the revision
  /// held.
  func consistently<Answer>(
    _ body: () throws(DirectoryError) -> Answer
  ) throws(DirectoryError) -> Answer

  /// Starts a snapshot: all answers until `release` show one revision, so that many requests settle on one
  /// together. Does nothing in a snapshot. Keep it short: it holds back the store's clean-up.
  func hold() throws(DirectoryError)

  /// Ends the snapshot, if there is one.
  func release()

  // MARK: Lists
  //
  // A page of a list has the rows that all clauses of the query let through, in its order, after its cursor.
  // `ListQuery` and `Facet` say what each part means. `limit` is clamped to 1...`PageLimit.maximum`.
  //
  // Each throws `unknownValue` if a clause names a value that does not exist, with those that were probably
  // meant; for a former county these are its successors. `invalidCursor` is thrown for a cursor of another
  // list, filter or order.

  /// Returns a page of members. Those that have left are neither in it nor counted, unless a clause asks for
  /// those of a day (`at`).
  func members(_ query: ListQuery) throws(DirectoryError) -> Page<Member>

  /// Passes each member of the page to the closure, as it is stored, and returns the rest of the page. What
  /// the closure gets is valid until it returns.
  func withMembers(
    _ query: ListQuery, _ body: (any MemberContent) -> Void
  ) throws(DirectoryError) -> Page<Never>

  /// Returns a page of topics.
  func topics(_ query: ListQuery) throws(DirectoryError) -> Page<Topic>

  /// Returns a page of contacts.
  func contacts(_ query: ListQuery) throws(DirectoryError) -> Page<Contact>

  /// Returns a page of offices.
  func offices(_ query: ListQuery) throws(DirectoryError) -> Page<Office>

  /// Returns the values that a filter accepts, in the order of their bytes; none if there are more than
  /// `Vocabulary.longest`.
  func vocabulary(_ vocabulary: Vocabulary) throws(DirectoryError) -> [String]

  // MARK: Records

  /// Passes the member to the closure, as it is stored, whether or not it has left. Returns false if there is
  /// none, and then does not call the closure.
  func withMember(
    slug: String, _ body: (any MemberContent) -> Void
  ) throws(DirectoryError) -> Bool

  /// Returns the topic; nil if there is none.
  func topic(slug: String) throws(DirectoryError) -> Topic?

  /// Returns the contact; nil if there is none.
  func contact(id: String) throws(DirectoryError) -> Contact?

  /// Returns the office; nil if there is none.
  func office(id: String) throws(DirectoryError) -> Office?

  /// Returns the organisation; nil in an empty directory.
  func organisation() throws(DirectoryError) -> Organisation?

  /// Returns all counties, by slug.
  func counties() throws(DirectoryError) -> [DirectoryDocument.County]

  /// Returns all former slugs, by type and slug.
  func formerSlugs() throws(DirectoryError) -> [FormerSlug]

  /// Returns what became of a slug that is no longer used; nil if it never was.
  func former(_ type: FormerSlug.Kind, slug: String) throws(DirectoryError) -> FormerSlug?

  /// Returns true if the record was public and is no longer: if the last change to it that everyone could see
  /// was its deletion.
  func wasDeleted(_ key: RecordKey) throws(DirectoryError) -> Bool

  /// Returns the public changes with a larger id, oldest first, `limit` of them at most. An id is given once,
  /// and no change appears later with a smaller id than one that was returned: a client that asks with the
  /// last id it has seen misses none.
  func changes(since: Int64, limit: Int) throws(DirectoryError) -> [PublicChange]

  // MARK: Search

  /// Returns the best matches; none for a text without letters and digits. Members that have left are not
  /// found.
  ///
  /// A record whose whole name is the text comes first, then records whose name begins with it, then those
  /// with all words in the name, then others. Among these, names spelled as in the text come first. If
  /// nothing is found, `didYouMean` has texts that find something. Throws `unavailable` if the store can't
  /// search.
  func search(_ query: SearchQuery) throws(DirectoryError) -> SearchPage

  /// Returns the members that share topics with what is asked for, those that share most first.
  ///
  /// Throws `unknownValue` as lists do, and `unavailable` if the store can't rank.
  func match(_ query: MatchQuery) throws(DirectoryError) -> MatchPage

  // MARK: Staff

  /// A reader over the same connection and in the same snapshot, whose answers hold what only staff may see.
  var staff: any StaffReader { get }

  /// Returns the token with that digest, valid or not; nil if there is none.
  func token(digest: [UInt8]) throws(DirectoryError) -> Token?

  /// Runs a real query against the tables, and throws if a request would fail.
  func check() throws(DirectoryError)
}

extension DirectoryReader {
  /// Returns the member, whether or not it has left; nil if there is none.
  package func member(slug: String) throws(DirectoryError) -> Member? {
    var member: Member?
    _ = try withMember(slug: slug) { member = Member($0) }
    return member
  }
}
