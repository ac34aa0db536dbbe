internal import Directory
internal import SQLite

extension Connection {
  func offices(limit: Int, after cursor: Cursor?) throws(DirectoryError) -> Page<Office> {
    let page = try ListPage(list: Cursor.fingerprint("offices"), limit: limit, after: cursor)
    let (items, next) = try page.read(
      Self.officesInOrder, page.start + [page.rowLimit], from: self, item: Self.office)
    let total = try first("SELECT count(*) FROM offices") { Int($0.integer(0)) }
    return Page(items: items, total: total ?? 0, next: next)
  }

  func office(id: String) throws(DirectoryError) -> Office? {
    try first(Self.officeByID, [.text(id)], Self.office)
  }

  private static let officeColumns: SQL = """
    SELECT id, sort_key, slug, name, host, street, postcode, city, country FROM offices
    """
  private static let officesInOrder =
    officeColumns + " WHERE (sort_key, id) > (?, ?) ORDER BY sort_key, id LIMIT ?"
  private static let officeByID = officeColumns + " WHERE slug = ?"

  private static func office(_ row: borrowing Row) -> Office {
    Office(
      id: row.text(2), name: row.text(3), host: row.text(4), street: row.text(5), postcode: row.text(6),
      city: row.text(7), country: row.text(8))
  }
}
