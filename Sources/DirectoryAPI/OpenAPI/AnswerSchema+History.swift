internal import Directory

/// What has changed, what is not published, and what was written.
extension AnswerSchema {
  private static let type = Schema.always(
    "type", Schema.string("What it is.", example: "member", values: RecordType.allCases.map(\.rawValue)))
  private static let slug = Schema.always(
    "slug", Schema.slug("What stands for it in links.", example: "oslo"))

  private static func links(_ names: String...) -> Schema.Field {
    Schema.always(
      "links",
      Schema.record(
        "Where it is.", names.map { Schema.always($0, Schema.link("There.", example: "/members/oslo")) }))
  }

  static let changeFeed = Schema.record(
    "What has changed in public.",
    [
      Schema.always(
        "items",
        Schema.array(
          "The oldest first.",
          of: Schema.record(
            "A change.",
            [
              Schema.always("id", Schema.integer("Grows with each change.", of: nil, example: 12)),
              Schema.always(
                "at", Schema.string("When.", example: "2026-11-24T15:43:36Z", format: "date-time")),
              type, slug,
              Schema.always(
                "action",
                Schema.string(
                  "What was done; deleted is a tombstone.", values: ["created", "updated", "deleted"])),
              links("self"),
            ]))),
      Schema.always(
        "next", Schema.string("For since=: what comes after these, now or later.", example: "12")),
    ])

  static let draft = Schema.record(
    "A record that is not published.",
    [type, slug, Schema.always("name", Schema.string("What it is called.")), links("self")])

  static let history = Schema.record(
    "What was written to a record.",
    [
      Schema.always(
        "items",
        Schema.array(
          "The newest first.",
          of: Schema.record(
            "A revision.",
            [
              Schema.always("id", Schema.integer("Its number.", of: nil, example: 3)),
              Schema.ifStated(
                "at", Schema.string("When.", example: "2026-11-24T15:43:36Z", format: "date-time")),
              Schema.ifStated("author", Schema.string("The name of the token.", example: "Kari")),
              Schema.always("action", Schema.string("What was done.", example: "updated")),
              Schema.ifStated("status", Schema.string("published or draft.", example: "published")),
              Schema.ifStated(
                "import", Schema.integer("The import that it was part of.", of: nil, example: 1)),
              Schema.always(
                "changes",
                Schema.array(
                  "Field by field.",
                  of: Schema.record(
                    "A field.",
                    [
                      Schema.always("pointer", Schema.string("Which (RFC 6901).", example: "/summary")),
                      Schema.ifStated("old", Schema.any("What stood there.")),
                      Schema.ifStated("new", Schema.any("What stands there.")),
                    ]))), links("record", "restore"),
            ]))),
      Schema.always("next", Schema.orNull(Schema.string("For before=, where there are older ones."))),
    ])
}
