internal import Directory

enum ContactRoutes {
  static func list(_ call: Call) throws(APIError) -> Content {
    try call.list(call.arguments.query, ContactFormats.all) { contacts throws(APIError) in
      try Included.with(contacts, for: call)
    } _: { reader, query throws(DirectoryError) in
      try reader.contacts(query)
    }
  }

  static func one(_ call: Call) throws(APIError) -> Content {
    let id = call.slug
    guard let contact = try call.ask({ reader throws(DirectoryError) in try reader.contact(id: id) }) else {
      throw call.missing(id, in: .contacts)
    }
    return try call.record(contact, ContactFormats.all, including: try Included.with([contact], for: call))
  }
}
