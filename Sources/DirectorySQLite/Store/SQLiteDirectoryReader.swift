internal import Directory
internal import SQLite

/// Reads the directory through one read-only connection. Each answer is read in one transaction.
final class SQLiteDirectoryReader: StaffReader {
  /// A query takes less than a millisecond as a rule. One that takes this long blocks the other connections
  /// of its event loop, so it ends as an error.
  static let standardTimeLimit = Duration.seconds(2)

  /// Tests use the connection to read the plans of its statements.
  let connection: Connection
  /// True if protected fields are read too.
  private let isStaff: Bool
  /// Gets the revision numbers that are read. Nil inside an edit, which reads uncommitted changes.
  private let news: RevisionNews?
  /// The transaction whose revision number `news` got last; a transaction sees one revision.
  private var notedTransaction = -1
  private let timeLimit: Duration
  private let memberBytes: MemberBytes
  private let cache: VocabularyCache
  /// The memory of the edit, or nil outside of an edit.
  private let memory: EditMemory?
  let recorder: DependencyRecorder

  init(
    connection: Connection, isStaff: Bool, news: RevisionNews? = nil, memory: EditMemory? = nil,
    cache: VocabularyCache = VocabularyCache(), recorder: DependencyRecorder = DependencyRecorder(),
    timeLimit: Duration = standardTimeLimit
  ) {
    self.connection = connection
    self.cache = cache
    self.isStaff = isStaff
    memberBytes = MemberBytes(isStaff: isStaff)
    self.news = news
    self.memory = memory
    self.recorder = recorder
    self.timeLimit = timeLimit
  }

  convenience init(
    path: String, news: RevisionNews? = nil, indexes: MemberIndexes? = nil,
    busyTimeout: Duration = Database.standardBusyTimeout
  ) throws(DirectoryError) {
    let database = try DirectoryError.from { () throws(SQLiteError) in
      try Database(path: path, mode: .readOnly, busyTimeout: busyTimeout)
    }
    self.init(connection: Connection(database: database, indexes: indexes), isStaff: false, news: news)
  }

  var staff: any StaffReader {
    SQLiteDirectoryReader(
      connection: connection, isStaff: true, news: news, cache: cache, recorder: recorder,
      timeLimit: timeLimit)
  }

  var visitors: any DirectoryReader {
    SQLiteDirectoryReader(
      connection: connection, isStaff: false, news: news, memory: memory, cache: cache, recorder: recorder,
      timeLimit: timeLimit)
  }

  func consistently<Answer>(
    _ body: () throws(DirectoryError) -> Answer
  ) throws(DirectoryError) -> Answer {
    if connection.database.isInTransaction { return try body() }
    return try connection.read { () throws(DirectoryError) in try body() }
  }

  var deadline: ContinuousClock.Instant? {
    get { connection.database.latest }
    set { connection.database.latest = newValue }
  }

  func size() throws(DirectoryError) -> Int {
    try withTimeLimit { (connection) throws(DirectoryError) in try connection.largestRowID() }
  }

  func hold() throws(DirectoryError) {
    try DirectoryError.from { () throws(SQLiteError) in try connection.database.beginReading() }
  }

  func release() { connection.database.endReading() }

  func beginRecording() { recorder.begin() }

  func endRecording() -> Dependencies { recorder.end() }

  func formerSlugs() throws(DirectoryError) -> [FormerSlug] {
    try inTransaction(dependingOn: nil) { (connection) throws(DirectoryError) in
      try connection.allFormerSlugs()
    }
  }

  /// Runs the body in a read transaction. A transaction is open already inside `consistently`, after `hold`
  /// and inside an edit; otherwise this begins one.
  ///
  /// - Parameter dependency: as for `withTimeLimit`.
  func inTransaction<Result>(
    dependingOn dependency: Dependency? = .anything,
    _ body: (Connection) throws(DirectoryError) -> Result
  ) throws(DirectoryError) -> Result {
    if connection.database.isInTransaction { return try withTimeLimit(dependingOn: dependency, body) }
    return try connection.read { () throws(DirectoryError) in
      try withTimeLimit(dependingOn: dependency, body)
    }
  }

  /// Runs the body without beginning a transaction, which a single statement doesn't need.
  ///
  /// - Parameter dependency: what the result depends on, besides what the body notes; nil for nothing that a
  ///   commit changes unless it counts as a change to everything.
  func withTimeLimit<Result>(
    dependingOn dependency: Dependency? = .anything,
    _ body: (Connection) throws(DirectoryError) -> Result
  ) throws(DirectoryError) -> Result {
    if let dependency { recorder.note(dependency) }
    let result = try connection.database.withTimeLimit(timeLimit) { () throws(DirectoryError) in
      try body(connection)
    }
    try noteNews()
    return result
  }

  /// Returns the cache, which then has no rows from before the last commit. Call it in a transaction. Inside
  /// an edit it has no rows that the edit has changed.
  func vocabularyCache() throws(DirectoryError) -> VocabularyCache {
    if let memory { return memory.vocabulary }
    try cache.follow(connection)
    return cache
  }

  private func noteNews() throws(DirectoryError) {
    guard let news else { return }
    let database = connection.database
    if database.isInTransaction, notedTransaction == database.transactionCount { return }
    news.saw(try connection.revision().number)
    notedTransaction = database.isInTransaction ? database.transactionCount : -1
  }

  func revision() throws(DirectoryError) -> Revision {
    try inTransaction { (connection) throws(DirectoryError) in try connection.revision() }
  }

  func members(_ query: ListQuery) throws(DirectoryError) -> Page<Member> {
    try inTransaction(dependingOn: .memberList) { (connection) throws(DirectoryError) in
      if query.text != nil { recorder.note(.words) }
      let page = try connection.members(query, isStaff: isStaff, cache: try vocabularyCache())
      for member in page.items { recorder.note(.record(.member, member.slug)) }
      return page
    }
  }

  func withMembers(
    _ query: ListQuery, _ body: (any MemberContent) -> Void
  ) throws(DirectoryError) -> Page<Never> {
    try inTransaction(dependingOn: .memberList) { (connection) throws(DirectoryError) in
      if query.text != nil { recorder.note(.words) }
      return try connection.forEach(memberOf: query, into: memberBytes, cache: try vocabularyCache()) {
        memberBytes.withText(.slug) { recorder.note(.record(.member, $0)) }
        body(memberBytes)
      }
    }
  }

  func withMember(
    slug: String, _ body: (any MemberContent) -> Void
  ) throws(DirectoryError) -> Bool {
    if let memory {
      let member = try memory.member(slug: slug) { (vocabulary) throws(DirectoryError) in
        try inTransaction { (connection) throws(DirectoryError) in
          try connection.member(slug: slug, cache: vocabulary)
        }
      }
      if let member {
        let shown = isStaff || member.profile.custom.isEmpty ? [] : try fields().publicNames
        body(isStaff ? member : member.published(showing: shown))
      }
      return member != nil
    }
    let found = try inTransaction(dependingOn: .record(.member, slug)) {
      (connection) throws(DirectoryError) in
      try connection.read(memberCalled: slug, into: memberBytes, cache: try vocabularyCache())
    }
    if found { body(memberBytes) }
    return found
  }

  func topics(_ query: ListQuery) throws(DirectoryError) -> Page<Topic> {
    // Topics have the numbers of their members.
    try inTransaction(dependingOn: .memberList) { (connection) throws(DirectoryError) in
      if query.text != nil { recorder.note(.words) }
      var page = try connection.topics(query)
      for topic in page.items { recorder.note(.record(.topic, topic.slug)) }
      try addTranslations(to: &page.items, .topic, \.slug)
      return page
    }
  }

  func topic(slug: String) throws(DirectoryError) -> Topic? {
    recorder.note(.memberList)
    return try translated(.topic, \.slug, dependingOn: .record(.topic, slug)) {
      (connection) throws(DirectoryError) in
      try connection.topic(slug: slug)
    }
  }

  func contacts(_ query: ListQuery) throws(DirectoryError) -> Page<Contact> {
    try inTransaction(dependingOn: .people) { (connection) throws(DirectoryError) in
      if query.text != nil { recorder.note(.words) }
      var page = try connection.contacts(query, isStaff: isStaff)
      try addTranslations(to: &page.items, .contact, \.id)
      return page
    }
  }

  func contact(id: String) throws(DirectoryError) -> Contact? {
    try translated(.contact, \.id, dependingOn: .record(.contact, id)) {
      (connection) throws(DirectoryError) in
      try connection.contact(id: id, isStaff: isStaff)
    }
  }

  func offices(_ query: ListQuery) throws(DirectoryError) -> Page<Office> {
    try inTransaction(dependingOn: .people) { (connection) throws(DirectoryError) in
      if query.text != nil { recorder.note(.words) }
      var page = try connection.offices(query)
      try addTranslations(to: &page.items, .office, \.id)
      return page
    }
  }

  func office(id: String) throws(DirectoryError) -> Office? {
    try translated(.office, \.id, dependingOn: .record(.office, id)) {
      (connection) throws(DirectoryError) in try connection.office(id: id)
    }
  }

  func former(_ type: FormerSlug.Kind, slug: String) throws(DirectoryError) -> FormerSlug? {
    try inTransaction(dependingOn: nil) { (connection) throws(DirectoryError) in
      try connection.former(type, slug: slug)
    }
  }

  func organisation() throws(DirectoryError) -> Organisation? {
    try translated(.organisation, { _ in RecordKey.organisation.slug }, dependingOn: nil) {
      (connection) throws(DirectoryError) in try connection.organisation()
    }
  }

  func vocabulary(_ vocabulary: Vocabulary) throws(DirectoryError) -> [String] {
    recorder.note(.people)
    return try withTimeLimit(dependingOn: .memberList) { (connection) throws(DirectoryError) in
      try connection.slugs(vocabulary)
    }
  }

  func knownValues(_ vocabulary: Vocabulary, like text: String) throws(DirectoryError) -> KnownValues {
    try inTransaction { (connection) throws(DirectoryError) in
      try connection.knownValues(vocabulary, like: text)
    }
  }

  func search(_ query: SearchQuery) throws(DirectoryError) -> SearchPage {
    try inTransaction { (connection) throws(DirectoryError) in try connection.search(query) }
  }

  func match(_ query: MatchQuery) throws(DirectoryError) -> MatchPage {
    if let member = query.with { recorder.note(.record(.member, member)) }
    return try inTransaction(dependingOn: .memberList) { (connection) throws(DirectoryError) in
      let page = try connection.match(query, cache: try vocabularyCache())
      for match in page.matches { recorder.note(.record(.member, match.member.slug)) }
      return page
    }
  }

  func kinds(_ type: RecordType) throws(DirectoryError) -> [Kind] {
    // Kinds have the numbers of their members.
    try withTimeLimit(dependingOn: .memberList) { (connection) throws(DirectoryError) in
      var kinds = type == .memberKind ? try connection.memberKinds() : try connection.topicKinds()
      try addTranslations(to: &kinds, type, \.slug)
      return kinds
    }
  }

  func fields() throws(DirectoryError) -> [Field] {
    let fields = try inTransaction(dependingOn: nil) { (connection) throws(DirectoryError) in
      try vocabularyCache().fields(in: connection)
    }
    return isStaff ? fields : fields.filter(\.isPublic)
  }

  func areas() throws(DirectoryError) -> [DirectoryDocument.Area] {
    try withTimeLimit(dependingOn: .memberList) { (connection) throws(DirectoryError) in
      var areas = try connection.allAreas()
      try addTranslations(to: &areas, .area, \.slug)
      return areas
    }
  }

  func hasCounties() throws(DirectoryError) -> Bool {
    try withTimeLimit(dependingOn: nil) { (connection) throws(DirectoryError) in
      try connection.hasCounties()
    }
  }

  func translations(
    of type: RecordType, _ slugs: [String]
  ) throws(DirectoryError) -> [String: Translations] {
    for slug in slugs { recorder.note(.translations(of: type, slug)) }
    return try withTimeLimit(dependingOn: nil) { (connection) throws(DirectoryError) in
      try connection.translations(of: type, slugs)
    }
  }

  /// Adds the texts in other languages, which staff see.
  private func addTranslations<Item: Translatable>(
    to items: inout [Item], _ type: RecordType, _ slug: (Item) -> String
  ) throws(DirectoryError) {
    guard isStaff, !items.isEmpty else { return }
    let found = try connection.translations(of: type, items.map(slug))
    guard !found.isEmpty else { return }
    for index in items.indices {
      if let texts = found[slug(items[index])] { items[index].translations = texts }
    }
  }

  /// Reads one record, with its texts in other languages for staff.
  private func translated<Item: Translatable>(
    _ type: RecordType, _ slug: (Item) -> String, dependingOn dependency: Dependency?,
    _ read: (Connection) throws(DirectoryError) -> Item?
  ) throws(DirectoryError) -> Item? {
    try withTimeLimit(dependingOn: dependency) { (connection) throws(DirectoryError) in
      guard var item = try read(connection) else { return nil }
      if isStaff { item.translations = try connection.translations(of: RecordKey(type, slug(item))) }
      return item
    }
  }

  func createdAt() throws(DirectoryError) -> Int64 {
    try withTimeLimit(dependingOn: nil) { (connection) throws(DirectoryError) in try connection.createdAt() }
  }

  func directoryID() throws(DirectoryError) -> String {
    let id = try withTimeLimit(dependingOn: nil) { (connection) throws(DirectoryError) in
      try connection.directoryID()
    }
    guard let id else { throw .damaged("the directory has no id") }
    return id
  }

  func check() throws(DirectoryError) {
    // This reads the same as a request: the revision, an index, a member and the records it refers to.
    _ = try inTransaction { (connection) throws(DirectoryError) in
      _ = try connection.revision()
      _ = try connection.members(ListQuery(limit: 1), cache: try vocabularyCache())
    }
  }

  /// Exports without a time limit.
  func export(_ type: RecordType?, to receive: (ExportItem) -> Bool) throws(DirectoryError) {
    try connection.read { () throws(DirectoryError) in try connection.export(type, to: receive) }
  }
}
