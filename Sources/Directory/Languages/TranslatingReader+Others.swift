/// Answers that have no texts to translate.
extension TranslatingReader {
  package func revision() throws(DirectoryError) -> Revision { try base.revision() }

  package func consistently<Answer>(
    _ body: () throws(DirectoryError) -> Answer
  ) throws(DirectoryError) -> Answer {
    try base.consistently(body)
  }

  package func hold() throws(DirectoryError) { try base.hold() }
  package func release() { base.release() }
  package func size() throws(DirectoryError) -> Int { try base.size() }

  package var deadline: ContinuousClock.Instant? {
    get { base.deadline }
    set { base.deadline = newValue }
  }

  package func vocabulary(_ vocabulary: Vocabulary) throws(DirectoryError) -> [String] {
    try base.vocabulary(vocabulary)
  }

  package func knownValues(
    _ vocabulary: Vocabulary, like text: String
  ) throws(DirectoryError) -> KnownValues {
    try base.knownValues(vocabulary, like: text)
  }

  package func hasCounties() throws(DirectoryError) -> Bool { try base.hasCounties() }

  package func translations(
    of type: RecordType, _ slugs: [String]
  ) throws(DirectoryError) -> [String: Translations] {
    try base.translations(of: type, slugs)
  }

  package func formerSlugs() throws(DirectoryError) -> [FormerSlug] { try base.formerSlugs() }

  package func former(_ type: FormerSlug.Kind, slug: String) throws(DirectoryError) -> FormerSlug? {
    try base.former(type, slug: slug)
  }

  package func wasDeleted(_ key: RecordKey) throws(DirectoryError) -> Bool { try base.wasDeleted(key) }
  package func lastChange(of key: RecordKey) throws(DirectoryError) -> Int64? {
    try base.lastChange(of: key)
  }
  package func createdAt() throws(DirectoryError) -> Int64 { try base.createdAt() }
  package func changePosition() throws(DirectoryError) -> ChangePosition { try base.changePosition() }

  package func changes(since: Int64, limit: Int) throws(DirectoryError) -> [PublicChange] {
    try base.changes(since: since, limit: limit)
  }

  package func latestChanges(before id: Int64?, limit: Int) throws(DirectoryError) -> [PublicChange] {
    try base.latestChanges(before: id, limit: limit)
  }

  package func differences(of changes: [PublicChange]) throws(DirectoryError) -> [PublicDifference] {
    try base.differences(of: changes)
  }

  package func picturePart(_ sha256: String, _ number: Int) throws(DirectoryError) -> [UInt8]? {
    try base.picturePart(sha256, number)
  }

  package func directoryID() throws(DirectoryError) -> String { try base.directoryID() }
  package var staff: any StaffReader { base.staff }
  package func token(digest: [UInt8]) throws(DirectoryError) -> Token? { try base.token(digest: digest) }
  package func token(id: Int64) throws(DirectoryError) -> Token? { try base.token(id: id) }
  package func session(digest: [UInt8]) throws(DirectoryError) -> Session? {
    try base.session(digest: digest)
  }
  package func person(_ id: Int64) throws(DirectoryError) -> Person? { try base.person(id) }
  package func check() throws(DirectoryError) { try base.check() }
}
