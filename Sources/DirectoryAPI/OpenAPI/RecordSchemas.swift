internal import Directory

/// The records, field by field: what `*JSON.swift` write. The tests hold every answer against these.
enum RecordSchemas {
  static let all: [(name: String, description: String, fields: [Schema.Field])] = [
    ("Member", "A county, municipality or university that the organisation represents.", member),
    ("Topic", "What members work with: a theme, a programme, a network or an agenda.", topic),
    ("Contact", "A person who answers for the organisation.", contact),
    ("Office", "A postal address at which the organisation can be met.", office),
    ("Organisation", "Whose directory this is.", organisation),
    ("County", "Where members lie.", county),
  ]

  private static let memberKind = Schema.string(
    "The slug of its kind: county, municipality, university, or one that a later version adds.",
    example: "municipality")
  private static let topicKind = Schema.string("Its kind.", example: "theme", values: TopicKind.all)

  static let member: [Schema.Field] = [
    Schema.always("slug", Schema.slug("What stands for it in links.", example: "baerum")),
    Schema.always("kind", memberKind),
    Schema.always("name", Schema.string("Its full English name.", example: "Municipality of Bærum")),
    Schema.always(
      "shortName",
      Schema.string("What a list or a map would print; lists are in its order.", example: "Bærum")),
    Schema.ifStated("county", countyReference),
    Schema.always("summary", Schema.string("What it is and what it works on internationally, in prose.")),
    Schema.ifStated(
      "population",
      Schema.record(
        "How many live there.",
        [
          Schema.always("value", Schema.integer("People.", of: "people", example: 122_000)),
          Schema.always("approximate", Schema.boolean("Whether the number is rounded.")),
        ])),
    Schema.ifStated("joined", Schema.day("The first day of its membership.", example: "2021-01-01")),
    Schema.ifStated(
      "left", Schema.day("The first day on which it was no longer a member.", example: "2023-01-01")),
    Schema.ifStated(
      "focusAreas", Schema.array("In its own order.", of: Schema.string("What it looks at most."))),
    Schema.ifStated(
      "facts",
      Schema.array(
        "What has no field of its own.",
        of: Schema.record(
          "A fact.",
          [
            Schema.always("label", Schema.string("What it is about.", example: "Rank")),
            Schema.always("text", Schema.string("What it says.")),
          ]))),
    Schema.ifStated(
      "image",
      Schema.record("Its picture.", [Schema.always("credit", Schema.string("Whom to name beside it."))])),
    Schema.always(
      "topics", Schema.array("What it works with, by name.", of: Schema.reference("TopicReference"))),
    Schema.always(
      "links",
      Schema.record(
        "Where more is.",
        [
          Schema.always("self", Schema.link("This member.", example: "/members/baerum")),
          Schema.always("topics", Schema.link("Its topics, whole.", example: "/members/baerum/topics")),
          Schema.ifStated(
            "county", Schema.link("Its county, where that is a member.", example: "/members/viken")),
        ])),
  ]

  static let countyReference = Schema.record(
    "The county that it lies in.",
    [
      Schema.always("slug", Schema.slug("For the filter county.", example: "viken")),
      Schema.always("name", Schema.string("Its full English name.", example: "Viken County")),
    ])

  static let memberReference: [Schema.Field] = [
    Schema.always("slug", Schema.slug("What stands for it in links.", example: "baerum")),
    Schema.always("name", Schema.string("Its full English name.", example: "Municipality of Bærum")),
    Schema.always("shortName", Schema.string("What a list or a map would print.", example: "Bærum")),
    Schema.always("kind", memberKind),
  ]

  static let topicReference: [Schema.Field] = [
    Schema.always("slug", Schema.slug("What stands for it in links.", example: "climate")),
    Schema.always("name", Schema.string("Its name.", example: "Climate")),
    Schema.always("kind", topicKind),
  ]

  static let topic: [Schema.Field] = [
    Schema.always("slug", Schema.slug("What stands for it in links.", example: "string")),
    Schema.always("name", Schema.string("Its name.", example: "STRING")),
    Schema.always("kind", topicKind),
    Schema.always("summary", Schema.string("What it is, in prose.")),
    Schema.ifStated("broader", Schema.reference("TopicReference")),
    Schema.always(
      "memberCount", Schema.integer("Members that name this very topic.", of: "members", example: 4)),
    Schema.always(
      "links",
      Schema.record(
        "Where more is.",
        [
          Schema.always("self", Schema.link("This topic.", example: "/topics/string")),
          Schema.always("members", Schema.link("Its members, whole.", example: "/topics/string/members")),
          Schema.ifStated("broader", Schema.link("The topic above it.", example: "/topics/transport")),
        ])),
  ]

  static let contact: [Schema.Field] = [
    Schema.always("id", Schema.slug("What stands for the person in links.", example: "gunnar-selvik")),
    Schema.always("name", Schema.string("The person's name.", example: "Gunnar Selvik")),
    Schema.always("role", Schema.string("What the person does for the organisation.", example: "Director")),
    Schema.ifStated(
      "email",
      Schema.string(
        "Where it is published, or a token is shown.", example: "post@example.org", format: "email")),
    Schema.ifStated(
      "telephone",
      Schema.record(
        "How to call.",
        [
          Schema.always(
            "e164",
            Schema.string("For a tel: link.", example: "+32460941393", pattern: #"^\+[1-9][0-9]{6,14}$"#)),
          Schema.always("printed", Schema.string("For people.", example: "+32 (0) 460 94 1393")),
        ])),
    Schema.always(
      "emailProtected", Schema.boolean("Whether there is an e-mail address that is not published.")),
    Schema.ifStated("office", officeReference),
    Schema.always(
      "links",
      Schema.record(
        "Where more is.",
        [
          Schema.always("self", Schema.link("This contact.", example: "/contacts/gunnar-selvik")),
          Schema.ifStated("office", Schema.link("The person's office.", example: "/offices/oslo")),
        ])),
  ]

  private static let officeReference = Schema.record(
    "Where the person works.",
    [
      Schema.always("id", Schema.slug("What stands for it in links.", example: "oslo")),
      Schema.always("name", Schema.string("Its name.", example: "Oslo office")),
    ])

  static let county: [Schema.Field] = [
    Schema.always("slug", Schema.slug("What stands for it in links.", example: "viken")),
    Schema.always("name", Schema.string("Its full English name.", example: "Viken County")),
    Schema.always("shortName", Schema.string("What a map would print.", example: "Viken")),
    Schema.always(
      "links",
      Schema.record(
        "Where more is.",
        [
          Schema.always("self", Schema.link("This county.", example: "/counties/viken")),
          Schema.always("members", Schema.link("Its members.", example: "/members?county=viken")),
        ])),
  ]

  static let office: [Schema.Field] = [
    Schema.always("id", Schema.slug("What stands for it in links.", example: "oslo")),
    Schema.always("name", Schema.string("Its name.", example: "Oslo office")),
    Schema.always("street", Schema.string("Street and number.", example: "Tordenskiolds gate 2")),
    Schema.always("postcode", Schema.string("A text: 0160 is no number.", example: "0160")),
    Schema.always("city", Schema.string("The city.", example: "Oslo")),
    Schema.always(
      "country", Schema.string("ISO 3166-1, two letters.", example: "NO", pattern: "^[A-Z]{2}$")),
    Schema.always("host", Schema.string("The house that it is in.", example: "Mesh")),
    Schema.always(
      "links",
      Schema.record(
        "Where more is.", [Schema.always("self", Schema.link("This office.", example: "/offices/oslo"))])),
  ]

  static let organisation: [Schema.Field] = [
    Schema.always("name", Schema.string("Its full name.", example: "Oslo Region European Office")),
    Schema.ifStated("shortName", Schema.string("Its short name.")),
    Schema.always("region", Schema.string("For whom it speaks.", example: "Capital region of Norway")),
    Schema.always("summary", Schema.string("What it is, in prose.")),
    Schema.always(
      "copyrightYear", Schema.integer("For the foot of a page.", of: "year", example: 2021, minimum: 1900)),
    Schema.always(
      "links",
      Schema.record(
        "Where more is.",
        ["self", "members", "topics", "contacts", "offices"].map { name in
          Schema.always(name, Schema.link("There.", example: name == "self" ? "/organisation" : "/\(name)"))
        })),
  ]
}
