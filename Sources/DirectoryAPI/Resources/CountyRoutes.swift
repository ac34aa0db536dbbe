internal import Directory

/// The counties in which members are located.
enum CountyRoutes {
  static let counties = RecordResource(ShortLists.counties, CountyFormats.presentation)

  static func list(_ call: Call) throws(APIError) -> Content { try call.page(of: counties) }

  static func one(_ call: Call) throws(APIError) -> Content { try call.one(of: counties) }
}
