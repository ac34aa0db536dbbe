internal import Directory

/// The kinds of members and of topics.
extension RecordSchemas {
  static let memberKind: [Schema.Field] =
    named("society", "Society", "Societies") + [
      .always(
        "schemaType",
        .string(
          "What https://schema.org calls a member of this kind, as JSON-LD has it.",
          example: "NGO", values: Kind.schemaTypes)),
      links(
        self: .link("This kind.", example: "/member-kinds/society"),
        .always("members", .link("The members of this kind.", example: "/members?kind=society"))),
      translations, textLanguages,
    ]

  static let topicKind: [Schema.Field] =
    named("theme", "Theme", "Themes") + [
      links(
        self: .link("This kind.", example: "/topic-kinds/theme"),
        .always("topics", .link("The topics of this kind.", example: "/topics?kind=theme"))),
      translations, textLanguages,
    ]

  private static func named(_ slug: String, _ name: String, _ plural: String) -> [Schema.Field] {
    [
      .always("slug", .slug("Identifies the kind in records, links and filters.", example: slug)),
      .always("name", .string("The name of the kind.", example: name)),
      .ifStated("pluralName", .string("The name for several records of the kind.", example: plural)),
      .ifStated(
        "order",
        .integer(
          "The place in lists and facets. Kinds without one come after the others.", of: "places",
          example: 1, minimum: 0)),
    ]
  }

  private static func links(self own: Schema, _ other: Schema.Field) -> Schema.Field {
    .always("links", .record("Links to more.", [.always("self", own), other]))
  }
}
