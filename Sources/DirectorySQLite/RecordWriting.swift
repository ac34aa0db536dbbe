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

  /// What stands above it is written apart, since it may come later.
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

  func put(
    _ member: DirectoryDocument.Member, key: [UInt8], kind: Int64?, county: Int64?
  ) throws(DirectoryError) -> Int64 {
    try writeRow(
      """
      INSERT INTO members (slug, kind_id, county_id, name, short_name, summary, population,
        population_is_approximate, joined, "left", image_credit, sort_key)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (slug) DO UPDATE SET kind_id = excluded.kind_id, county_id = excluded.county_id,
        name = excluded.name, short_name = excluded.short_name, summary = excluded.summary,
        population = excluded.population, population_is_approximate = excluded.population_is_approximate,
        joined = excluded.joined, "left" = excluded."left", image_credit = excluded.image_credit, sort_key = excluded.sort_key
      RETURNING id
      """,
      [
        .text(member.slug), .integer(kind), .integer(county), .text(member.name), .text(member.shortName),
        .text(member.summary),
      ] + Self.population(of: member)
        + [.text(member.joined), .text(member.left), .text(member.image?.credit), .blob(key)])
  }

  /// The columns that nothing is counted or sorted by: no index and no trigger has work. Nor is there a savepoint
  /// around the statement, as an upsert has one, at each of which FTS5 writes out what it has gathered.
  func correct(_ member: DirectoryDocument.Member, id: Int64) throws(DirectoryError) {
    try run(
      """
      UPDATE members SET name = ?, summary = ?, population = ?, population_is_approximate = ?, joined = ?,
        image_credit = ?
      WHERE id = ?
      """,
      [.text(member.name), .text(member.summary)] + Self.population(of: member)
        + [.text(member.joined), .text(member.image?.credit), .integer(id)])
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

  func writeFocusAreas(of member: DirectoryDocument.Member, id: Int64) throws(DirectoryError) {
    for (position, text) in member.focusAreas.enumerated() {
      try run(
        "INSERT INTO member_focus_areas (member_id, position, text) VALUES (?, ?, ?)",
        [.integer(id), .integer(position), .text(text)])
    }
  }

  func writeFacts(of member: DirectoryDocument.Member, id: Int64) throws(DirectoryError) {
    for (position, fact) in member.facts.enumerated() {
      try run(
        "INSERT INTO member_facts (member_id, position, label, text) VALUES (?, ?, ?, ?)",
        [.integer(id), .integer(position), .text(fact.label), .text(fact.text)])
    }
  }

  func writeTopics(_ topics: [Int64], ofMember id: Int64, key: [UInt8]) throws(DirectoryError) {
    for topic in topics {
      try run(
        "INSERT INTO member_topics (topic_id, member_sort_key, member_id) VALUES (?, ?, ?)",
        [.integer(topic), .blob(key), .integer(id)])
    }
  }

  func removeFocusAreas(ofMember id: Int64) throws(DirectoryError) {
    try run("DELETE FROM member_focus_areas WHERE member_id = ?", [.integer(id)])
  }

  func removeFacts(ofMember id: Int64) throws(DirectoryError) {
    try run("DELETE FROM member_facts WHERE member_id = ?", [.integer(id)])
  }

  func removeTopics(ofMember id: Int64) throws(DirectoryError) {
    try run("DELETE FROM member_topics WHERE member_id = ?", [.integer(id)])
  }
}
