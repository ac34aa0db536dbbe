internal import Directory
internal import HTTPCore

/// All resources of the API. The router, the checks of queries, the help and the documentation are made from
/// this table and from nothing else.
enum Routes {
  static let all: [Route] = reading + draftChanges + office + access + DocsRoutes.sections + revisions

  private static let reading: [Route] = [
    Route(
      "self", .read, "/", "this help", yielding: .help,
      offers: .help, handler: .loop(RootRoutes.help)),

    Route(
      "members", .read, "/members", "the members, by name", yielding: .list("Member"),
      taking: .list(.members, shows: MemberJSON.fields, includes: MemberJSON.inclusions), offers: .places,
      handler: .loop(MemberRoutes.list), writes: .adding(.member)),
    Route(
      "member", .read, "/members/{slug}", "one member", yielding: .record("Member"),
      taking: .item(shows: MemberJSON.fields, includes: MemberJSON.inclusionsOfOne), offers: .place,
      handler: .loop(MemberRoutes.one), writes: .editing(.member), record: .member),
    Route(pictureOf: .member, "memberImage", "/members/{slug}/image", "the picture of this member"),
    Route(
      fileOfPictureOf: .member, "memberImageFile", "/members/{slug}/image/{sha256}",
      "the picture of this member"),
    Route(
      "memberTopics", .read, "/members/{slug}/topics", "the topics of this member",
      yielding: .list("Topic"),
      taking: .list(.topics, shows: TopicJSON.fields, includes: TopicJSON.inclusions, without: ["member"]),
      offers: .records,
      handler: .loop(TopicRoutes.ofMember)),
    Route(
      "memberContacts", .read, "/members/{slug}/contacts", "the contact persons of this member",
      yielding: .list("Contact"),
      taking: .list(
        .contacts, shows: ContactJSON.fields, includes: ContactJSON.inclusions,
        without: ["member", "belongsTo"]), offers: .cards,
      handler: .loop(ContactRoutes.ofMember)),
    Route(
      "memberOffices", .read, "/members/{slug}/offices", "the offices of this member",
      yielding: .list("Office"),
      taking: .list(
        .offices, shows: OfficeJSON.fields, includes: OfficeJSON.inclusions,
        without: ["member", "belongsTo"]), offers: .cards,
      handler: .loop(OfficeRoutes.ofMember)),

    Route(
      "topics", .read, "/topics", "the topics, by name", yielding: .list("Topic"),
      taking: .list(.topics, shows: TopicJSON.fields, includes: TopicJSON.inclusions), offers: .records,
      handler: .loop(TopicRoutes.list), writes: .adding(.topic)),
    Route(
      "topic", .read, "/topics/{slug}", "one topic with its members", yielding: .topic,
      taking: .item(shows: TopicJSON.fields + ["members"], includes: TopicJSON.inclusions), offers: .record,
      handler: .loop(TopicRoutes.one), writes: .editing(.topic), record: .topic),
    Route(
      "topicMembers", .read, "/topics/{slug}/members", "the members of this topic",
      yielding: .list("Member"),
      taking: .list(.members, shows: MemberJSON.fields, includes: MemberJSON.inclusions), offers: .places,
      handler: .loop(MemberRoutes.ofTopic)),

    Route(
      "contacts", .read, "/contacts", "the contact persons", yielding: .list("Contact"),
      taking: .list(.contacts, shows: ContactJSON.fields, includes: ContactJSON.inclusions), offers: .cards,
      handler: .loop(ContactRoutes.list), writes: .adding(.contact)),
    Route(
      "contact", .read, "/contacts/{id}", "one contact", yielding: .record("Contact"),
      taking: .item(shows: ContactJSON.fields, includes: ContactJSON.inclusions), offers: .card,
      handler: .loop(ContactRoutes.one), writes: .editing(.contact), record: .contact),
    Route(pictureOf: .contact, "contactPortrait", "/contacts/{id}/portrait", "the portrait of this contact"),
    Route(
      fileOfPictureOf: .contact, "contactPortraitFile", "/contacts/{id}/portrait/{sha256}",
      "the portrait of this contact"),

    Route(
      "offices", .read, "/offices", "the offices", yielding: .list("Office"),
      taking: .list(.offices, shows: OfficeJSON.fields, includes: OfficeJSON.inclusions), offers: .cards,
      handler: .loop(OfficeRoutes.list), writes: .adding(.office)),
    Route(
      "office", .read, "/offices/{id}", "one office", yielding: .record("Office"),
      taking: .item(shows: OfficeJSON.fields, includes: OfficeJSON.inclusions), offers: .card,
      handler: .loop(OfficeRoutes.one), writes: .editing(.office), record: .office),

    Route(
      "memberKinds", .read, "/member-kinds", "the kinds of members", yielding: .shortList("MemberKind"),
      taking: .shortList(ShortLists.memberKinds, shows: KindJSON.fieldsOfMemberKind), offers: .records,
      handler: .loop(KindRoutes.memberKinds), writes: .adding(.memberKind)),
    Route(
      "memberKind", .read, "/member-kinds/{slug}", "one kind of members", yielding: .record("MemberKind"),
      taking: .item(shows: KindJSON.fieldsOfMemberKind), offers: .record,
      handler: .loop(KindRoutes.memberKind), writes: .editing(.memberKind), record: .memberKind),

    Route(
      "topicKinds", .read, "/topic-kinds", "the kinds of topics", yielding: .shortList("TopicKind"),
      taking: .shortList(ShortLists.topicKinds, shows: KindJSON.fieldsOfTopicKind), offers: .records,
      handler: .loop(KindRoutes.topicKinds), writes: .adding(.topicKind)),
    Route(
      "topicKind", .read, "/topic-kinds/{slug}", "one kind of topics", yielding: .record("TopicKind"),
      taking: .item(shows: KindJSON.fieldsOfTopicKind), offers: .record,
      handler: .loop(KindRoutes.topicKind), writes: .editing(.topicKind), record: .topicKind),

    Route(
      "areas", .read, "/areas", "the areas that members are in", yielding: .shortList("Area"),
      taking: .shortList(ShortLists.areas, shows: AreaJSON.fields), offers: .records,
      handler: .loop(AreaRoutes.areas), writes: .adding(.area)),
    Route(
      "area", .read, "/areas/{slug}", "one area", yielding: .record("Area"),
      taking: .item(shows: AreaJSON.fields), offers: .record,
      handler: .loop(AreaRoutes.area), writes: .editing(.area), record: .area),

    Route(
      "fields", .read, "/fields", "the fields that this directory has for its members",
      yielding: .shortList("Field"), taking: .shortList(ShortLists.fields, shows: FieldJSON.fields),
      offers: .records, handler: .loop(FieldRoutes.list), writes: .adding(.field, by: .admin)),
    Route(
      "field", .read, "/fields/{name}", "one field of members", yielding: .record("Field"),
      taking: .item(shows: FieldJSON.fields), offers: .record,
      handler: .loop(FieldRoutes.one), writes: .editing(.field, by: .admin), record: .field),

    Route(
      "counties", .read, "/counties", "the counties that members are in", yielding: .shortList("County"),
      taking: .shortList(ShortLists.counties, shows: AreaJSON.fields), offers: .records,
      handler: .loop(AreaRoutes.counties), writes: .adding(.county)),
    Route(
      "county", .read, "/counties/{slug}", "one county", yielding: .record("County"),
      taking: .item(shows: AreaJSON.fields), offers: .record,
      handler: .loop(AreaRoutes.county), writes: .editing(.county), record: .county),

    Route(
      "search", .read, "/search", "the records that contain the words, best match first", yielding: .search,
      taking: [.searchText, .searchTypes, .searchLimit, .pretty, .language],
      handler: .loop(SearchRoutes.search)),

    Route(
      "match", .read, "/match", "the members that work on the same topics or would like to, the best first",
      yielding: .matches,
      taking: [.matchTopics, .matchProgrammes, .matchWith]
        + .filters(.members, only: ["kind", "area", "county"]) + [.searchLimit, .pretty, .language],
      handler: .loop(MatchRoutes.match)),

    Route(
      "organisation", .read, "/organisation", "the organisation that publishes this directory",
      yielding: .record("Organisation"),
      taking: .item(
        shows: OrganisationJSON.fields, includes: OrganisationRoutes.inclusions.map(\.name)), offers: .record,
      handler: .loop(OrganisationRoutes.one), writes: .editing(.organisation, by: .admin),
      record: .organisation),
    Route(
      pictureOf: .organisation, "organisationLogo", "/organisation/logo", "the logo of the organisation",
      by: .admin),
    Route(
      fileOfPictureOf: .organisation, "organisationLogoFile", "/organisation/logo/{sha256}",
      "the logo of the organisation"),

    Route(
      "snapshot", .read, "/snapshot", "the whole directory as one document", yielding: .snapshot,
      handler: .worker(SnapshotJSON.write)),

    Route(
      "formerSlugs", .read, "/former-slugs", "slugs that records had once, and what followed them",
      yielding: .formerSlugs, handler: .loop(FormerSlugRoutes.list)),

    Route(
      "openapi", .read, "/openapi.json", "the description of this API for programs (OpenAPI 3.1)",
      yielding: .openAPI, handler: .loop(SchemaRoutes.openAPI)),
    Route(
      "docs", .read, "/docs", "the description of this API for people, with forms to try it", yielding: .page,
      offers: .page,
      validity: .program,
      handler: .loop(DocsRoutes.page)),
    DocsRoutes.part("docs.css", "the style sheet of that page", .styleSheet),
    DocsRoutes.part("try.css", "the style sheet of its requests and responses", .styleSheet),
    DocsRoutes.part("start.css", "the style sheet of the page that browsers get for /", .styleSheet),
    DocsRoutes.part("docs.js", "the script that builds that page", .script),
    DocsRoutes.part("element.js", "the script that builds its elements", .script),
    DocsRoutes.part("contents.js", "the script that builds its table of contents", .script),
    DocsRoutes.part("fields.js", "the script that builds its tables of fields", .script),
    DocsRoutes.part("parameters.js", "the script that builds its lists of parameters", .script),
    DocsRoutes.part("try.js", "the script that builds its forms", .script),
    DocsRoutes.part("sample.js", "the script that fills them with examples", .script),
    DocsRoutes.part("answer.js", "the script that shows the responses", .script),
    DocsRoutes.part("json.js", "the script that colours them", .script),
    Route(
      "api-catalog", .read, "/.well-known/api-catalog", "links to the API and its documents",
      yielding: .catalog, offers: .linkset, validity: .program, handler: .loop(SchemaRoutes.catalog)),
    Route(
      "problem", .read, "/problems/{code}", "the meaning of the code of a problem", yielding: .problemPage,
      offers: .text, validity: .program, handler: .loop(SchemaRoutes.problem)),

    Route(
      "changes", .read, "/changes", "the public changes, oldest first; as a feed, newest first",
      yielding: .changes, taking: [.since, .olderThan, .limitOfEntries],
      offers: .feed, handler: .loop(ChangeRoutes.list)),
    Route(
      "import", .none, "/import", "many records at once: a document, NDJSON or CSV", yielding: .written,
      handler: .none, writes: .importing),
    Route(
      "importTemplate", .read, "/import/template.csv", "an empty table with the columns that an import knows",
      yielding: .page, taking: [.templateType], offers: .table,
      handler: .loop(ImportRoutes.template)),
    Route(
      "imports", .read, "/imports", "the imports and merges, newest first",
      yielding: .component("ImportPage"),
      taking: [.before, .limitOfEntries], handler: .loop(ImportRoutes.list), requires: .reader),
    Route(
      "undoImport", .none, "/imports/{number}/undo", "undoes a whole import", yielding: .written,
      handler: .none, writes: .undoingImports),
    Route(
      "drafts", .read, "/drafts", "the records that are not published", yielding: .drafts,
      handler: .loop(DraftRoutes.list),
      requires: .reader),

    Route(
      "live", .read, "/health/live", "whether the program runs", yielding: .health,
      validity: .moment, handler: .loop(HealthRoutes.live)),
    Route(
      "ready", .read, "/health/ready", "whether the directory can be read", yielding: .health,
      validity: .moment, handler: .loop(HealthRoutes.ready)),
  ]
  /// All routes except the parts of the documentation page.
  static let documented = all.filter { !$0.pattern.hasPrefix("/docs/") }

  /// The history of each kind of record, for staff.
  private static let revisions: [Route] = [
    history("memberRevisions", "memberRevision", "memberRestore", of: .member, "/members/{slug}"),
    history("topicRevisions", "topicRevision", "topicRestore", of: .topic, "/topics/{slug}"),
    history("contactRevisions", "contactRevision", "contactRestore", of: .contact, "/contacts/{id}"),
    history("officeRevisions", "officeRevision", "officeRestore", of: .office, "/offices/{id}"),
    history(
      "memberKindRevisions", "memberKindRevision", "memberKindRestore", of: .memberKind,
      "/member-kinds/{slug}"),
    history(
      "topicKindRevisions", "topicKindRevision", "topicKindRestore", of: .topicKind, "/topic-kinds/{slug}"),
    history("areaRevisions", "areaRevision", "areaRestore", of: .area, "/areas/{slug}"),
    history("fieldRevisions", "fieldRevision", "fieldRestore", of: .field, "/fields/{name}", by: .admin),
    history("countyRevisions", "countyRevision", "countyRestore", of: .county, "/counties/{slug}"),
    history(
      "organisationRevisions", "organisationRevision", "organisationRestore", of: .organisation,
      "/organisation", by: .admin),
  ].flatMap(\.self)

  private static func history(
    _ list: StaticString, _ one: StaticString, _ restore: StaticString, of type: RecordType,
    _ pattern: String,
    by role: Role = .editor
  ) -> [Route] {
    [
      Route(
        list, .read, pattern + "/revisions", "the revisions of the record, newest first",
        yielding: .revisions,
        taking: [.before, .limitOfEntries], handler: .loop(RevisionRoutes.list(of: type)), requires: .reader),
      Route(
        one, .read, pattern + "/revisions/{number}", "one revision, with the record after it",
        yielding: .component("RevisionDetail"), handler: .loop(RevisionRoutes.one(of: type)),
        requires: .reader),
      Route(
        restore, .none, pattern + "/revisions/{number}/restore", "restores the state after that revision",
        yielding: .written,
        handler: .none, writes: .restoring(type, by: role)),
    ]
  }

  /// Returns the route of single records of this type.
  static func item(_ type: RecordType) -> Route? { all.first { $0.record == type } }

  /// Finds the index of a route in `all`.
  static let router = Router(all.enumerated().map { (pattern: $0.element.pattern, resource: $0.offset) })

  /// The methods of the whole server, for `OPTIONS *`.
  static let allMethods = all.reduce(into: MethodSet()) { $0.formUnion($1.methods) }
}
