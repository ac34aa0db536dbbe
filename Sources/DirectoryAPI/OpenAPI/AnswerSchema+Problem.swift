internal import Directory
internal import HTTPCore

/// RFC 9457: what every error has, and what some say beside it.
extension AnswerSchema {
  static let problem: JSONValue = {
    guard case .object(var members) = Schema.record("What went wrong (RFC 9457).", always + more) else {
      return .null
    }
    // Each code may say more.
    members.removeAll { $0.name == "additionalProperties" }
    members.append(JSONMember(name: "x-codes", value: codes))
    return .object(members)
  }()

  private static let always = [
    Schema.always("type", Schema.link("What this code means.", example: "/problems/unknown-value")),
    Schema.always("title", Schema.string("The status in words.", example: "Bad Request")),
    Schema.always("status", Schema.integer("The status.", of: nil, example: 400, minimum: 400, maximum: 599)),
    Schema.always("code", Schema.string("For programs.", values: ProblemCode.all.map(\.code))),
    Schema.ifStated("detail", Schema.string("What is wrong, and what would be right.")),
  ]

  private static func texts(_ name: String, _ description: String, example: String? = nil) -> Schema.Field {
    Schema.ifStated(name, Schema.array(description, of: Schema.string("One of them.", example: example)))
  }

  private static let more = [
    Schema.ifStated("parameter", Schema.string("The parameter that is wrong.", example: "county")),
    Schema.ifStated("value", Schema.string("What was sent in it.", example: "vikn")),
    texts("nearest", "What was probably meant.", example: "viken"),
    texts("allowed", "What would be right.", example: "viken"),
    Schema.ifStated(
      "corrected", Schema.link("The same request, put right.", example: "/members?county=viken")),
    Schema.ifStated("example", Schema.link("A request that is answered.", example: "/search?q=climate")),
    texts("suffixes", "Of the path, by which the resource is had.", example: ".csv"),
    texts("alternates", "The same request in each format that there is.", example: "/members.csv"),
    texts("formats", "Those that the parameter is for.", example: "csv"),
    Schema.ifStated(
      "minimum", Schema.integer("The least that is taken.", of: "as the parameter has it", example: 1)),
    Schema.ifStated(
      "maximum", Schema.integer("The most that is taken.", of: "as the parameter has it", example: 1_000)),
    Schema.ifStated(
      "maximumWords", Schema.integer("The most words that are taken.", of: "words", example: 8)),
    Schema.ifStated("slug", Schema.string("What stood here once.", example: "hedmark")),
    Schema.ifStated("until", Schema.day("Its last day.", example: "2019-12-31")),
    texts("successors", "What took its place.", example: "/members/innlandet"),
    Schema.ifStated("href", Schema.link("The record that is there already.", example: "/members/oslo")),
    Schema.ifStated("required", Schema.string("The role that it takes.", example: "editor")),
    Schema.ifStated("etag", Schema.string("Of the present state, for If-Match.")),
    Schema.ifStated("current", Schema.any("The record as it is now.")),
    Schema.ifStated(
      "changes", Schema.array("What was changed meanwhile.", of: Schema.any("A field: pointer, old, new."))),
    texts("records", "Those that were written to since.", example: "/members/oslo"),
    Schema.ifStated("total", Schema.integer("How many refer to it.", of: "records", example: 2)),
    Schema.ifStated(
      "referrers", Schema.array("Those that refer to it.", of: Schema.any("type, slug and href."))),
    Schema.ifStated(
      "errors",
      Schema.array(
        "Each fault with its place.", of: Schema.any("pointer, code, message, hint; of an import, line."))),
  ]

  /// Status, meaning and remedy of each code, as `/problems/{code}` has them.
  private static let codes = JSONValue.object(
    ProblemCode.all.map { code in
      JSONMember(
        name: code.code,
        value: Schema.object([
          ("status", .integer(code.status.code)), ("meaning", .string(code.meaning)),
          ("remedy", .string(code.remedy)),
        ]))
    })
}
