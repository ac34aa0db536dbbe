internal import Directory
internal import HTTPCore

/// Every resource of the API, at a glance. The router, the validation of queries, the help and what
/// documents the API are made from this table and from nothing else.
enum Routes {
  static let all: [Route] = reading + revisions

  private static let reading: [Route] = [
    Route(
      "self", .read, "/", "this help", yielding: .help,
      offers: .help, validity: .program, handler: .loop(RootRoutes.help)),

    Route(
      "members", .read, "/members", "the members, by name", yielding: .list("Member"),
      taking: .list(.members, shows: MemberJSON.fields, includes: MemberJSON.inclusions), offers: .records,
      handler: .loop(MemberRoutes.list), writes: .adding(.member)),
    Route(
      "member", .read, "/members/{slug}", "one member", yielding: .record("Member"),
      taking: .item(shows: MemberJSON.fields, includes: MemberJSON.inclusions), offers: .record,
      handler: .loop(MemberRoutes.one), writes: .editing(.member), record: .member),
    Route(
      "memberTopics", .read, "/members/{slug}/topics", "what that member works with",
      yielding: .list("Topic"),
      taking: .list(.topics, shows: TopicJSON.fields, includes: TopicJSON.inclusions, without: ["member"]),
      offers: .records,
      handler: .loop(TopicRoutes.ofMember)),

    Route(
      "topics", .read, "/topics", "the topics, by name", yielding: .list("Topic"),
      taking: .list(.topics, shows: TopicJSON.fields, includes: TopicJSON.inclusions), offers: .records,
      handler: .loop(TopicRoutes.list), writes: .adding(.topic)),
    Route(
      "topic", .read, "/topics/{slug}", "one topic with its members", yielding: .topic,
      taking: .item(shows: TopicJSON.fields + ["members"], includes: TopicJSON.inclusions), offers: .record,
      handler: .loop(TopicRoutes.one), writes: .editing(.topic), record: .topic),
    Route(
      "topicMembers", .read, "/topics/{slug}/members", "the members that name that topic",
      yielding: .list("Member"),
      taking: .list(.members, shows: MemberJSON.fields, includes: MemberJSON.inclusions), offers: .records,
      handler: .loop(MemberRoutes.ofTopic)),

    Route(
      "contacts", .read, "/contacts", "who to talk to", yielding: .list("Contact"),
      taking: .list(.contacts, shows: ContactJSON.fields, includes: ContactJSON.inclusions), offers: .cards,
      handler: .loop(ContactRoutes.list), writes: .adding(.contact)),
    Route(
      "contact", .read, "/contacts/{id}", "one contact", yielding: .record("Contact"),
      taking: .item(shows: ContactJSON.fields, includes: ContactJSON.inclusions), offers: .card,
      handler: .loop(ContactRoutes.one), writes: .editing(.contact), record: .contact),

    Route(
      "offices", .read, "/offices", "where to find us", yielding: .list("Office"),
      taking: .list(.offices, shows: OfficeJSON.fields, includes: OfficeJSON.inclusions), offers: .cards,
      handler: .loop(OfficeRoutes.list), writes: .adding(.office)),
    Route(
      "office", .read, "/offices/{id}", "one office", yielding: .record("Office"),
      taking: .item(shows: OfficeJSON.fields, includes: OfficeJSON.inclusions), offers: .card,
      handler: .loop(OfficeRoutes.one), writes: .editing(.office), record: .office),

    Route(
      "counties", .read, "/counties", "where members lie", yielding: .counties,
      handler: .loop(CountyRoutes.list),
      writes: .adding(.county)),
    Route(
      "county", .read, "/counties/{slug}", "one county", yielding: .record("County"),
      handler: .loop(CountyRoutes.one),
      writes: .editing(.county), record: .county),

    Route(
      "search", .read, "/search", "what holds the words, the best first", yielding: .search,
      taking: [.searchText, .searchTypes, .searchLimit, .pretty],
      handler: .loop(SearchRoutes.search)),

    Route(
      "match", .read, "/match", "who works on the same, most in common first", yielding: .matches,
      taking: [.matchTopics, .matchProgrammes, .matchWith]
        + .filters(.members, only: ["kind", "county"]) + [.searchLimit, .pretty],
      handler: .loop(MatchRoutes.match)),

    Route(
      "organisation", .read, "/organisation", "whose directory this is", yielding: .record("Organisation"),
      taking: .item(shows: OrganisationJSON.fields), offers: .record,
      handler: .loop(OrganisationRoutes.one), writes: .editing(.organisation, by: .admin),
      record: .organisation),

    Route(
      "snapshot", .read, "/snapshot", "the whole directory as one document", yielding: .snapshot,
      handler: .worker(SnapshotJSON.document)),

    Route(
      "openapi", .read, "/openapi.json", "this API for programs (OpenAPI 3.1)", yielding: .openAPI,
      validity: .program, handler: .loop(SchemaRoutes.openAPI)),
    Route(
      "docs", .read, "/docs", "this API for people, to be tried", yielding: .page, offers: .page,
      validity: .program,
      handler: .loop(DocsRoutes.page)),
    DocsRoutes.part("docs.css", "how that page looks", .styleSheet),
    DocsRoutes.part("try.css", "how its requests and answers look", .styleSheet),
    DocsRoutes.part("docs.js", "what makes that page", .script),
    DocsRoutes.part("element.js", "what makes its elements", .script),
    DocsRoutes.part("contents.js", "what makes its contents", .script),
    DocsRoutes.part("fields.js", "what makes its tables of fields", .script),
    DocsRoutes.part("parameters.js", "what makes its lists of parameters", .script),
    DocsRoutes.part("try.js", "what makes its forms", .script),
    DocsRoutes.part("sample.js", "what is in them at first", .script),
    DocsRoutes.part("answer.js", "what shows the answers", .script),
    DocsRoutes.part("json.js", "what colours them", .script),
    Route(
      "api-catalog", .read, "/.well-known/api-catalog", "where the API and its documents are",
      yielding: .catalog, offers: .linkset, validity: .program, handler: .loop(SchemaRoutes.catalog)),
    Route(
      "problem", .read, "/problems/{code}", "what the code of a problem means", yielding: .problemPage,
      offers: .text, validity: .program, handler: .loop(SchemaRoutes.problem)),

    Route(
      "changes", .read, "/changes", "what has changed, oldest first", yielding: .changes,
      taking: [.since, .limit],
      offers: .feed, handler: .loop(ChangeRoutes.list)),
    Route(
      "import", .none, "/import", "many records at once: a document, NDJSON or CSV", yielding: .written,
      handler: .none, writes: .importing),
    Route(
      "undoImport", .none, "/imports/{number}/undo", "takes a whole import back", yielding: .written,
      handler: .none, writes: .undoingImports),
    Route(
      "drafts", .read, "/drafts", "what is not published", yielding: .drafts,
      handler: .loop(DraftRoutes.list),
      requires: .editor),

    Route(
      "live", .read, "/health/live", "whether the program answers", yielding: .health,
      validity: .moment, handler: .loop(HealthRoutes.live)),
    Route(
      "ready", .read, "/health/ready", "whether the directory answers", yielding: .health,
      validity: .moment, handler: .loop(HealthRoutes.ready)),
  ]

  /// All but the parts of the documentation page.
  static let documented = all.filter { !$0.pattern.hasPrefix("/docs/") }

  /// The history of each kind of record, for staff.
  private static let revisions: [Route] = [
    history("memberRevisions", "memberRestore", of: .member, "/members/{slug}"),
    history("topicRevisions", "topicRestore", of: .topic, "/topics/{slug}"),
    history("contactRevisions", "contactRestore", of: .contact, "/contacts/{id}"),
    history("officeRevisions", "officeRestore", of: .office, "/offices/{id}"),
    history("countyRevisions", "countyRestore", of: .county, "/counties/{slug}"),
    history(
      "organisationRevisions", "organisationRestore", of: .organisation, "/organisation", by: .admin),
  ].flatMap(\.self)

  private static func history(
    _ list: StaticString, _ restore: StaticString, of type: RecordType, _ pattern: String,
    by role: Role = .editor
  ) -> [Route] {
    [
      Route(
        list, .read, pattern + "/revisions", "what was written to it, newest first",
        yielding: .revisions,
        taking: [.before, .limit], handler: .loop(RevisionRoutes.list(of: type)), requires: .editor),
      Route(
        restore, .none, pattern + "/revisions/{number}/restore", "takes it back to that revision",
        yielding: .written,
        handler: .none, writes: .restoring(type, by: role)),
    ]
  }

  /// The route that answers with one record of that type.
  static func item(_ type: RecordType) -> Route? { all.first { $0.record == type } }

  /// Finds the index of a route in `all`.
  static let router = Router(all.enumerated().map { (pattern: $0.element.pattern, resource: $0.offset) })

  /// What `OPTIONS *` says of the whole server.
  static let allMethods = all.reduce(into: MethodSet()) { $0.formUnion($1.methods) }
}
