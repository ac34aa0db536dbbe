internal import Directory
internal import SQLite

/// Updates the search index to match the rows, inside the caller's transaction.
extension Connection {
  /// Reports whether a table has rows but its index is empty, as in a database from before there was search.
  /// It takes so little time that each start checks it.
  func lacksSearch() throws(DirectoryError) -> Bool {
    for type in SearchType.allCases {
      if try first(SearchTable.of(type).unindexed, [], { _ in true }) != nil { return true }
    }
    return false
  }

  /// Reports whether the index has an entry for each row and no others. This takes half a second for a
  /// million rows.
  func hasWholeSearch() throws(DirectoryError) -> Bool {
    for type in SearchType.allCases {
      let table = SearchTable.of(type)
      if try first(table.missing, [], { _ in true }) != nil { return false }
      if try first(table.orphans, [], { _ in true }) != nil { return false }
    }
    return true
  }

  /// - Parameter progress: called now and then with the number of rows that are indexed, and the number of
  ///   rows to index.
  func repairSearch(
    progress: (_ done: Int, _ count: Int) -> Void = { _, _ in }
  ) throws(DirectoryError) {
    try write { () throws(DirectoryError) in
      for type in SearchType.allCases {
        for id in try map(SearchTable.of(type).orphans, [], { $0.integer(0) }) {
          try removeFromSearch(type, id: id)
        }
      }
      try indexWhatIsMissing(progress)
    }
    // The whole index may be in the log now, and reading a page through the log takes a lookup.
    _ = try DirectoryError.from { () throws(SQLiteError) in try database.checkpoint() }
  }

  private func indexWhatIsMissing(
    _ progress: (_ done: Int, _ count: Int) -> Void
  ) throws(DirectoryError) {
    var known = KnownWords()
    var missing: [(type: SearchType, id: Int64)] = []
    for type in SearchType.allCases {
      missing += try map(SearchTable.of(type).missing, [], { (type, $0.integer(0)) })
    }
    for (index, row) in missing.enumerated() {
      if index.isMultiple(of: 100) { progress(index, missing.count) }
      try indexForSearch(row.type, id: row.id, knownWords: &known)
    }
  }

  /// Indexes a row, or indexes it again. Call it after the row and the rows to which it refers are written.
  ///
  /// - Parameter knownWords: words that are certainly in the vocabulary, so that a load of many rows doesn't
  ///   insert the same words again and again.
  func indexForSearch(
    _ type: SearchType, id: Int64, knownWords: inout KnownWords
  ) throws(DirectoryError) {
    guard let row = try searchFields(type, id: id) else { return }
    let table = SearchTable.of(type)
    // The separator between the texts of one field also separates words, as a space does.
    let all = row.texts.map { ($0.column, $0.text) } + row.translated.map { ($0.column, $0.text) }
    let texts = all.map { IndexedText(column: $0, text: $1, words: SearchFold.folded($1)) }
    let columns = SearchColumn.allCases.map { column in
      texts.reduce(into: [UInt8]()) { if $1.column == column { $0 += $1.words.bytes } }.dropLast()
    }
    try writeNames(texts, type, id: id)
    let before = try first(table.indexed, [.integer(id)]) { row in
      SearchColumn.allCases.map { row.bytes(Int32($0.rawValue))[...] }
    }
    guard columns != before else { return }
    for column in SearchColumn.allCases {
      let old = before?[column.rawValue] ?? []
      guard columns[column.rawValue] != old else { continue }
      // The vocabulary has the words of the old text already, and the new text has most of them too.
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

/// A text of a row, and its words in the form of the index.
private struct IndexedText {
  let column: SearchColumn
  let text: String
  let words: FoldedText
}

/// The hashes of words that are certainly in the vocabulary of search. Two words with the same hash are very
/// rare, and then only one spelling isn't suggested.
struct KnownWords {
  private var hashes: Set<UInt64> = []

  /// The most hashes that are kept, which limits their memory.
  private static let most = 50_000

  /// Adds a word. Returns true if it was not known.
  mutating func add(_ word: ArraySlice<UInt8>) -> Bool {
    var hash = FNV1a()
    for byte in word { hash.add(byte) }
    if hashes.count >= Self.most { forget() }
    return hashes.insert(hash.hash).inserted
  }

  /// Adds words that have spaces between them.
  mutating func add(allOf words: ArraySlice<UInt8>) {
    for word in words.split(separator: UInt8(ascii: " ")) { _ = add(word) }
  }

  mutating func forget() { hashes.removeAll() }
}

/// The fields of a row that search finds.
struct SearchFields {
  /// The separator between the texts of one field. No text of the directory contains it.
  private static let separator = UInt8(0x1f)

  var slug: String
  var kind: String?
  /// One text for each field. The texts of a field such as `facts` are joined.
  var texts: [(name: String, column: SearchColumn, text: String)]
  /// The texts in other languages. Those of records to which this one refers are among them.
  var translated: [(name: String, column: SearchColumn, text: String, language: String)] = []

  /// Each text by itself, with the name of its field and its language, if it isn't the default one.
  var parts: [(name: String, text: String, language: String?)] {
    texts.flatMap { field in
      field.text.utf8.split(separator: Self.separator).map { (field.name, String(Substring($0)), nil) }
    } + translated.map { ($0.name, $0.text, $0.language) }
  }
}

extension Connection {
  func searchFields(_ type: SearchType, id: Int64) throws(DirectoryError) -> SearchFields? {
    let table = SearchTable.of(type)
    var fields = try first(table.fields, [.integer(id)]) { row in
      var fields = SearchFields(slug: row.text(0), kind: row.optionalText(1), texts: [])
      for (index, text) in table.texts.enumerated() {
        let joined = row.text(Int32(truncatingIfNeeded: index + 2))
        if !joined.isEmpty { fields.texts.append((text.name, text.column, joined)) }
      }
      return fields
    }
    if let slug = fields?.slug, try hasTranslations() {
      fields?.translated = try translatedTexts(type, id: id, slug: slug)
    }
    return fields
  }
}
