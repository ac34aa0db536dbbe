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
    try put(document.organisation)
    let offices = try ids(of: document.offices, \.id, put)
    for contact in document.contacts {
      _ = try put(contact, office: contact.office.flatMap { offices[$0] })
    }
    let kinds = Dictionary(
      try map("SELECT slug, id FROM member_kinds") { ($0.text(0), $0.integer(1)) },
      uniquingKeysWith: { first, _ in first })
    let counties = try ids(of: document.counties, \.slug, put)
    let topics = try ids(of: document.topics, \.slug, put)
    // A broader topic may stand further down.
    for topic in document.topics {
      guard let broader = topic.broader.flatMap({ topics[$0] }), let id = topics[topic.slug] else { continue }
      try run("UPDATE topics SET broader_id = ? WHERE id = ?", [.integer(broader), .integer(id)])
    }
    for member in document.members {
      _ = try put(
        member, kind: kinds[member.kind], county: member.county.flatMap { counties[$0] },
        topics: member.topics.compactMap { topics[$0] })
    }
    for former in document.formerSlugs { try insert(former) }
  }

  private func ids<Item>(
    of items: [Item], _ slug: (Item) -> String, _ put: (Item) throws(DirectoryError) -> Int64
  ) throws(DirectoryError) -> [String: Int64] {
    var ids: [String: Int64] = [:]
    for item in items { ids[slug(item)] = try put(item) }
    return ids
  }
}
