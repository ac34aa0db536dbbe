internal import Directory

/// The named parts of answers that aren't records themselves.
extension AnswerSchema {
  static let parts: [(name: String, schema: Schema)] = [
    (
      "TopicReference",
      .record("What is needed to show a topic's name and to find it.", RecordSchemas.topicReference)
    ),
    (
      "MemberReference",
      .record("What is needed to show a member's name and to find it.", RecordSchemas.memberReference)
    ),
    (
      "TopicWithMembers",
      .record(
        "A topic with its members.", RecordSchemas.topic + [members, membersNext, included], isPartial: true)
    ),
    ("Draft", draft), ("Included", includedRecords), ("FacetValue", facetValue),
    ("SearchHit", searchHit), ("Match", match),
    ("Problem", problem), ("ProblemMeaning", problemMeaning),
  ]

  static let included = Schema.Field.ifStated("included", .reference("Included"))

  private static let members = Schema.Field.ifStated(
    "members",
    .array(
      "References to the members of the topic, up to 100. links.members leads to all of them.",
      of: .reference("MemberReference")))

  private static let membersNext = Schema.Field.ifStated(
    "membersNext",
    .string(
      "The path of the next page of members, if there are more.", example: "/topics/reading/members?cursor=…")
  )

  private static let draft: Schema = .record(
    "A record that isn't published, as staff wrote it. Only a request with a token gets it.",
    [.always("status", .constant("Always draft.", "draft"))])

  private static let includedRecords: Schema = .record(
    "The records that include asked for: whole, and each once.",
    [
      .ifStated("topics", .array("The topics of the members.", of: .reference("Topic"))),
      .ifStated(
        "county", .array("The counties of the members, if they are members.", of: .reference("Member"))),
      .ifStated("contacts", .array("The contacts.", of: .reference("Contact"))),
      .ifStated("broader", .array("The topics above.", of: .reference("Topic"))),
      .ifStated("office", .array("The offices of the contacts.", of: .reference("Office"))),
      .ifStated(
        "offices", .array("The offices of the members, and of the organisation.", of: .reference("Office"))),
      .ifStated(
        "member", .array("The members to which contacts or offices belong.", of: .reference("Member"))),
      .ifStated("organisation", .array("The organisation.", of: .reference("Organisation"))),
      .ifStated(
        "related",
        .array("The members that work on the same topics, most in common first.", of: .reference("Match"))),
      .ifStated(
        "totals",
        .map(
          "The number of all records of a list above that has only the first of them.",
          to: .integer("The number of records.", of: "records", example: 1_200))),
    ])

  private static let facetValue: Schema = .record(
    "A value of a field, and how many items have it. The count leaves out the filter on the field itself.",
    [
      .always("value", .string("The value as the filter takes it.", example: "county")),
      .always("name", .string("The value as people read it.", example: "County")),
      .always("count", .integer("The number of items.", of: "items", example: 3)),
      .always("selected", .boolean("True if the filter asks for this value.")), RecordSchemas.language,
    ])
}

/// Searches and matches.
extension AnswerSchema {
  private static let searchHit: Schema = .record(
    "A record that contains the words.",
    [
      .always(
        "type",
        .string("The type of the record.", example: "member", values: SearchType.allCases.map(\.rawValue))),
      .always("slug", .slug("Identifies the record in links.", example: "riverton")),
      .always("name", .string("The name of the record.", example: "Riverton")),
      .ifStated("kind", .string("The kind of a member or a topic.", example: "society")),
      RecordSchemas.language,
      .always("highlights", .array("The texts that contain the words, names first.", of: highlight)),
      .always(
        "links",
        .record("Links to more.", [.always("self", .link("The record.", example: "/members/riverton"))])),
    ])

  private static let highlight: Schema = .record(
    "A text that contains some of the words.",
    [
      .always("field", .string("The field of the record.", example: "name")),
      .always("text", .string("The text of the field, or the part around the words.")),
      .ifStated(
        "language",
        .string("The language of the text, if it isn't the default one. Absent otherwise.", example: "nb")),
      .always(
        "ranges",
        .array(
          "Where the words are in the text.",
          of: .pair(
            "The start and the length of a word.",
            of: .integer("A number of UTF-16 code units.", of: "UTF-16 code units")))),
    ])

  private static let match: Schema = .record(
    "A member that works on the same topics.",
    [
      .always("member", .reference("MemberReference")),
      .always("shared", .integer("The number of topics in common.", of: "topics", example: 4)),
      .always(
        "related",
        .integer(
          "The number of the member's topics that are directly above or below one that was asked for.",
          of: "topics", example: 2)),
      .always(
        "complements",
        .integer(
          "The number of topics in common that one of the two works with and the other is interested in.",
          of: "topics", example: 1)),
      .always("reasons", .array("The topics that count.", of: reason)),
      .always(
        "links",
        .record("Links to more.", [.always("member", .link("The member.", example: "/members/northshire"))])),
    ], isPartial: true)

  private static let reason: Schema = .record(
    "A topic that counts.",
    [
      .always("topic", .reference("TopicReference")),
      .always(
        "relation",
        .string(
          "same if it was asked for; narrower if it is directly below one that was, broader if above.",
          values: ["same", "narrower", "broader"])),
      .always("asked", .slug("The topic that was asked for.", example: "reading")),
      .always("memberRelation", RecordSchemas.relation("How the member relates to the topic.")),
      .always(
        "askedRelation",
        RecordSchemas.relation(
          "How the member of the parameter with relates to the topic that was asked for. A topic that a"
            + " parameter names counts as one to work with.")),
    ])
}
