internal import Directory

enum OrganisationRoutes {
  static func one(_ call: Call) throws(APIError) -> Content {
    let organisation = try call.ask { reader throws(DirectoryError) in try reader.organisation() }
    guard let organisation else { throw .lookup(.organisationNotStated) }
    return try call.content(of: organisation, as: OrganisationFormats.presentation)
  }
}
