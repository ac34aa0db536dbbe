internal import Directory
internal import SQLite

/// Each record into its row, new or in the place of the one with its slug; inside the caller's transaction.
/// What calls these has validated the record and indexes it for search.
extension Connection {
  func put(_ organisation: Organisation) throws(DirectoryError) {
    try run(
      """
      INSERT INTO organisation (id, name, short_name, region, summary, copyright_year)
      VALUES (1, ?, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET name = excluded.name, short_name = excluded.short_name,
        region = excluded.region, summary = excluded.summary, copyright_year = excluded.copyright_year
      """,
      [
        .text(organisation.name), .text(organisation.shortName), .text(organisation.region),
        .text(organisation.summary), .integer(organisation.copyrightYear),
      ])
  }

  func put(_ office: Office) throws(DirectoryError) -> Int64 {
    try writeRow(
      """
      INSERT INTO offices (slug, name, host, street, postcode, city, country, sort_key)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (slug) DO UPDATE SET name = excluded.name, host = excluded.host,
        street = excluded.street, postcode = excluded.postcode, city = excluded.city,
        country = excluded.country, sort_key = excluded.sort_key
      RETURNING id
      """,
      [
        .text(office.id), .text(office.name), .text(office.host), .text(office.street),
        .text(office.postcode), .text(office.city), .text(office.country),
        .blob(CollationKey.make(office.name)),
      ])
  }

  func put(_ contact: DirectoryDocument.Contact, office: Int64?) throws(DirectoryError) -> Int64 {
    try writeRow(
      """
      INSERT INTO contacts (slug, name, role, email, telephone_e164, telephone_printed, email_is_protected,
        office_id, sort_key)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (slug) DO UPDATE SET name = excluded.name, role = excluded.role, email = excluded.email,
        telephone_e164 = excluded.telephone_e164, telephone_printed = excluded.telephone_printed,
        email_is_protected = excluded.email_is_protected, office_id = excluded.office_id,
        sort_key = excluded.sort_key
      RETURNING id
      """,
      [
        .text(contact.id), .text(contact.name), .text(contact.role), .text(contact.email),
        .text(contact.telephone?.e164), .text(contact.telephone?.printed), .boolean(contact.emailProtected),
        .integer(office), .blob(CollationKey.make(contact.name)),
      ])
  }

  func put(_ county: DirectoryDocument.County) throws(DirectoryError) -> Int64 {
    try writeRow(
      """
      INSERT INTO counties (slug, name, short_name) VALUES (?, ?, ?)
      ON CONFLICT (slug) DO UPDATE SET name = excluded.name, short_name = excluded.short_name
      RETURNING id
      """,
      [.text(county.slug), .text(county.name), .text(county.shortName)])
  }

  /// The broader topic is written by `setBroader`.
  func put(_ topic: DirectoryDocument.Topic) throws(DirectoryError) -> Int64 {
    try writeRow(
      """
      INSERT INTO topics (slug, kind, name, summary, sort_key) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (slug) DO UPDATE SET kind = excluded.kind, name = excluded.name,
        summary = excluded.summary, sort_key = excluded.sort_key
      RETURNING id
      """,
      [
        .text(topic.slug), .text(topic.kind), .text(topic.name), .text(topic.summary),
        .blob(CollationKey.make(topic.name)),
      ])
  }

  func setBroader(_ broader: Int64?, ofTopic id: Int64) throws(DirectoryError) {
    try run("UPDATE topics SET broader_id = ? WHERE id = ?", [.integer(broader), .integer(id)])
  }

  /// A trigger has the rows of member_topics follow.
  func put(
    _ member: DirectoryDocument.Member, kind: Int64?, county: Int64?, topics: [Int64]
  ) throws(DirectoryError) -> Int64 {
    try writeRow(
      """
      INSERT INTO members (slug, kind_id, county_id, name, short_name, summary, population,
        population_is_approximate, joined, "left", image_credit, focus_areas, facts, topic_ids, sort_key)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (slug) DO UPDATE SET kind_id = excluded.kind_id, county_id = excluded.county_id,
        name = excluded.name, short_name = excluded.short_name, summary = excluded.summary,
        population = excluded.population, population_is_approximate = excluded.population_is_approximate,
        joined = excluded.joined, "left" = excluded."left", image_credit = excluded.image_credit,
        focus_areas = excluded.focus_areas, facts = excluded.facts, topic_ids = excluded.topic_ids,
        sort_key = excluded.sort_key
      RETURNING id
      """,
      [
        .text(member.slug), .integer(kind), .integer(county), .text(member.name), .text(member.shortName),
        .text(member.summary),
      ] + Self.population(of: member) + [
        .text(member.joined), .text(member.left), .text(member.image?.credit),
      ]
        + Self.lists(of: member)
        + [.json(.array(topics.map { .integer(Int($0)) })), .blob(CollationKey.make(member.shortName))])
  }

  /// The columns that nothing is counted or sorted by: no index and no trigger has work. Nor is there a savepoint
  /// around the statement, as an upsert has one, at each of which FTS5 writes out what it has gathered.
  func correct(_ member: DirectoryDocument.Member, id: Int64) throws(DirectoryError) {
    try run(
      """
      UPDATE members SET name = ?, summary = ?, population = ?, population_is_approximate = ?, joined = ?,
        image_credit = ?, focus_areas = ?, facts = ?
      WHERE id = ?
      """,
      [.text(member.name), .text(member.summary)] + Self.population(of: member)
        + [.text(member.joined), .text(member.image?.credit)] + Self.lists(of: member) + [.integer(id)])
  }

  /// In the form that `StoredJSON` reads.
  private static func lists(of member: DirectoryDocument.Member) -> [Value] {
    let facts = member.facts.map { fact in
      JSONValue.object([
        JSONMember(name: "label", value: .string(fact.label)),
        JSONMember(name: "text", value: .string(fact.text)),
      ])
    }
    return [.json(.array(member.focusAreas.map { .string($0) })), .json(.array(facts))]
  }

  private static func population(of member: DirectoryDocument.Member) -> [Value] {
    guard let population = member.population else { return [.null, .null] }
    return [.integer(population.value), .boolean(population.approximate)]
  }

  /// lastInsertedID does not move when an upsert updates; RETURNING says the id either way.
  private func writeRow(_ sql: SQL, _ values: [Value]) throws(DirectoryError) -> Int64 {
    guard let id = try first(sql, values, { $0.integer(0) }) else {
      throw .unavailable("an upsert returned no row")
    }
    return id
  }
}

extension Value {
  fileprivate static func json(_ value: JSONValue) -> Value {
    .text(String(decoding: value.compact(), as: UTF8.self))
  }
}
