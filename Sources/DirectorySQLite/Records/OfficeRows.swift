internal import Directory
internal import SQLite

extension Connection {
  func offices(_ query: ListQuery) throws(DirectoryError) -> Page<Office> {
    try page(query, of: .offices, item: Self.office)
  }

  func office(id: String) throws(DirectoryError) -> Office? {
    try first(Self.officeByID, [.text(id)], Self.office)
  }

  static let officeColumns: SQL = """
    SELECT o.id, o.slug, o.name, o.host, o.street, o.postcode, o.city, o.country
    """
  static let officeColumnCount = 8
  private static let officeByID: SQL = officeColumns + " FROM offices AS o WHERE o.slug = ?"

  static func office(_ row: borrowing Row) -> Office {
    Office(
      id: row.text(1), name: row.text(2), host: row.text(3), street: row.text(4), postcode: row.text(5),
      city: row.text(6), country: row.text(7))
  }
}
