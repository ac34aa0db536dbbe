internal import Directory
internal import SQLite

extension Connection {
  func members(_ query: ListQuery) throws(DirectoryError) -> Page<Member> {
    let octets = MemberOctets()
    let page = try page(query, of: .members) { row in
      MemberRow(row, by: octets)
    }
    var rows = page.items
    try addRelations(to: &rows)
    return Page(items: rows.map(\.member), total: page.total, next: page.next, facets: page.facets)
  }

  func member(slug: String) throws(DirectoryError) -> Member? {
    let octets = MemberOctets()
    return try read(memberCalled: slug, into: octets) ? Member(octets) : nil
  }

  /// False where there is none.
  func read(memberCalled slug: String, into member: MemberOctets) throws(DirectoryError) -> Bool {
    let id = try first(Self.memberBySlug, [.text(slug)]) { row in
      member.take(row)
      return row.integer(0)
    }
    guard let id else { return false }
    try readRelations(of: id, into: member)
    return true
  }

  /// The same by fewer steps into large tables, where what is referred to is at hand.
  func read(
    memberCalled slug: String, into member: MemberOctets, referringTo referred: ReferredRows
  ) throws(DirectoryError) -> Bool {
    try referred.follow(self)
    // Not `first` and `map`: what is generic in another module is not specialised here, and costs as much again.
    var found: (id: Int64, kind: Int64, county: Int64?)?
    try forEach(Self.ownBySlug, [.text(slug)]) { row in
      member.takeOwn(row)
      found = (row.integer(0), row.integer(2), row.optionalInteger(11))
    }
    guard let row = found else { return false }
    if let kind = try referred.kind(row.kind, in: self) { member.refer(toKind: kind) }
    if let id = row.county, let county = try referred.county(id, in: self) { member.refer(to: county) }
    try readOwnRelations(of: row.id, into: member)
    var topics: [Int64] = []
    try forEach(Self.topicIDsOfOne, [.integer(row.id)]) { topics.append($0.integer(0)) }
    for id in topics { if let topic = try referred.topic(id, in: self) { member.refer(to: topic) } }
    member.sortTopics()
    return true
  }

  static let memberColumns: SQL = """
    SELECT m.id, m.slug, k.slug, m.name, m.short_name, m.summary, m.population,
      m.population_is_approximate, m.joined, m."left", m.image_credit, c.slug, c.name,
      EXISTS (SELECT 1 FROM members WHERE slug = c.slug)
    """
  static let memberColumnCount = 14

  /// CROSS JOIN keeps the order of the tables (https://www.sqlite.org/optoverview.html, "Manual Control Of
  /// Query Plans Using CROSS JOIN"): the list's index leads, and its order is the answer's.
  static let memberJoins: SQL = """
     CROSS JOIN member_kinds AS k ON k.id = m.kind_id
    LEFT JOIN counties AS c ON c.id = m.county_id
    """

  private static let memberBySlug: SQL =
    memberColumns + " FROM members AS m" + memberJoins + " WHERE m.slug = ?"

  /// Each column at its place in `memberColumns`, with ids for what is referred to.
  private static let ownBySlug: SQL = """
    SELECT id, slug, kind_id, name, short_name, summary, population, population_is_approximate, joined, "left",
      image_credit, county_id FROM members WHERE slug = ?
    """
}

struct MemberRow {
  let id: Int64
  var member: Member

  /// Without what hangs on it. `octets` is used again for the next.
  init(_ row: borrowing Row, by octets: MemberOctets) {
    octets.take(row)
    id = row.integer(0)
    member = Member(octets)
  }
}
