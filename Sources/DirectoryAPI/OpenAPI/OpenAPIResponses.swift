internal import Directory
internal import HTTPCore

/// The descriptions of responses: those of success, and the shared ones that operations refer to.
enum OpenAPIResponses {
  static func reference(_ name: String) -> JSONValue {
    .object(of: ["$ref": .string("#/components/responses/\(name)")])
  }

  /// Returns true if answers of the route have an entity tag.
  static func isTagged(_ route: Route) -> Bool {
    if case .moment = route.validity { false } else { true }
  }

  /// Returns true if answers of the route have the date of their last change.
  private static func isDated(_ route: Route) -> Bool {
    if case .staff = route.validity { false } else { isTagged(route) }
  }

  static func success(_ route: Route) -> JSONValue {
    var headers: [(String, JSONValue?)] = []
    if isTagged(route) { headers.append(("ETag", header("ETag"))) }
    if isDated(route), !route.isPicture { headers.append(("Last-Modified", header("LastModified"))) }
    if case .list = route.schema { headers.append(("Link", header("Link"))) }
    if case .picture = route.schema { return picture(route.summary, headers) }
    if case .file = route.schema {
      let content = JSONValue.object(of: ["schema": route.schema.definition.json])
      return .object(of: [
        "description": .string(route.summary),
        "content": .object(of: ["application/octet-stream": content]),
      ])
    }
    let content = route.offers.formats.map { format in
      (
        "\(format.media.type)/\(format.media.subtype)",
        Optional(JSONValue.object(of: ["schema": schema(format, route).json]))
      )
    }
    return .object(of: [
      "description": .string(route.summary),
      "headers": headers.isEmpty ? nil : .object(of: headers), "content": .object(of: content),
      "links": links(route),
    ])
  }

  /// Returns the response to a Range.
  static let part =
    picture(
      "The bytes that Range asks for.", [("ETag", header("ETag")), ("Content-Range", header("ContentRange"))])

  private static func picture(_ description: String, _ headers: [(String, JSONValue?)]) -> JSONValue {
    let content = PictureSize.types.map { type in
      (type, Optional(JSONValue.object(of: ["schema": AnswerSchema.picture.definition.json])))
    }
    return .object(of: [
      "description": .string(description), "headers": .object(of: headers),
      "content": .object(of: content),
    ])
  }

  private static func schema(_ format: Format, _ route: Route) -> Schema {
    let whole = route.record == nil ? " Without limit the whole list, streamed if long." : ""
    return switch format {
    case .record(.json), .web(.linkset): route.schema.definition
    case .record(.csv):
      .string(
        "A header row, and a row for each record (RFC 4180). Without limit the whole list, streamed if long."
      )
    case .record(.ndjson):
      .string("One record per line, each as in items. Without limit the whole list, streamed.")
    case .record(.jsonld):
      .map("JSON-LD with the terms of schema.org.\(whole)", to: .any("A value of JSON-LD."))
    case .record(.vcf): .string("Cards for an address book: vCard 4.0 (RFC 6350).\(whole)")
    case .record(.geojson):
      .map(
        "GeoJSON (RFC 7946): a feature for each record with a location, with the record as its properties."
          + whole, to: .any("A value of GeoJSON."))
    case .record(.txt): .string("A table for a terminal.")
    case .web(.atom):
      .string("The newest changes first, or with since those after it, as an Atom feed (RFC 4287).")
    case .web(.html): .string("A page for people.")
    case .web(.css), .web(.js): .string("A part of the page.")
    }
  }

  /// Returns the link from a list to one of its records; nil if the route isn't a list.
  private static func links(_ route: Route) -> JSONValue? {
    guard case .list(let name) = route.schema else { return nil }
    let id = name == "Contact" || name == "Office" ? "id" : "slug"
    let link = JSONValue.object(of: [
      "operationId": .string("get\(name)"),
      "parameters": .object(of: [id: .string("$response.body#/items/0/\(id)")]),
      "description": .string("The first item of the page, by itself."),
    ])
    return .object(of: [name.lowercased(): link])
  }
}

/// Header fields.
extension OpenAPIResponses {
  static func headers(_ examples: Examples) -> JSONValue {
    .object(of: [
      "ETag": header(
        "An entity tag, which is weak for a stream. Each format has its own, and so has each format with "
          + "gzip.",
        example: "\"2tLTyPmooSpA9Vo_8OYkPg\""),
      "LastModified": header("When the answer last changed.", example: "Tue, 24 Nov 2026 15:43:36 GMT"),
      "Link": header(
        "rel=\"next\" is the next page, if any; rel=\"alternate\" is the same answer in another format.",
        example: "</members?cursor=…>; rel=\"next\""),
      "RetryAfter": header("The number of seconds to wait before another request.", example: "1"),
      "ContentRange": header(
        "Which bytes these are, and the length of the file.", example: "bytes 0-1023/150000"),
      "Location": header("The address of the record.", example: Links.member(examples.member.slug)),
    ])
  }

  /// Returns a reference to a shared header.
  static func header(_ name: String) -> JSONValue {
    .object(of: ["$ref": .string("#/components/headers/\(name)")])
  }

  private static func header(_ description: String, example: String) -> JSONValue {
    .object(of: [
      "description": .string(description), "schema": .object(of: ["type": .string("string")]),
      "example": .string(example),
    ])
  }
}

/// Shared responses.
extension OpenAPIResponses {
  static let components = JSONValue.object(of: [
    "Problem": problem("Any other error.", with: nil),
    "BadRequest": problem("The request is wrong.", with: .badRequest),
    "NotFound": problem("There is no such resource.", with: .notFound),
    "NotAcceptable": problem("The resource isn't offered in the requested format.", with: .notAcceptable),
    "PreconditionFailed": problem(
      "A condition in the header of the request doesn't hold.", with: .preconditionFailed),
    "RangeNotSatisfiable": problem(
      "Range begins after the end of the file. Content-Range has its length.", with: .rangeNotSatisfiable,
      headers: ["Content-Range": header("ContentRange")]),
    "Unauthorized": problem("The token is missing or not valid.", with: .unauthorized),
    "Forbidden": problem("The role of the token doesn't allow the request.", with: .forbidden),
    "Conflict": problem("The request conflicts with the present state of the directory.", with: .conflict),
    "ContentTooLarge": problem("The content is larger than the server accepts.", with: .contentTooLarge),
    "UnsupportedMediaType": problem(
      "The server doesn't accept content of this type.", with: .unsupportedMediaType),
    "UnprocessableContent": problem(
      "The record has faults. errors lists them.", with: .unprocessableContent),
    "PreconditionRequired": problem("If-Match is missing.", with: .preconditionRequired),
    "TooManyRequests": problem(
      "There were too many requests in a short time.", with: .tooManyRequests,
      headers: ["Retry-After": header("RetryAfter")]),
    "InsufficientStorage": problem("The server has no storage left.", with: .insufficientStorage),
    "Gone": problem("The record existed, but does so no longer.", with: .gone),
    "Restarted": problem(
      "The directory was restored from a backup after this value of since.", with: .gone),
    "Unavailable": problem(
      "The server can't answer at the moment.", with: .serviceUnavailable,
      headers: ["Retry-After": header("RetryAfter")]),
    "NotModified": .object(of: [
      "description": .string("The answer is still the one that If-None-Match names."),
      "headers": .object(of: ["ETag": header("ETag")]),
    ]),
    "Moved": .object(of: [
      "description": .string("The record has another slug now."),
      "headers": .object(of: ["Location": header("Location")]),
    ]),
  ])

  /// The statuses that have a response of their own above.
  private static let statuses = [
    400, 401, 403, 404, 406, 409, 410, 412, 413, 415, 416, 422, 428, 429, 503, 507,
  ]

  /// Returns the response for all codes with a status, or for all codes without a response of their own.
  private static func problem(
    _ description: String, with status: Status?, headers: KeyValuePairs<String, JSONValue?> = [:]
  ) -> JSONValue {
    let codes = ProblemCode.all.filter { code in
      status.map { $0.code == code.status.code } ?? !statuses.contains(code.status.code)
    }.map { "\n- `\($0.code)`: \($0.meaning)" }
    return .object(of: [
      "description": .string(description + (codes.isEmpty ? "" : "\n" + codes.joined())),
      "headers": headers.isEmpty ? nil : .object(of: headers),
      "content": .object(of: [
        "application/problem+json": .object(of: ["schema": Schema.reference("Problem").json])
      ]),
    ])
  }
}
