internal import Directory
internal import HTTPCore

/// The operations that write.
enum OpenAPIWrites {
  static func operation(
    _ write: WriteMethod, on route: Route, path: [JSONValue], _ examples: Examples
  ) -> JSONValue {
    .object(of: [
      "operationId": .string(OperationName.write(write)), "summary": .string(write.summary),
      "description": .string(OpenAPIPaths.requirement(write.role)),
      "tags": .strings([OpenAPIPaths.tag(route.pattern)]),
      "security": OpenAPIPaths.security,
      "parameters": .array(
        path + write.parameters.map { OpenAPIParameters.json($0, examples) } + headers(write)),
      "requestBody": body(write, examples), "responses": responses(write),
    ])
  }

  /// The header fields that the operation reads.
  private static func headers(_ write: WriteMethod) -> [JSONValue] {
    // PATCH and DELETE require it. PUT takes If-None-Match instead, and a deleted record is restored without.
    func ifMatch(isRequired: Bool = false) -> JSONValue {
      header(
        "If-Match", "The ETag of the record as you last read it. Without it, the answer is 428.",
        example: "\"2tLTyPmooSpA9Vo_8OYkPg\"", isRequired: isRequired)
    }
    let ifNoneMatch = header(
      "If-None-Match", "`*` to add a record that must not exist yet.", example: "*", mayBeEmpty: true)
    let key = header(
      "Idempotency-Key",
      "A key of your choice, the same for every attempt at one request, which is then performed once.",
      example: "4f3f9f3e-6a5e-4a57")
    return switch write.operation {
    case .record(.create, _), .importing, .undoImport, .draftChange(.create), .draftChange(.decline): [key]
    case .record(.merge, _): [ifMatch(isRequired: true), key]
    case .access(.updatePerson), .access(.removePerson): [ifMatch(isRequired: true)]
    case .draftChange(.publish): [ifMatch(), key]
    case .draftChange(.amend), .draftChange(.delete): [ifMatch(isRequired: true)]
    case .access, .draftChange(.endPreviews), .preview, .backingUp: []
    case .record(.restore, _): [ifMatch(), key]
    case .record(.replace, _): [ifMatch(), ifNoneMatch]
    case .record(.patch, _), .record(.delete, _), .record(.deletePicture, _): [ifMatch(isRequired: true)]
    case .record(.putPicture, _): [ifMatch(), ifNoneMatch]
    case .record(.addSize, _): [ifMatch(), key]
    }
  }

  private static func header(
    _ name: String, _ description: String, example: String, isRequired: Bool = false, mayBeEmpty: Bool = false
  ) -> JSONValue {
    .object(of: [
      "name": .string(name), "in": .string("header"), "required": isRequired ? .boolean(true) : nil,
      "description": .string(description),
      "schema": .object(of: ["type": .string("string"), "minLength": mayBeEmpty ? nil : .integer(1)]),
      "example": .string(example),
    ])
  }

  private static func body(_ write: WriteMethod, _ examples: Examples) -> JSONValue? {
    guard !write.contentTypes.isEmpty else { return nil }
    // Generated clients state the first type. Sent as bytes, the last, a picture of any type is recognized.
    let types = write.takesPicture ? write.contentTypes.reversed() : write.contentTypes
    let contents = types.map { media in
      ("\(media.type)/\(media.subtype)", Optional(content(of: write, as: media, examples)))
    }
    return .object(of: ["required": .boolean(true), "content": .object(of: contents)])
  }

  private static func content(
    of write: WriteMethod, as media: MediaType, _ examples: Examples
  ) -> JSONValue {
    if write.takesPicture { return .object(of: ["schema": AnswerSchema.picture.definition.json]) }
    if case .access(let operation) = write.operation { return AccessSchemas.content(operation) }
    if let content = draftChangeContent(of: write, examples) { return content }
    if case .record(.merge, _) = write.operation {
      return .object(of: [
        "schema": Schema.reference("TopicMergeContent").json,
        "example": .object(of: ["into": .string(examples.twoTopics.1)]),
      ])
    }
    guard let type = write.type else {
      let isJSON = media.subtype.description == "json"
      let schema: Schema =
        isJSON
        ? .any("A document as `member-directory export` writes it.")
        : .string("One record per line of NDJSON or per row of CSV.")
      let isLines = media.subtype.description == "x-ndjson"
      return .object(of: ["schema": schema.json, "example": isLines ? .string(line(examples)) : nil])
    }
    guard case .record(.patch, _) = write.operation else {
      // A new record has another slug than those that there are; a replaced one has that of the path.
      let isNew = if case .record(.create, _) = write.operation { true } else { false }
      return .object(of: [
        "schema": Schema.reference(WriteSchemas.content(type)).json,
        "example": isNew ? examples.newContent(type) : examples.content(type),
      ])
    }
    return .object(of: [
      "schema": Schema.reference(WriteSchemas.patch(type)).json,
      // The name of a field can't change.
      "example": .object(
        of: type == .field
          ? ["label": .string("A corrected label")] : ["name": .string("A corrected name")]),
    ])
  }

  /// Returns the description of the content of a write to a draft change or a preview; nil for another write.
  private static func draftChangeContent(of write: WriteMethod, _ examples: Examples) -> JSONValue? {
    let patch: JSONValue = .object(of: ["summary": .string("A corrected summary.")])
    let key: [(String, JSONValue?)] = [
      ("type", .string("member")), ("slug", .string(examples.member.slug)), ("patch", patch),
    ]
    let (schema, example): (String, JSONValue)
    switch write.operation {
    case .draftChange(.create): (schema, example) = ("DraftChangeContent", .object(of: key))
    case .draftChange(.amend):
      (schema, example) = ("DraftChangePatch", .object(of: ["note": .string("From their annual report.")]))
    case .draftChange(.decline):
      (schema, example) = ("DraftChangeDecision", .object(of: ["reason": .string("We do this next year.")]))
    case .preview(.create): (schema, example) = ("PreviewContent", .object(of: key))
    case .draftChange, .preview, .record, .importing, .undoImport, .access, .backingUp: return nil
    }
    return .object(of: ["schema": Schema.reference(schema).json, "example": example])
  }

  /// Returns a line of NDJSON.
  private static func line(_ examples: Examples) -> String {
    guard case .object(let members) = examples.newContent(.topic) else { return "" }
    let type = JSONMember(name: "type", value: .string("topic"))
    return JSONValue.object([type] + members).compactText
  }

  private static func responses(_ write: WriteMethod) -> JSONValue {
    var responses = successes(write)
    responses += [
      ("400", "BadRequest"), ("401", "Unauthorized"), ("403", "Forbidden"), ("404", "NotFound"),
      ("409", "Conflict"), ("410", "Gone"), ("412", "PreconditionFailed"), ("413", "ContentTooLarge"),
      ("415", "UnsupportedMediaType"), ("422", "UnprocessableContent"), ("428", "PreconditionRequired"),
      ("429", "TooManyRequests"), ("503", "Unavailable"), ("507", "InsufficientStorage"),
      ("default", "Problem"),
    ].map { ($0, OpenAPIResponses.reference($1)) }
    return .object(of: responses)
  }
}

/// The responses to a write that succeeds.
extension OpenAPIWrites {
  private static func successes(_ write: WriteMethod) -> [(String, JSONValue?)] {
    switch write.operation {
    case .record(.create, let type):
      [
        ("201", written("The new record.", WriteSchemas.result(type), location: true)),
        ("200", written("What the write would change. Only with dryRun.", "WritePreview")),
      ]
    case .record(.replace, let type), .record(.restore, let type):
      [
        (
          "200",
          written("The record after the write. With dryRun, what would change.", WriteSchemas.result(type))
        ),
        ("201", written("The new record.", WriteSchemas.result(type), location: true)),
      ]
    case .record(.patch, let type), .record(.putPicture, let type), .record(.addSize, let type),
      .record(.deletePicture, let type):
      [
        (
          "200",
          written("The record after the write. With dryRun, what would change.", WriteSchemas.result(type))
        )
      ]
    case .record(.delete, _):
      [
        ("204", .object(of: ["description": .string("The record has been deleted.")])),
        ("200", written("What the write would change. Only with dryRun.", "WritePreview")),
      ]
    case .record(.merge, _): [("200", written("What the merge did, or would do.", "MergeResult"))]
    case .backingUp: [("201", written("The new backup.", "Backup", location: true))]
    case .importing: [("200", written("What the import did. With dryRun, what it would do.", "ImportResult"))]
    case .undoImport: [("200", written("What was undone. With dryRun, what would be.", "UndoResult"))]
    case .draftChange(let operation): successes(operation)
    case .preview(.create): [("201", written("The new link.", "PreviewLink", location: true))]
    case .preview(.end): removed
    case .access(let operation): AccessSchemas.successes(operation)
    }
  }

  private static func successes(
    _ operation: WriteMethod.DraftChangeOperation
  ) -> [(String, JSONValue?)] {
    switch operation {
    case .create:
      [
        ("201", written("The new draft change.", "DraftChange", location: true)),
        ("200", written("The draft change as it would be. Only with dryRun.", "DraftChange")),
      ]
    case .amend, .publish, .decline: [("200", written("The draft change after that.", "DraftChange"))]
    case .delete, .endPreviews: removed
    }
  }

  private static let removed: [(String, JSONValue?)] = [
    ("204", .object(of: ["description": .string("It has been removed.")]))
  ]

  static func written(_ description: String, _ schema: String, location: Bool = false) -> JSONValue {
    .object(of: [
      "description": .string(description),
      "headers": .object(of: [
        "ETag": OpenAPIResponses.header("ETag"),
        "Location": location ? OpenAPIResponses.header("Location") : nil,
      ]),
      "content": .object(of: [
        "application/json": .object(of: ["schema": Schema.reference(schema).json])
      ]),
    ])
  }
}

extension WriteMethod {
  /// The record type that the operation writes; nil for those that write many records of any type.
  fileprivate var type: RecordType? {
    switch operation {
    case .record(_, let type): type
    case .importing, .undoImport, .access, .draftChange, .preview, .backingUp: nil
    }
  }
}
