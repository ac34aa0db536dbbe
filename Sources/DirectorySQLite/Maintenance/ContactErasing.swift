internal import Directory
internal import SQLite

/// Removes what is stored about a person.
extension Connection {
  /// Removes what is stored under the slug, inside the caller's transaction. Returns false if nothing was
  /// stored, or only what an earlier erasure has left (`NewRevision.isErasure`).
  func eraseContact(_ slug: String) throws(DirectoryError) -> Bool {
    let key = RecordKey(.contact, slug)
    let id = try id(of: key)
    let isThere = try first(
      """
      SELECT EXISTS (
          SELECT 1 FROM revisions WHERE type = 'contact' AND slug = ?1
          AND NOT (action = 'deleted' AND author = ''))
        OR EXISTS (SELECT 1 FROM drafts WHERE type = 'contact' AND slug = ?1)
        OR EXISTS (SELECT 1 FROM draft_changes WHERE type = 'contact' AND slug = ?1)
        OR EXISTS (SELECT 1 FROM kept_answers WHERE type = 'contact' AND slug = ?1)
        OR EXISTS (SELECT 1 FROM former_slugs WHERE type = 'contact' AND slug = ?1)
        OR EXISTS (SELECT 1 FROM former_slug_revisions WHERE type = 'contact' AND slug = ?1)
      """, [.text(slug)]
    ) { $0.boolean(0) }
    guard id != nil || isThere == true else { return false }
    let words = try wordsToErase(key, id: id)
    try removeTranslations(of: key)
    if let id {
      try removeFromSearch(.contact, id: id)
      try run("DELETE FROM contacts WHERE id = ?", [.integer(id)])
    }
    try run("DELETE FROM revisions WHERE type = 'contact' AND slug = ?", [.text(slug)])
    try run("DELETE FROM drafts WHERE type = 'contact' AND slug = ?", [.text(slug)])
    try run("DELETE FROM draft_changes WHERE type = 'contact' AND slug = ?", [.text(slug)])
    try run("DELETE FROM kept_answers WHERE type = 'contact' AND slug = ?", [.text(slug)])
    try run("DELETE FROM former_slug_successors WHERE type = 'contact' AND successor = ?", [.text(slug)])
    try run("DELETE FROM former_slugs WHERE type = 'contact' AND slug = ?", [.text(slug)])
    try run("DELETE FROM former_slug_revisions WHERE type = 'contact' AND slug = ?", [.text(slug)])
    for word in words where try !isWordInUse(word) {
      try run(
        "DELETE FROM search_words WHERE length = ? AND word = ?", [.integer(word.utf8.count), .text(word)])
    }
    // A row that FTS5 has deleted stays in its segments until they are merged (section 6.6 of its manual).
    try run("INSERT INTO contacts_search (contacts_search) VALUES ('optimize')")
    return true
  }

  /// Returns the words that search may keep for "did you mean", of all names and roles that the contact ever
  /// had.
  private func wordsToErase(_ key: RecordKey, id: Int64?) throws(DirectoryError) -> Set<String> {
    var texts: [String] = []
    if let id, let fields = try searchFields(.contact, id: id) { texts += fields.parts.map(\.text) }
    let documents = try map(
      "SELECT document FROM revisions WHERE type = 'contact' AND slug = ? AND document IS NOT NULL",
      [.text(key.slug)]
    ) { $0.text(0) }
    for document in documents {
      guard case .contact(let contact) = try DocumentJSON.record(.contact, fromStored: document) else {
        continue
      }
      texts += [contact.name, contact.role] + contact.translations.strings("role")
    }
    return Set(texts.flatMap(SearchFold.fold))
  }

  private func isWordInUse(_ word: String) throws(DirectoryError) -> Bool {
    for type in SearchType.allCases {
      let found = try first(SearchTable.of(type).matches, [.text("\"\(word)\""), .integer(1)]) { _ in true }
      if found == true { return true }
    }
    return false
  }

  /// Removes what was deleted from free pages and from the write-ahead log. Returns false if a reader of an
  /// old state prevented it.
  func forgetDeleted() throws(DirectoryError) -> Bool {
    try run("VACUUM")
    return try DirectoryError.from { () throws(SQLiteError) in try database.checkpoint() }
  }
}
