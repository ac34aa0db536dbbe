internal import Directory

enum OfficeRoutes {
  static func list(_ call: Call) throws(APIError) -> Content {
    let query = call.arguments.query
    let page = try call.ask { reader throws(DirectoryError) in try reader.offices(query) }
    return ListJSON.content(
      page, including: try Included.with(page.items, for: call), for: call, octetsPerItem: 512,
      OfficeJSON.write(_:to:))
  }

  static func one(_ call: Call) throws(APIError) -> Content {
    let id = call.slug
    guard let office = try call.ask({ reader throws(DirectoryError) in try reader.office(id: id) }) else {
      throw call.missing(id, in: .offices)
    }
    return call.record(
      office, including: try Included.with([office], for: call), OfficeJSON.write(_:to:))
  }
}
