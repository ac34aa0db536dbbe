internal import Directory

/// The schemas of the records, field by field: what the files `*JSON.swift` write. Tests check every answer
/// of the program against them.
enum RecordSchemas {
  static let all: [(name: String, description: String, fields: [Schema.Field])] = [
    ("Member", "A member of the organisation.", member),
    ("Topic", "A subject that members work with.", topic),
    ("Contact", "A person to contact at the organisation, or at one of its members.", contact),
    ("Office", "An office of the organisation or of one of its members, with its postal address.", office),
    ("Organisation", "The organisation that publishes this directory.", organisation),
    ("MemberKind", "A kind of members.", memberKind),
    ("TopicKind", "A kind of topics.", topicKind),
    ("Area", "An area in which members are located: a country, a region or another.", area),
    ("Field", "A field that the directory defines for its members.", field),
    ("County", "A county in which members are located.", county),
  ]

  private static let kindOfMember: Schema = .string(
    "The slug of the kind of member. GET /member-kinds lists all.", example: "society",
    list: "/member-kinds")
  private static let kindOfTopic: Schema = .string(
    "The slug of the kind of topic. GET /topic-kinds lists all.", example: "theme",
    values: Kind.firstOfTopics.map(\.slug), list: "/topic-kinds")

  static func relation(_ description: String) -> Schema {
    .string(
      description + " works-with; interested-in if it would like to work with it; local if the place has it.",
      example: "works-with", values: TopicRelation.allCases.map(\.rawValue))
  }

  static let member: [Schema.Field] =
    ownOfMember + profile + custom + linksOfMember + [translations, textLanguages]

  private static let ownOfMember: [Schema.Field] = [
    .always("slug", .slug("Identifies the member in links and filters.", example: "riverton")),
    .always("kind", kindOfMember),
    .always("name", .string("The full name.", example: "Riverton")),
    .always(
      "shortName",
      .string("The short name, for lists and maps. Lists are sorted by it by default.", example: "Riverton")),
    .ifStated("county", countyReference),
    .ifStated("area", areaReference),
    .always(
      "summary",
      .string("What the member is and what it works on, as prose. It may be empty.")),
    .ifStated("population", population),
    .ifStated("joined", .day("The first day of the membership.", example: "2021-01-01")),
    .ifStated("left", .day("The first day on which it was no longer a member.", example: "2023-01-01")),
    .ifStated(
      "focusAreas",
      .array("What the member works on most, in the order that it gave.", of: .string("A focus area."))),
    .ifStated("facts", .array("Facts that have no field of their own.", of: fact)),
    .ifStated(
      "image",
      PictureSchemas.image(
        "The picture of the member. It may be the credit alone.", example: "/members/riverton/image/0123")),
    .always(
      "topics", .array("References to its topics.", of: .reference("TopicReference"))),
  ]

  private static let linksOfMember: [Schema.Field] = [
    .always(
      "links",
      .record(
        "Links to more.",
        [
          .always("self", .link("This member.", example: "/members/riverton")),
          .always("topics", .link("The member's topics, in full.", example: "/members/riverton/topics")),
          .ifStated(
            "county",
            .link("The member's county, if it is a member itself.", example: "/members/northshire")),
        ])),
    .ifStated(
      "joinedUnknown",
      .boolean("True in a list with at if the day of joining isn't known. Absent otherwise.")),
  ]

  private static let population: Schema = .record(
    "The number of inhabitants of a member that is a place.",
    [
      .always("value", .integer("The number.", of: "people", example: 12_000)),
      .always("approximate", .boolean("True if the number is rounded.")),
    ])

  private static let fact: Schema = .record(
    "A fact.",
    [
      .always("label", .string("The subject of the fact.", example: "Rank")),
      .always("text", .string("The fact.")),
    ])

  static let memberReference: [Schema.Field] = [
    .always("slug", .slug("Identifies the member in links and filters.", example: "riverton")),
    .always("name", .string("The full name.", example: "Riverton")),
    .always("shortName", .string("The short name, for lists and maps.", example: "Riverton")),
    .always("kind", kindOfMember),
    .ifStated("relation", relation("The relation to the topic, among the members of a topic.")),
    textLanguages,
  ]

  static let topicReference: [Schema.Field] = [
    .always("slug", .slug("Identifies the topic in links and filters.", example: "reading")),
    .always("name", .string("The name of the topic.", example: "Reading")),
    .always("kind", kindOfTopic),
    .ifStated("relation", relation("The relation of the member, among its topics.")),
    language,
  ]

  static let topic: [Schema.Field] = [
    .always("slug", .slug("Identifies the topic in links and filters.", example: "reading")),
    .always("name", .string("The name of the topic.", example: "Reading")),
    .always("kind", kindOfTopic),
    .always("summary", .string("What the topic is, as prose. Empty if nothing is said of it.")),
    .ifStated("broader", .reference("TopicReference")),
    .always(
      "memberCount",
      .integer(
        "The number of members that name this topic. Members of topics below it aren't counted.",
        of: "members", example: 4)),
    .always(
      "links",
      .record(
        "Links to more.",
        [
          .always("self", .link("This topic.", example: "/topics/reading")),
          .always("members", .link("The topic's members, in full.", example: "/topics/reading/members")),
          .ifStated("broader", .link("The topic above this one.", example: "/topics/learning")),
        ])),
    translations, textLanguages,
  ]
}

/// The records of the organisation itself.
extension RecordSchemas {
  static let contact: [Schema.Field] = [
    .always("id", .slug("Identifies the person in links and filters.", example: "kim-example")),
    .always("name", .string("The person's name.", example: "Kim Example")),
    .always("role", .string("What the person does for the organisation.", example: "Adviser")),
    .ifStated(
      "email",
      .string(
        "The e-mail address. If it is protected, only a request with a token gets it.",
        example: "post@example.org", format: "email")),
    .ifStated("telephone", telephone),
    .always(
      "emailProtected", .boolean("True if the person has an e-mail address that isn't published.")),
    .ifStated(
      "telephoneProtected",
      .boolean("True if the person has a telephone number that isn't published. Absent otherwise.")),
    .ifStated("office", officeReference),
    .ifStated("member", memberOwner),
    .ifStated(
      "order",
      .integer(
        "The place among the contacts of the same member or organisation. Those without one come last.",
        of: "places", example: 1)),
    .ifStated(
      "portrait",
      PictureSchemas.image(
        "The portrait of the person. It may be the credit alone.",
        example: "/contacts/kim-example/portrait/0123", isKept: false)),
    .always(
      "links",
      .record(
        "Links to more.",
        [
          .always("self", .link("This contact.", example: "/contacts/kim-example")),
          .ifStated("office", .link("The person's office.", example: "/offices/main")),
          .ifStated("member", .link("The person's member.", example: "/members/riverton")),
        ])),
    translations, textLanguages,
  ]

  static let telephone: Schema = .record(
    "The telephone number.",
    [
      .always(
        "e164",
        .string(
          "The number for tel: links.", example: "+3225550100", pattern: #"^\+[1-9][0-9]{6,14}$"#)),
      .always("printed", .string("The number as people write it.", example: "+32 2 555 01 00")),
    ])

  private static let officeReference: Schema = .record(
    "The office where the person works.",
    [
      .always("id", .slug("Identifies the office in links and filters.", example: "main")),
      .always("name", .string("The name of the office.", example: "Main office")), language,
    ])

  private static let memberOwner: Schema = .record(
    "The member to which it belongs. Absent for what belongs to the organisation itself.",
    [
      .always("slug", .slug("Identifies the member in links and filters.", example: "riverton")),
      .always("name", .string("The full name.", example: "Riverton")), language,
    ])

  static let office: [Schema.Field] = [
    .always("id", .slug("Identifies the office in links and filters.", example: "main")),
    .always("name", .string("The name of the office.", example: "Main office")),
    .always("street", .string("The street and the number.", example: "Main Street 1")),
    .always(
      "postcode", .string("The postcode. It is a text, because it may begin with 0.", example: "1000")),
    .always("city", .string("The city.", example: "Riverton")),
    .always(
      "country",
      .string("The country, as two letters (ISO 3166-1).", example: "BE", pattern: "^[A-Z]{2}$")),
    .always(
      "host", .string("The building, or the organisation that hosts the office.", example: "The house")),
    .ifStated("member", memberOwner),
    .always(
      "links",
      .record(
        "Links to more.",
        [
          .always("self", .link("This office.", example: "/offices/main")),
          .ifStated("member", .link("The office's member.", example: "/members/riverton")),
        ])),
    translations, textLanguages,
  ]

  static let organisation: [Schema.Field] = [
    .always("name", .string("The full name.", example: "Example Organisation")),
    .ifStated("shortName", .string("The short name.")),
    .always("region", .string("The region that it represents.", example: "The region")),
    .always("summary", .string("What the organisation is, as prose.")),
    .always(
      "copyrightYear",
      .integer("The year for the copyright line of a page.", of: "year", example: 2021, minimum: 1900)),
    .ifStated("languages", languages), .ifStated("collation", collation),
    .ifStated("synonyms", synonyms),
    .ifStated(
      "logo",
      PictureSchemas.image(
        "The logo of the organisation. It may be the credit alone.", example: "/organisation/logo/0123")),
    .always(
      "links",
      .record(
        "Links to more.",
        [
          .always("self", .link("This organisation.", example: "/organisation")),
          .always("members", .link("The members.", example: "/members")),
          .always("topics", .link("The topics.", example: "/topics")),
          .always("contacts", .link("The contacts.", example: "/contacts")),
          .always("offices", .link("The offices.", example: "/offices")),
        ])),
    translations, textLanguages,
  ]
}
