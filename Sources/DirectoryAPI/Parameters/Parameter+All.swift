internal import Directory

/// The parameters that belong to no single field of a list.
extension Parameter {
  static let limit = Parameter(
    "limit", .limit(least: 0),
    "items on a page, up to \(PageLimit.maximum); \(PageLimit.standard) if not given; 0 for the total and the "
      + "facets alone", example: "5")
  /// The limit of a list without a total. A program that follows `next` has to get on, so it can't be 0.
  static let limitOfEntries = Parameter(
    "limit", .limit(least: 1),
    "items on a page, 1 to \(PageLimit.maximum); \(PageLimit.standard) if not given", example: "5")
  static let countUnder = Parameter(
    "countUnder", .flag, "facets of topics that count what is under a value too", example: "true")
  static let cursor = Parameter(
    "cursor", .cursor, "start of the page: the value of next from the page before")
  static let language = Parameter(
    "lang", .language,
    "the language of the texts, one of those that /organisation lists; what isn't translated stays in the "
      + "default language and is marked. Without it, the default language")
  static let pretty = Parameter("pretty", .flag, "indented, for people", example: "true")
  static let delimiter = Parameter(
    "delimiter", .delimiter,
    "of CSV: comma, semicolon (which Excel expects if numbers have a decimal comma) or tab",
    example: "semicolon")
  static let mark = Parameter(
    "bom", .flag, "CSV that begins with a byte order mark, by which Excel recognises UTF-8", example: "true")
  static let at = Parameter(
    "at", .day, "those who were members on that day, also former ones; if not given, the present members")
  static let near = Parameter(
    "near", .place,
    "those whose location is near a place, given as latitude,longitude in degrees; how near, `within` says",
    example: "50.85,4.35")
  static let within = Parameter(
    "within", .distance,
    "how many kilometres from the place of `near`; \(Circle.standard / 1_000) if not given", example: "25")
  static let words = Parameter(
    "q", .words,
    "those that contain all these words; the last may be incomplete, accents may be left out")

  static let searchText = Parameter(
    "q", .words, "words to find, all of them; the last may be incomplete, accents may be left out",
    isRequired: true)
  static let searchTypes = Parameter(
    "type", .types(SearchType.allCases),
    "only these types, separated by commas: " + SearchType.allCases.map(\.rawValue).joined(separator: ", "),
    example: "member,topic")
  static let searchLimit = Parameter(
    "limit", .bestFew,
    "number of best matches, up to \(SearchLimit.maximum); \(SearchLimit.standard) if not given; "
      + "0 for the total alone", example: "5")

  static let matchTopics = Parameter(
    "topic", .names(.topics), "topics to have in common, separated by commas")
  static let matchProgrammes = Parameter(
    "programme", .names(.programmes), "programmes to have in common, separated by commas")
  static let matchWith = Parameter(
    "with", .name(.members), "the slug of a member: matches its topics, and leaves out the member itself")

  static let dryRun = Parameter(
    "dryRun", .flag, "show what the write would do, without doing it", example: "true")
  static let createMissing = Parameter(
    "createMissing", .flag,
    "make the topics, kinds and areas that records refer to and that don't exist; a dry run lists them",
    example: "true")
  static let alternativeText = Parameter(
    "alt", .text(longest: 500), "what the picture shows, for people who can't see it; PUT requires it",
    example: "The town hall at night")
  static let credit = Parameter(
    "credit", .text(longest: 200), "the name to print beside the picture", example: "Kari Nordmann")
  static let overwrite = Parameter(
    "overwrite", .flag, "publish although others have changed the same fields since", example: "true")
  static let draftChangeState = Parameter(
    "state", .choice(DraftChange.State.allCases.map(\.rawValue)), "only those in this state",
    example: "proposed")
  static let draftChangeType = Parameter(
    "type", .choice(RecordType.allCases.map(\.rawValue)), "only changes of such records", example: "member")
  static let draftChangeSlug = Parameter(
    "slug", .anyText, "only changes of the record with this slug or id", example: "riverton")
  static let draftChangeAuthor = Parameter(
    "author", .anyText, "only those that this person has written", example: "Kari")
  static let pageLanguage = Parameter(
    "lang", .choice(["en", "nb", "nn"]),
    "the language of the page; if the website hasn't this one, the first that it has", example: "en")
  static let rowType = Parameter(
    "type", .choice(RecordType.allCases.map(\.rawValue)),
    "type of the rows of CSV, if the columns leave it open", example: "member")
  static let templateType = Parameter(
    "type", .choice(RecordType.allCases.map(\.rawValue)),
    "the type of the records; members without it", example: "contact")
  static let columnMap = Parameter(
    "map", .texts(form: ".+=[^=]+"),
    "the field of a column of CSV, as column=field; may be given several times",
    example: "Engelsk navn=name")
  static let ignoredColumn = Parameter(
    "ignore", .texts(form: ".+"), "a column of CSV that is left out; may be given several times",
    example: "Merknad")
  static let before = Parameter(
    "before", .number, "revisions older than this one: the value of next from the page before",
    example: "1000")
  static let beforeNumber = Parameter(
    "before", .number, "those with a smaller number: the value of next from the page before",
    example: "1000")
  static let person = Parameter(
    "person", .number, "only those of this person; others than admins see their own only", example: "1")
  static let confirmation = Parameter(
    "confirm", .text(longest: 64),
    "the confirmation of a dry run: the import is done only if the file, the parameters and the directory are "
      + "the same")

  static let activityAuthor = Parameter(
    "author", .anyText, "writes by this author", example: "Kari")
  static let activityType = Parameter(
    "type", .choice(RecordType.allCases.map(\.rawValue)), "of records of this type", example: "member")
  static let activityAction = Parameter(
    "action", .choice(["created", "updated", "deleted"]), "writes that did this", example: "updated")
  static let firstDay = Parameter("from", .day, "writes on this day (in UTC) or later")
  static let lastDay = Parameter("to", .day, "writes on this day (in UTC) or earlier")
  static let activitySlug = Parameter(
    "slug", .anyText, "of records with this slug", example: "riverton")
  static let activityImport = Parameter(
    "import", .number, "writes of the import with this number", example: "1")

  static let foundTypes = Parameter(
    "type", .choice(RecordQuery.searchedTypes.map(\.rawValue)), "only records of this type",
    example: "member")
  static let status = Parameter(
    "status", .choice(RecordStatus.allCases.map(\.rawValue)), "only records with this status",
    example: "published")
  static let duplicateType = Parameter(
    "type", .choice(["member", "topic", "contact", "office"]), "the type of the record; member without it",
    example: "member")
  static let duplicateName = Parameter(
    "name", .anyText, "the name of the record: finds the same name, in any spelling",
    example: "Riverton")
  static let duplicateIdentifier = Parameter(
    "identifier", .anyText, "a number of the member, with the register in front or without it",
    example: "wikidata:Q42")
  static let duplicateWebsite = Parameter(
    "website", .anyText, "the website of the member: finds the same host",
    example: "https://riverton.example")
  static let except = Parameter(
    "except", .anyText, "the slug of the record itself, which isn't listed", example: "riverton")

  static let olderThan = Parameter(
    "olderThan", .number, "in Atom, the changes before this one, newest first", example: "1000")
  static let since = Parameter(
    "since", .number, "changes after this one: the value of next from the response before", example: "0")
}
