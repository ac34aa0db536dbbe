internal import Directory

/// What the office asks.
extension AnswerSchema {
  static let office: [(name: String, schema: Schema)] = [
    ("RevisionDetail", .record("One revision, with the record after it.", [type, slug] + detail)),
    (
      "ActivityPage",
      page(
        "Writes to all records.",
        .record("A write to a record.", [type, slug, name] + fieldsOfRevision))
    ),
    ("DeletionPage", page("Records that were deleted.", deletion)),
    ("ImportPage", page("Imports and merges.", imported)), ("RecordPage", foundPage),
    (
      "DuplicateList",
      .record(
        "Records that may be the same.",
        [
          .always("items", .array("The records, published ones first.", of: duplicate)),
          .always("total", .integer("The number of items.", of: "records", example: 1)), noNext,
        ])
    ),
    (
      "BackupList",
      .record(
        "The backups of this directory.",
        [
          .always("items", .array("The backups, the newest first.", of: .reference("Backup"))),
          .always("total", .integer("The number of backups.", of: "backups", example: 7)), noNext,
        ])
    ),
    ("Backup", .record("A backup.", backup)), ("Overview", overview),
  ]

  private static let name = Schema.Field.always(
    "name", .string("The name of the record.", example: "Riverton"))
  private static let noNext = Schema.Field.always(
    "next", .string("Always null, because there is one page.").orNull)

  private static let detail: [Schema.Field] =
    fieldsOfRevision + [
      .always("record", .any("The whole record after the revision; null after a deletion.")),
      .always(
        "changesSince",
        .array("What has changed from this revision to the newest one.", of: .reference("FieldChange"))),
    ]

  private static func page(_ description: String, _ item: Schema) -> Schema {
    .record(
      description,
      [
        .always("items", .array("The items, the newest first.", of: item)),
        .always(
          "next",
          .string(
            "The value for before that gets older ones; null if there are none. A page may have fewer items "
              + "than limit, even none, although there are more."
          ).orNull),
      ])
  }

  private static let deletion: Schema = .record(
    "A record that was deleted.",
    [
      type, slug, name, .always("at", .time("When it was deleted.")),
      .always("author", .string("The name of the token that deleted it.", example: "Kari")),
      .ifStated("import", .integer("The number of the import that deleted it.", of: nil, example: 1)),
      links(
        ("revisions", "The history of the record."),
        ("restore", "POST here to bring the record back as it was.")),
    ])

  private static let imported: Schema = .record(
    "An import or a merge.",
    [
      .always("id", .integer("The number of the import.", of: nil, example: 1)),
      .always("at", .time("When it was made.")),
      .always("author", .string("The name of the token that made it.", example: "Kari")),
      .ifStated("undoneAt", .time("When it was undone. Absent if it wasn't.")),
      .always("created", .integer("The records that it created.", of: "records", example: 3)),
      .always("updated", .integer("The records that it changed.", of: "records", example: 2)),
      .always("deleted", .integer("The records that it deleted, which only a merge does.", of: "records")),
      .always("formerSlugs", .integer("The former slugs that it wrote.", of: "slugs", example: 0)),
      .ifStated(
        "merge",
        .record(
          "The topics of a merge. Absent for an import.",
          [
            .always("from", .slug("The topic that was removed.", example: "reading")),
            .always("into", .slug("The topic that followed it.", example: "learning")),
          ])),
      .always(
        "links",
        .record(
          "Links to more.",
          [
            .always("activity", .link("What it wrote.", example: "/activity?import=1")),
            .ifStated(
              "undo", .link("POST here to undo it. Absent if it is undone.", example: "/imports/1/undo")),
          ])),
    ])

  private static let status = Schema.Field.always(
    "status", .string("Whether it is published.", values: RecordStatus.allCases.map(\.rawValue)))

  private static let foundPage: Schema = .record(
    "The records that contain the words.",
    [
      .always(
        "items",
        .array(
          "The records: first drafts, then published ones, the best match first.",
          of: .record(
            "A record that contains the words.",
            [
              type, slug, name,
              .ifStated("kind", .string("The kind of a member, a topic or an area.")),
              status, links(("self", "The record.")),
            ]))),
      .always("total", .integer("The number of records, or the least that it can be.", of: "records")),
      .always("totalIsExact", .boolean("True if all records were counted.")), noNext,
    ])

  private static let duplicate: Schema = .record(
    "A record that may be the same.",
    [
      type, slug, name, status,
      .always(
        "reasons",
        .array(
          "Why it may be the same.",
          of: .string(
            "name, or alias for another name of the record; identifier for a number; website for its host.",
            values: Duplicate.Reason.allCases.map(\.rawValue)))),
      links(("self", "The record.")),
    ])

  private static let backup: [Schema.Field] = [
    .always(
      "name",
      .string("The name of the file.", example: "member-directory-2026-05-01T123456Z-1a2b3c4d.sqlite")),
    .always("at", .time("When it was made.")),
    .always("bytes", .integer("The size of the file.", of: "bytes", example: 1_000_000)),
    links(("self", "The file.")),
  ]
}

/// What waits to be done.
extension AnswerSchema {
  private static let count: [Schema.Field] = [
    .always("count", .integer("The number of records, or the least that it can be.", of: "records")),
    .always("countIsExact", .boolean("True if all records were counted.")),
  ]

  private static let named: Schema = .record("A record.", [type, slug, name, links(("self", "The record."))])

  private static func waiting(_ state: String, _ description: String) -> Schema.Field {
    .always(
      state,
      .record(
        description,
        count + [
          .always(
            "items",
            .array(
              "The first ten, the newest first.",
              of: .record(
                "A draft change.",
                [
                  .always("id", .integer("Its number.", of: nil, example: 7)), type, slug, name,
                  .always("updatedAt", .time("When it was last written.")),
                  links(("self", "The draft change.")),
                ])))
        ]))
  }

  private static let overview: Schema = .record(
    "What waits to be done.",
    [
      .always("drafts", .record("The records that aren't published.", count)),
      .always(
        "draftChanges",
        .record(
          "The draft changes that are open, by state.",
          [
            waiting("proposed", "Those that wait for somebody who decides."),
            waiting("draft", "Those that are being worked on."),
            waiting("scheduled", "Those that are published at a time."),
          ])),
      .always(
        "old",
        .record(
          "The members, topics, contacts and offices that were last written more than 365 days ago.",
          count + [
            .always(
              "items",
              .array(
                "The first ten, the oldest first.",
                of: .record(
                  "An old record.",
                  [
                    type, slug, name, .always("changedAt", .time("When it was last written.")),
                    links(("self", "The record.")),
                  ])))
          ])),
      .always(
        "untranslated",
        .array(
          "The records without any text in a language of the directory, by language and type.",
          of: .record(
            "A language and a type.",
            [
              .always("language", .string("The language.", example: "nb")), type,
              .always("count", .integer("The number of records.", of: "records", example: 3)),
            ]))),
      .always("withoutContact", .record("Present members without a contact.", count + [firstTen])),
      .always("withoutWebsite", .record("Present members without a website.", count + [firstTen])),
      .always(
        "backups",
        .record(
          "The backups.",
          [
            .always("configured", .boolean("Whether there is a folder for them.")),
            .ifStated("last", .record("The newest backup. Absent without one.", backup)),
          ])),
      .ifStated(
        "findings",
        .array(
          "What the doctor finds. Only admins get it.",
          of: .record(
            "A finding.",
            [
              .always("severity", .string("How bad it is.", values: ["note", "warning", "error"])),
              .always("check", .string("What was looked at.", example: "backups")),
              .always("problem", .string("What is wrong.")),
              .always("remedy", .string("What to do about it.")),
            ]))),
    ])

  private static let firstTen = Schema.Field.always("items", .array("The first ten, by name.", of: named))
}
