internal import Directory
internal import HTTPCore

/// The description of the API for programs (OpenAPI 3.1.0). It is made from the table of routes, so it has
/// what the table has and nothing else.
package enum OpenAPIDocument {
  /// Returns the same bytes for the same version.
  package static func json(version: String) -> [UInt8] { document(version: version).prettyPrinted() }

  private static func document(version: String) -> JSONValue {
    .object(of: [
      "openapi": .string("3.1.0"),
      "info": .object(of: [
        "title": .string("member-directory"), "version": .string(version),
        "summary": .string("The members of an organisation, what they work on, and whom to contact."),
        "description": .string(description),
      ]),
      "servers": .array([.object(of: ["url": .string("/")])]),
      "tags": .array(tags.map { .object(of: ["name": .string($0.name), "description": .string($0.text)]) }),
      "paths": .object(
        Routes.documented.map { JSONMember(name: $0.pattern, value: OpenAPIPaths.item($0)) }),
      "components": components,
    ])
  }

  private static let description = """
    Every resource answers GET and HEAD. A list is `{items, total, next}`: send `next` as `cursor` to get the \
    next page.

    A filter takes several values. `topic=climate,transport` means one or the other, \
    `topic=climate&topic=transport` means both, and `kind=not.county` means all but that one. Numbers and days \
    take ranges: `population=50000..`, `joined=..2020`.

    A suffix of the path chooses a format, as in `/members.csv`. Without a suffix, the Accept field chooses it. \
    Answers have an ETag: send it as If-None-Match, and the answer is 304 as long as nothing has changed.

    Every error is `application/problem+json` with a `code`. An unknown parameter and a wrong value are errors: \
    `allowed`, `nearest` and `corrected` say what would be right. Later versions may add fields, parameters and \
    values of `kind`, but remove none.
    """

  private static let tags: [(name: String, text: String)] = [
    ("members", "The counties, municipalities and universities that the organisation represents."),
    ("topics", "The subjects that members work with: themes, programmes, networks and agendas."),
    ("contacts", "The people to contact."), ("offices", "The offices of the organisation."),
    ("search", "Searching for words, and finding partners."),
    ("directory", "The directory as a whole: copies, changes, imports."),
    ("service", "The service itself: its description, its health and its errors."),
  ]

  private static var components: JSONValue {
    // A request may ask for some fields of any record. A county refers to none that could be included.
    let records = RecordSchemas.all.map { name, text, fields in
      let more = name == "County" ? [] : [AnswerSchema.included]
      return (name: name, schema: Schema.record(text, fields + more, isPartial: true))
    }
    let named = records + AnswerSchema.parts + AnswerSchema.answers + WriteSchemas.all + WriteSchemas.answers
    return .object(of: [
      "schemas": .object(SchemaComponents(named).members),
      "responses": OpenAPIResponses.components, "headers": OpenAPIResponses.headers,
      "securitySchemes": .object(of: [
        "token": .object(of: [
          "type": .string("http"), "scheme": .string("bearer"),
          "description": .string("The token that `member-directory token create` prints, once."),
        ])
      ]),
    ])
  }
}
