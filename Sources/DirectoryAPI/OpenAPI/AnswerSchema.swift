internal import Directory

/// What a route answers as JSON.
enum AnswerSchema: Sendable {
  /// One of `RecordSchemas.all`, by name.
  case record(String)
  case list(String)
  /// A topic with its members.
  case topic
  case search, matches, snapshot, help, health, catalog, openAPI, problemPage
  case counties, changes, drafts, revisions, written
  /// No JSON, but a page or a part of one.
  case page

  var json: JSONValue {
    switch self {
    // With a token a draft is seen where it will stand.
    case .record(let name):
      Schema.anyOf([
        Schema.reference(name), Schema.reference("\(name)Selection"), Schema.reference("Draft"),
      ])
    case .list(let name): Self.list(of: name)
    case .topic:
      Schema.anyOf([
        Schema.reference("TopicWithMembers"), Schema.reference("TopicWithMembersSelection"),
        Schema.reference("Draft"),
      ])
    case .search: Self.foundPage
    case .matches: Self.matchPage
    case .snapshot: Self.whole
    case .help: Self.resources
    case .health:
      Schema.record(
        "The state.", [Schema.always("status", Schema.string("live or ready.", values: ["live", "ready"]))])
    case .catalog: Schema.map("Linksets (RFC 9264).", to: Schema.array("Links.", of: Schema.any("A link.")))
    case .openAPI: Schema.any("This document.")
    case .counties: Self.items("Counties.", of: Schema.reference("County"))
    case .changes: Self.changeFeed
    case .drafts: Self.items("Drafts.", of: Self.draft)
    case .revisions: Self.history
    case .written: Schema.any("What GET says of the record.")
    case .page: Schema.any("None.")
    case .problemPage: Schema.reference("ProblemMeaning")
    }
  }

  /// Whole, or with the fields that were asked for.
  private static func shown(_ name: String) -> JSONValue {
    Schema.anyOf([Schema.reference(name), Schema.reference("\(name)Selection")])
  }

  private static func list(of name: String) -> JSONValue {
    Schema.record(
      "A page of the list.",
      [
        Schema.always("items", Schema.array("In the order that was asked for.", of: shown(name))),
        Schema.always(
          "total", Schema.integer("How many the whole list has, on all pages.", of: "items", example: 17)),
        Schema.always(
          "next", Schema.orNull(Schema.string("For cursor=, where there is a page after this one."))),
        Schema.ifStated(
          "facets",
          Schema.map(
            "By field, where facets= asks for it.",
            to: Schema.array("The most frequent first.", of: Schema.reference("FacetValue")))),
        Schema.ifStated("included", Schema.reference("Included")),
      ])
  }

  private static func items(_ description: String, of item: JSONValue) -> JSONValue {
    Schema.record(
      description,
      [
        Schema.always("items", Schema.array("All of them.", of: item)),
        Schema.always("total", Schema.integer("How many.", of: "items", example: 3)),
        Schema.always("next", Schema.orNull(Schema.string("Always null: there is one page."))),
      ])
  }

  private static let foundPage = Schema.record(
    "What was found.",
    [
      Schema.always("items", Schema.array("The best first.", of: Schema.reference("SearchHit"))),
      Schema.always(
        "total", Schema.integer("How many there are, or at least are.", of: "records", example: 3)),
      Schema.always("totalIsExact", Schema.boolean("Whether all were counted.")),
      Schema.always("next", Schema.orNull(Schema.string("Always null: there is one page."))),
      Schema.ifStated(
        "didYouMean",
        Schema.array("Where nothing was found.", of: Schema.string("A query that finds something."))),
    ])

  private static let matchPage = Schema.record(
    "Who works on the same.",
    [
      Schema.always("items", Schema.array("Most in common first.", of: Schema.reference("Match"))),
      Schema.always("total", Schema.integer("How many share anything.", of: "members", example: 11)),
      Schema.always("next", Schema.orNull(Schema.string("Always null: there is one page."))),
    ])

  private static let whole = Schema.record(
    "The whole public directory, all of one revision.",
    [
      Schema.always("revision", Schema.integer("Moves with every change.", of: nil, example: 1)),
      Schema.ifStated("organisation", Schema.reference("Organisation")),
      Schema.always("members", Schema.array("All.", of: Schema.reference("Member"))),
      Schema.always("topics", Schema.array("All.", of: Schema.reference("Topic"))),
      Schema.always("contacts", Schema.array("All.", of: Schema.reference("Contact"))),
      Schema.always("offices", Schema.array("All.", of: Schema.reference("Office"))),
      Schema.always(
        "formerSlugs",
        Schema.array(
          "What stood for something once.",
          of: Schema.record(
            "A former slug.",
            [
              Schema.always(
                "type", Schema.string("What it stood for.", values: FormerSlug.Kind.allCases.map(\.rawValue))),
              Schema.always("slug", Schema.slug("The slug or code.", example: "hedmark")),
              Schema.ifStated("name", Schema.string("What it was called.", example: "Hedmark")),
              Schema.ifStated("until", Schema.day("Its last day.", example: "2019-12-31")),
              Schema.always(
                "successors",
                Schema.array("What took its place.", of: Schema.slug("A slug.", example: "innlandet"))),
            ]))),
    ])

  private static let resources = Schema.record(
    "What there is to ask for.",
    [
      Schema.always("name", Schema.string("The program.", example: "member-directory")),
      Schema.always("version", Schema.string("Its version.", example: "0.1.0")),
      Schema.always("links", Schema.map("Paths, by relation.", to: Schema.string("A path or its pattern."))),
      Schema.always(
        "resources",
        Schema.array(
          "Every resource.",
          of: Schema.record(
            "A resource.",
            [
              Schema.always("path", Schema.string("Its pattern.", example: "/members/{slug}")),
              Schema.always("answers", Schema.string("What it is.", example: "one member")),
              Schema.ifStated("role", Schema.string("Who may ask.", values: ["editor", "admin"])),
              Schema.ifStated(
                "writes",
                Schema.array(
                  "What staff may do.",
                  of: Schema.record(
                    "A method.",
                    [
                      Schema.always("method", Schema.string("POST, PUT, PATCH or DELETE.")),
                      Schema.always("answers", Schema.string("What it does.")),
                      Schema.always("role", Schema.string("Who may.", values: ["editor", "admin"])),
                    ]))),
              Schema.always(
                "formats", Schema.array("Suffixes that it is had with.", of: Schema.string("json, csv, …"))),
              Schema.always(
                "parameters",
                Schema.array(
                  "What it takes.",
                  of: Schema.record(
                    "A parameter.",
                    [
                      Schema.always("name", Schema.string("Its name.", example: "topic")),
                      Schema.always("meaning", Schema.string("What it does.")),
                    ]))),
            ]))),
    ])
}

/// The parts of answers that are not records.
extension AnswerSchema {
  static let parts: [(name: String, schema: JSONValue)] = [
    ("TopicReference", Schema.record("Enough to name a topic and to find it.", RecordSchemas.topicReference)),
    (
      "MemberReference",
      Schema.record("Enough to name a member and to find it.", RecordSchemas.memberReference)
    ),
    (
      "TopicWithMembers",
      Schema.record("A topic with its members.", RecordSchemas.topic + [members, included])
    ),
    (
      "TopicWithMembersSelection",
      Schema.record(
        "The fields that were asked for.", RecordSchemas.topic + [members, included], isPartial: true)
    ),
    ("Draft", draftRecord), ("Included", includedRecords), ("FacetValue", facetValue),
    ("SearchHit", searchHit), ("Match", match),
    ("Problem", problem), ("ProblemMeaning", problemMeaning),
  ]

  static let included = Schema.ifStated("included", Schema.reference("Included"))

  private static let members = Schema.ifStated(
    "members", Schema.array("Those of its first page, by name.", of: Schema.reference("MemberReference")))

  private static let draftRecord = Schema.object([
    ("type", .string("object")),
    ("description", .string("A record that is not published, as staff wrote it: seen with a token alone.")),
    ("properties", Schema.object([("status", Schema.string("Always draft.", values: ["draft"]))])),
    ("required", .array([.string("status")])),
  ])

  private static let includedRecords = Schema.record(
    "Whole records beside those that only name them, where include= asks for it.",
    [
      Schema.ifStated("topics", Schema.array("Topics.", of: Schema.reference("Topic"))),
      Schema.ifStated("county", Schema.array("Counties that are members.", of: Schema.reference("Member"))),
      Schema.ifStated("contacts", Schema.array("Contacts.", of: Schema.reference("Contact"))),
      Schema.ifStated("broader", Schema.array("Topics above.", of: Schema.reference("Topic"))),
      Schema.ifStated("office", Schema.array("Offices.", of: Schema.reference("Office"))),
    ])

  private static let facetValue = Schema.record(
    "A value and how many have it, with the field's own filter left out.",
    [
      Schema.always("value", Schema.string("For the filter.", example: "county")),
      Schema.always("name", Schema.string("For people.", example: "County")),
      Schema.always("count", Schema.integer("How many.", of: "items", example: 3)),
      Schema.always("selected", Schema.boolean("Whether the filter asks for it.")),
    ])

  private static let searchHit = Schema.record(
    "A record that holds the words.",
    [
      Schema.always(
        "type", Schema.string("What it is.", example: "member", values: SearchType.allCases.map(\.rawValue))),
      Schema.always("slug", Schema.slug("What stands for it in links.", example: "baerum")),
      Schema.always("name", Schema.string("Its name.", example: "Municipality of Bærum")),
      Schema.ifStated("kind", Schema.string("Of members and topics.", example: "municipality")),
      Schema.always(
        "highlights",
        Schema.array(
          "Where the words are, names first.",
          of: Schema.record(
            "A text that holds some.",
            [
              Schema.always("field", Schema.string("The field.", example: "name")),
              Schema.always("text", Schema.string("Its text, or the part that matters.")),
              Schema.always(
                "ranges",
                Schema.array(
                  "Where in the text.",
                  of: Schema.pair(
                    "Start and length in UTF-16 code units.",
                    of: Schema.integer("Code units.", of: "UTF-16 code units"))
                )),
            ]))),
      Schema.always(
        "links",
        Schema.record("Where it is.", [Schema.always("self", Schema.link("It.", example: "/members/baerum"))])
      ),
    ])

  private static let match = Schema.record(
    "A member that works on the same.",
    [
      Schema.always("member", Schema.reference("MemberReference")),
      Schema.always("shared", Schema.integer("Topics in common.", of: "topics", example: 4)),
      Schema.always(
        "related", Schema.integer("Topics just above or below those asked for.", of: "topics", example: 2)),
      Schema.always(
        "reasons",
        Schema.array(
          "Each topic that counted.",
          of: Schema.record(
            "A topic that counted.",
            [
              Schema.always("topic", Schema.reference("TopicReference")),
              Schema.always(
                "relation",
                Schema.string(
                  "The very topic, one just below it, or the one above.",
                  values: ["same", "narrower", "broader"])),
              Schema.always("asked", Schema.slug("The topic that was asked for.", example: "climate")),
            ]))),
      Schema.always(
        "links",
        Schema.record(
          "Where more is.", [Schema.always("member", Schema.link("The member.", example: "/members/viken"))])),
    ])

  private static let problemMeaning = Schema.record(
    "What a code means.",
    [
      Schema.always("code", Schema.string("The code.", example: "unknown-value")),
      Schema.always("status", Schema.integer("The status that it comes with.", of: nil, example: 400)),
      Schema.always("meaning", Schema.string("What went wrong.")),
      Schema.always("remedy", Schema.string("What to do about it.")),
    ])
}
