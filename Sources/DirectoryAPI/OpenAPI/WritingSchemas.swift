internal import Directory
internal import HTTPCore

/// What staff reads, and what everyone may know of what staff writes.
extension AnswerSchema {
  private static let recordType = Schema.string(
    "What it is.", example: "member", values: RecordType.allCases.map(\.rawValue))

  /// The fields beside these are those that its kind of record is written with.
  static let draft = Schema.object([
    ("type", .string("object")), ("description", .string("What is not published, as it was written.")),
    (
      "properties",
      Schema.object([("status", Schema.string("Always draft.", values: ["draft"]))])
    ), ("required", .array([.string("status")])),
  ])

  static let changeList = Schema.record(
    "Changes, oldest first.",
    [
      Schema.always(
        "items",
        Schema.array(
          "Those after since.",
          of: Schema.record(
            "A change.",
            [
              Schema.always("id", Schema.integer("Grows from change to change.", example: 7)),
              Schema.always("at", Schema.string("When (RFC 3339).", example: "2026-05-01T12:00:00Z")),
              Schema.always("type", recordType),
              Schema.always("slug", Schema.slug("The record's slug or id.", example: "oslo")),
              Schema.always(
                "action",
                Schema.string(
                  "What happened to it.", example: "updated", values: ["created", "updated", "deleted"])),
              Schema.always(
                "links",
                Schema.record(
                  "Where it is.",
                  [Schema.always("self", Schema.link("The record.", example: "/members/oslo"))])),
            ]))),
      Schema.always("next", Schema.string("For since=, now or later.", example: "7")),
    ])

  static let draftList = Schema.record(
    "What is not published.",
    [
      Schema.always(
        "items",
        Schema.array(
          "By type and slug.",
          of: Schema.record(
            "A draft.",
            [
              Schema.always("type", recordType),
              Schema.always("slug", Schema.slug("Its slug or id.", example: "oslo")),
              Schema.always("name", Schema.string("Its name.")),
              Schema.always(
                "links",
                Schema.record(
                  "Where it is.", [Schema.always("self", Schema.link("The draft.", example: "/members/oslo"))]
                )),
            ]))),
      Schema.always("total", Schema.integer("How many.", example: 1)),
      Schema.always("next", Schema.orNull(Schema.string("Always null: there is one page."))),
    ])

  static let revisionList = Schema.record(
    "What was written to a record, newest first.",
    [
      Schema.always(
        "items",
        Schema.array(
          "Revisions.",
          of: Schema.record(
            "A revision.",
            [
              Schema.always("id", Schema.integer("Its number.", example: 7)),
              Schema.ifStated("at", Schema.string("When (RFC 3339).", example: "2026-05-01T12:00:00Z")),
              Schema.ifStated("author", Schema.string("Whose token it was.", example: "Kari")),
              Schema.always(
                "action",
                Schema.string(
                  "What happened.", example: "updated", values: ["original", "created", "updated", "deleted"])
              ),
              Schema.ifStated("status", Schema.string("Its status then.", values: ["published", "draft"])),
              Schema.ifStated("import", Schema.integer("The import that it was part of.", example: 1)),
              Schema.always(
                "changes", Schema.array("JSON pointers with old and new.", of: Schema.any("A change."))),
              Schema.always(
                "links",
                Schema.record(
                  "Where more is.",
                  [
                    Schema.always("record", Schema.link("The record.", example: "/members/oslo")),
                    Schema.always(
                      "restore", Schema.link("POST there.", example: "/members/oslo/revisions/7/restore")),
                  ])),
            ]))),
      Schema.always("next", Schema.orNull(Schema.string("For before=, where there is a page after this."))),
    ])
}

extension OpenAPIPaths {
  /// What a route takes beside questions.
  static func write(_ write: Write, to route: Route) -> JSONValue {
    let parameters =
      path(route.pattern) + write.parameters.map(OpenAPIParameters.json) + header(of: write)
    let content = write.contentTypes.map { media in
      (
        "\(media.type)/\(media.subtype)",
        Optional(Schema.object([("schema", Schema.any("The record's fields, as an export has them."))]))
      )
    }
    let responses: [(String, JSONValue?)] = [
      (success(of: write), Schema.object([("description", .string(write.answers))])),
      ("default", OpenAPIResponses.reference("Problem")),
    ]
    return Schema.object([
      ("operationId", .string("\(write.method.name)-\(route.relation)")), ("summary", .string(write.answers)),
      ("tags", .array([.string(tag(route.pattern))])), ("parameters", .array(parameters)),
      (
        "requestBody",
        content.isEmpty
          ? nil : Schema.object([("required", .boolean(true)), ("content", Schema.object(content))])
      ),
      ("security", security), ("responses", Schema.object(responses)),
    ])
  }

  /// A token, of any role: the answer says where it does not do.
  static let security = JSONValue.array([Schema.object([("token", .array([]))])])

  private static func success(of write: Write) -> String {
    switch write.operation {
    case .create: "201"
    case .delete: "204"
    default: "200"
    }
  }

  private static func header(of write: Write) -> [JSONValue] {
    let name: (String, String)? =
      switch write.operation {
      case .replace, .patch, .delete, .restore: ("If-Match", "The ETag of the state that is meant.")
      case .create: ("Idempotency-Key", "A name for this attempt, by which it can be repeated.")
      case .importing, .undoImport: nil
      }
    return name.map { name, text in
      [
        Schema.object([
          ("name", .string(name)), ("in", .string("header")), ("description", .string(text)),
          ("schema", Schema.object([("type", .string("string"))])),
        ])
      ]
    } ?? []
  }
}
