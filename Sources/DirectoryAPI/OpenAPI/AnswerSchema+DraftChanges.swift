internal import Directory

/// Draft changes and previews.
extension AnswerSchema {
  static let ofDraftChanges: [(name: String, schema: Schema)] = [
    ("DraftChange", oneDraftChange),
    (
      "DraftChangePage",
      .record(
        "A page of draft changes.",
        [
          .always("items", .array("The draft changes, the newest first.", of: .reference("DraftChange"))),
          .always(
            "next",
            .string(
              "The value for before that gets older ones; null if there are none. A page has at most 100 items, "
                + "and fewer if they are long."
            ).orNull),
        ])
    ),
    ("DraftChangeContent", content(of: keyFields + [.always("patch", patch)] + shared)),
    ("DraftChangePatch", content(of: [.ifStated("patch", patch)] + shared)),
    (
      "DraftChangeDecision",
      Schema.record("Why a draft change is declined.", [.ifStated("reason", reason)]).closed
    ),
    ("PreviewContent", previewContent), ("PreviewLink", previewLink),
  ]

  private static let patch = Schema.any("The fields to change, as a JSON merge patch (RFC 7396).")
  private static let reason = Schema.string("Why it was declined.", example: "We do this next year.")
  private static let types = RecordType.allCases.map(\.rawValue)

  private static let keyFields: [Schema.Field] = [
    .always("type", .string("The type of the record.", example: "member", values: types)),
    .ifStated(
      "slug", .slug("The slug or id of the record. The organisation needs none.", example: "riverton")),
  ]

  private static let shared: [Schema.Field] = [
    .ifStated("note", .string("What others should know about it.", example: "From their annual report.")),
    .ifStated("publishAt", .time("When it is published. Such a change is scheduled.").orNull),
    .ifStated(
      "baseTag",
      .string("The ETag of the record as you have read it. Without it, the base is the record as it is.")),
    .ifStated("state", .string("draft, proposed or scheduled.", values: ["draft", "proposed", "scheduled"])),
  ]

  private static func content(of fields: [Schema.Field]) -> Schema {
    Schema.record("A draft change as staff write it.", fields).closed
  }

  private static let oneDraftChange: Schema = .record(
    "A change that is written down before it is made.",
    [
      .always("id", .integer("The number of the draft change.", of: nil, example: 7)),
      .always("type", .string("The type of the record.", example: "member", values: types)),
      .always("slug", .slug("The slug or id that the record has now.", example: "riverton")),
      .always("name", .string("The name of the record.", example: "Riverton")),
      .always(
        "recordStatus",
        .string(
          "published or draft, or deleted.", example: "published", values: ["published", "draft", "deleted"])
      ),
      .always(
        "state",
        .string(
          "What has become of it.", example: "draft", values: DraftChange.State.allCases.map(\.rawValue))),
      .always("author", .string("Who has written it.", example: "Kari")),
      .always("createdAt", .time("When it was written.")),
      .always("updatedAt", .time("When its author, or somebody else, last changed it.")),
      .always("publishAt", .time("When it is published, or null.").orNull),
      .always("note", .string("What others should know about it.")), .always("patch", patch),
      .always("baseTag", .string("The ETag of the record as the author has read it.")),
      .always(
        "changes",
        .array(
          "What it would change now. Of one that was decided: what it changes in the record that the author "
            + "had read.", of: .reference("FieldChange"))),
      .always(
        "conflicts",
        .array(
          "The pointers of fields that it changes, and that others have changed since.",
          of: .string("A pointer.", example: "/summary"))),
      .ifStated("reason", reason),
      .ifStated("decidedBy", .string("Who has scheduled, published or declined it.", example: "Ola")),
      .ifStated("decidedAt", .time("When that was.")),
      .ifStated("problem", .string("Why it was not published at its time.")),
      .always(
        "links",
        .record(
          "Links to more.",
          [
            .always("self", .link("The draft change.", example: "/draft-changes/7")),
            .ifStated("record", .link("The record.", example: "/members/riverton")),
            .ifStated("publish", .link("POST here to make the change.", example: "/draft-changes/7/publish")),
            .ifStated("decline", .link("POST here to decline it.", example: "/draft-changes/7/decline")),
          ])),
    ])

  private static let previewContent = Schema.record(
    "What a preview shows: a draft change, or a record with a patch.",
    [
      .ifStated("draftChange", .integer("The number of a draft change.", of: nil, example: 7).orNull),
      .ifStated("type", .string("The type of the record.", example: "member", values: types).orNull),
      .ifStated("slug", .slug("The slug or id of the record.", example: "riverton").orNull),
      .ifStated("patch", patch),
    ]
  ).closed

  private static let previewLink: Schema = .record(
    "The address of a preview. Everyone who has it can open it.",
    [
      .always("url", .link("The address.", example: "/previews/mdt_preview_SECRET")),
      .always("expiresAt", .time("When the preview ends.")),
    ])
}
