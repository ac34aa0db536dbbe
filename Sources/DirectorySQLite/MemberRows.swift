internal import Directory
internal import SQLite

extension Connection {
  func members(_ query: ListQuery) throws(DirectoryError) -> Page<Member> {
    let page = try page(query, of: .members) { row in
      MemberRow(id: row.integer(0), member: Self.member(row))
    }
    var rows = page.items
    try addRelations(to: &rows)
    return Page(items: rows.map(\.member), total: page.total, next: page.next, facets: page.facets)
  }

  func member(slug: String) throws(DirectoryError) -> Member? {
    let row = try first(Self.memberBySlug, [.text(slug)]) { row in
      MemberRow(id: row.integer(0), member: Self.member(row))
    }
    guard let row else { return nil }
    var rows = [row]
    try addRelations(to: &rows)
    return rows.first?.member
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

  static func member(_ row: borrowing Row) -> Member {
    Member(
      slug: row.text(1), kind: row.text(2), name: row.text(3), shortName: row.text(4),
      county: row.optionalText(11).map {
        CountyReference(slug: $0, name: row.text(12), isMember: row.boolean(13))
      },
      summary: row.text(5),
      population: row.optionalInteger(6).map {
        Population(value: Int($0), approximate: row.boolean(7))
      },
      joined: row.optionalText(8), left: row.optionalText(9),
      image: row.optionalText(10).map { Image(credit: $0) })
  }
}

struct MemberRow {
  let id: Int64
  var member: Member
}
