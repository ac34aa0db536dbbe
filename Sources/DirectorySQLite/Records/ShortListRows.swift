internal import Directory
internal import SQLite

/// The columns of a county.
enum CountyColumn: Int32, RecordColumn {
  case id, slug, name, shortName

  static let statements = RecordStatements<CountyColumn>("counties", key: .slug)

  var read: SQL? { self == .id ? "id" : written }

  var written: SQL? {
    switch self {
    case .id: nil
    case .slug: "slug"
    case .name: "name"
    case .shortName: "short_name"
    }
  }

  func value(of county: DirectoryDocument.County) -> Value {
    switch self {
    case .id: .null
    case .slug: .text(county.slug)
    case .name: .text(county.name)
    case .shortName: .text(county.shortName)
    }
  }
}

extension Connection {
  func county(slug: String) throws(DirectoryError) -> DirectoryDocument.County? {
    try first(Self.countyBySlug, [.text(slug)], Self.county)
  }

  /// Returns all counties in the order of their slugs.
  func allCounties() throws(DirectoryError) -> [DirectoryDocument.County] {
    try map(Self.countiesBySlug, [], Self.county)
  }

  private static let countyBySlug: SQL = .phrase(
    CountyColumn.statements.select, "FROM counties WHERE slug = ?")
  private static let countiesBySlug: SQL = .phrase(
    CountyColumn.statements.select, "FROM counties ORDER BY slug")

  /// Reads a row of `CountyColumn`.
  static func county(_ row: borrowing Row) -> DirectoryDocument.County {
    DirectoryDocument.County(
      slug: row.text(CountyColumn.slug), name: row.text(CountyColumn.name),
      shortName: row.text(CountyColumn.shortName))
  }

  func put(_ county: DirectoryDocument.County) throws(DirectoryError) -> Int64 {
    let statements = CountyColumn.statements
    return try upsert(statements, statements.written.map { $0.value(of: county) })
  }
}
