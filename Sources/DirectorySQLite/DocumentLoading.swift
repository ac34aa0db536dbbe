internal import Directory
internal import SQLite

/// A whole document into an empty directory, inside the caller's transaction. The document is valid; were
/// it not, the schema's checks would end the transaction.
extension Connection {
  func isEmpty() throws(DirectoryError) -> Bool {
    let holdsData = try first(
      """
      SELECT EXISTS (SELECT 1 FROM organisation) OR EXISTS (SELECT 1 FROM offices)
        OR EXISTS (SELECT 1 FROM contacts) OR EXISTS (SELECT 1 FROM counties)
        OR EXISTS (SELECT 1 FROM topics) OR EXISTS (SELECT 1 FROM members)
      """
    ) { $0.boolean(0) }
    return holdsData == false
  }

  func insert(_ document: DirectoryDocument) throws(DirectoryError) {
    try insert(document.organisation)
    let offices = try ids(of: document.offices, \.id, insert)
    for contact in document.contacts {
      try insert(contact, office: contact.office.flatMap { offices[$0] })
    }
    let kinds = Dictionary(
      try map("SELECT slug, id FROM member_kinds") { ($0.text(0), $0.integer(1)) },
      uniquingKeysWith: { first, _ in first })
    let counties = try ids(of: document.counties, \.slug, insert)
    let topics = try ids(of: document.topics, \.slug, insert)
    // A broader topic may stand further down.
    for topic in document.topics {
      guard let broader = topic.broader.flatMap({ topics[$0] }), let id = topics[topic.slug] else { continue }
      try run("UPDATE topics SET broader_id = ? WHERE id = ?", [.integer(broader), .integer(id)])
    }
    for member in document.members {
      let key = CollationKey.make(member.shortName)
      let id = try insert(
        member, key: key, kind: kinds[member.kind], county: member.county.flatMap { counties[$0] })
      try insertRelations(of: member, id: id, key: key, topics: member.topics.compactMap { topics[$0] })
    }
    for former in document.formerSlugs { try insert(former) }
  }

  private func ids<Item>(
    of items: [Item], _ slug: (Item) -> String, _ insert: (Item) throws(DirectoryError) -> Int64
  ) throws(DirectoryError) -> [String: Int64] {
    var ids: [String: Int64] = [:]
    for item in items { ids[slug(item)] = try insert(item) }
    return ids
  }

  private func insert(_ organisation: Organisation) throws(DirectoryError) {
    try run(
      """
      INSERT INTO organisation (id, name, short_name, region, summary, copyright_year)
      VALUES (1, ?, ?, ?, ?, ?)
      """,
      [
        .text(organisation.name), .text(organisation.shortName), .text(organisation.region),
        .text(organisation.summary), .integer(organisation.copyrightYear),
      ])
  }

  private func insert(_ office: Office) throws(DirectoryError) -> Int64 {
    try insert(
      """
      INSERT INTO offices (slug, name, host, street, postcode, city, country, sort_key)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .text(office.id), .text(office.name), .text(office.host), .text(office.street),
        .text(office.postcode), .text(office.city), .text(office.country),
        .blob(CollationKey.make(office.name)),
      ])
  }

  private func insert(
    _ contact: DirectoryDocument.Contact, office: Int64?
  ) throws(DirectoryError) {
    try run(
      """
      INSERT INTO contacts (slug, name, role, telephone_e164, telephone_printed, email_is_protected,
        office_id, sort_key)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .text(contact.id), .text(contact.name), .text(contact.role), .text(contact.telephone?.e164),
        .text(contact.telephone?.printed), .boolean(contact.emailProtected), .integer(office),
        .blob(CollationKey.make(contact.name)),
      ])
  }

  private func insert(_ county: DirectoryDocument.County) throws(DirectoryError) -> Int64 {
    try insert(
      "INSERT INTO counties (slug, name, short_name) VALUES (?, ?, ?)",
      [.text(county.slug), .text(county.name), .text(county.shortName)])
  }

  private func insert(_ topic: DirectoryDocument.Topic) throws(DirectoryError) -> Int64 {
    try insert(
      "INSERT INTO topics (slug, kind, name, summary, sort_key) VALUES (?, ?, ?, ?, ?)",
      [
        .text(topic.slug), .text(topic.kind), .text(topic.name), .text(topic.summary),
        .blob(CollationKey.make(topic.name)),
      ])
  }

  private func insert(
    _ member: DirectoryDocument.Member, key: [UInt8], kind: Int64?, county: Int64?
  ) throws(DirectoryError) -> Int64 {
    try insert(
      """
      INSERT INTO members (slug, kind_id, county_id, name, short_name, summary, population,
        population_is_approximate, joined, "left", image_credit, sort_key)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .text(member.slug), .integer(kind), .integer(county), .text(member.name), .text(member.shortName),
        .text(member.summary), .integer(member.population.map { Int64($0.value) }),
        member.population.map { .boolean($0.approximate) } ?? .null, .text(member.joined), .text(member.left),
        .text(member.image?.credit), .blob(key),
      ])
  }

  private func insertRelations(
    of member: DirectoryDocument.Member, id: Int64, key: [UInt8], topics: [Int64]
  ) throws(DirectoryError) {
    for (position, text) in member.focusAreas.enumerated() {
      try run(
        "INSERT INTO member_focus_areas (member_id, position, text) VALUES (?, ?, ?)",
        [.integer(id), .integer(position), .text(text)])
    }
    for (position, fact) in member.facts.enumerated() {
      try run(
        "INSERT INTO member_facts (member_id, position, label, text) VALUES (?, ?, ?, ?)",
        [.integer(id), .integer(position), .text(fact.label), .text(fact.text)])
    }
    for topic in topics {
      try run(
        "INSERT INTO member_topics (topic_id, member_sort_key, member_id) VALUES (?, ?, ?)",
        [.integer(topic), .blob(key), .integer(id)])
    }
  }
}
