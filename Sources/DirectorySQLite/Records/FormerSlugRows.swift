internal import Directory
internal import SQLite

extension Connection {
  func former(_ type: FormerSlug.Kind, slug: String) throws(DirectoryError) -> FormerSlug? {
    let key: [Value] = [.text(type.rawValue), .text(slug)]
    let former = try first("SELECT name, until FROM former_slugs WHERE type = ? AND slug = ?", key) { row in
      FormerSlug(
        type: type, slug: slug, name: row.optionalText(0), until: row.optionalText(1), successors: [])
    }
    guard var former else { return nil }
    former.successors = try map(
      "SELECT successor FROM former_slug_successors WHERE type = ? AND slug = ? ORDER BY position", key
    ) { $0.text(0) }
    return former
  }

  func allFormerSlugs() throws(DirectoryError) -> [FormerSlug] {
    var formers: [FormerSlug] = []
    try forEach(
      """
      SELECT f.type, f.slug, f.name, f.until, s.successor FROM former_slugs AS f
      LEFT JOIN former_slug_successors AS s ON s.type = f.type AND s.slug = f.slug
      ORDER BY f.type, f.slug, s.position
      """
    ) { row in
      // The table's CHECK allows no other type.
      guard let type = FormerSlug.Kind(rawValue: row.text(0)) else { return }
      if formers.last?.type != type || formers.last?.slug != row.text(1) {
        formers.append(
          FormerSlug(
            type: type, slug: row.text(1), name: row.optionalText(2), until: row.optionalText(3),
            successors: []))
      }
      if let successor = row.optionalText(4) { formers[formers.count - 1].successors.append(successor) }
    }
    return formers
  }

  /// Inserts the former slug with its successors, or replaces the one of that type and slug.
  func put(_ former: FormerSlug) throws(DirectoryError) {
    try removeFormer(former.type, slug: former.slug)
    try run(
      "INSERT INTO former_slugs (type, slug, name, until) VALUES (?, ?, ?, ?)",
      [.text(former.type.rawValue), .text(former.slug), .text(former.name), .text(former.until)])
    for (position, successor) in former.successors.enumerated() {
      try run(
        "INSERT INTO former_slug_successors (type, slug, position, successor) VALUES (?, ?, ?, ?)",
        [.text(former.type.rawValue), .text(former.slug), .integer(position), .text(successor)])
    }
  }

  /// Returns the former slugs of the type that have the slug among their successors.
  func formers(_ type: FormerSlug.Kind, leadingTo slug: String) throws(DirectoryError) -> [FormerSlug] {
    let slugs = try map(
      "SELECT slug FROM former_slug_successors WHERE type = ? AND successor = ?",
      [.text(type.rawValue), .text(slug)]
    ) { $0.text(0) }
    var formers: [FormerSlug] = []
    for slug in slugs {
      if let former = try former(type, slug: slug) { formers.append(former) }
    }
    return formers
  }

  func removeSuccessor(_ type: FormerSlug.Kind, slug: String) throws(DirectoryError) {
    try run(
      "DELETE FROM former_slug_successors WHERE type = ? AND successor = ?",
      [.text(type.rawValue), .text(slug)])
  }
}

/// The revisions of former slugs.
extension Connection {
  func removeFormer(_ type: FormerSlug.Kind, slug: String) throws(DirectoryError) {
    try run("DELETE FROM former_slugs WHERE type = ? AND slug = ?", [.text(type.rawValue), .text(slug)])
  }

  func add(_ revision: FormerSlugRevision) throws(DirectoryError) {
    try run(
      """
      INSERT INTO former_slug_revisions (type, slug, at, author, before, after, import_id)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .text(revision.type.rawValue), .text(revision.slug), .integer(revision.at), .text(revision.author),
        .text(revision.before.map { DocumentJSON.text(of: $0) }),
        .text(revision.after.map { DocumentJSON.text(of: $0) }), .integer(revision.batch),
      ])
  }

  func newestRevision(
    ofFormer type: FormerSlug.Kind, slug: String
  ) throws(DirectoryError) -> FormerSlugRevision? {
    try formerRevisions(
      Self.formerRevisionColumns + " WHERE type = ? AND slug = ? ORDER BY id DESC LIMIT 1",
      [.text(type.rawValue), .text(slug)]
    ).first
  }

  func formerWrites(ofImport id: Int64) throws(DirectoryError) -> [FormerSlugRevision] {
    try formerRevisions(Self.formerRevisionColumns + " WHERE import_id = ? ORDER BY id DESC", [.integer(id)])
  }

  private static let formerRevisionColumns: SQL =
    "SELECT type, slug, at, author, before, after, import_id FROM former_slug_revisions"

  private func formerRevisions(
    _ sql: SQL, _ values: [Value]
  ) throws(DirectoryError) -> [FormerSlugRevision] {
    var revisions: [FormerSlugRevision] = []
    try forEach(sql, values) { row throws(DirectoryError) in
      // The table's CHECK allows no other type.
      guard let type = FormerSlug.Kind(rawValue: row.text(0)) else { return }
      revisions.append(
        FormerSlugRevision(
          type: type, slug: row.text(1), at: row.integer(2), author: row.text(3),
          before: try Self.former(row.optionalText(4)), after: try Self.former(row.optionalText(5)),
          batch: row.optionalInteger(6)))
    }
    return revisions
  }

  private static func former(_ text: String?) throws(DirectoryError) -> FormerSlug? {
    try text.map { text throws(DirectoryError) in try DocumentJSON.former(fromStored: text) }
  }
}
