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

  func repairSearch() throws(DirectoryError) {
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
    var known = KnownWords()
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
    _ type: SearchType, id: Int64, knownWords: inout KnownWords
  ) throws(DirectoryError) {
    guard let row = try searchFields(type, id: id) else { return }
    let table = SearchTable.of(type)
    // What joins the texts of one field parts words as a space does.
    let texts = row.texts.map { field in
      IndexedText(column: field.column, text: field.text, words: SearchFold.folded(field.text))
    }
    let columns = SearchColumn.allCases.map { column in
      texts.reduce(into: [UInt8]()) { if $1.column == column { $0 += $1.words.bytes } }.dropLast()
    }
    try writeNames(texts, type, id: id)
    let before = try first(table.indexed, [.integer(id)]) { row in
      SearchColumn.allCases.map { row.octets(Int32($0.rawValue))[...] }
    }
    guard columns != before else { return }
    for column in SearchColumn.allCases {
      let old = before?[column.rawValue] ?? []
      guard columns[column.rawValue] != old else { continue }
      // The vocabulary has its words already; most of them stay.
      knownWords.add(allOf: old)
      for text in texts where text.column == column { try keepWords(text, knownWords: &knownWords) }
    }
    if before != nil { try run(table.remove, [.integer(id)]) }
    try run(table.insert, [.integer(id)] + columns.map { .text(String(decoding: $0, as: UTF8.self)) })
  }

  func removeFromSearch(_ type: SearchType, id: Int64) throws(DirectoryError) {
    try run(SearchTable.of(type).remove, [.integer(id)])
    try removeNames(type, id: id)
  }

  private func writeNames(
    _ texts: [IndexedText], _ type: SearchType, id: Int64
  ) throws(DirectoryError) {
    let names = Set(
      texts.filter { $0.column == .name && !$0.words.words.isEmpty }.map {
        String(decoding: $0.words.bytes.dropLast(), as: UTF8.self)
      })
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

  private func keepWords(_ text: IndexedText, knownWords: inout KnownWords) throws(DirectoryError) {
    for word in text.words.words where knownWords.add(text.words.bytes[word.folded]) {
      let folded = String(decoding: text.words.bytes[word.folded], as: UTF8.self)
      guard SearchVocabulary.keeps(folded) else { continue }
      try run(
        "INSERT OR IGNORE INTO search_words (length, word, spelling) VALUES (?, ?, ?)",
        [
          .integer(folded.utf8.count), .text(folded),
          .text(SearchFold.spelling(at: word.range, in: text.text)),
        ])
    }
  }
}

/// A text of a row, and its words as the index holds them.
private struct IndexedText {
  let column: SearchColumn
  let text: String
  let words: FoldedText
}

/// Words that are in search's vocabulary for certain, by their hashes: two words with one are too rare to
/// matter where a spelling that is not suggested is all that is lost.
struct KnownWords {
  private var hashes: Set<UInt64> = []

  /// A vocabulary as large as this is not worth its memory.
  private static let most = 50_000

  /// True where it was not known.
  mutating func add(_ word: ArraySlice<UInt8>) -> Bool {
    var hash = FNV1a()
    for byte in word { hash.add(byte) }
    if hashes.count >= Self.most { forget() }
    return hashes.insert(hash.hash).inserted
  }

  /// Words with spaces between them.
  mutating func add(allOf words: ArraySlice<UInt8>) {
    for word in words.split(separator: UInt8(ascii: " ")) { _ = add(word) }
  }

  mutating func forget() { hashes.removeAll() }
}

/// What can be found of one row.
struct SearchFields {
  /// Between the texts of one field: no text of the directory holds it.
  private static let separator = UInt8(0x1f)

  var slug: String
  var kind: String?
  /// One for each field; one such as `facts` has several joined.
  var texts: [(name: String, column: SearchColumn, text: String)]

  /// One for each text.
  var parts: [(name: String, text: String)] {
    texts.flatMap { field in
      field.text.utf8.split(separator: Self.separator).map { (field.name, String(Substring($0))) }
    }
  }
}

extension Connection {
  func searchFields(_ type: SearchType, id: Int64) throws(DirectoryError) -> SearchFields? {
    let table = SearchTable.of(type)
    return try first(table.fields, [.integer(id)]) { row in
      var fields = SearchFields(slug: row.text(0), kind: row.optionalText(1), texts: [])
      for (index, text) in table.texts.enumerated() {
        let joined = row.text(Int32(truncatingIfNeeded: index + 2))
        if !joined.isEmpty { fields.texts.append((text.name, text.column, joined)) }
      }
      return fields
    }
  }
}
