internal import Directory

/// The counties in which members are located. A county refers to no record that could be included, and has no
/// field by which counties could be counted.
enum CountyRoutes {
  static let counties = RecordResource<DirectoryDocument.County>(
    .county, CountyFormats.presentation, inclusions: [],
    page: { reader, query throws(DirectoryError) in try reader.counties(query) },
    one: { reader, slug throws(DirectoryError) in try reader.counties().first { $0.slug == slug } })

  static func list(_ call: Call) throws(APIError) -> Content { try call.page(of: counties) }

  static func one(_ call: Call) throws(APIError) -> Content { try call.one(of: counties) }
}
