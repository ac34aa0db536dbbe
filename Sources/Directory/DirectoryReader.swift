/// Questions to the directory. Each answer is consistent in itself: it sees one revision.
///
/// Confined to one event loop or queue: not Sendable.
package protocol DirectoryReader: AnyObject {
  func revision() throws(DirectoryError) -> Revision

  func members(_ query: MemberQuery) throws(DirectoryError) -> Page<Member>
  func member(slug: String) throws(DirectoryError) -> Member?

  func topics(_ query: TopicQuery) throws(DirectoryError) -> Page<Topic>
  func topic(slug: String) throws(DirectoryError) -> Topic?

  func contacts(limit: Int, after: Cursor?) throws(DirectoryError) -> Page<Contact>
  func contact(id: String) throws(DirectoryError) -> Contact?

  func offices(limit: Int, after: Cursor?) throws(DirectoryError) -> Page<Office>
  func office(id: String) throws(DirectoryError) -> Office?

  /// Nil in an empty directory.
  func organisation() throws(DirectoryError) -> Organisation?

  /// The values that a filter accepts, in byte order.
  func vocabulary(_ vocabulary: Vocabulary) throws(DirectoryError) -> [String]

  /// The best matches; a text with nothing to search for has none.
  func search(_ query: SearchQuery) throws(DirectoryError) -> SearchPage

  /// Runs a real query against the tables; throws where a request would fail.
  func check() throws(DirectoryError)
}
