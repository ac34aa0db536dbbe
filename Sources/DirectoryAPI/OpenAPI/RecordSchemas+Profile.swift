internal import Directory

/// The schemas of a member's profile, which `DocumentJSON.fields(of:)` writes.
extension RecordSchemas {
  static let profile: [Schema.Field] = [
    .ifStated(
      "about",
      .string(
        "A longer text about the member. An empty line separates paragraphs.", example: "Two paragraphs.")),
    .ifStated(
      "website",
      .string("The address of its website.", example: "https://www.riverton.example", format: "uri")),
    .ifStated("webLinks", .array("Further pages, in the order that it gave.", of: webLink)),
    .ifStated(
      "email",
      .string(
        "The e-mail address. If it is protected, only a request with a token gets it.",
        example: "post@riverton.example", format: "email")),
    .ifStated(
      "emailProtected",
      .boolean("True if the member has an e-mail address that isn't published. Absent otherwise.")),
    .ifStated("telephone", telephone),
    .ifStated(
      "telephoneProtected",
      .boolean("True if the member has a telephone number that isn't published. Absent otherwise.")),
    .ifStated("visitingAddress", address("Where visitors find it.")),
    .ifStated("postalAddress", address("Where it receives letters.")),
    .ifStated("location", location),
    .ifStated("identifiers", .array("The numbers by which registers know it.", of: identifier)),
    .ifStated(
      "alternativeNames",
      .array("Other names by which people know it. Search finds them.", of: .string("A name."))),
    .ifStated("formerNames", .array("Names that it had before. Search finds them.", of: .string("A name."))),
    .ifStated("numberOfMembers", count("The number of its own members.", of: "members")),
    .ifStated("numberOfEmployees", count("The number of its employees.", of: "employees")),
  ]

  private static let webLink: Schema = .record(
    "A page elsewhere.",
    [
      .always("label", .string("The text of the link.", example: "Projects")),
      .always(
        "url",
        .string("The address of the page.", example: "https://www.riverton.example/projects", format: "uri")),
    ])

  private static func address(_ description: String) -> Schema {
    .record(
      description + " It has at least one of the fields.",
      [
        .ifStated(
          "street", .string("The street and the number, or a post office box.", example: "Main Street 1")),
        .ifStated(
          "postcode", .string("The postcode. It is a text, because it may begin with 0.", example: "1000")),
        .ifStated("city", .string("The city.", example: "Riverton")),
        .ifStated(
          "country",
          .string("The country, as two letters (ISO 3166-1).", example: "BE", pattern: "^[A-Z]{2}$")),
      ])
  }

  private static let location: Schema = .record(
    "A point on the map (WGS 84), in degrees with up to six decimals.",
    [
      .always("latitude", .number("The latitude, from -90 to 90.", of: "degrees", example: 59.91)),
      .always("longitude", .number("The longitude, from -180 to 180.", of: "degrees", example: 10.75)),
      .always(
        "precision",
        .string(
          "How near the point is: address for the building, place for somewhere in the town, area for the "
            + "middle of an area.", example: "place", values: Location.Precision.allCases.map(\.rawValue))),
    ])

  private static let identifier: Schema = .record(
    "The number in one register.",
    [
      .always(
        "scheme",
        .slug(
          "The register, as a slug, such as wikidata. The check digit is checked of numbers of "
            + "\(Identifier.norwegianOrganisation).", example: "wikidata")),
      .always("value", .string("The number or the name there.", example: "Q1")),
    ])

  private static func count(_ description: String, of unit: String) -> Schema {
    .record(
      description,
      [
        .always("value", .integer("The number.", of: unit, example: 120)),
        .always("approximate", .boolean("True if the number is rounded.")),
        .ifStated("year", .integer("The year of which it is.", of: "year", example: 2026)),
      ])
  }
}
