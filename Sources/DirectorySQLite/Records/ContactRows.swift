internal import Directory
internal import SQLite

/// The columns of a contact, and of the office and the member to which it refers.
enum ContactColumn: Int32, RecordColumn {
  case id, slug, name, role, email, telephone, telephonePrinted, emailIsProtected, telephoneIsProtected
  case order, portrait, officeSlug, officeName, memberSlug, memberName
  case office, member, sortKey

  static let statements = RecordStatements<ContactColumn>("contacts", key: .slug)

  var read: SQL? {
    switch self {
    case .id: "p.id"
    case .officeSlug: "o.slug"
    case .officeName: "o.name"
    case .memberSlug: "m.slug"
    case .memberName: "m.name"
    case .office, .member, .sortKey: nil
    default: written.map { "p." + $0 }
    }
  }

  var written: SQL? {
    switch self {
    case .id, .officeSlug, .officeName, .memberSlug, .memberName: nil
    case .slug: "slug"
    case .name: "name"
    case .role: "role"
    case .email: "email"
    case .telephone: "telephone_e164"
    case .telephonePrinted: "telephone_printed"
    case .emailIsProtected: "email_is_protected"
    case .telephoneIsProtected: "telephone_is_protected"
    case .order: "position"
    case .portrait: "portrait"
    case .office: "office_id"
    case .member: "member_id"
    case .sortKey: "sort_key"
    }
  }

  func value(
    of contact: DirectoryDocument.Contact, office: Int64?, member: Int64?, _ alphabet: Alphabet
  ) -> Value {
    switch self {
    case .id, .officeSlug, .officeName, .memberSlug, .memberName: .null
    case .slug: .text(contact.id)
    case .name: .text(contact.name)
    case .role: .text(contact.role)
    case .email: .text(contact.email)
    case .telephone: .text(contact.telephone?.e164)
    case .telephonePrinted: .text(contact.telephone?.printed)
    case .emailIsProtected: .boolean(contact.emailProtected)
    case .telephoneIsProtected: .boolean(contact.telephoneProtected)
    case .order: .integer(contact.order.map { Int64($0) })
    case .portrait: .text(DocumentJSON.text(of: contact.portrait))
    case .office: .integer(office)
    case .member: .integer(member)
    case .sortKey: .blob(CollationKey.make(contact.name, alphabet))
    }
  }
}

extension Connection {
  /// - Parameter isStaff: true if protected addresses are read too.
  func contacts(_ query: ListQuery, isStaff: Bool = false) throws(DirectoryError) -> Page<Contact> {
    try page(query, of: .contacts) { Self.contact($0, isStaff: isStaff) }
  }

  func contact(id: String, isStaff: Bool = false) throws(DirectoryError) -> Contact? {
    try first(Self.contactByID, [.text(id)]) { Self.contact($0, isStaff: isStaff) }
  }

  static let contactJoins: SQL = """
    LEFT JOIN offices AS o ON o.id = p.office_id LEFT JOIN members AS m ON m.id = p.member_id
    """
  private static let contactByID: SQL = .phrase(
    ContactColumn.statements.select, "FROM contacts AS p", contactJoins, "WHERE p.slug = ?")

  /// Reads a row of `ContactColumn`. A protected address or number is read for staff only.
  static func contact(_ row: borrowing Row, isStaff: Bool) -> Contact {
    let emailProtected = row.boolean(ContactColumn.emailIsProtected)
    let telephoneProtected = row.boolean(ContactColumn.telephoneIsProtected)
    let telephone = row.optionalText(ContactColumn.telephone).map {
      Telephone(e164: $0, printed: row.text(ContactColumn.telephonePrinted))
    }
    var contact = Contact(
      id: row.text(ContactColumn.slug), name: row.text(ContactColumn.name),
      role: row.text(ContactColumn.role),
      email: isStaff || !emailProtected ? row.optionalText(ContactColumn.email) : nil,
      telephone: isStaff || !telephoneProtected ? telephone : nil, emailProtected: emailProtected,
      telephoneProtected: telephoneProtected,
      office: row.optionalText(ContactColumn.officeSlug).map {
        OfficeReference(id: $0, name: row.text(ContactColumn.officeName))
      },
      member: row.optionalText(ContactColumn.memberSlug).map {
        MemberReference(slug: $0, name: row.text(ContactColumn.memberName))
      },
      order: row.optionalInteger(ContactColumn.order).map { Int($0) })
    contact.portrait = row.image(ContactColumn.portrait)
    return contact
  }

  func put(
    _ contact: DirectoryDocument.Contact, office: Int64?, member: Int64?
  ) throws(DirectoryError) -> Int64 {
    let statements = ContactColumn.statements
    let alphabet = try alphabet()
    return try upsert(
      statements, statements.written.map { $0.value(of: contact, office: office, member: member, alphabet) })
  }
}
