internal import Directory
internal import SQLite

/// The whole directory as a document, inside the caller's transaction; everything by slug, so that two
/// exports of the same data are the same octets whatever the order it was written in.
extension Connection {
  func export() throws(DirectoryError) -> DirectoryDocument {
    guard let organisation = try organisation() else {
      throw .unavailable("the directory is empty: there is nothing to export")
    }
    return DirectoryDocument(
      organisation: organisation, offices: try allOffices(), contacts: try allContacts(),
      counties: try allCounties(), topics: try allTopics(), members: try allMembers(),
      formerSlugs: try allFormerSlugs())
  }

  private func allOffices() throws(DirectoryError) -> [Office] {
    try map(
      "SELECT slug, name, host, street, postcode, city, country FROM offices ORDER BY slug"
    ) { row in
      Office(
        id: row.text(0), name: row.text(1), host: row.text(2), street: row.text(3), postcode: row.text(4),
        city: row.text(5), country: row.text(6))
    }
  }

  private func allContacts() throws(DirectoryError) -> [DirectoryDocument.Contact] {
    try map(
      """
      SELECT p.slug, p.name, p.role, p.telephone_e164, p.telephone_printed, p.email_is_protected, o.slug,
        p.email
      FROM contacts AS p LEFT JOIN offices AS o ON o.id = p.office_id ORDER BY p.slug
      """
    ) { row in
      DirectoryDocument.Contact(
        id: row.text(0), name: row.text(1), role: row.text(2), email: row.optionalText(7),
        telephone: row.optionalText(3).map { Telephone(e164: $0, printed: row.text(4)) },
        emailProtected: row.boolean(5), office: row.optionalText(6))
    }
  }

  func allCounties() throws(DirectoryError) -> [DirectoryDocument.County] {
    try map("SELECT slug, name, short_name FROM counties ORDER BY slug") { row in
      DirectoryDocument.County(slug: row.text(0), name: row.text(1), shortName: row.text(2))
    }
  }

  private func allTopics() throws(DirectoryError) -> [DirectoryDocument.Topic] {
    try map(
      """
      SELECT t.slug, t.kind, t.name, t.summary, b.slug
      FROM topics AS t LEFT JOIN topics AS b ON b.id = t.broader_id ORDER BY t.slug
      """
    ) { row in
      DirectoryDocument.Topic(
        slug: row.text(0), kind: row.text(1), name: row.text(2), summary: row.text(3),
        broader: row.optionalText(4))
    }
  }

  private func allMembers() throws(DirectoryError) -> [DirectoryDocument.Member] {
    var focusAreas: [Int64: [String]] = [:]
    try forEach(Self.focusAreas + " ORDER BY r.member_id, r.position") { row in
      focusAreas[row.integer(0), default: []].append(row.text(1))
    }
    var facts: [Int64: [Fact]] = [:]
    try forEach(Self.facts + " ORDER BY r.member_id, r.position") { row in
      facts[row.integer(0), default: []].append(Fact(label: row.text(1), text: row.text(2)))
    }
    let slugs = Dictionary(
      try map("SELECT id, slug FROM topics") { ($0.integer(0), $0.text(1)) },
      uniquingKeysWith: { first, _ in first })
    var topics: [Int64: [String]] = [:]
    try forEach("SELECT member_id, topic_id FROM member_topics") { row in
      topics[row.integer(0), default: []].append(slugs[row.integer(1)] ?? "")
    }
    return try map(
      """
      SELECT m.id, m.slug, k.slug, m.name, m.short_name, c.slug, m.summary, m.population,
        m.population_is_approximate, m.joined, m."left", m.image_credit
      FROM members AS m CROSS JOIN member_kinds AS k ON k.id = m.kind_id
      LEFT JOIN counties AS c ON c.id = m.county_id ORDER BY m.slug
      """
    ) { row in
      DirectoryDocument.Member(
        slug: row.text(1), kind: row.text(2), name: row.text(3), shortName: row.text(4),
        county: row.optionalText(5), summary: row.text(6),
        population: row.optionalInteger(7).map {
          Population(value: Int($0), approximate: row.boolean(8))
        },
        joined: row.optionalText(9), left: row.optionalText(10),
        focusAreas: focusAreas[row.integer(0)] ?? [],
        facts: facts[row.integer(0)] ?? [], image: row.optionalText(11).map { Image(credit: $0) },
        topics: (topics[row.integer(0)] ?? []).sorted())
    }
  }
}
