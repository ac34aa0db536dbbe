/// Questions to the directory. Each answer is consistent in itself: it sees one revision.
///
/// Confined to one event loop or queue: not Sendable.
package protocol DirectoryReader: AnyObject {
  func revision() throws(DirectoryError) -> Revision

  /// All questions that the body asks see one revision.
  func consistently<Answer>(
    _ body: () throws(DirectoryError) -> Answer
  ) throws(DirectoryError) -> Answer

  /// From here to `release()` all answers see one revision, so that many requests together pay once for
  /// settling on it. Briefly: what is committed meanwhile can't take the place of what is seen.
  func hold() throws(DirectoryError)
  func release()

  /// All that stood for something once.
  func formerSlugs() throws(DirectoryError) -> [FormerSlug]

  func members(_ query: ListQuery) throws(DirectoryError) -> Page<Member>
  /// Hands each member of the page to the closure, as it lies in the store, and answers what else the page says.
  func withMembers(
    _ query: ListQuery, _ body: (any MemberContent) -> Void
  ) throws(DirectoryError) -> Page<Never>
  /// Hands the member to the closure, as it lies in the store; false where there is none.
  func withMember(
    slug: String, _ body: (any MemberContent) -> Void
  ) throws(DirectoryError) -> Bool

  func topics(_ query: ListQuery) throws(DirectoryError) -> Page<Topic>
  func topic(slug: String) throws(DirectoryError) -> Topic?

  func contacts(_ query: ListQuery) throws(DirectoryError) -> Page<Contact>
  func contact(id: String) throws(DirectoryError) -> Contact?

  func offices(_ query: ListQuery) throws(DirectoryError) -> Page<Office>
  func office(id: String) throws(DirectoryError) -> Office?

  /// What became of a slug that stands for nothing now; nil if it never stood for anything.
  func former(_ type: FormerSlug.Kind, slug: String) throws(DirectoryError) -> FormerSlug?

  /// Nil in an empty directory.
  func organisation() throws(DirectoryError) -> Organisation?

  /// The values that a filter accepts, in byte order; none where there are more than `Vocabulary.longest`.
  func vocabulary(_ vocabulary: Vocabulary) throws(DirectoryError) -> [String]

  /// The best matches; a text with nothing to search for has none.
  func search(_ query: SearchQuery) throws(DirectoryError) -> SearchPage

  /// Who shares topics, the best first.
  func match(_ query: MatchQuery) throws(DirectoryError) -> MatchPage

  /// The same directory as staff sees it, over the same connection.
  var staff: any StaffReader { get }

  /// The token with that digest, valid or not.
  func token(digest: [UInt8]) throws(DirectoryError) -> Token?

  /// Whether the record was public once and is no longer.
  func wasDeleted(_ key: RecordKey) throws(DirectoryError) -> Bool

  /// What has changed in public after that id, oldest first; an id is never given twice, nor out of order.
  func changes(since: Int64, limit: Int) throws(DirectoryError) -> [PublicChange]

  /// By slug.
  func counties() throws(DirectoryError) -> [DirectoryDocument.County]

  /// Runs a real query against the tables; throws where a request would fail.
  func check() throws(DirectoryError)
}

extension DirectoryReader {
  package func member(slug: String) throws(DirectoryError) -> Member? {
    var member: Member?
    _ = try withMember(slug: slug) { member = Member($0) }
    return member
  }
}
