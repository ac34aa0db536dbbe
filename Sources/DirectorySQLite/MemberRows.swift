internal import Directory
internal import SQLite

extension Connection {
  func members(_ query: MemberQuery) throws(DirectoryError) -> Page<Member> {
    let list = Cursor.fingerprint("members", query.kind, query.county, query.topic)
    let page = try ListPage(list: list, limit: query.limit, after: query.after)
    let filter = try memberFilter(query)
    let values = filter.values + page.start + [page.rowLimit]
    var (rows, next) = try page.read(filter.shape.page, values, from: self) { row in
      MemberRow(id: row.integer(0), member: Self.member(row))
    }
    try addRelations(to: &rows)
    return Page(items: rows.map(\.member), total: try total(filter), next: next)
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

  /// Columns 0 and 1 are what `ListPage` asks for.
  static let memberColumns: SQL = """
    SELECT m.id, m.sort_key, m.slug, k.slug, m.name, m.short_name, m.summary, m.population,
      m.population_is_approximate, m.joined, m.image_credit, c.slug, c.name,
      EXISTS (SELECT 1 FROM members WHERE slug = c.slug)
    """

  /// CROSS JOIN keeps the order of the tables (https://www.sqlite.org/optoverview.html, "Manual Control Of
  /// Query Plans Using CROSS JOIN"): the list's index leads, and its order is the answer's.
  static let memberJoins: SQL = """
     CROSS JOIN member_kinds AS k ON k.id = m.kind_id
    LEFT JOIN counties AS c ON c.id = m.county_id
    """

  private static let memberBySlug: SQL =
    memberColumns + " FROM members AS m" + memberJoins + " WHERE m.slug = ?"

  private static func member(_ row: borrowing Row) -> Member {
    Member(
      slug: row.text(2), kind: row.text(3), name: row.text(4), shortName: row.text(5),
      county: row.optionalText(11).map {
        CountyReference(slug: $0, name: row.text(12), isMember: row.boolean(13))
      },
      summary: row.text(6),
      population: row.optionalInteger(7).map {
        Population(value: Int($0), approximate: row.boolean(8))
      },
      joined: row.optionalText(9), image: row.optionalText(10).map { Image(credit: $0) })
  }
}

struct MemberRow {
  let id: Int64
  var member: Member
}
