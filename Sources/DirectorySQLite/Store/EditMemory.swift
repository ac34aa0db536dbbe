internal import Directory

/// Remembers what edits have read: the member that the transaction has read last, and from one transaction to
/// the next the alphabet and the kinds, areas and topics to which members refer. An edit of a member reads
/// the member four times: for its entity tag, to apply the changes, for the row before the changes, and for
/// its first revision.
final class EditMemory {
  private var member: (slug: String, value: Member?)?
  /// Has what members refer to, with the writes so far.
  private(set) var vocabulary = VocabularyCache()
  /// Areas and counties as they are written; nil for one that doesn't exist.
  private var areas: [RecordKey: DirectoryRecord?] = [:]
  private static let mostAreas = 1_000

  /// The state of the database in which everything was read, but for the writes of this connection.
  private var version: Int64?

  /// Forgets the member, and everything else if another connection has committed since the last call. Call it
  /// in each transaction, before anything is read. Returns true unless it is known that no other connection
  /// has committed.
  func follow(_ connection: Connection) throws(DirectoryError) -> Bool {
    forgetMember()
    let version = try connection.dataVersion()
    guard version != self.version else { return false }
    forget()
    self.version = version
    return true
  }

  /// Forgets everything. Call it when a transaction is rolled back, and at each write that could change what
  /// a member refers to.
  func forget() {
    member = nil
    vocabulary = VocabularyCache()
    areas.removeAll(keepingCapacity: true)
  }

  /// Forgets the member. Call it at a write that changes nothing but a member.
  func forgetMember() { member = nil }

  /// Returns the remembered member if it has this slug; otherwise calls `read` and remembers its result.
  func member(
    slug: String, _ read: (VocabularyCache) throws(DirectoryError) -> Member?
  ) throws(DirectoryError) -> Member? {
    if let member, member.slug == slug { return member.value }
    let value = try read(vocabulary)
    member = (slug, value)
    return value
  }

  /// Returns the remembered area or county, or calls `read` and remembers its result.
  func area(
    _ key: RecordKey, _ read: () throws(DirectoryError) -> DirectoryRecord?
  ) throws(DirectoryError) -> DirectoryRecord? {
    if let area = areas[key] { return area }
    let area = try read()
    if areas.count >= Self.mostAreas { areas.removeAll(keepingCapacity: true) }
    areas[key] = .some(area)
    return area
  }
}
