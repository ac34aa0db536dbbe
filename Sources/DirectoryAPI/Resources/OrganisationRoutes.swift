internal import Directory

enum OrganisationRoutes {
  static let inclusions: [RecordInclusion<Organisation>] = [
    .belongings(.contacts, of: ContactRoutes.contacts, sort: [SortKey("order")]),
    .belongings(.offices, of: OfficeRoutes.offices),
  ]

  static func one(_ call: Call) throws(APIError) -> Content {
    let organisation = try call.ask { reader throws(DirectoryError) in try reader.organisation() }
    guard let organisation else { throw .lookup(.organisationNotStated) }
    return try call.content(
      of: organisation, as: OrganisationFormats.presentation,
      including: try Included(in: [organisation], from: inclusions, for: call))
  }
}
