internal import Directory

/// Checks for supervisors. `live` shows that the event loop answers, `ready` that a request for data would
/// succeed.
enum HealthRoutes {
  static func live(_ call: Call) throws(APIError) -> Content {
    Content(bytes: liveContent)
  }

  static var liveContent: [UInt8] { JSONWriter.document { $0.field("status", "live") } }

  static func ready(_ call: Call) throws(APIError) -> Content {
    try call.ask { reader throws(DirectoryError) in try reader.check() }
    return Content(bytes: JSONWriter.document { $0.field("status", "ready") })
  }
}
