internal import Directory
internal import HTTPCore

/// One operation that writes.
enum OpenAPIWrites {
  static func operation(_ write: WriteMethod, on route: Route, path: [JSONValue]) -> JSONValue {
    Schema.object([
      ("operationId", .string("\(write.verb)\(route.relation)")), ("summary", .string(write.summary)),
      ("description", .string("Takes a token of the role \(write.role.rawValue).")),
      ("tags", .array([.string(OpenAPIPaths.tag(route.pattern))])),
      ("security", .array([Schema.object([("token", .array([]))])])),
      ("parameters", .array(path + write.parameters.map(OpenAPIParameters.json) + fields(write))),
      ("requestBody", body(write)), ("responses", responses(write)),
    ])
  }

  private static func fields(_ write: WriteMethod) -> [JSONValue] {
    func field(_ name: String, _ description: String, _ example: String) -> JSONValue {
      Schema.object([
        ("name", .string(name)), ("in", .string("header")), ("description", .string(description)),
        ("schema", Schema.object([("type", .string("string")), ("minLength", .integer(1))])),
        ("example", .string(example)),
      ])
    }
    let ifMatch = field(
      "If-Match", "The ETag that GET gave: what you have seen. Without it 428.", "\"2tLTyPmooSpA9Vo_8OYkPg\"")
    let key = field(
      "Idempotency-Key", "The same for each try of one request: it is done once.", "4f3f9f3e-6a5e-4a57")
    return switch write.operation {
    case .record(.create, _), .importing, .undoImport: [key]
    case .record(.restore, _): [ifMatch, key]
    case .record(.replace, _):
      [ifMatch, field("If-None-Match", "* adds a record that must not be there yet.", "*")]
    case .record(.patch, _), .record(.delete, _): [ifMatch]
    }
  }

  private static func body(_ write: WriteMethod) -> JSONValue? {
    guard !write.contentTypes.isEmpty else { return nil }
    guard let type = write.type else {
      let content = write.contentTypes.map { media in
        let schema = media.subtype.description == "json" ? Schema.any("What export writes.") : text
        let example = media.subtype.description == "x-ndjson" ? JSONValue.string(line) : nil
        return (
          "\(media.type)/\(media.subtype)",
          Optional(Schema.object([("schema", schema), ("example", example)]))
        )
      }
      return Schema.object([("required", .boolean(true)), ("content", Schema.object(content))])
    }
    let content = write.contentTypes.map { media in
      // A patch is any part of it, null for what is to go.
      let isPatch = write.method == .patch
      let schema =
        isPatch
        ? Schema.map(
          "The fields to change (RFC 7396); null takes one away.",
          to: Schema.any("As in \(WriteSchemas.name(type))."))
        : Schema.reference(WriteSchemas.name(type))
      let example = isPatch ? Schema.object([("name", .string("A corrected name"))]) : nil
      return (
        "\(media.type)/\(media.subtype)", Optional(Schema.object([("schema", schema), ("example", example)]))
      )
    }
    return Schema.object([("required", .boolean(true)), ("content", Schema.object(content))])
  }

  private static let line = """
    {"type":"topic","slug":"hydrogen","name":"Hydrogen","kind":"theme","summary":"Ships and trains that run on it."}
    """

  private static let text = Schema.string("A record a line, or a row of a table.")

  private static func responses(_ write: WriteMethod) -> JSONValue {
    var responses: [(String, JSONValue?)] = []
    let isDelete = write.method == .delete
    responses.append(("200", OpenAPIResponses.reference(isDelete ? "DryRun" : "Written")))
    if isDelete { responses.append(("204", Schema.object([("description", .string("It is gone."))]))) }
    if !isDelete { responses.append(("201", OpenAPIResponses.reference("Added"))) }
    responses += [
      ("400", "BadRequest"), ("401", "Unauthorized"), ("403", "Forbidden"), ("404", "NotFound"),
      ("409", "Conflict"), ("410", "Gone"), ("412", "PreconditionFailed"), ("413", "ContentTooLarge"),
      ("415", "UnsupportedMediaType"), ("422", "UnprocessableContent"), ("428", "PreconditionRequired"),
      ("429", "TooManyRequests"), ("503", "Unavailable"), ("507", "InsufficientStorage"),
      ("default", "Problem"),
    ].map { ($0, OpenAPIResponses.reference($1)) }
    return Schema.object(responses)
  }
}

extension WriteMethod {
  fileprivate var type: RecordType? {
    switch operation {
    case .record(_, let type): type
    case .importing, .undoImport: nil
    }
  }

  /// In front of a route's relation: the id of an operation.
  fileprivate var verb: String {
    switch operation {
    case .record(.create, _): "add."
    case .record(.replace, _): "replace."
    case .record(.patch, _): "correct."
    case .record(.delete, _): "delete."
    case .record(.restore, _), .importing, .undoImport: "do."
    }
  }
}
