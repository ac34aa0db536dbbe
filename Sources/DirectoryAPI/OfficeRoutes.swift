internal import Directory

enum OfficeRoutes {
  static func list(_ call: Call) throws(APIError) -> Content {
    let page = try call.ask { reader throws(DirectoryError) in
      try reader.offices(limit: call.arguments.limit, after: call.arguments.cursor)
    }
    return ListJSON.content(page, for: call, octetsPerItem: 512, OfficeJSON.write(_:to:))
  }

  static func one(_ call: Call) throws(APIError) -> Content {
    let id = call.slug
    guard let office = try call.ask({ reader throws(DirectoryError) in try reader.office(id: id) }) else {
      throw .noSuch(.offices, id)
    }
    return Content(bytes: JSONWriter.document { OfficeJSON.write(office, to: &$0) })
  }
}
