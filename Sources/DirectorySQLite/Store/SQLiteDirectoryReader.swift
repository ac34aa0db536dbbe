internal import Directory
internal import SQLite

/// Answers from one read-only connection, each in one read transaction.
final class SQLiteDirectoryReader: StaffReader {
  /// A question takes less than a millisecond. One that takes this long keeps an event loop from its other
  /// connections, so it ends as an error.
  static let standardTimeLimit = Duration.seconds(2)

  /// For tests, which read the plans of its statements.
  let connection: Connection
  /// Whether its answers hold protected fields.
  private let isStaff: Bool
  /// Nil inside an edit, which sees what is not committed.
  private let news: RevisionNews?
  private let timeLimit: Duration
  private let octets = MemberBytes()
  private let referred: ReferredRows
  /// Nil outside of an edit.
  private let memory: EditMemory?

  init(
    connection: Connection, isStaff: Bool, news: RevisionNews? = nil, memory: EditMemory? = nil,
    referred: ReferredRows = ReferredRows(), timeLimit: Duration = standardTimeLimit
  ) {
    self.connection = connection
    self.referred = referred
    self.isStaff = isStaff
    self.news = news
    self.memory = memory
    self.timeLimit = timeLimit
  }

  convenience init(
    path: String, news: RevisionNews? = nil, busyTimeout: Duration = Database.standardBusyTimeout
  ) throws(DirectoryError) {
    let database = try DirectoryError.from { () throws(SQLiteError) in
      try Database(path: path, mode: .readOnly, busyTimeout: busyTimeout)
    }
    self.init(connection: Connection(database: database), isStaff: false, news: news)
  }

  var staff: any StaffReader {
    SQLiteDirectoryReader(
      connection: connection, isStaff: true, news: news, referred: referred, timeLimit: timeLimit)
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
    try inTransaction { (connection) throws(DirectoryError) in try connection.allFormerSlugs() }
  }

  /// Runs the body in a read transaction: the one that is open, as inside `consistently`, after `hold` and
  /// inside an edit, or a new one.
  private func inTransaction<Result>(
    _ body: (Connection) throws(DirectoryError) -> Result
  ) throws(DirectoryError) -> Result {
    if connection.database.isInTransaction { return try withTimeLimit(body) }
    return try connection.read { () throws(DirectoryError) in try withTimeLimit(body) }
  }

  /// Runs the body without a transaction of its own, which one statement does not need.
  private func withTimeLimit<Result>(
    _ body: (Connection) throws(DirectoryError) -> Result
  ) throws(DirectoryError) -> Result {
    let result = try connection.database.withTimeLimit(timeLimit) { () throws(DirectoryError) in
      try body(connection)
    }
    try noteNews()
    return result
  }

  /// Called in a transaction. Inside an edit nothing is kept from one question to the next: the edit may have
  /// changed it.
  private func referredRows() throws(DirectoryError) -> ReferredRows {
    if memory != nil { return ReferredRows() }
    try referred.follow(connection)
    return referred
  }

  private func noteNews() throws(DirectoryError) {
    try news?.saw { () throws(DirectoryError) in try connection.revision().number }
  }

  func revision() throws(DirectoryError) -> Revision {
    try inTransaction { (connection) throws(DirectoryError) in try connection.revision() }
  }

  func members(_ query: ListQuery) throws(DirectoryError) -> Page<Member> {
    try inTransaction { (connection) throws(DirectoryError) in
      try connection.members(query, referringTo: try referredRows())
    }
  }

  func withMembers(
    _ query: ListQuery, _ body: (any MemberContent) -> Void
  ) throws(DirectoryError) -> Page<Never> {
    try inTransaction { (connection) throws(DirectoryError) in
      try connection.forEach(memberOf: query, into: octets, referringTo: try referredRows()) { body(octets) }
    }
  }

  func withMember(
    slug: String, _ body: (any MemberContent) -> Void
  ) throws(DirectoryError) -> Bool {
    if let memory {
      let member = try memory.member(slug: slug) { () throws(DirectoryError) in
        try inTransaction { (connection) throws(DirectoryError) in try connection.member(slug: slug) }
      }
      if let member { body(member) }
      return member != nil
    }
    let found = try inTransaction { (connection) throws(DirectoryError) in
      try connection.read(memberCalled: slug, into: octets, referringTo: try referredRows())
    }
    if found { body(octets) }
    return found
  }

  func topics(_ query: ListQuery) throws(DirectoryError) -> Page<Topic> {
    try inTransaction { (connection) throws(DirectoryError) in try connection.topics(query) }
  }

  func topic(slug: String) throws(DirectoryError) -> Topic? {
    try withTimeLimit { (connection) throws(DirectoryError) in try connection.topic(slug: slug) }
  }

  func contacts(_ query: ListQuery) throws(DirectoryError) -> Page<Contact> {
    try inTransaction { (connection) throws(DirectoryError) in
      try connection.contacts(query, isStaff: isStaff)
    }
  }

  func contact(id: String) throws(DirectoryError) -> Contact? {
    try withTimeLimit { (connection) throws(DirectoryError) in
      try connection.contact(id: id, isStaff: isStaff)
    }
  }

  func offices(_ query: ListQuery) throws(DirectoryError) -> Page<Office> {
    try inTransaction { (connection) throws(DirectoryError) in try connection.offices(query) }
  }

  func office(id: String) throws(DirectoryError) -> Office? {
    try withTimeLimit { (connection) throws(DirectoryError) in try connection.office(id: id) }
  }

  func former(_ type: FormerSlug.Kind, slug: String) throws(DirectoryError) -> FormerSlug? {
    try inTransaction { (connection) throws(DirectoryError) in try connection.former(type, slug: slug) }
  }

  func organisation() throws(DirectoryError) -> Organisation? {
    try withTimeLimit { (connection) throws(DirectoryError) in try connection.organisation() }
  }

  func vocabulary(_ vocabulary: Vocabulary) throws(DirectoryError) -> [String] {
    try withTimeLimit { (connection) throws(DirectoryError) in try connection.slugs(vocabulary) }
  }

  func search(_ query: SearchQuery) throws(DirectoryError) -> SearchPage {
    try inTransaction { (connection) throws(DirectoryError) in try connection.search(query) }
  }

  func match(_ query: MatchQuery) throws(DirectoryError) -> MatchPage {
    try inTransaction { (connection) throws(DirectoryError) in
      try connection.match(query, referringTo: try referredRows())
    }
  }

  func counties() throws(DirectoryError) -> [DirectoryDocument.County] {
    try withTimeLimit { (connection) throws(DirectoryError) in try connection.allCounties() }
  }

  func token(digest: [UInt8]) throws(DirectoryError) -> Token? {
    try withTimeLimit { (connection) throws(DirectoryError) in try connection.token(digest: digest) }
  }

  func wasDeleted(_ key: RecordKey) throws(DirectoryError) -> Bool {
    try withTimeLimit { (connection) throws(DirectoryError) in try connection.wasDeleted(key) }
  }

  func changes(since: Int64, limit: Int) throws(DirectoryError) -> [PublicChange] {
    try withTimeLimit { (connection) throws(DirectoryError) in
      try connection.changes(since: since, limit: limit)
    }
  }

  func draft(_ key: RecordKey) throws(DirectoryError) -> DirectoryRecord? {
    try withTimeLimit { (connection) throws(DirectoryError) in try connection.draft(key) }
  }

  func drafts() throws(DirectoryError) -> [DirectoryRecord] {
    try withTimeLimit { (connection) throws(DirectoryError) in try connection.drafts() }
  }

  func revisions(
    of key: RecordKey, limit: Int, before: Int64?
  ) throws(DirectoryError) -> [RecordRevision] {
    try withTimeLimit { (connection) throws(DirectoryError) in
      // One row more: a revision shows its differences from the one before.
      try RecordRevision.history(
        try connection.revisions(of: key, before: before, limit: limit + 1), limit: limit)
    }
  }

  func check() throws(DirectoryError) {
    // What a request reads: the revision, an index, a member and what it refers to.
    _ = try inTransaction { (connection) throws(DirectoryError) in
      _ = try connection.revision()
      _ = try connection.members(ListQuery(limit: 1), referringTo: try referredRows())
    }
  }

  /// Without a time limit.
  func export(_ type: RecordType?, to receive: (ExportItem) -> Bool) throws(DirectoryError) {
    try connection.read { () throws(DirectoryError) in try connection.export(type, to: receive) }
  }
}
