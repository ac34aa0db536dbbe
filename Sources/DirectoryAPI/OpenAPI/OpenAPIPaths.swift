internal import Directory
internal import HTTPCore

/// The description of one path.
enum OpenAPIPaths {
  static func item(_ route: Route, _ examples: Examples) -> JSONValue {
    let names = pathParameters(route.pattern)
    let path = names.map { OpenAPIParameters.path($0, of: firstSegment(route.pattern), examples) }
    var operations: [(String, JSONValue?)] = []
    if route.methods.contains(.get) { operations.append(("get", operation(route, path, examples))) }
    operations += route.writes.map { write in
      ("\(write.method.name)".lowercased(), OpenAPIWrites.operation(write, on: route, path: path, examples))
    }
    return .object(of: operations)
  }

  private static func operation(_ route: Route, _ path: [JSONValue], _ examples: Examples) -> JSONValue {
    // A generated function can't have two arguments of one name, so a filter that is called as a parameter of
    // the path isn't described. The server accepts it all the same.
    let settled = pathParameters(route.pattern)
    let parameters =
      path
      + route.parameters(with: examples.fields).filter { !settled.contains($0.name) }.map {
        OpenAPIParameters.json($0, examples, of: route.offers.formats)
      }
    return .object(of: [
      "operationId": .string(OperationName.read(route)), "summary": .string(route.summary),
      "description": route.role.map { .string(requirement($0)) },
      "tags": .strings([tag(route.pattern)]),
      "security": route.role.map { _ in security },
      "parameters": parameters.isEmpty ? nil : .array(parameters), "responses": responses(route),
    ])
  }

  /// Says which tokens an operation accepts. An admin may do what an editor may.
  static func requirement(_ role: Role) -> String {
    switch role {
    case .proposer: "Requires a token or a session, with any role."
    case .reader:
      "Requires a token with the role reader, editor or admin. A proposer may read what is of the own member."
    case .editor: "Requires a token with the role editor or admin."
    case .admin: "Requires a token with the role admin."
    }
  }

  static let security = JSONValue.array([.object(of: ["token": .array([])])])

  private static func pathParameters(_ pattern: String) -> [String] {
    pattern.split(separator: "/").filter { $0.hasPrefix("{") }.map { String($0.dropFirst().dropLast()) }
  }

  private static func firstSegment(_ pattern: String) -> String {
    pattern.split(separator: "/").first.map(String.init) ?? ""
  }

  /// Returns the name of the group that a path belongs to.
  static func tag(_ pattern: String) -> String {
    switch firstSegment(pattern) {
    case "members", "topics", "contacts", "offices": firstSegment(pattern)
    case "search", "match": "search"
    case "people", "tokens", "session", "sessions": "people"
    case "organisation", "snapshot", "areas", "counties", "member-kinds", "topic-kinds", "fields",
      "former-slugs",
      "changes",
      "drafts", "import":
      "directory"
    // Undoing has been in the group of the directory from the beginning.
    case "imports": pattern.hasSuffix("/undo") ? "directory" : "office"
    case "draft-changes", "previews", "overview", "activity", "deleted", "records", "duplicates", "backups":
      "office"
    default: "service"
    }
  }

  private static func responses(_ route: Route) -> JSONValue {
    var names: [(status: String, name: String)] = []
    if OpenAPIResponses.isTagged(route) { names += [("304", "NotModified"), ("412", "PreconditionFailed")] }
    if route.pattern.contains("{") {
      if tag(route.pattern) != "service" { names += [("301", "Moved"), ("410", "Gone")] }
      names.append(("404", "NotFound"))
    }
    if route.isPicture {
      if !route.pattern.contains("{") { names.append(("404", "NotFound")) }
      names.append(("416", "RangeNotSatisfiable"))
    }
    if case .changes = route.schema { names.append(("410", "Restarted")) }
    if route.role != nil { names += [("401", "Unauthorized"), ("403", "Forbidden")] }
    names += [
      ("400", "BadRequest"), ("406", "NotAcceptable"), ("503", "Unavailable"), ("default", "Problem"),
    ]
    return .object(
      of: [("200", OpenAPIResponses.success(route))]
        + (route.isPicture ? [("206", OpenAPIResponses.part)] : [])
        + names.map { ($0.status, OpenAPIResponses.reference($0.name)) })
  }
}
