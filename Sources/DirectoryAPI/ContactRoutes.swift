internal import Directory

enum ContactRoutes {
  static func list(_ call: Call) throws(APIError) -> Content {
    let page = try call.ask { reader throws(DirectoryError) in
      try reader.contacts(limit: call.arguments.limit, after: call.arguments.cursor)
    }
    return ListJSON.content(page, for: call, octetsPerItem: 512, ContactJSON.write(_:to:))
  }

  static func one(_ call: Call) throws(APIError) -> Content {
    let id = call.slug
    guard let contact = try call.ask({ reader throws(DirectoryError) in try reader.contact(id: id) }) else {
      throw .noSuch(.contacts, id)
    }
    return Content(bytes: JSONWriter.document { ContactJSON.write(contact, to: &$0) })
  }
}
