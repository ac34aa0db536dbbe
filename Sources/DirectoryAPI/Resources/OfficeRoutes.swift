internal import Directory

enum OfficeRoutes {
  static let offices: RecordResource<Office> = RecordResource(
    .office, OfficeFormats.presentation,
    inclusions: [
      .records(.contacts, of: ContactRoutes.contacts, where: "office") { [$0.id] },
      .records(.member, of: MemberRoutes.members, where: "slug") { office in
        office.member.map { [$0.slug] } ?? []
      },
    ],
    page: { reader, query throws(DirectoryError) in try reader.offices(query) },
    one: { reader, id throws(DirectoryError) in try reader.office(id: id) })

  static func list(_ call: Call) throws(APIError) -> Content { try call.page(of: offices) }

  static func ofMember(_ call: Call) throws(APIError) -> Content {
    try call.page(of: offices, ofMemberBy: [])
  }

  static func one(_ call: Call) throws(APIError) -> Content { try call.one(of: offices) }
}
