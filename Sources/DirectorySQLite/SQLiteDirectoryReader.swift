internal import Directory
internal import SQLite

/// Answers from one read-only connection, each in one read transaction.
final class SQLiteDirectoryReader: StaffReader {
  /// A request's answer takes less than a millisecond; what takes this long would hold up the loop, so it
  /// ends as an error.
  static let standardTimeLimit = Duration.seconds(2)

  /// Tests read its statements' plans.
  let connection: Connection
  /// Whether protected fields are in its answers.
  private let isStaff: Bool
  private let timeLimit: Duration
  private let octets = MemberOctets()

  init(connection: Connection, isStaff: Bool, timeLimit: Duration = standardTimeLimit) {
    self.connection = connection
    self.isStaff = isStaff
    self.timeLimit = timeLimit
  }

  convenience init(path: String) throws(DirectoryError) {
    let database = try DirectoryError.from { () throws(SQLiteError) in
      try Database(path: path, mode: .readOnly)
    }
    self.init(connection: Connection(database: database), isStaff: false)
  }

  var staff: any StaffReader {
    SQLiteDirectoryReader(connection: connection, isStaff: true, timeLimit: timeLimit)
  }

  func consistently<Answer>(
    _ body: () throws(DirectoryError) -> Answer
  ) throws(DirectoryError) -> Answer {
    if connection.database.isInTransaction { return try body() }
    return try connection.read { () throws(DirectoryError) in try body() }
  }

  func hold() throws(DirectoryError) {
    try DirectoryError.from { () throws(SQLiteError) in try connection.database.beginReading() }
  }

  func release() { connection.database.endReading() }

  func formerSlugs() throws(DirectoryError) -> [FormerSlug] {
    try read { (connection) throws(DirectoryError) in try connection.allFormerSlugs() }
  }

  private func read<Result>(
    _ body: (Connection) throws(DirectoryError) -> Result
  ) throws(DirectoryError) -> Result {
    try connection.database.withTimeLimit(timeLimit) { () throws(DirectoryError) in
      // Inside `consistently`, after `hold` and inside an edit there is a transaction already.
      if connection.database.isInTransaction { return try body(connection) }
      return try connection.read { () throws(DirectoryError) in try body(connection) }
    }
  }

  func revision() throws(DirectoryError) -> Revision {
    try read { (connection) throws(DirectoryError) in try connection.revision() }
  }

  func members(_ query: ListQuery) throws(DirectoryError) -> Page<Member> {
    try read { (connection) throws(DirectoryError) in try connection.members(query) }
  }

  func withMember(
    slug: String, _ body: (any MemberContent) -> Void
  ) throws(DirectoryError) -> Bool {
    let found = try read { (connection) throws(DirectoryError) in
      try connection.read(memberCalled: slug, into: octets)
    }
    if found { body(octets) }
    return found
  }

  func topics(_ query: ListQuery) throws(DirectoryError) -> Page<Topic> {
    try read { (connection) throws(DirectoryError) in try connection.topics(query) }
  }

  func topic(slug: String) throws(DirectoryError) -> Topic? {
    try read { (connection) throws(DirectoryError) in try connection.topic(slug: slug) }
  }

  func contacts(_ query: ListQuery) throws(DirectoryError) -> Page<Contact> {
    try read { (connection) throws(DirectoryError) in try connection.contacts(query, isStaff: isStaff) }
  }

  func contact(id: String) throws(DirectoryError) -> Contact? {
    try read { (connection) throws(DirectoryError) in try connection.contact(id: id, isStaff: isStaff) }
  }

  func offices(_ query: ListQuery) throws(DirectoryError) -> Page<Office> {
    try read { (connection) throws(DirectoryError) in try connection.offices(query) }
  }

  func office(id: String) throws(DirectoryError) -> Office? {
    try read { (connection) throws(DirectoryError) in try connection.office(id: id) }
  }

  func former(_ type: FormerSlug.Kind, slug: String) throws(DirectoryError) -> FormerSlug? {
    try read { (connection) throws(DirectoryError) in try connection.former(type, slug: slug) }
  }

  func organisation() throws(DirectoryError) -> Organisation? {
    try read { (connection) throws(DirectoryError) in try connection.organisation() }
  }

  func vocabulary(_ vocabulary: Vocabulary) throws(DirectoryError) -> [String] {
    try read { (connection) throws(DirectoryError) in try connection.slugs(vocabulary) }
  }

  func search(_ query: SearchQuery) throws(DirectoryError) -> SearchPage {
    try read { (connection) throws(DirectoryError) in try connection.search(query) }
  }

  func match(_ query: MatchQuery) throws(DirectoryError) -> MatchPage {
    try read { (connection) throws(DirectoryError) in try connection.match(query) }
  }

  func counties() throws(DirectoryError) -> [DirectoryDocument.County] {
    try read { (connection) throws(DirectoryError) in try connection.allCounties() }
  }

  func token(digest: [UInt8]) throws(DirectoryError) -> Token? {
    try read { (connection) throws(DirectoryError) in try connection.token(digest: digest) }
  }

  func wasDeleted(_ key: RecordKey) throws(DirectoryError) -> Bool {
    try read { (connection) throws(DirectoryError) in try connection.wasDeleted(key) }
  }

  func changes(since: Int64, limit: Int) throws(DirectoryError) -> [PublicChange] {
    try read { (connection) throws(DirectoryError) in try connection.changes(since: since, limit: limit) }
  }

  func draft(_ key: RecordKey) throws(DirectoryError) -> DirectoryRecord? {
    try read { (connection) throws(DirectoryError) in try connection.draft(key) }
  }

  func drafts() throws(DirectoryError) -> [DirectoryRecord] {
    try read { (connection) throws(DirectoryError) in try connection.drafts() }
  }

  func revisions(
    of key: RecordKey, limit: Int, before: Int64?
  ) throws(DirectoryError) -> [RecordRevision] {
    try read { (connection) throws(DirectoryError) in
      try connection.revisions(of: key, limit: limit, before: before)
    }
  }

  func check() throws(DirectoryError) {
    // The revision, an index, a table and the relations of one member: what a request touches.
    _ = try read { (connection) throws(DirectoryError) in
      _ = try connection.revision()
      _ = try connection.members(ListQuery(limit: 1))
    }
  }

  /// Takes as long as it takes: it runs on a worker, not on a loop.
  func export() throws(DirectoryError) -> DirectoryDocument {
    try connection.read { () throws(DirectoryError) in try connection.export() }
  }
}
