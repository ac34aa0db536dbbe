internal import Directory
internal import SQLite

/// The SQL of each list. A test filters, sorts and counts by each field of `DirectoryList.fields`.
extension ListTable {
  static let members = ListTable(
    list: .members, columns: MemberColumn.statements.select, columnCount: MemberColumn.statements.readCount,
    from: "members AS m", id: "m.id", present: #"m."left" IS NULL"#,
    total: "SELECT member_count FROM directory_revision WHERE id = 1", index: "members_search",
    fields: [
      "kind": Field(
        filter: .reference("m.kind_id", kinds), facet: .reference("m.kind_id", kinds), isInOrder: true),
      "area": Field(
        filter: .reference("m.area_id", areas), facet: .area("m.area_id", .all), isInOrder: true),
      "county": Field(
        filter: .reference("m.area_id", counties), facet: .area("m.area_id", .counties), isInOrder: true),
      "topic": Field(
        filter: .relation(rows: "member_topics", owner: "member_id", other: "topic_id", topicsOfMembers),
        facet: .reference(
          "r.topic_id", topicsOfMembers, join: "CROSS JOIN member_topics AS r ON r.member_id = m.id"),
        lead: Lead(
          from: "member_topics AS l CROSS JOIN members AS m ON m.id = l.member_id",
          condition: "l.topic_id = ?", name: "l.member_sort_key", id: "l.member_id")),
      "worksWith": topics(.worksWith), "interestedIn": topics(.interestedIn), "local": topics(.local),
      "population": Field(
        filter: .range("ifnull(m.population, -1)"),
        order: Order(
          up: "ifnull(m.population, 9223372036854775807)", down: "ifnull(m.population, -1)")),
      "joined": Field(
        filter: .range("ifnull(m.joined, '')"),
        order: Order(up: "ifnull(m.joined, '~')", down: "ifnull(m.joined, '')")),
      "slug": Field(filter: .reference("m.id", memberRows), order: Order("m.slug")),
      "name": Field(order: Order("m.sort_key")),
      "at": Field(filter: .period(from: "m.joined", to: "m.leaves")),
      "located": Field(filter: .range("m.is_located")),
      "numberOfMembers": number(.numberOfMembers), "numberOfEmployees": number(.numberOfEmployees),
      "city": Field(
        filter: .profile(.city, isRange: false),
        facet: .text(
          "r.value", join: "CROSS JOIN profile_values AS r ON r.member_id = m.id AND r.part = 5")),
      "postcode": Field(filter: .profile(.postcode, isRange: false)),
      "identifier": Field(filter: .profile(.identifier, isRange: false)),
      "hasWebsite": Field(filter: .profile(.website, isRange: false)),
      "hasLocation": Field(filter: .profile(.location, isRange: false)),
      "near": Field(filter: .location),
    ])

  static let topics = ListTable(
    list: .topics, columns: TopicColumn.statements.select, columnCount: TopicColumn.statements.readCount,
    from: "topics AS t", joins: Connection.topicJoins, id: "t.id", total: "SELECT count(*) FROM topics",
    index: "topics_search",
    fields: [
      "kind": Field(
        filter: .text("t.kind", .topicKinds), facet: .slug("t.kind", of: "topic_kinds", order: "position"),
        isInOrder: true),
      "broader": Field(
        filter: .reference("t.broader_id", topicRows), facet: .reference("t.broader_id", topicRows)),
      "member": Field(
        filter: .relation(rows: "member_topics", owner: "topic_id", other: "member_id", memberRows)),
      "memberCount": Field(filter: .range("t.member_count"), order: Order("t.member_count")),
      "slug": Field(filter: .reference("t.id", topicRows), order: Order("t.slug")),
      "name": Field(order: Order("t.sort_key")),
    ])

  static let contacts = ListTable(
    list: .contacts, columns: ContactColumn.statements.select,
    columnCount: ContactColumn.statements.readCount, from: "contacts AS p", joins: Connection.contactJoins,
    id: "p.id", total: "SELECT count(*) FROM contacts", index: "contacts_search",
    fields: [
      "office": Field(
        filter: .reference("p.office_id", officeRows), facet: .reference("p.office_id", officeRows)),
      "member": Field(
        filter: .reference("p.member_id", memberRows), facet: .reference("p.member_id", memberRows),
        isInOrder: true),
      "belongsTo": Field(
        filter: .text(owner("p.member_id"), .owners), facet: .text(owner("p.member_id"))),
      "order": Field(
        order: Order(up: "ifnull(p.position, 9223372036854775807)", down: "ifnull(p.position, -1)")),
      "id": Field(filter: .reference("p.id", Target("contacts", .contacts)), order: Order("p.slug")),
      "name": Field(order: Order("p.sort_key")),
    ])

  static let offices = ListTable(
    list: .offices, columns: OfficeColumn.statements.select, columnCount: OfficeColumn.statements.readCount,
    from: "offices AS o", joins: Connection.officeJoins, id: "o.id", total: "SELECT count(*) FROM offices",
    index: "offices_search",
    fields: [
      "country": Field(filter: .text("o.country", .countries), facet: .text("o.country")),
      "city": Field(filter: .text("o.city", .cities), order: Order("o.city"), facet: .text("o.city")),
      "member": Field(
        filter: .reference("o.member_id", memberRows), facet: .reference("o.member_id", memberRows),
        isInOrder: true),
      "belongsTo": Field(
        filter: .text(owner("o.member_id"), .owners), facet: .text(owner("o.member_id"))),
      "id": Field(filter: .reference("o.id", officeRows), order: Order("o.slug")),
      "name": Field(order: Order("o.sort_key")),
    ])

  /// Returns the field of the topics with a relation. The second condition repeats that of the partial index,
  /// which SQLite uses only for a query that has the same term.
  private static func topics(_ relation: TopicRelation) -> Field {
    let count: SQL
    let condition: SQL
    switch relation {
    case .worksWith: (count, condition) = ("member_count - interested_in_count - local_count", "relation = 0")
    case .interestedIn: (count, condition) = ("interested_in_count", "relation = 1 AND relation <> 0")
    case .local: (count, condition) = ("local_count", "relation = 2 AND relation <> 0")
    }
    let target = Target("topics", .topics, count: count, parent: "broader_id")
    return Field(
      filter: .relation(
        rows: "member_topics", owner: "member_id", other: "topic_id", target, condition: condition),
      facet: .reference(
        "r.topic_id", target,
        join: .phrase("CROSS JOIN member_topics AS r ON r.member_id = m.id AND", condition)),
      lead: Lead(
        from: "member_topics AS l CROSS JOIN members AS m ON m.id = l.member_id",
        condition: .phrase("l.topic_id = ? AND", condition), name: "l.member_sort_key", id: "l.member_id"))
  }

  /// Returns the field of a number in the profile. No index has the members in the order of such a number,
  /// since most directories don't sort by it: SQLite looks up the number of each member and sorts.
  private static func number(_ part: ProfilePart) -> Field {
    let value: SQL = .phrase(
      "(SELECT v.value FROM profile_values AS v WHERE v.member_id = m.id AND v.part =", part.sql + ")")
    return Field(
      filter: .profile(part, isRange: true),
      order: Order(up: "ifnull(" + value + ", 9223372036854775807)", down: "ifnull(" + value + ", -1)"))
  }

  /// Returns the value of `belongsTo`: whose the row is.
  private static func owner(_ member: SQL) -> SQL {
    "CASE WHEN " + member + " IS NULL THEN 'organisation' ELSE 'member' END"
  }

  private static let kinds = Target("member_kinds", .memberKinds, count: "member_count", order: "position")
  private static let areas = Target(
    "areas", .areas, count: "member_count", parent: "parent_id", isNested: true)
  private static let counties = Target(
    "areas", .counties, count: "member_count", parent: "parent_id", isNested: true,
    where: "kind = 'county'")
  /// The topics with the number of members that name each.
  private static let topicsOfMembers = Target(
    "topics", .topics, count: "member_count", parent: "broader_id")
  private static let topicRows = Target("topics", .topics, parent: "broader_id")
  private static let memberRows = Target("members", .members)
  private static let officeRows = Target("offices", .offices)
}
