internal import Directory
internal import HTTPCore

/// One path of the document.
enum OpenAPIPaths {
  static func item(_ route: Route) -> JSONValue {
    let path = pathParameters(route.pattern).map { OpenAPIParameters.path($0, of: list(route.pattern)) }
    var operations: [(String, JSONValue?)] = []
    if route.methods.contains(.get) { operations.append(("get", operation(route, path))) }
    operations += route.writes.map { write in
      ("\(write.method.name)".lowercased(), OpenAPIWrites.operation(write, on: route, path: path))
    }
    return Schema.object(operations)
  }

  private static func operation(_ route: Route, _ path: [JSONValue]) -> JSONValue {
    let parameters = path + route.parameters.map(OpenAPIParameters.json)
    return Schema.object([
      ("operationId", .string("\(route.relation)")), ("summary", .string(route.summary)),
      ("description", route.role.map { .string("Takes a token of the role \($0.rawValue).") }),
      ("tags", .array([.string(tag(route.pattern))])),
      ("security", route.role.map { _ in .array([Schema.object([("token", .array([]))])]) }),
      ("parameters", parameters.isEmpty ? nil : .array(parameters)), ("responses", responses(route)),
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
    case "members", "topics", "contacts", "offices": list(pattern)
    case "search", "match": "search"
    case "organisation", "snapshot", "counties", "changes", "drafts", "import", "imports": "directory"
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
    if route.role != nil {
      responses += [
        ("401", OpenAPIResponses.reference("Unauthorized")), ("403", OpenAPIResponses.reference("Forbidden")),
      ]
    }
    responses += [
      ("400", OpenAPIResponses.reference("BadRequest")),
      ("406", OpenAPIResponses.reference("NotAcceptable")),
      ("503", OpenAPIResponses.reference("Unavailable")), ("default", OpenAPIResponses.reference("Problem")),
    ]
    return Schema.object(responses)
  }
}
