internal import Directory

/// The areas in which members are, and the counties among them.
enum AreaRoutes {
  static let areas = RecordResource(ShortLists.areas, AreaFormats.areas)
  static let counties = RecordResource(ShortLists.counties, AreaFormats.counties)

  static func areas(_ call: Call) throws(APIError) -> Content { try call.page(of: areas) }

  static func area(_ call: Call) throws(APIError) -> Content { try call.one(of: areas) }

  static func counties(_ call: Call) throws(APIError) -> Content { try call.page(of: counties) }

  static func county(_ call: Call) throws(APIError) -> Content { try call.one(of: counties) }
}
