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
  /// Nil inside an edit, which sees what is not committed.
  private let news: RevisionNews?
  private let timeLimit: Duration
  private let octets = MemberOctets()
  private let referred: ReferredRows
  /// Inside an edit alone.
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
    try read { (connection) throws(DirectoryError) in try connection.allFormerSlugs() }
  }

  /// In a transaction.
  private func read<Result>(
    _ body: (Connection) throws(DirectoryError) -> Result
  ) throws(DirectoryError) -> Result {
    // Inside `consistently`, after `hold` and inside an edit there is a transaction already.
    if connection.database.isInTransaction { return try ask(body) }
    return try connection.read { () throws(DirectoryError) in try ask(body) }
  }

  /// What is one statement needs no transaction of its own.
  private func ask<Result>(
    _ body: (Connection) throws(DirectoryError) -> Result
  ) throws(DirectoryError) -> Result {
    let result = try connection.database.withTimeLimit(timeLimit) { () throws(DirectoryError) in
      try body(connection)
    }
    try noteNews()
    return result
  }

  /// In a transaction. Inside an edit nothing is kept, since that may have changed it.
  private func referredRows() throws(DirectoryError) -> ReferredRows {
    if memory != nil { return ReferredRows() }
    try referred.follow(connection)
    return referred
  }

  private func noteNews() throws(DirectoryError) {
    try news?.saw { () throws(DirectoryError) in try connection.revision().number }
  }

  func revision() throws(DirectoryError) -> Revision {
    try read { (connection) throws(DirectoryError) in try connection.revision() }
  }

  func members(_ query: ListQuery) throws(DirectoryError) -> Page<Member> {
    try read { (connection) throws(DirectoryError) in
      try connection.members(query, referringTo: try referredRows())
    }
  }

  func withMembers(
    _ query: ListQuery, _ body: (any MemberContent) -> Void
  ) throws(DirectoryError) -> Page<Never> {
    try read { (connection) throws(DirectoryError) in
      try connection.forEach(memberOf: query, into: octets, referringTo: try referredRows()) { body(octets) }
    }
  }

  func withMember(
    slug: String, _ body: (any MemberContent) -> Void
  ) throws(DirectoryError) -> Bool {
    if let memory {
      let member = try memory.member(slug: slug) { () throws(DirectoryError) in
        try read { (connection) throws(DirectoryError) in try connection.member(slug: slug) }
      }
      if let member { body(member) }
      return member != nil
    }
    let found = try read { (connection) throws(DirectoryError) in
      try connection.read(memberCalled: slug, into: octets, referringTo: try referredRows())
    }
    if found { body(octets) }
    return found
  }

  func topics(_ query: ListQuery) throws(DirectoryError) -> Page<Topic> {
    try read { (connection) throws(DirectoryError) in try connection.topics(query) }
  }

  func topic(slug: String) throws(DirectoryError) -> Topic? {
    try ask { (connection) throws(DirectoryError) in try connection.topic(slug: slug) }
  }

  func contacts(_ query: ListQuery) throws(DirectoryError) -> Page<Contact> {
    try read { (connection) throws(DirectoryError) in try connection.contacts(query, isStaff: isStaff) }
  }

  func contact(id: String) throws(DirectoryError) -> Contact? {
    try ask { (connection) throws(DirectoryError) in try connection.contact(id: id, isStaff: isStaff) }
  }

  func offices(_ query: ListQuery) throws(DirectoryError) -> Page<Office> {
    try read { (connection) throws(DirectoryError) in try connection.offices(query) }
  }

  func office(id: String) throws(DirectoryError) -> Office? {
    try ask { (connection) throws(DirectoryError) in try connection.office(id: id) }
  }

  func former(_ type: FormerSlug.Kind, slug: String) throws(DirectoryError) -> FormerSlug? {
    try read { (connection) throws(DirectoryError) in try connection.former(type, slug: slug) }
  }

  func organisation() throws(DirectoryError) -> Organisation? {
    try ask { (connection) throws(DirectoryError) in try connection.organisation() }
  }

  func vocabulary(_ vocabulary: Vocabulary) throws(DirectoryError) -> [String] {
    try ask { (connection) throws(DirectoryError) in try connection.slugs(vocabulary) }
  }

  func search(_ query: SearchQuery) throws(DirectoryError) -> SearchPage {
    try read { (connection) throws(DirectoryError) in try connection.search(query) }
  }

  func match(_ query: MatchQuery) throws(DirectoryError) -> MatchPage {
    try read { (connection) throws(DirectoryError) in
      try connection.match(query, referringTo: try referredRows())
    }
  }

  func counties() throws(DirectoryError) -> [DirectoryDocument.County] {
    try ask { (connection) throws(DirectoryError) in try connection.allCounties() }
  }

  func token(digest: [UInt8]) throws(DirectoryError) -> Token? {
    try ask { (connection) throws(DirectoryError) in try connection.token(digest: digest) }
  }

  func wasDeleted(_ key: RecordKey) throws(DirectoryError) -> Bool {
    try ask { (connection) throws(DirectoryError) in try connection.wasDeleted(key) }
  }

  func changes(since: Int64, limit: Int) throws(DirectoryError) -> [PublicChange] {
    try ask { (connection) throws(DirectoryError) in try connection.changes(since: since, limit: limit) }
  }

  func draft(_ key: RecordKey) throws(DirectoryError) -> DirectoryRecord? {
    try ask { (connection) throws(DirectoryError) in try connection.draft(key) }
  }

  func drafts() throws(DirectoryError) -> [DirectoryRecord] {
    try ask { (connection) throws(DirectoryError) in try connection.drafts() }
  }

  func revisions(
    of key: RecordKey, limit: Int, before: Int64?
  ) throws(DirectoryError) -> [RecordRevision] {
    try ask { (connection) throws(DirectoryError) in
      try connection.revisions(of: key, limit: limit, before: before)
    }
  }

  func check() throws(DirectoryError) {
    // The revision, an index, a member and what it refers to: what a request touches.
    _ = try read { (connection) throws(DirectoryError) in
      _ = try connection.revision()
      _ = try connection.members(ListQuery(limit: 1), referringTo: try referredRows())
    }
  }

  /// Takes as long as it takes: it is no work for a loop.
  func export(_ type: RecordType?, to receive: (ExportItem) -> Bool) throws(DirectoryError) {
    try connection.read { () throws(DirectoryError) in try connection.export(type, to: receive) }
  }
}
