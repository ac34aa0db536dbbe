internal import Directory

enum OrganisationRoutes {
  static func one(_ call: Call) throws(APIError) -> Content {
    guard let organisation = try call.ask({ reader throws(DirectoryError) in try reader.organisation() })
    else { throw .lookup(.organisationNotStated) }
    return try call.record(organisation, OrganisationFormats.all, including: .none)
  }
}
