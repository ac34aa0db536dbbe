internal import Directory

/// The parameters that more than one route takes, or that belong to no field of a list.
extension Parameter {
  static let limit = Parameter(
    "limit", .limit, "items on a page, 1 to \(PageLimit.maximum), \(PageLimit.standard) without it",
    example: "5")
  static let cursor = Parameter(
    "cursor", .cursor, "where the page starts: next of the page before", example: "")
  static let pretty = Parameter("pretty", .flag, "indented, for people", example: "true")
  static let delimiter = Parameter(
    "delimiter", .delimiter, "of CSV: comma, semicolon (what Excel reads where a comma is in numbers) or tab",
    example: "semicolon")
  static let mark = Parameter(
    "bom", .flag, "CSV that begins with a byte order mark, by which Excel knows UTF-8", example: "true")
  static let at = Parameter(
    "at", .day, "those who were members on that day, former ones too; without it, the present ones",
    example: "2021-06-30")
  static let words = Parameter(
    "q", .words, "those that hold all these words; the last may be cut short, accents may be left out",
    example: "climate")

  static let searchText = Parameter(
    "q", .words, "the words to find, each of them; the last may be cut short, accents may be left out",
    example: "climate", isRequired: true)
  static let searchTypes = Parameter(
    "type", .types(SearchType.allCases),
    "only of these types, joined by commas: "
      + SearchType.allCases.map(\.rawValue).joined(separator: ", "), example: "member,topic")
  static let searchLimit = Parameter(
    "limit", .bestFew, "the best so many, 1 to \(SearchLimit.maximum), \(SearchLimit.standard) without it",
    example: "5")

  static let matchTopics = Parameter(
    "topic", .names(.topics), "topics to work on, joined by commas", example: "climate,transport")
  static let matchProgrammes = Parameter(
    "programme", .names(.programmes), "programmes to take part in, joined by commas", example: "erasmus-plus")
  static let matchWith = Parameter(
    "with", .name(.members), "a member: its topics are asked for, and it is left out", example: "oslo")

  static let dryRun = Parameter(
    "dryRun", .flag, "say what the write would do, and do nothing", example: "true")
  static let rowType = Parameter(
    "type", .choice(RecordType.allCases.map(\.rawValue)),
    "of the rows of CSV, where the columns do not tell", example: "member")
  static let before = Parameter(
    "before", .number, "revisions older than that one: next of the page before", example: "1000")
  static let since = Parameter(
    "since", .number, "changes after that one: next of the answer before", example: "0")
}
