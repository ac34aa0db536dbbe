internal import Directory
internal import SQLite

/// Each field of `DirectoryList.fields` in SQL. A test asks every one of them.
extension ListTable {
  private static let memberIDs: SQL = "SELECT id, NULL FROM members WHERE slug = ?"
  private static let topicIDs: SQL = "SELECT id, member_count FROM topics WHERE slug = ?"
  private static let officeIDs: SQL = "SELECT id, NULL FROM offices WHERE slug = ?"

  static let members = ListTable(
    .members, columns: Connection.memberColumns, Connection.memberColumnCount, from: " FROM members AS m",
    id: "m.id", present: #"m."left" IS NULL"#,
    total: "SELECT member_count FROM directory_revision WHERE id = 1", index: "members_search",
    [
      "kind": .reference(
        "m.kind_id", ids: "SELECT id, member_count FROM member_kinds WHERE slug = ?", .memberKinds),
      "county": .reference(
        "m.county_id", ids: "SELECT id, member_count FROM counties WHERE slug = ?", .counties),
      "topic": .relation(of: "member_topics", owner: "member_id", other: "topic_id", ids: topicIDs, .topics),
      "population": .range("ifnull(m.population, -1)"), "joined": .range("ifnull(m.joined, '')"),
      "slug": .reference("m.id", ids: memberIDs, .members),
      "at": .period(from: "m.joined", to: #"m."left""#),
    ],
    orders: [
      "name": Order("m.sort_key"), "slug": Order("m.slug"),
      "population": Order(up: "ifnull(m.population, 9223372036854775807)", down: "ifnull(m.population, -1)"),
      "joined": Order(up: "ifnull(m.joined, '~')", down: "ifnull(m.joined, '')"),
    ],
    facets: [
      "kind": FacetSource(
        kept: "SELECT slug, name, member_count FROM member_kinds WHERE member_count > 0", value: "m.kind_id",
        named: "SELECT k.slug, k.name, f.n FROM ", names: " CROSS JOIN member_kinds AS k ON k.id = f.value",
        name: "SELECT name FROM member_kinds WHERE slug = ?"),
      "county": FacetSource(
        kept: "SELECT slug, name, member_count FROM counties WHERE member_count > 0", value: "m.county_id",
        named: "SELECT c.slug, c.name, f.n FROM ", names: " CROSS JOIN counties AS c ON c.id = f.value",
        name: "SELECT name FROM counties WHERE slug = ?"),
      "topic": FacetSource(
        kept: "SELECT slug, name, member_count FROM topics WHERE member_count > 0", value: "r.topic_id",
        join: " CROSS JOIN member_topics AS r ON r.member_id = m.id",
        named: "SELECT t.slug, t.name, f.n FROM ", names: " CROSS JOIN topics AS t ON t.id = f.value",
        name: "SELECT name FROM topics WHERE slug = ?"),
    ],
    inOrder: ["kind", "county"],
    leads: [
      "topic": Lead(
        from: " FROM member_topics AS l CROSS JOIN members AS m ON m.id = l.member_id",
        condition: "l.topic_id = ?", name: "l.member_sort_key", id: "l.member_id")
    ])

  static let topics = ListTable(
    .topics, columns: Connection.topicColumns, Connection.topicColumnCount, from: " FROM topics AS t",
    joins: Connection.topicJoins, id: "t.id", total: "SELECT count(*) FROM topics", index: "topics_search",
    [
      "kind": .text("t.kind", .topicKinds),
      "broader": .reference(
        "t.broader_id", ids: "SELECT id, NULL FROM topics WHERE slug = ?", .topics),
      "member": .relation(
        of: "member_topics", owner: "topic_id", other: "member_id", ids: memberIDs, .members),
      "memberCount": .range("t.member_count"),
      "slug": .reference("t.id", ids: "SELECT id, NULL FROM topics WHERE slug = ?", .topics),
    ],
    orders: [
      "name": Order("t.sort_key"), "slug": Order("t.slug"), "memberCount": Order("t.member_count"),
    ],
    facets: [
      "kind": FacetSource(value: "t.kind"),
      "broader": FacetSource(
        value: "t.broader_id", named: "SELECT b.slug, b.name, f.n FROM ",
        names: " CROSS JOIN topics AS b ON b.id = f.value", name: "SELECT name FROM topics WHERE slug = ?"),
    ], inOrder: ["kind"])

  static let contacts = ListTable(
    .contacts, columns: Connection.contactColumns, Connection.contactColumnCount,
    from: " FROM contacts AS p", joins: Connection.contactJoins, id: "p.id",
    total: "SELECT count(*) FROM contacts", index: "contacts_search",
    [
      "office": .reference("p.office_id", ids: officeIDs, .offices),
      "id": .reference("p.id", ids: "SELECT id, NULL FROM contacts WHERE slug = ?", .contacts),
    ],
    orders: ["name": Order("p.sort_key"), "id": Order("p.slug")],
    facets: [
      "office": FacetSource(
        value: "p.office_id", named: "SELECT o.slug, o.name, f.n FROM ",
        names: " CROSS JOIN offices AS o ON o.id = f.value", name: "SELECT name FROM offices WHERE slug = ?")
    ])

  static let offices = ListTable(
    .offices, columns: Connection.officeColumns, Connection.officeColumnCount, from: " FROM offices AS o",
    id: "o.id", total: "SELECT count(*) FROM offices", index: "offices_search",
    [
      "country": .text("o.country", .countries), "city": .text("o.city", .cities),
      "id": .reference("o.id", ids: officeIDs, .offices),
    ],
    orders: ["name": Order("o.sort_key"), "id": Order("o.slug"), "city": Order("o.city")],
    facets: ["country": FacetSource(value: "o.country"), "city": FacetSource(value: "o.city")])
}
