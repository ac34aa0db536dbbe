internal import Directory

enum OfficeRoutes {
  static func list(_ call: Call) throws(APIError) -> Content {
    try call.list(call.arguments.query, OfficeFormats.all) { offices throws(APIError) in
      try Included.with(offices, for: call)
    } _: { reader, query throws(DirectoryError) in
      try reader.offices(query)
    }
  }

  static func one(_ call: Call) throws(APIError) -> Content {
    let id = call.slug
    guard let office = try call.ask({ reader throws(DirectoryError) in try reader.office(id: id) }) else {
      throw call.missing(id, in: .offices)
    }
    return try call.record(office, OfficeFormats.all, including: try Included.with([office], for: call))
  }
}
