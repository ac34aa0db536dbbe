internal import Directory

/// The JSON that a route answers with.
enum AnswerSchema: Sendable {
  /// A record, by its name in `RecordSchemas.all`.
  case record(String)
  /// A list of such records.
  case list(String)
  /// A topic with its members.
  case topic
  case search, matches, snapshot, help, health, catalog, openAPI, problemPage
  /// A list of few records, such as counties.
  case shortList(String)
  /// A part of a list of people, tokens or sessions, and one of these.
  case entries(String), entry(String)
  case formerSlugs, changes, drafts, revisions, written, draftChanges, draftChange
  /// A named schema.
  case component(String)
  /// Not JSON, but the file of a backup.
  case file
  /// Not JSON, but a page or a part of one.
  case page
  /// Not JSON, but the file of a picture.
  case picture

  /// The schema, which is a named component wherever it is an object.
  var definition: Schema {
    switch self {
    // A request with a token gets a draft at the address that the published record will have.
    case .record(let name): .reference("\(name)OrDraft")
    case .topic: .reference("TopicOrDraft")
    case .list(let name): .reference("\(name)Page")
    case .search: .reference("SearchPage")
    case .matches: .reference("MatchPage")
    case .snapshot: .reference("Snapshot")
    case .help: .reference("Help")
    case .health: .reference("Health")
    case .catalog: .map("Link sets (RFC 9264).", to: .array("Links.", of: .any("A link.")))
    case .openAPI: .map("This document.", to: .any("A part of it."))
    case .shortList(let name): .reference("\(name)List")
    case .entries(let name): .reference("\(name)Page")
    case .entry(let name): .reference(name)
    case .formerSlugs: .reference("FormerSlugList")
    case .changes: .reference("ChangePage")
    case .drafts: .reference("DraftList")
    case .revisions: .reference("RevisionPage")
    case .draftChanges: .reference("DraftChangePage")
    case .draftChange: .reference("DraftChange")
    case .component(let name): .reference(name)
    case .file: .string("The file.", format: "binary")
    case .written: .any("The record as GET returns it.")
    case .page: .any("Not JSON.")
    case .picture: .string("The file.", format: "binary")
    case .problemPage: .reference("ProblemMeaning")
    }
  }

  /// The schemas of whole answers, by name.
  static let answers: [(name: String, schema: Schema)] =
    ["Member", "Topic", "Contact", "Office"].map {
      (name: "\($0)Page", schema: list(of: $0, $0 == "Member" ? [joinedUnknown] : []))
    }
    + RecordSchemas.all.map { name, _, _ in
      let record = name == "Topic" ? "TopicWithMembers" : name
      return (
        name: "\(name)OrDraft",
        schema: .anyOf(
          "The record. A request with a token gets a draft if the record isn't published.",
          .reference("Draft"), .reference(record))
      )
    } + [
      ("AreaList", list(of: "Area")), ("CountyList", list(of: "County")),
      ("MemberKindList", list(of: "MemberKind")),
      ("TopicKindList", list(of: "TopicKind")), ("FieldList", list(of: "Field")), ("SearchPage", searchPage),
      ("FormerSlugList", whole("All former slugs.", of: .reference("SnapshotFormerSlug"))),
      ("MatchPage", matchPage), ("ChangePage", changeFeed), ("RevisionPage", history),
      ("Change", change), ("Revision", revision), ("DraftReference", draftReference),
      ("DraftList", whole("All drafts.", of: .reference("DraftReference"))), ("Snapshot", snapshotDocument),
      ("Help", resources), ("Health", state),
    ] + access + ofDraftChanges + office

  private static let state: Schema = .record(
    "The state of the service.",
    [.always("status", .string("live or ready.", values: ["live", "ready"]))])
}

/// Lists.
extension AnswerSchema {
  private static let joinedUnknown = Schema.Field.ifStated(
    "joinedUnknown",
    .integer(
      "Only with at: the number of items on all pages whose day of joining isn't known. They may have"
        + " joined later.", of: "members", example: 16))

  private static func list(of name: String, _ more: [Schema.Field] = []) -> Schema {
    .record(
      "A page of the list.",
      [
        .always(
          "items",
          .array(
            "The items of this page, in the order that the request asked for.",
            of: .reference(name))),
        .always("total", .integer("The number of items on all pages together.", of: "items", example: 17)),
        .always("next", .string("The cursor of the next page; null on the last page.").orNull),
        .ifStated(
          "facets",
          .map(
            "The values of each field that facets names.",
            to: .array(
              "The values, the most frequent first. Kinds that have an order come before, in that order.",
              of: .reference("FacetValue")))),
        .ifStated("included", .reference("Included")),
      ] + more)
  }

  private static let alwaysNull = Schema.Field.always(
    "next", .string("Always null, because there is one page.").orNull)

  /// A list that is never divided into pages.
  private static func whole(_ description: String, of item: Schema) -> Schema {
    .record(
      description,
      [
        .always("items", .array("All items.", of: item)),
        .always("total", .integer("The number of items.", of: "items", example: 3)), alwaysNull,
      ])
  }

  private static let searchPage: Schema = .record(
    "The records that contain the words.",
    [
      .always("items", .array("The best matches, the best first.", of: .reference("SearchHit"))),
      .always(
        "total",
        .integer(
          "The number of matching records, or the least that it can be if totalIsExact is false.",
          of: "records", example: 3)),
      .always("totalIsExact", .boolean("True if all matching records were counted.")), alwaysNull,
      .ifStated(
        "didYouMean",
        .array(
          "Similar searches that find something. Present only if this one found nothing.",
          of: .string("A value for q."))),
    ])

  private static let matchPage: Schema = .record(
    "The members that work on the same topics.",
    [
      .always("items", .array("The members with the most topics in common first.", of: .reference("Match"))),
      .always(
        "total",
        .integer("The number of members with a topic in common or a related one.", of: "members", example: 11)
      ), alwaysNull,
    ])
}

/// Answers about the directory as a whole and about the API.
extension AnswerSchema {
  private static let snapshotDocument: Schema = .record(
    "The whole public directory, all of it at one revision.",
    [
      .always(
        "revision", .integer("The number of the revision. It grows with every change.", of: nil, example: 1)),
      .always(
        "next",
        .string("The value for since of /changes that gets the changes after this document.", example: "12")),
      .ifStated("organisation", .reference("Organisation")),
      .always("members", .array("All members.", of: .reference("Member"))),
      .ifStated("formerMembers", .array("All members with a day of leaving.", of: .reference("Member"))),
      .always("topics", .array("All topics.", of: .reference("Topic"))),
      .always("contacts", .array("All contacts.", of: .reference("Contact"))),
      .always("offices", .array("All offices.", of: .reference("Office"))),
      .ifStated("areas", .array("All areas: countries, regions and others.", of: .reference("Area"))),
      .ifStated("counties", .array("All counties.", of: .reference("County"))),
      .ifStated("memberKinds", .array("All kinds of members.", of: .reference("MemberKind"))),
      .ifStated("topicKinds", .array("All kinds of topics.", of: .reference("TopicKind"))),
      .ifStated("fields", .array("All public fields of members.", of: .reference("Field"))),
      .always("formerSlugs", .array("Slugs that are no longer in use.", of: formerSlug)),
    ])

  private static let formerSlug: Schema = .record(
    "A former slug.",
    [
      .always(
        "type",
        .string("What the slug identified.", values: FormerSlug.Kind.allCases.map(\.rawValue))),
      .always("slug", .slug("The slug or id.", example: "oldton")),
      .ifStated("name", .string("The name that went with it.", example: "Oldton")),
      .ifStated("until", .day("The last day on which it was in use.", example: "2019-12-31")),
      .always(
        "successors",
        .array("The slugs that replaced it.", of: .slug("A slug.", example: "riverton"))),
    ])

  private static let resources: Schema = .record(
    "Everything that this API offers.",
    [
      .always("name", .string("The name of the program.", example: "member-directory")),
      .always("version", .string("The version of the program.", example: "0.1.0")),
      .always(
        "links",
        .map("The path of each resource, by relation.", to: .string("A path, or a pattern of paths."))),
      .always("resources", .array("All resources.", of: resource)),
    ])

  private static let resource: Schema = .record(
    "A resource.",
    [
      .always(
        "path", .string("The path. Each name in braces is a parameter.", example: "/members/{slug}")),
      .always("answers", .string("What the resource is.", example: "one member")),
      .ifStated(
        "role",
        .string(
          "The role that reading requires. Absent if everybody may read.",
          values: Role.allCases.map(\.rawValue))),
      .ifStated("writes", .array("What staff may do with the resource.", of: method)),
      .always("formats", .array("The suffixes that choose a format.", of: .string("json, csv, …"))),
      .always("parameters", .array("The query parameters.", of: parameter)),
    ])

  private static let method: Schema = .record(
    "A method.",
    [
      .always("method", .string("POST, PUT, PATCH or DELETE.")),
      .always("answers", .string("What the method does.")),
      .always("role", .string("The role that the method requires.", values: Role.allCases.map(\.rawValue))),
    ])

  private static let parameter: Schema = .record(
    "A query parameter.",
    [
      .always("name", .string("The name of the parameter.", example: "topic")),
      .always("meaning", .string("What the parameter does.")),
    ])
}
