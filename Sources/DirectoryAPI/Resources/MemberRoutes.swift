internal import Directory

enum MemberRoutes {
  static let members: RecordResource<Member> = RecordResource(
    .member, MemberFormats.presentation,
    inclusions: [
      .records(.topics, of: TopicRoutes.topics, where: "slug") { $0.topics.map(\.slug) },
      // Only counties that are members themselves have a record to include.
      .records(.county, of: MemberRoutes.members, where: "slug") { member in
        member.county.flatMap { $0.isMember ? [$0.slug] : nil } ?? []
      },
      // Those of the members themselves, and those of the organisation, which are the people to call about
      // any member.
      .belongings(.contacts, of: ContactRoutes.contacts, sort: [SortKey("order")]) { $0.slug },
      .belongings(.offices, of: OfficeRoutes.offices) { $0.slug },
      .values(
        .organisation,
        { reader, _ throws(DirectoryError) in
          let organisation = [try reader.organisation()].compactMap(\.self)
          return (organisation, organisation.count)
        }, OrganisationFormats.presentation.writeJSON),
    ],
    page: { reader, query throws(DirectoryError) in try reader.members(query) },
    one: { reader, slug throws(DirectoryError) in try reader.member(slug: slug) })

  /// What a single member can include. A list can't include related members, because each of its members
  /// would take a query.
  static let inclusionsOfOne: [RecordInclusion<Member>] =
    members.inclusions + [
      .values(
        .related,
        { reader, members throws(DirectoryError) in
          guard let member = members.first else { return ([], 0) }
          let page = try reader.match(MatchQuery(with: member.slug))
          return (page.matches, page.total)
        }, { MatchJSON.write($0, to: &$1) })
    ]

  static func list(_ call: Call) throws(APIError) -> Content { try page(call.arguments.query, for: call) }

  static func one(_ call: Call) throws(APIError) -> Content {
    guard isDirect(call) else {
      let member = try call.existing(members)
      return try call.content(
        of: member, as: members.presentation,
        including: try Included(in: [member], from: inclusionsOfOne, for: call))
    }
    let slug = call.slug
    var content: Content?
    _ = try call.ask { reader throws(DirectoryError) in
      try reader.withMember(slug: slug) { member in
        content = call.json(
          of: members.presentation.record(Member(member)), capacity: MemberJSON.typicalBytes
        ) { json in
          MemberJSON.write(member, to: &json)
        }
      }
    }
    guard let content else { throw call.missing(RecordKey(.member, slug)) }
    return content
  }

  /// Lists the members of one topic.
  ///
  /// The topic is read first, although the filter looks it up again: an unknown topic in the path is a 404
  /// or, for a former slug, a redirect, while an unknown topic in a filter is a 400. Each lookup takes
  /// microseconds.
  static func ofTopic(_ call: Call) throws(APIError) -> Content {
    let topic = try call.existing(TopicRoutes.topics)
    var query = call.arguments.query
    query.clauses.insert(Clause("topic", topic.slug), at: 0)
    return try page(query, for: call)
  }

  private static func page(_ query: ListQuery, for call: Call) throws(APIError) -> Content {
    var query = query
    if call.format == .geoJSON {
      query.clauses.append(Clause("located", .numbers([Bounds(from: 1, to: nil)])))
    }
    if call.format == .json, query.clauses.contains(where: { $0.field == "at" }) {
      return try pageOfDay(query, for: call)
    }
    guard isDirect(call) else { return try call.page(of: members, query) }
    // Most pages are full. A buffer for 50 rows leaves little unused on the others.
    var list = ListJSON(for: call, rows: min(query.limit, 50), typicalBytes: MemberJSON.typicalBytes)
    let page = try call.ask { reader throws(DirectoryError) in
      try reader.withMembers(query) { member in list.row { MemberJSON.write(member, to: &$0) } }
    }
    return list.content(page, page.next.map { Links.next(of: call, from: $0) })
  }

  /// Writes a page of those who were members on a day. It marks those who may have joined later, and says how
  /// many there are on all pages.
  private static func pageOfDay(_ query: ListQuery, for call: Call) throws(APIError) -> Content {
    let page = try call.ask { reader throws(DirectoryError) in try reader.members(query) }
    var unknown = ListQuery(query.clauses, text: query.text, limit: 0)
    unknown.clauses.append(Clause("joined", .days([Bounds()]), isExcluding: true))
    let count = try call.ask { reader throws(DirectoryError) in try reader.members(unknown).total }
    var list = ListJSON(for: call, rows: page.items.count, typicalBytes: MemberJSON.typicalBytes)
    for member in page.items {
      list.row { json in
        MemberJSON.write(member, to: &json)
        MemberJSON.writeMark(member, to: &json)
      }
    }
    let included = try Included(in: page.items, of: members, for: call)
    let link = page.next.map { Links.next(of: call, from: $0) }
    return list.content(page, link, including: included, joinedUnknown: count)
  }

  /// Returns true if members can go from the store's rows into the JSON without a `Member` in between. A page
  /// of 50 then takes 0.9 of the CPU time. Other formats and `include` need the values.
  private static func isDirect(_ call: Call) -> Bool {
    call.format == .json && call.arguments.inclusions.isEmpty && call.arguments.language == nil
  }
}
