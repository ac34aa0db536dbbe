internal import Directory
internal import HTTPCore

/// The API described for programs (OpenAPI 3.1.0), from the table of routes: what is not in the table is not
/// in the document, and the other way round.
package enum OpenAPIDocument {
  /// The same octets for the same version.
  package static func json(version: String) -> [UInt8] { document(version: version).prettyPrinted() }

  static func document(version: String) -> JSONValue {
    Schema.object([
      ("openapi", .string("3.1.0")),
      (
        "info",
        Schema.object([
          ("title", .string("member-directory")), ("version", .string(version)),
          (
            "summary", .string("Who the members of an organisation are, what they work on, and whom to call.")
          ),
          ("description", .string(description)),
        ])
      ),
      ("servers", .array([Schema.object([("url", .string("/"))])])),
      ("tags", .array(tags)),
      (
        "paths", .object(Routes.documented.map { JSONMember(name: $0.pattern, value: OpenAPIPaths.item($0)) })
      ),
      ("components", components),
    ])
  }

  private static let description = """
    Every resource answers GET and HEAD. Lists are `{items, total, next}`: send `next` as `cursor` for the page after.

    A filter takes several values: `topic=climate,transport` is one or the other, `topic=climate&topic=transport` \
    is both, `kind=not.county` all others. Numbers and days take ranges: `population=50000..`, `joined=..2020`.

    A suffix of the path asks for a format, `/members.csv`, and so does Accept. Answers have an ETag: send it as \
    If-None-Match to hear whether anything has changed.

    Every error is `application/problem+json` with a `code`. Fields, parameters and values of `kind` are added over \
    time, and never taken away.
    """

  private static let tags = [
    ("members", "The counties, municipalities and universities that the organisation represents."),
    ("topics", "What members work with: themes, programmes, networks and agendas."),
    ("contacts", "Who to talk to."), ("offices", "Where the organisation can be met."),
    ("search", "Finding by words, and finding partners."),
    ("directory", "The directory as a whole: copies, changes, imports."),
    ("service", "The service itself: its description, its health, its errors."),
  ].map { name, text in
    Schema.object([("name", .string(name)), ("description", .string(text))])
  }

  private static var components: JSONValue {
    let records = RecordSchemas.all.flatMap { name, text, fields in
      let fields = fields + [AnswerSchema.included]
      return [
        JSONMember(name: name, value: Schema.record(text, fields)),
        JSONMember(
          name: name + "Selection",
          value: Schema.record("The fields that were asked for.", fields, isPartial: true)),
      ]
    }
    let parts = (AnswerSchema.parts + WriteSchemas.all).map { JSONMember(name: $0.name, value: $0.schema) }
    return Schema.object([
      ("schemas", .object(records + parts)), ("responses", OpenAPIResponses.components),
      ("headers", OpenAPIResponses.headers),
      (
        "securitySchemes",
        Schema.object([
          (
            "token",
            Schema.object([
              ("type", .string("http")), ("scheme", .string("bearer")),
              ("description", .string("What `member-directory token create` shows once.")),
            ])
          )
        ])
      ),
    ])
  }
}
