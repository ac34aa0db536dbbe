internal import Directory
internal import HTTPCore

/// What comes back.
enum OpenAPIResponses {
  static func reference(_ name: String) -> JSONValue {
    Schema.object([("$ref", .string("#/components/responses/\(name)"))])
  }

  static func isTagged(_ route: Route) -> Bool {
    if case .moment = route.validity { false } else { true }
  }

  static func success(_ route: Route) -> JSONValue {
    var headers: [(String, JSONValue?)] = []
    if isTagged(route) { headers += [("ETag", header("ETag")), ("Last-Modified", header("LastModified"))] }
    if case .list = route.schema { headers.append(("Link", header("Link"))) }
    let content = route.offers.formats.map { format in
      (mediaType(format), Optional(Schema.object([("schema", schema(format, route))])))
    }
    return Schema.object([
      ("description", .string(route.summary)),
      ("headers", headers.isEmpty ? nil : Schema.object(headers)), ("content", Schema.object(content)),
      ("links", links(route)),
    ])
  }

  private static func mediaType(_ format: Format) -> String {
    "\(format.media.type)/\(format.media.subtype)"
  }

  private static func schema(_ format: Format, _ route: Route) -> JSONValue {
    func text(_ description: String) -> JSONValue {
      Schema.object([("type", .string("string")), ("description", .string(description))])
    }
    return switch format {
    case .json, .linkset: route.schema.json
    case .csv:
      text(
        "A header row and a row for each record (RFC 4180). Without limit the whole list, streamed where it is long."
      )
    case .ndjson: text("One record a line, each as in items. Without limit the whole list, streamed.")
    case .jsonld: Schema.map("schema.org terms.", to: Schema.any("As JSON-LD has it."))
    case .vcf: text("vCard 4.0 (RFC 6350).")
    case .txt: text("A table for people at a terminal.")
    case .atom: text("The same as an Atom feed (RFC 4287).")
    case .html: text("A page for people.")
    case .css, .js: text("A part of the page.")
    }
  }

  /// From a list to one of its records.
  private static func links(_ route: Route) -> JSONValue? {
    guard case .list(let name) = route.schema else { return nil }
    let id = name == "Contact" || name == "Office" ? "id" : "slug"
    return Schema.object([
      (
        name.lowercased(),
        Schema.object([
          ("operationId", .string(name.lowercased())),
          ("parameters", Schema.object([(id, .string("$response.body#/items/0/\(id)"))])),
          ("description", .string("The first of the page by itself.")),
        ])
      )
    ])
  }

  private static func header(_ name: String) -> JSONValue {
    Schema.object([("$ref", .string("#/components/headers/\(name)"))])
  }

  private static func header(_ description: String, example: String) -> JSONValue {
    Schema.object([
      ("description", .string(description)), ("schema", Schema.object([("type", .string("string"))])),
      ("example", .string(example)),
    ])
  }

  static let headers = Schema.object([
    ("ETag", header("Strong; another one for gzip.", example: "\"2tLTyPmooSpA9Vo_8OYkPg\"")),
    ("LastModified", header("When the directory last changed.", example: "Tue, 24 Nov 2026 15:43:36 GMT")),
    (
      "Link",
      header(
        "rel=\"next\", where there is a page after this one; rel=\"alternate\", the same in each other format.",
        example: "</members?cursor=…>; rel=\"next\"")
    ),
    ("RetryAfter", header("How long to wait, in seconds.", example: "1")),
    ("Location", header("Where it is now.", example: "/members/innlandet")),
  ])

  static let components = Schema.object([
    ("Problem", problem("Anything else that went wrong.", of: nil)),
    ("BadRequest", problem("The request is not right.", of: .badRequest)),
    ("NotFound", problem("There is no such record.", of: .notFound)),
    ("NotAcceptable", problem("It is not had in that format.", of: .notAcceptable)),
    ("PreconditionFailed", problem("The state is another one.", of: .preconditionFailed)),
    ("Unauthorized", problem("A token is missing or wrong.", of: .unauthorized)),
    ("Forbidden", problem("The token's role may not.", of: .forbidden)),
    ("Conflict", problem("It cannot be done as things are.", of: .conflict)),
    ("ContentTooLarge", problem("More than is taken at once.", of: .contentTooLarge)),
    ("UnsupportedMediaType", problem("Content of another kind is wanted.", of: .unsupportedMediaType)),
    ("UnprocessableContent", problem("The record has faults; errors names each.", of: .unprocessableContent)),
    ("PreconditionRequired", problem("If-Match is missing.", of: .preconditionRequired)),
    (
      "TooManyRequests",
      problem("Too many, too fast.", of: .tooManyRequests, [("Retry-After", header("RetryAfter"))])
    ),
    ("InsufficientStorage", problem("No room is left.", of: .insufficientStorage)),
    ("Written", written("The record as it is now; with dryRun, what would be done.")),
    ("Added", written("The record that was added.")), ("DryRun", written("What would be done.")),
    ("Gone", problem("It was here once.", of: .gone)),
    (
      "Unavailable",
      problem("Not at the moment.", of: .serviceUnavailable, [("Retry-After", header("RetryAfter"))])
    ),
    (
      "NotModified",
      Schema.object([
        ("description", .string("The tag of If-None-Match still holds.")),
        ("headers", Schema.object([("ETag", header("ETag"))])),
      ])
    ),
    (
      "Moved",
      Schema.object([
        ("description", .string("Another slug has taken its place.")),
        ("headers", Schema.object([("Location", header("Location"))])),
      ])
    ),
  ])

  /// Of the responses above.
  private static let statuses = [400, 401, 403, 404, 406, 409, 410, 412, 413, 415, 422, 428, 429, 503, 507]

  private static func written(_ description: String) -> JSONValue {
    Schema.object([
      ("description", .string(description)),
      ("headers", Schema.object([("ETag", header("ETag")), ("Location", header("Location"))])),
      (
        "content",
        Schema.object([("application/json", Schema.object([("schema", Schema.any("As GET gives it."))]))])
      ),
    ])
  }

  private static func problem(
    _ description: String, of status: Status?, _ headers: [(String, JSONValue?)] = []
  ) -> JSONValue {
    let codes = ProblemCode.all.filter { code in
      status.map { $0.code == code.status.code } ?? !statuses.contains(code.status.code)
    }.map {
      "\n- `\($0.code)`: \($0.meaning)"
    }
    return Schema.object([
      ("description", .string(description + (codes.isEmpty ? "" : "\n" + codes.joined()))),
      ("headers", headers.isEmpty ? nil : Schema.object(headers)),
      (
        "content",
        Schema.object([
          ("application/problem+json", Schema.object([("schema", Schema.reference("Problem"))]))
        ])
      ),
    ])
  }
}
