internal import Directory
internal import SQLite

/// Keeps the index as the rows are, inside the caller's transaction.
extension Connection {
  /// For a start, and at once: whether the rows are from before there was search.
  func lacksSearch() throws(DirectoryError) -> Bool {
    for type in SearchType.allCases {
      if try first(SearchTable.of(type).unindexed, [], { _ in true }) != nil { return true }
    }
    return false
  }

  /// Whether each row is in the index and nothing else is: half a second for a million rows.
  func hasWholeSearch() throws(DirectoryError) -> Bool {
    for type in SearchType.allCases {
      let table = SearchTable.of(type)
      if try first(table.missing, [], { _ in true }) != nil { return false }
      if try first(table.orphans, [], { _ in true }) != nil { return false }
    }
    return true
  }

  func mendSearch() throws(DirectoryError) {
    try write { () throws(DirectoryError) in
      for type in SearchType.allCases {
        for id in try map(SearchTable.of(type).orphans, [], { $0.integer(0) }) {
          try removeFromSearch(type, id: id)
        }
      }
      try indexWhatIsMissing()
    }
    // A whole index lies in the log now, where each page of it would be looked up before it is read.
    try DirectoryError.from { () throws(SQLiteError) in try database.checkpoint() }
  }

  func indexWhatIsMissing() throws(DirectoryError) {
    var known: Set<String> = []
    for type in SearchType.allCases {
      for id in try map(SearchTable.of(type).missing, [], { $0.integer(0) }) {
        try indexForSearch(type, id: id, knownWords: &known)
      }
    }
  }

  /// Call it after the row and all that hangs on it are written; a row that is indexed already is indexed
  /// anew.
  ///
  /// - Parameter knownWords: words that are in the vocabulary for certain, so that a load of many rows does
  ///   not offer it the same ones time and again.
  func indexForSearch(
    _ type: SearchType, id: Int64, knownWords: inout Set<String>
  ) throws(DirectoryError) {
    guard let row = try searchFields(type, id: id) else { return }
    let table = SearchTable.of(type)
    let texts = row.texts.compactMap { text -> IndexedText? in
      let words = SearchFold.words(of: text.text)
      if words.isEmpty { return nil }
      return IndexedText(
        column: text.column, text: text.text, words: words,
        folded: words.map(\.folded).joined(separator: " "))
    }
    let columns = SearchTable.Column.allCases.map { column in
      texts.filter { $0.column == column }.map(\.folded).joined(separator: " ")
    }
    try writeNames(Set(texts.filter { $0.column == .name }.map(\.folded)), type, id: id)
    let before = try first(table.indexed, [.integer(id)]) { [$0.text(0), $0.text(1), $0.text(2)] }
    guard columns != before else { return }
    for column in SearchTable.Column.allCases {
      let old = before?[column.rawValue] ?? ""
      guard columns[column.rawValue] != old else { continue }
      // The vocabulary has its words already; most of them stay.
      for word in old.utf8.split(separator: UInt8(ascii: " ")) { knownWords.insert(String(Substring(word))) }
      for text in texts where text.column == column {
        try keepWords(text.words, of: text.text, knownWords: &knownWords)
      }
    }
    if before != nil { try run(table.remove, [.integer(id)]) }
    try run(table.insert, [.integer(id)] + columns.map { .text($0) })
  }

  func removeFromSearch(_ type: SearchType, id: Int64) throws(DirectoryError) {
    try run(SearchTable.of(type).remove, [.integer(id)])
    try removeNames(type, id: id)
  }

  private func writeNames(
    _ names: Set<String>, _ type: SearchType, id: Int64
  ) throws(DirectoryError) {
    let old = try map(
      "SELECT name FROM search_names WHERE type = ? AND id = ?", [.text(type.rawValue), .integer(id)]
    ) { $0.text(0) }
    if names == Set(old) { return }
    try removeNames(type, id: id)
    for name in names {
      try run(
        "INSERT OR IGNORE INTO search_names (type, name, id) VALUES (?, ?, ?)",
        [.text(type.rawValue), .text(name), .integer(id)])
    }
  }

  private func removeNames(_ type: SearchType, id: Int64) throws(DirectoryError) {
    try run(
      "DELETE FROM search_names WHERE type = ? AND id = ?", [.text(type.rawValue), .integer(id)])
  }

  private func keepWords(
    _ words: [FoldedWord], of text: String, knownWords: inout Set<String>
  ) throws(DirectoryError) {
    for word in words where SearchVocabulary.keeps(word.folded) && knownWords.insert(word.folded).inserted {
      try run(
        "INSERT OR IGNORE INTO search_words (length, word, spelling) VALUES (?, ?, ?)",
        [
          .integer(word.folded.utf8.count), .text(word.folded),
          .text(SearchFold.spelling(of: word, in: text)),
        ])
    }
  }
}

/// A text of a row, and its words as the index holds them.
private struct IndexedText {
  let column: SearchTable.Column
  let text: String
  let words: [FoldedWord]
  let folded: String
}

/// What can be found of one row.
struct SearchFields {
  var slug: String
  var kind: String?
  /// One for each text, so several for a field such as `facts`.
  var texts: [(name: String, column: SearchTable.Column, text: String)]
}

extension Connection {
  func searchFields(_ type: SearchType, id: Int64) throws(DirectoryError) -> SearchFields? {
    let table = SearchTable.of(type)
    return try first(table.fields, [.integer(id)]) { row in
      var fields = SearchFields(slug: row.text(0), kind: row.optionalText(1), texts: [])
      for (index, text) in table.texts.enumerated() {
        let joined = row.text(Int32(truncatingIfNeeded: index + 2))
        for part in joined.utf8.split(separator: 0x1f) {
          fields.texts.append((text.name, text.column, String(Substring(part))))
        }
      }
      return fields
    }
  }
}
