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
