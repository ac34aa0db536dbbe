internal import Directory

enum ContactRoutes {
  static let contacts: RecordResource<Contact> = RecordResource(
    .contact, ContactFormats.presentation,
    inclusions: [
      .records(.office, of: OfficeRoutes.offices, where: "id") { contact in
        contact.office.map { [$0.id] } ?? []
      },
      .records(.member, of: MemberRoutes.members, where: "slug") { contact in
        contact.member.map { [$0.slug] } ?? []
      },
    ],
    page: { reader, query throws(DirectoryError) in try reader.contacts(query) },
    one: { reader, id throws(DirectoryError) in try reader.contact(id: id) })

  static func list(_ call: Call) throws(APIError) -> Content { try call.page(of: contacts) }

  /// Lists the contacts of one member, in the order that they have there.
  static func ofMember(_ call: Call) throws(APIError) -> Content {
    try call.page(of: contacts, ofMemberBy: [SortKey("order")])
  }

  static func one(_ call: Call) throws(APIError) -> Content { try call.one(of: contacts) }
}
