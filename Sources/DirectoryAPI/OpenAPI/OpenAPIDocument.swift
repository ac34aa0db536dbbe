internal import Directory
internal import HTTPCore

/// The description of the API for programs (OpenAPI 3.1.0). It is made from the table of routes, so it has
/// what the table has and nothing else.
package enum OpenAPIDocument {
  /// Returns the description for any directory, whose examples are invented. It has the same bytes for the
  /// same version.
  package static func json(version: String) -> [UInt8] {
    document(version: version, .invented).prettyPrinted()
  }

  /// Returns the description with examples of a directory, without white space.
  static func json(version: String, _ examples: Examples) -> [UInt8] {
    document(version: version, of: examples).compact() + [Byte.lf]
  }

  /// Returns the description with examples of a directory, and without counties if it has none.
  static func document(version: String, of examples: Examples) -> JSONValue {
    let document = OwnKinds(examples).replaced(in: document(version: version, examples))
    return examples.hidesCounties ? CountyWords.without(document) : document
  }

  private static func document(version: String, _ examples: Examples) -> JSONValue {
    .object(of: [
      "openapi": .string("3.1.0"),
      "info": .object(of: [
        "title": .string("member-directory"), "version": .string(version),
        "summary": .string("The members of an organisation, what they work on, and whom to contact."),
        "description": .string(description(examples)),
      ]),
      "servers": .array([.object(of: ["url": .string("/")])]),
      "tags": .array(tags.map { .object(of: ["name": .string($0.name), "description": .string($0.text)]) }),
      "paths": .object(
        Routes.documented.map { JSONMember(name: $0.pattern, value: OpenAPIPaths.item($0, examples)) }),
      "components": components(examples),
    ])
  }

  private static func description(_ examples: Examples) -> String {
    """
    **Lists.** Every resource answers GET and HEAD. A list is `{items, total, next}`: send `next` as `cursor` \
    to get the next page.

    **Filters.** A filter takes several values. `topic=\(examples.twoTopics.0),\(examples.twoTopics.1)` means \
    one or the other, `topic=\(examples.twoTopics.0)&topic=\(examples.twoTopics.1)` means both, and \
    `kind=not.\(examples.kind)` means all but that one. Numbers and days take ranges: `population=50000..`, \
    `joined=..2020`.

    **Formats.** A suffix of the path chooses a format, as in `/members.csv`. Without a suffix, the Accept \
    field chooses it. Answers have an ETag: send it as If-None-Match, and the answer is 304 as long as nothing has changed.

    **Errors.** Every error is `application/problem+json` with a `code`. An unknown parameter and a wrong \
    value are errors: `allowed`, `nearest` and `corrected` say what would be right. Later versions may add fields, parameters and \
    values of `kind`, but remove none.
    """
  }

  static let tags: [(name: String, text: String)] = [
    ("members", "The members of the organisation, and what each works on."),
    ("topics", "The subjects that members work with."),
    ("contacts", "The people to contact."), ("offices", "The offices of the organisation."),
    ("search", "Searching for words, and finding partners."),
    ("directory", "The directory as a whole: copies, changes, imports."),
    ("office", "What staff do: changes that aren't made yet, history, duplicates, backups."),
    ("people", "Who has access: people, their tokens and their sessions."),
    ("service", "The service itself: its description, its health and its errors."),
  ]

  private static func components(_ examples: Examples) -> JSONValue {
    // A request may ask for some fields of any record. Areas and kinds refer to none that could be
    // included.
    let records = RecordSchemas.all.map { name, text, fields in
      let more =
        ["Area", "County", "MemberKind", "TopicKind", "Field"].contains(name) ? [] : [AnswerSchema.included]
      let own = name == "Member" ? RecordSchemas.member(fields, custom: examples.fields) : fields
      return (name: name, schema: Schema.record(text, own + more, isPartial: true))
    }
    let named =
      records + AnswerSchema.parts + AnswerSchema.answers + WriteSchemas.all(examples.fields)
      + WriteSchemas.answers
    return .object(of: [
      "schemas": .object(SchemaExamples(SchemaComponents(named).members, from: examples.answers).schemas),
      "responses": OpenAPIResponses.components, "headers": OpenAPIResponses.headers(examples),
      "securitySchemes": .object(of: [
        "token": .object(of: [
          "type": .string("http"), "scheme": .string("bearer"),
          "description": .string("The token that `member-directory token create` prints, once."),
        ])
      ]),
    ])
  }
}
