internal import Directory
internal import SQLite

extension Connection {
  func members(
    _ query: ListQuery, isStaff: Bool = false, cache: VocabularyCache
  ) throws(DirectoryError) -> Page<Member> {
    let bytes = MemberBytes(isStaff: isStaff)
    var members: [Member] = []
    let rest = try forEach(memberOf: query, into: bytes, cache: cache) {
      members.append(Member(bytes))
    }
    return Page(items: members, rest)
  }

  /// Reads each member of the page into `member`, and calls the closure after each.
  func forEach(
    memberOf query: ListQuery, into member: MemberBytes, cache: VocabularyCache,
    _ body: () -> Void
  ) throws(DirectoryError) -> Page<Never> {
    try forEachRow(ofPage: query, of: .members) { row throws(DirectoryError) in
      try member.take(row, cache: cache, in: self)
      body()
    }
  }

  /// Returns the member with everything that staff see; nil if there is none.
  func member(slug: String, cache: VocabularyCache) throws(DirectoryError) -> Member? {
    let bytes = MemberBytes(isStaff: true)
    return try read(memberCalled: slug, into: bytes, cache: cache) ? Member(bytes) : nil
  }

  /// Reads a member into `member`. Returns false if there is none.
  func read(
    memberCalled slug: String, into member: MemberBytes, cache: VocabularyCache
  ) throws(DirectoryError) -> Bool {
    var isFound = false
    try forEach(Self.memberBySlug, [.text(slug)]) { row throws(DirectoryError) in
      try member.take(row, cache: cache, in: self)
      isFound = true
    }
    return isFound
  }

  private static let memberBySlug: SQL = .phrase(
    MemberColumn.statements.select, "FROM members AS m WHERE m.slug = ?")
}
