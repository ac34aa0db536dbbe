internal import Directory

/// For supervisors: `live` says that the loop turns, `ready` that a request for data would be answered.
enum HealthRoutes {
  static func live(_ call: Call) throws(APIError) -> Content {
    Content(bytes: JSONWriter.document { $0.field("status", "live") })
  }

  static func ready(_ call: Call) throws(APIError) -> Content {
    try call.ask { reader throws(DirectoryError) in try reader.check() }
    return Content(bytes: JSONWriter.document { $0.field("status", "ready") })
  }
}
