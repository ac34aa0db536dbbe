internal import Directory

/// Areas, and what members say of theirs.
extension RecordSchemas {
  static let countyReference: Schema = .record(
    "The county in which the member is located.",
    [
      .always(
        "slug", .slug("Identifies the county in links and in the filter county.", example: "northshire")),
      .always("name", .string("The full name.", example: "Northshire County")), language,
    ])

  static let areaReference: Schema = .record(
    "The area in which the member is located.",
    [
      .always("slug", .slug("Identifies the area in links and in the filter area.", example: "north")),
      .always("name", .string("The full name.", example: "The North")), .always("kind", kindOfArea),
      .ifStated(
        "within",
        .array(
          "The slugs of the areas around it, the smallest first.", of: .slug("A slug.", example: "land"))),
      language,
    ])

  private static let kindOfArea: Schema = .slug(
    "What the area is: country, region or another word.", example: "region")

  static let area: [Schema.Field] =
    [
      .always("slug", .slug("Identifies the area in links and in the filter area.", example: "north")),
      .always("name", .string("The full name.", example: "The North")),
      .always("shortName", .string("The short name, for lists and maps.", example: "North")),
      .always("kind", kindOfArea),
    ] + placeOfArea + [
      .always(
        "links",
        .record(
          "Links to more.",
          [
            .always("self", .link("This area.", example: "/areas/north")),
            .always("members", .link("The members in this area.", example: "/members?area=north")),
            .ifStated("parent", .link("The area that this one is in.", example: "/areas/land")),
          ])),
      translations, textLanguages,
    ]

  static let county: [Schema.Field] =
    [
      .always(
        "slug", .slug("Identifies the county in links and in the filter county.", example: "northshire")),
      .always("name", .string("The full name.", example: "Northshire County")),
      .always("shortName", .string("The short name, for lists and maps.", example: "Northshire")),
      .ifStated("kind", .string("Always county.", example: "county", values: ["county"])),
    ] + placeOfArea + [
      .always(
        "links",
        .record(
          "Links to more.",
          [
            .always("self", .link("This county.", example: "/counties/northshire")),
            .always("members", .link("The members in this county.", example: "/members?county=northshire")),
            .ifStated("parent", .link("The area that this one is in.", example: "/areas/north")),
          ])),
      translations, textLanguages,
    ]

  private static let placeOfArea: [Schema.Field] = [
    .ifStated(
      "code", .string("What others call the area. For a country, two letters (ISO 3166-1).", example: "N")),
    .ifStated("parent", .slug("The slug of the area that this one is in.", example: "land")),
    .ifStated(
      "order",
      .integer(
        "The place in lists and facets. Areas without one come after the others.", of: "places", example: 1)),
  ]
}
