internal import Directory
internal import SQLite

extension Connection {
  func contacts(_ query: ListQuery) throws(DirectoryError) -> Page<Contact> {
    try page(query, of: .contacts, item: Self.contact)
  }

  func contact(id: String) throws(DirectoryError) -> Contact? {
    try first(Self.contactByID, [.text(id)], Self.contact)
  }

  static let contactColumns: SQL = """
    SELECT p.id, p.slug, p.name, p.role, p.telephone_e164, p.telephone_printed, p.email_is_protected,
      o.slug, o.name
    """
  static let contactColumnCount = 9
  static let contactJoins: SQL = " LEFT JOIN offices AS o ON o.id = p.office_id"
  private static let contactByID: SQL =
    contactColumns + " FROM contacts AS p" + contactJoins + " WHERE p.slug = ?"

  private static func contact(_ row: borrowing Row) -> Contact {
    Contact(
      id: row.text(1), name: row.text(2), role: row.text(3),
      telephone: row.optionalText(4).map { Telephone(e164: $0, printed: row.text(5)) },
      emailProtected: row.boolean(6),
      office: row.optionalText(7).map { OfficeReference(id: $0, name: row.text(8)) })
  }
}
