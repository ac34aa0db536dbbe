internal import Directory
internal import SQLite

extension Connection {
  func contacts(limit: Int, after cursor: Cursor?) throws(DirectoryError) -> Page<Contact> {
    let page = try ListPage(list: Cursor.fingerprint("contacts"), limit: limit, after: cursor)
    let (items, next) = try page.read(
      Self.contactsInOrder, page.start + [page.rowLimit], from: self, item: Self.contact)
    let total = try first("SELECT count(*) FROM contacts") { Int($0.integer(0)) }
    return Page(items: items, total: total ?? 0, next: next)
  }

  func contact(id: String) throws(DirectoryError) -> Contact? {
    try first(Self.contactByID, [.text(id)], Self.contact)
  }

  private static let contactColumns: SQL = """
    SELECT p.id, p.sort_key, p.slug, p.name, p.role, p.telephone_e164, p.telephone_printed,
      p.email_is_protected, o.slug, o.name
    FROM contacts AS p LEFT JOIN offices AS o ON o.id = p.office_id
    """
  private static let contactsInOrder =
    contactColumns + " WHERE (p.sort_key, p.id) > (?, ?) ORDER BY p.sort_key, p.id LIMIT ?"
  private static let contactByID = contactColumns + " WHERE p.slug = ?"

  private static func contact(_ row: borrowing Row) -> Contact {
    Contact(
      id: row.text(2), name: row.text(3), role: row.text(4),
      telephone: row.optionalText(5).map { Telephone(e164: $0, printed: row.text(6)) },
      emailProtected: row.boolean(7),
      office: row.optionalText(8).map { OfficeReference(id: $0, name: row.text(9)) })
  }
}
