internal import Directory

enum ContactRoutes {
  static func list(_ call: Call) throws(APIError) -> Content {
    let query = call.arguments.query
    let page = try call.ask { reader throws(DirectoryError) in try reader.contacts(query) }
    return ListJSON.content(
      page, including: try Included.with(page.items, for: call), for: call, octetsPerItem: 512,
      ContactJSON.write(_:to:))
  }

  static func one(_ call: Call) throws(APIError) -> Content {
    let id = call.slug
    guard let contact = try call.ask({ reader throws(DirectoryError) in try reader.contact(id: id) }) else {
      throw call.missing(id, in: .contacts)
    }
    return call.record(
      contact, including: try Included.with([contact], for: call), ContactJSON.write(_:to:))
  }
}
