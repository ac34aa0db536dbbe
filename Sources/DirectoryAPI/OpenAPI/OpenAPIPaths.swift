internal import Directory
internal import HTTPCore

/// One path of the document.
enum OpenAPIPaths {
  static func item(_ route: Route) -> JSONValue {
    let read: [(String, JSONValue?)] = route.methods.contains(.get) ? [("get", operation(route))] : []
    return Schema.object(
      read + route.writes.map { ("\($0.method.name)".lowercased(), write($0, to: route)) })
  }

  static func path(_ pattern: String) -> [JSONValue] {
    pathParameters(pattern).map { OpenAPIParameters.path($0, of: list(pattern)) }
  }

  private static func operation(_ route: Route) -> JSONValue {
    let parameters =
      path(route.pattern) + route.parameters.map(OpenAPIParameters.json)
    return Schema.object([
      ("operationId", .string("\(route.relation)")), ("summary", .string(route.answers)),
      ("tags", .array([.string(tag(route.pattern))])),
      ("parameters", parameters.isEmpty ? nil : .array(parameters)),
      ("security", route.role == nil ? nil : security), ("responses", responses(route)),
    ])
  }

  private static func pathParameters(_ pattern: String) -> [String] {
    pattern.split(separator: "/").filter { $0.hasPrefix("{") }.map { String($0.dropFirst().dropLast()) }
  }

  private static func list(_ pattern: String) -> String {
    pattern.split(separator: "/").first.map(String.init) ?? ""
  }

  static func tag(_ pattern: String) -> String {
    switch list(pattern) {
    case "members", "topics", "contacts", "offices", "counties": list(pattern)
    case "search", "match": "search"
    case "organisation", "snapshot", "changes", "drafts", "import", "imports": "directory"
    default: "service"
    }
  }

  private static func responses(_ route: Route) -> JSONValue {
    var responses: [(String, JSONValue?)] = [("200", OpenAPIResponses.success(route))]
    if OpenAPIResponses.isTagged(route) {
      responses.append(("304", OpenAPIResponses.reference("NotModified")))
      responses.append(("412", OpenAPIResponses.reference("PreconditionFailed")))
    }
    if route.pattern.contains("{") {
      if tag(route.pattern) != "service" {
        responses += [
          ("301", OpenAPIResponses.reference("Moved")), ("410", OpenAPIResponses.reference("Gone")),
        ]
      }
      responses.append(("404", OpenAPIResponses.reference("NotFound")))
    }
    responses += [
      ("400", OpenAPIResponses.reference("BadRequest")),
      ("406", OpenAPIResponses.reference("NotAcceptable")),
      ("503", OpenAPIResponses.reference("Unavailable")), ("default", OpenAPIResponses.reference("Problem")),
    ]
    return Schema.object(responses)
  }
}
