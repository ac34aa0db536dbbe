internal import Directory

/// The records as staff send them. They refer to other records by slug, and have no links.
enum WriteSchemas {
  /// Returns the name of the schema of a whole record.
  static func content(_ type: RecordType) -> String { name(type) + "Content" }

  /// Returns the name of the schema of a merge patch.
  static func patch(_ type: RecordType) -> String { name(type) + "Patch" }

  /// Returns the name of the schema of an answer to a write.
  static func result(_ type: RecordType) -> String { name(type) + "WriteResult" }

  private static func name(_ type: RecordType) -> String { OperationName.capitalised(type.rawValue) }

  /// - Parameter custom: the fields that the directory defines for members.
  static func all(_ custom: [Directory.Field]) -> [(name: String, schema: Schema)] {
    RecordType.allCases.flatMap { all(of: $0, custom) }
  }

  private static func all(
    of type: RecordType, _ custom: [Directory.Field]
  ) -> [(name: String, schema: Schema)] {
    let noun = "\("ao".contains(type.noun.prefix(1)) ? "an" : "a") \(type.noun)"
    let own = fields(type)
    let record = (type == .member ? RecordSchemas.member(own, custom: custom) : own) + [status]
    return [
      (
        content(type),
        Schema.record("\(noun.prefix(1).uppercased() + noun.dropFirst()) as staff write it.", record).closed
      ),
      (
        patch(type),
        Schema.record("The fields of \(noun) to change (RFC 7396). null removes a field.", record).patch
      ),
    ]
  }

  private static let status = Schema.Field.ifStated(
    "status",
    .string(
      "published, which is the default, or draft. Only staff see a draft.", example: "draft",
      values: RecordStatus.allCases.map(\.rawValue)))

  private static func fields(_ type: RecordType) -> [Schema.Field] {
    switch type {
    case .organisation:
      shared(RecordSchemas.organisation, without: ["logo"]) + [.ifStated("logo", PictureSchemas.content)]
    case .office: shared(RecordSchemas.office, without: ["member"], optional: ["id"]) + [owner]
    case .memberKind:
      shared(RecordSchemas.memberKind, without: ["schemaType"], optional: ["slug"]) + [
        .ifStated(
          "schemaType",
          .string(
            "What https://schema.org calls a member of this kind; \(Kind.standardSchemaType) by default.",
            example: "NGO", values: Kind.schemaTypes))
      ]
    case .topicKind: shared(RecordSchemas.topicKind, optional: ["slug"])
    case .area: shared(RecordSchemas.area, optional: ["slug", "shortName"])
    case .field:
      shared(RecordSchemas.field, optional: ["name", "label", "visibility", "filterable", "facetable"])
    case .county: shared(RecordSchemas.county, optional: ["slug", "shortName"])
    case .topic:
      shared(
        RecordSchemas.topic, without: ["kind", "summary", "broader", "memberCount"], optional: ["slug"]) + [
          .always(
            "kind", .slug("The slug of the kind of topic. GET /topic-kinds lists all.", example: "theme")),
          .ifStated("summary", .string("What the topic is, as prose.")),
          .ifStated("broader", .slug("The slug of the topic above this one.", example: "learning")),
        ]
    case .contact:
      shared(RecordSchemas.contact, without: ["office", "member", "portrait"], optional: ["id"]) + [
        .ifStated("office", .slug("The id of the office where the person works.", example: "main")), owner,
        .ifStated("portrait", PictureSchemas.content),
      ]
    case .member: member
    }
  }

  private static let member: [Schema.Field] =
    shared(
      RecordSchemas.member, without: ["county", "area", "topics", "image", "joinedUnknown"],
      optional: ["slug", "shortName", "summary"]) + [
      .ifStated("county", .slug("The slug of the county in which it is located.", example: "northshire")),
      .ifStated("image", PictureSchemas.content),
      .ifStated(
        "area",
        .slug("The slug of the area in which it is located.", example: "north")),
      .ifStated(
        "topics",
        .array(
          "Its topics: the slugs of those that it works with, and objects for the others.",
          // Not a schema for each form: a client for TypeScript would send a slug as an empty object.
          of: .any(
            "The slug of a topic that the member works with, or an object with slug and relation: "
              + TopicRelation.allCases.map(\.rawValue).joined(separator: ", ") + "."))),
    ]

  private static let owner = Schema.Field.ifStated(
    "member",
    .slug(
      "The slug of the member to which it belongs. Without one it belongs to the organisation itself.",
      example: "riverton"))

  /// Returns the fields that are written as they are read.
  ///
  /// - Parameter optional: fields that a writer may leave out, although every record has them.
  private static func shared(
    _ fields: [Schema.Field], without names: [String] = [], optional: [String] = []
  ) -> [Schema.Field] {
    let answersOnly = ["links", RecordSchemas.textLanguages.name]
    return fields.filter { !answersOnly.contains($0.name) && !names.contains($0.name) }.map { field in
      optional.contains(field.name) ? .ifStated(field.name, field.schema) : field
    }
  }
}

/// The answers to writes.
extension WriteSchemas {
  static let answers: [(name: String, schema: Schema)] =
    RecordType.allCases.map { type in
      let record = type == .topic ? "TopicWithMembers" : name(type)
      return (
        result(type),
        .anyOf(
          "The record after the write, as GET returns it. With dryRun, what the write would change.",
          .reference("WritePreview"), .reference("Draft"), .reference(record))
      )
    } + [
      ("FieldChange", AnswerSchema.fieldChange), ("WritePreview", preview), ("ImportResult", imported),
      ("UndoResult", undone), ("TopicMergeContent", mergeContent), ("MergeResult", merged),
    ]

  private static let would = Schema.Field.always(
    "would",
    .string("What the write would do.", example: "update", values: ["create", "update", "delete", "nothing"]))
  private static let changes: Schema = .array(
    "The fields that would change.", of: .reference("FieldChange"))
  private static let dryRun = Schema.Field.ifStated(
    "dryRun", .boolean("true for a dry run, which writes nothing. Absent otherwise."))

  private static let preview: Schema = .record(
    "What a write would do. It was a dry run, so nothing has been written.",
    [
      .always("dryRun", .boolean("Always true.")), would,
      // Not required: a client for TypeScript parses every answer to a write as each of its schemas, and an
      // array that is required would make it fail.
      .ifStated("changes", changes),
      .ifStated("record", .any("The record as it would be; null if it would be deleted.")),
    ])

  private static let imported: Schema = .record(
    "What an import did, or with dryRun would do.",
    [
      dryRun,
      .ifStated(
        "import", .integer("The number of the import. Absent if nothing changed.", of: nil, example: 1)),
      .always("created", .integer("The number of new records.", of: "records", example: 3)),
      .always("updated", .integer("The number of changed records.", of: "records", example: 2)),
      .always(
        "unchanged", .integer("The number of records that stay as they are.", of: "records", example: 12)),
      .ifStated(
        "changes",
        .array(
          "The first 1,000 changes of a dry run.",
          of: .record(
            "A record that would change.",
            [
              .always("line", .integer("The line or the item of the content.", of: nil, example: 2)),
              .always("type", .string("The type of the record.", example: "member")),
              .always("slug", .slug("Identifies the record in links.", example: "riverton")),
              .ifStated(
                "formerSlug",
                .boolean("true if a former slug would change, and not a record. Absent otherwise.")),
              would, .always("changes", changes),
            ]))),
      .ifStated(
        "total", .integer("Only in a dry run: the number of all changes.", of: "records", example: 5)),
      .ifStated("truncated", .boolean("Only in a dry run: true if `changes` hasn't all of them.")),
      .ifStated(
        "confirmation",
        .string("Only in a dry run: the value of confirm that imports what was shown, or nothing.")),
      .ifStated(
        "table",
        .record(
          "How CSV was read. Absent for other formats.",
          [
            .always(
              "encoding", .string("utf-8, utf-16le, utf-16be or windows-1252.", example: "windows-1252")),
            .always(
              "delimiter", .string("comma, semicolon or tab, or another character.", example: "semicolon")),
            .always(
              "columns",
              .array(
                "The columns, from left to right.",
                of: .record(
                  "A column.",
                  [
                    .always("name", .string("Its name in the table.", example: "Folketall")),
                    .ifStated("field", .string("The field that it has. Absent if it was left out.")),
                  ]))),
          ])),
      .ifStated("notes", notes),
      .ifStated(
        "links",
        .record(
          "Links to more.", [.always("undo", .link("POST here to undo it.", example: "/imports/1/undo"))])),
    ])

  private static let notes: Schema = .array(
    "Cells of a table that were left out, up to 1,000. Absent if there are none.",
    of: .record(
      "A cell that was left out.",
      [
        .always("line", .integer("The line of the content.", of: nil, example: 2)),
        .always("column", .string("The name of the column.", example: "imageAlt")),
        .always("message", .string("Why it was left out.")),
      ]))

  private static let undone: Schema = .record(
    "What undoing an import did, or with dryRun would do.",
    [
      dryRun, .always("import", .integer("The number of the import.", of: nil, example: 1)),
      .always("undone", .integer("The number of records that are as before.", of: "records", example: 5)),
    ])
}

/// Merging topics.
extension WriteSchemas {
  private static let mergeContent: Schema = Schema.record(
    "The topic that follows another one.",
    [.always("into", .slug("The slug of the topic that stays.", example: "learning"))]
  ).closed

  private static let merged: Schema = .record(
    "What a merge did, or with dryRun would do.",
    [
      dryRun,
      .ifStated("import", .integer("The number by which it can be undone.", of: nil, example: 1)),
      .always("into", .slug("The slug of the topic that stays.", example: "learning")),
      .always("members", .integer("The members that have the topic now.", of: "members", example: 12)),
      .always("topics", .integer("The topics that moved.", of: "topics", example: 2)),
      .always("drafts", .integer("The drafts that name the topic now.", of: "drafts", example: 1)),
      .always(
        "draftChanges",
        .integer("The open draft changes that name the topic now.", of: "draft changes", example: 0)),
      .always(
        "formerSlugs", .integer("The former slugs that lead to the topic now.", of: "slugs", example: 0)),
      .ifStated(
        "changes",
        .array(
          "The first 1,000 changes of a dry run.",
          of: .record(
            "A record that would change.",
            [
              .always("type", .string("The type of the record.", example: "member")),
              .always("slug", .slug("Identifies the record in links.", example: "riverton")), would,
              .always("changes", changes),
            ]))),
      .ifStated("truncated", .boolean("Only in a dry run: true if `changes` hasn't all of them.")),
      .always(
        "links",
        .record(
          "Links to more.",
          [
            .always("into", .link("The topic that stays.", example: "/topics/learning")),
            .ifStated("undo", .link("POST here to undo it.", example: "/imports/1/undo")),
          ])),
    ])
}
