internal import Directory

/// Changes, drafts and revisions.
extension AnswerSchema {
  static let type = Schema.Field.always(
    "type",
    .string("The type of the record.", example: "member", values: RecordType.allCases.map(\.rawValue)))
  static let slug = Schema.Field.always(
    "slug", .slug("Identifies the record in links.", example: "riverton"))

  static func links(_ links: (name: String, description: String)...) -> Schema.Field {
    .always(
      "links",
      .record(
        "Links to more.",
        links.map { .always($0.name, .link($0.description, example: "/members/riverton")) }))
  }

  static let changeFeed: Schema = .record(
    "The changes of the public directory.",
    [
      .always("items", .array("The changes, the oldest first.", of: .reference("Change"))),
      .always(
        "next",
        .string(
          """
          The value for since that gets the changes after these. It works now and at any later time. If the \
          directory is restored from a backup, it gets 410, and a copy has to start again with /snapshot.
          """,
          example: "12")),
    ])

  static let change: Schema = .record(
    "A change.",
    [
      .always("id", .integer("The number of the change. It grows with every change.", of: nil, example: 12)),
      .always("at", .time("When the change was made.")),
      type, slug,
      .always(
        "action",
        .string(
          "What was done. deleted means that the record isn't public any more.",
          values: ["created", "updated", "deleted"])),
      links(("self", "The record.")),
    ])

  /// A draft in the list of drafts.
  static let draftReference: Schema = .record(
    "A record that isn't published.",
    [type, slug, .always("name", .string("The name of the record.")), links(("self", "The draft."))])

  static let history: Schema = .record(
    "The revisions of a record.",
    [
      .always("items", .array("The revisions, the newest first.", of: .reference("Revision"))),
      .always(
        "next",
        .string("The value for before that gets older revisions; null if there are none.").orNull),
    ])

  static let revision: Schema = .record("A revision.", fieldsOfRevision)

  static let fieldsOfRevision: [Schema.Field] = [
    .always("id", .integer("The number of the revision.", of: nil, example: 3)),
    .ifStated("at", .time("When it was written.")),
    .ifStated("author", .string("The name of the token that wrote it.", example: "Kari")),
    .always("action", .string("What was done.", example: "updated")),
    .ifStated("status", .string("published or draft.", example: "published")),
    .ifStated("import", .integer("The number of the import that wrote it.", of: nil, example: 1)),
    .ifStated(
      "draftChange",
      .integer("The number of the draft change that it has published.", of: nil, example: 7)),
    .ifStated("changeAuthor", .string("Who has written that draft change.", example: "Ola")),
    .always("changes", .array("The fields that changed.", of: .reference("FieldChange"))),
    links(
      ("record", "The record."), ("self", "The revision in full."),
      ("restore", "POST here to bring this revision back.")),
  ]

  /// A difference between two states of a record.
  static let fieldChange: Schema = .record(
    "A field that changed.",
    [
      .always("pointer", .string("The field, as a JSON Pointer (RFC 6901).", example: "/summary")),
      .ifStated("old", .any("The value before.")),
      .ifStated("new", .any("The value after.")),
    ])
}
