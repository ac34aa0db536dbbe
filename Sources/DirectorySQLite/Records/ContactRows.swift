internal import Directory
internal import SQLite

extension Connection {
  /// - Parameter isStaff: whether protected addresses are among what is read.
  func contacts(_ query: ListQuery, isStaff: Bool = false) throws(DirectoryError) -> Page<Contact> {
    try page(query, of: .contacts) { Self.contact($0, isStaff: isStaff) }
  }

  func contact(id: String, isStaff: Bool = false) throws(DirectoryError) -> Contact? {
    try first(Self.contactByID, [.text(id)]) { Self.contact($0, isStaff: isStaff) }
  }

  static let contactColumns: SQL = """
    SELECT p.id, p.slug, p.name, p.role, p.telephone_e164, p.telephone_printed, p.email_is_protected,
      o.slug, o.name, p.email
    """
  static let contactColumnCount = 10
  static let contactJoins: SQL = " LEFT JOIN offices AS o ON o.id = p.office_id"
  private static let contactByID: SQL =
    contactColumns + " FROM contacts AS p" + contactJoins + " WHERE p.slug = ?"

  /// A protected address does not leave the store but for staff.
  static func contact(_ row: borrowing Row, isStaff: Bool) -> Contact {
    Contact(
      id: row.text(1), name: row.text(2), role: row.text(3),
      email: isStaff || !row.boolean(6) ? row.optionalText(9) : nil,
      telephone: row.optionalText(4).map { Telephone(e164: $0, printed: row.text(5)) },
      emailProtected: row.boolean(6),
      office: row.optionalText(7).map { OfficeReference(id: $0, name: row.text(8)) })
  }
}
