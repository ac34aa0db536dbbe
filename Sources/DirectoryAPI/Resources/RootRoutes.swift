internal import Directory
internal import HTTPCore

/// The start of the API: all resources, from the table of routes.
enum RootRoutes {
  static func help(_ call: Call) throws(APIError) -> Content {
    let bytes: [UInt8]
    switch call.format {
    case .text: bytes = HelpText.bytes(call.settings, try call.ask(Examples.init))
    case .html: bytes = DocsRoutes.file("start.html")
    default:
      let hides = try call.ask { reader throws(DirectoryError) in try reader.hidesCounties() }
      bytes = json(call.settings, HelpedRoute.all(hidingCounties: hides))
    }
    return Content(bytes: bytes, link: links)
  }

  /// The links to the descriptions of the API (RFC 8631 §4).
  private static let links = """
    </openapi.json>; rel="service-desc"; type="application/json", \
    </docs>; rel="service-doc"; type="text/html", \
    </.well-known/api-catalog>; rel="api-catalog"
    """

  private static func json(_ settings: APISettings, _ routes: [HelpedRoute]) -> [UInt8] {
    JSONWriter.document(capacity: 4_096) { json in
      json.field("name", settings.name)
      json.field("version", settings.version)
      json.object("links") { links in
        for helped in routes { links.field(helped.route.relation, helped.route.pattern) }
      }
      json.array("resources", routes) { json, helped in
        let route = helped.route
        json.object { resource in
          resource.field("path", route.pattern)
          resource.field("answers", route.summary)
          resource.array("formats", route.offers.formats) { $0.element($1.name) }
          resource.array("parameters", helped.parameters) { json, parameter in
            json.object {
              $0.field("name", parameter.name)
              $0.field("meaning", parameter.meaning)
            }
          }
          if let role = route.role { resource.field("role", role.rawValue) }
          if !route.writes.isEmpty {
            resource.array("writes", route.writes) { json, write in
              json.object {
                $0.field("method", "\(write.method.name)")
                $0.field("answers", write.summary)
                $0.field("role", write.role.rawValue)
              }
            }
          }
        }
      }
    }
  }
}
