internal import Directory
internal import SQLite

/// The columns of an office, and of the member to which it refers.
enum OfficeColumn: Int32, RecordColumn {
  case id, slug, name, host, street, postcode, city, country, memberSlug, memberName
  case member, sortKey

  static let statements = RecordStatements<OfficeColumn>("offices", key: .slug)

  var read: SQL? {
    switch self {
    case .id: "o.id"
    case .memberSlug: "m.slug"
    case .memberName: "m.name"
    case .member, .sortKey: nil
    default: written.map { "o." + $0 }
    }
  }

  var written: SQL? {
    switch self {
    case .id, .memberSlug, .memberName: nil
    case .slug: "slug"
    case .name: "name"
    case .host: "host"
    case .street: "street"
    case .postcode: "postcode"
    case .city: "city"
    case .country: "country"
    case .member: "member_id"
    case .sortKey: "sort_key"
    }
  }

  func value(of office: DirectoryDocument.Office, member: Int64?, _ alphabet: Alphabet) -> Value {
    switch self {
    case .id, .memberSlug, .memberName: .null
    case .slug: .text(office.id)
    case .name: .text(office.name)
    case .host: .text(office.host)
    case .street: .text(office.street)
    case .postcode: .text(office.postcode)
    case .city: .text(office.city)
    case .country: .text(office.country)
    case .member: .integer(member)
    case .sortKey: .blob(CollationKey.make(office.name, alphabet))
    }
  }
}

extension Connection {
  func offices(_ query: ListQuery) throws(DirectoryError) -> Page<Office> {
    try page(query, of: .offices, item: Self.office)
  }

  func office(id: String) throws(DirectoryError) -> Office? {
    try first(Self.officeByID, [.text(id)], Self.office)
  }

  static let officeJoins: SQL = "LEFT JOIN members AS m ON m.id = o.member_id"
  private static let officeByID: SQL = .phrase(
    OfficeColumn.statements.select, "FROM offices AS o", officeJoins, "WHERE o.slug = ?")

  /// Reads a row of `OfficeColumn`.
  static func office(_ row: borrowing Row) -> Office {
    Office(
      id: row.text(OfficeColumn.slug), name: row.text(OfficeColumn.name), host: row.text(OfficeColumn.host),
      street: row.text(OfficeColumn.street), postcode: row.text(OfficeColumn.postcode),
      city: row.text(OfficeColumn.city), country: row.text(OfficeColumn.country),
      member: row.optionalText(OfficeColumn.memberSlug).map {
        MemberReference(slug: $0, name: row.text(OfficeColumn.memberName))
      })
  }

  func put(_ office: DirectoryDocument.Office, member: Int64?) throws(DirectoryError) -> Int64 {
    let statements = OfficeColumn.statements
    let alphabet = try alphabet()
    return try upsert(statements, statements.written.map { $0.value(of: office, member: member, alphabet) })
  }
}
