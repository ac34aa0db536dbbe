internal import Directory

/// The schema of a field that a directory defines for its members.
extension RecordSchemas {
  static let field: [Schema.Field] = [
    .always(
      "name", .slug("Identifies the field: members have its values as custom.NAME.", example: "voices")),
    // Not a schema for each form: a client for TypeScript would send a text as an empty object.
    .always("label", .any("The name for people: a text, or an object with a text for each language.")),
    .always(
      "valueType",
      .string(
        "What values it has.", example: "choice",
        values: Directory.Field.ValueType.allCases.map(\.rawValue))),
    .ifStated("help", .any("What to write into it: a text, or an object with a text for each language.")),
    .ifStated(
      "order",
      .integer(
        "The place among the fields. Fields without one come after the others.", of: "places", example: 1,
        minimum: 0)),
    .ifStated(
      "choices",
      .array(
        "The values that it may have, if it is a choice.",
        of: .any("An object with value and, if it isn't the value, label."))),
    .always(
      "visibility",
      .string(
        "public, or staff for a field that only requests with a token get.", example: "public",
        values: Directory.Field.Visibility.allCases.map(\.rawValue))),
    .always("filterable", .boolean("True if lists of members can be filtered by it.")),
    .always("facetable", .boolean("True if the values of a list can be counted.")),
    .always(
      "links",
      .record(
        "Links to more.",
        [
          .always("self", .link("This field.", example: "/fields/voices")),
          .always("members", .link("The members.", example: "/members")),
        ])),
  ]

  /// Returns the schema of a member's fields with the values of the fields that a directory has.
  static func member(_ fields: [Schema.Field], custom: [Directory.Field]) -> [Schema.Field] {
    guard !custom.isEmpty else { return fields }
    return fields.map { field in
      guard field.name == Directory.Field.group else { return field }
      return .ifStated(
        field.name,
        .record(
          "The values of the fields that this directory defines: /fields.",
          custom.ordered.map { .ifStated($0.name, value(of: $0)) }))
    }
  }

  private static func value(of field: Directory.Field) -> Schema {
    let text = field.label.shown + (field.help.map { ". " + $0.shown } ?? "")
    switch field.valueType {
    case .text, .longText: return .string(text)
    case .number: return .number(text, of: "units", example: 12.5)
    case .day: return .day(text, example: "2021-01-31")
    case .url: return .string(text, example: "https://www.example.org", format: "uri")
    case .choice: return choice(of: field, text)
    case .choices: return .array(text, of: choice(of: field, "A choice."))
    case .yesNo: return .boolean(text)
    }
  }

  private static func choice(of field: Directory.Field, _ text: String) -> Schema {
    .string(text, example: field.choices.first?.value ?? "", values: field.choices.map(\.value))
  }

  /// The values of a member's fields. /openapi.json of a directory names those that it has.
  static let custom: [Schema.Field] = [
    .ifStated("custom", .any("The values of the fields that the directory defines, by name: /fields."))
  ]
}
