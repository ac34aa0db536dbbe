internal import Directory
internal import SQLite

extension Connection {
  func members(
    _ query: ListQuery, referringTo referred: ReferredRows
  ) throws(DirectoryError) -> Page<Member> {
    let octets = MemberOctets()
    var members: [Member] = []
    let rest = try forEach(memberOf: query, into: octets, referringTo: referred) {
      members.append(Member(octets))
    }
    return Page(items: members, rest)
  }

  /// Calls the closure each time that `member` holds the next of the page.
  func forEach(
    memberOf query: ListQuery, into member: MemberOctets, referringTo referred: ReferredRows,
    _ body: () -> Void
  ) throws(DirectoryError) -> Page<Never> {
    try forEachRow(ofPage: query, of: .members) { row throws(DirectoryError) in
      try member.take(row, referringTo: referred, in: self)
      body()
    }
  }

  func member(slug: String) throws(DirectoryError) -> Member? {
    let octets = MemberOctets()
    return try read(memberCalled: slug, into: octets, referringTo: ReferredRows()) ? Member(octets) : nil
  }

  /// False where there is none.
  func read(
    memberCalled slug: String, into member: MemberOctets, referringTo referred: ReferredRows
  ) throws(DirectoryError) -> Bool {
    var isFound = false
    try forEach(Self.memberBySlug, [.text(slug)]) { row throws(DirectoryError) in
      try member.take(row, referringTo: referred, in: self)
      isFound = true
    }
    return isFound
  }

  /// A member is one row; what it refers to are ids in it.
  static let memberColumns: SQL = """
    SELECT m.id, m.slug, m.kind_id, m.name, m.short_name, m.summary, m.population,
      m.population_is_approximate, m.joined, m."left", m.image_credit, m.county_id, m.focus_areas, m.facts,
      m.topic_ids
    """
  static let memberColumnCount = 15

  private static let memberBySlug: SQL = memberColumns + " FROM members AS m WHERE m.slug = ?"
}
