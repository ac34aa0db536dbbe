internal import Directory
internal import HTTPCore

/// Problems (RFC 9457): the members that every problem has, and those that some codes add.
extension AnswerSchema {
  /// Other members may follow, because a later version may add some to any code.
  static let problem = Schema.record("What went wrong (RFC 9457).", always + sometimes)
    .adding("x-codes", codes)

  private static let always: [Schema.Field] = [
    .always("type", .link("A page that explains the code.", example: "/problems/unknown-value")),
    .always("title", .string("The status in words.", example: "Bad Request")),
    .always(
      "status", .integer("The HTTP status.", of: nil, example: 400, minimum: 400, maximum: 599)),
    .always(
      "code",
      .string(
        "The name of the problem, for programs. x-codes lists those of this version; "
          + "a later one may add some.",
        example: "unknown-value")),
    .ifStated("detail", .string("What is wrong with this request, and what would be right.")),
  ]

  private static let sometimes: [Schema.Field] = [
    .ifStated("parameter", .string("The name of the wrong parameter.", example: "county")),
    .ifStated("value", .string("The value that was sent.", example: "northshir")),
    texts("nearest", "The names or values that were probably meant.", example: "northshire"),
    texts("allowed", "The names or values that would be right.", example: "northshire"),
    .ifStated("corrected", .link("The same request, corrected.", example: "/members?county=northshire")),
    .ifStated("example", .link("A request that works.", example: "/search?q=reading")),
    texts("suffixes", "The suffixes of the path that choose a format.", example: ".csv"),
    texts(
      "alternates", "The same request in each format that the resource offers.", example: "/members.csv"),
    texts("formats", "The formats that the parameter has an effect in.", example: "csv"),
    .ifStated("minimum", .integer("The smallest number accepted.", of: asParameter, example: 1)),
    .ifStated("maximum", .integer("The largest number accepted.", of: asParameter, example: 1_000)),
    .ifStated(
      "maximumWords", .integer("The largest number of words accepted.", of: "words", example: 8)),
    .ifStated("slug", .string("The former slug.", example: "oldton")),
    .ifStated("until", .day("The last day on which the slug was in use.", example: "2019-12-31")),
    texts("successors", "The records that replaced it.", example: "/members/riverton"),
    .ifStated("href", .link("The record that already exists.", example: "/members/riverton")),
    .ifStated("required", .string("The role that the request requires.", example: "editor")),
    .ifStated("etag", .string("The entity tag of the current record, to send as If-Match.")),
    .ifStated(
      "base", .any("The record as it was in the state that If-Match names, or null if that isn't known.")),
    .ifStated("current", .any("The record as it is now.")),
    .ifStated("wanted", .any("The record as the request wants it, or null if it deletes it.")),
    .ifStated(
      "changes",
      .array(
        "How the current record differs from the one that was sent.", of: .any("A field: pointer, old, new."))
    ),
    .ifStated("changesSince", .any("What others have changed: a list like `changes`, or null if `base` is.")),
    .ifStated(
      "revisions",
      .array(
        "The writes since `base`, newest first, at most 50; the last write if `base` isn't known.",
        of: .any("A write: id of the revision, at, author, action."))),
    texts(
      "conflicts", "The pointers of fields that others have changed since the draft change was written.",
      example: "/summary"),
    .ifStated("state", .string("What has become of the draft change.", example: "published")),
    texts("records", "The records that were changed after the import.", example: "/members/riverton"),
    .ifStated(
      "laterChanges",
      .array(
        "What was written after the import and prevents that it is undone.",
        of: .any(
          "A change: type, slug and href of the record, fields, action, author, at, and the number of the "
            + "import if it was one."))),
    .ifStated("total", .integer("The number of records that refer to it.", of: "records", example: 2)),
    .ifStated(
      "referrers", .array("Records that refer to it.", of: .any("A record: type, slug and href."))),
    .ifStated(
      "errors",
      .array(
        "The faults, each with its place.",
        of: .any(
          "A fault: pointer, code, message and hint. In an import also the line, and in one of a table the "
            + "row, the cell (such as F3) and the column."))),
  ]

  private static let asParameter = "as the parameter has it"

  private static func texts(_ name: String, _ description: String, example: String) -> Schema.Field {
    .ifStated(name, .array(description, of: .string("One of them.", example: example)))
  }

  /// The status, the meaning and the remedy of each code, as `/problems/{code}` returns them.
  private static let codes = JSONValue.object(
    ProblemCode.all.map { code in
      JSONMember(
        name: code.code,
        value: .object(of: [
          "status": .integer(code.status.code), "meaning": .string(code.meaning),
          "remedy": .string(code.remedy),
        ]))
    })

  /// What `/problems/{code}` returns.
  static let problemMeaning: Schema = .record(
    "The meaning of a problem code.",
    [
      .always("code", .string("The code.", example: "unknown-value")),
      .always("status", .integer("The HTTP status of a response with this code.", of: nil, example: 400)),
      .always("meaning", .string("What went wrong.")),
      .always("remedy", .string("What to do about it.")),
    ])
}
