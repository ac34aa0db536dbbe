internal import Directory
internal import SQLite

/// Searches the directory. The work is limited, however many rows match: at most `deepest` rows of a type are
/// read, and the best of those come first. Names have an index of their own, so a record is found by its name
/// among any number of matches.
extension Connection {
  /// The most rows of each type that are read. This limits the cost of a query of one letter.
  private static let deepest = 300
  /// The most rows that are found by names that equal the text or begin with it.
  private static let deepestNames = 100
  /// The names of at least this many of the best rows are read, to sort them by name too.
  private static let finalists = 50

  func search(_ query: SearchQuery) throws(DirectoryError) -> SearchPage {
    guard let terms = SearchTerms(query.text, synonyms: try synonyms()) else {
      return SearchPage()
    }
    var page = SearchPage()
    let limit = min(max(query.limit, 0), SearchLimit.maximum)
    var ranked: [RankedRecord] = []
    for (order, type) in query.types.enumerated() {
      let (rows, total) = try bestRows(of: SearchTable.of(type), terms, order: order, atLeast: limit)
      page.total += total
      if total == Self.deepest { page.isTotalExact = false }
      ranked += rows
    }
    guard page.total > 0 else {
      page.didYouMean = try didYouMean(terms, types: query.types)
      return page
    }
    ranked.sort()
    for row in ranked.prefix(limit) {
      if let hit = try hit(row, terms) { page.hits.append(hit) }
    }
    return page
  }

  private func bestRows(
    of table: SearchTable, _ terms: SearchTerms, order: Int, atLeast limit: Int
  ) throws(DirectoryError) -> (rows: [RankedRecord], total: Int) {
    // If enough rows have the last word whole, those with words that only begin with it aren't needed;
    // joining the lists of all such words takes 4 ms at 100,000 rows.
    var expression = SearchExpression.words(terms)
    var matching = try weighed(table, expression, terms)
    let isWhole = matching.count == Self.deepest
    if !isWhole {
      expression = SearchExpression.beginnings(terms)
      matching = try weighed(table, expression, terms)
    }
    guard !matching.isEmpty else { return ([], 0) }
    var places: [Int64: SearchPlace] = [:]
    let name = terms.words.joined(separator: " ")
    for id in try named(table, name, name) { places[id] = .wholeName }
    for id in try named(table, name, name + "\u{10ffff}") where places[id] == nil {
      places[id] = .nameBeginning
    }
    // There are more matching rows, so rows with the words in their names are searched for beyond these. This
    // is skipped if it had to join the lists again; names that begin with the text have been found above.
    if matching.count == Self.deepest, isWhole || SearchExpression.isShort(terms) {
      let values: [Value] = [.text(SearchExpression.inNames(expression)), .integer(Self.deepest)]
      for id in try map(table.matches, values, { $0.integer(0) }) where places[id] == nil {
        places[id] = .name
      }
    }
    let rows = Set(places.keys).union(matching.keys).map { id in
      RankedRecord(
        type: table.type, order: order, id: id, place: places[id] ?? matching[id]?.place ?? .anywhere,
        weight: matching[id]?.weight ?? 0)
    }
    let best = rows.sorted().prefix(max(limit, Self.finalists))
    return (try withNames(Array(best), table, terms), matching.count)
  }

  private func weighed(
    _ table: SearchTable, _ expression: String, _ terms: SearchTerms
  ) throws(DirectoryError) -> [Int64: SearchWeight] {
    var weights: [Int64: SearchWeight] = [:]
    let words = SearchWordCount(terms.words, synonyms: terms.synonyms)
    try forEach(table.matches, [.text(expression), .integer(Self.deepest)]) { row in
      var count = words
      for column in SearchColumn.allCases {
        row.withText(Int32(truncatingIfNeeded: column.rawValue + 1)) { count.read($0, column: column) }
      }
      weights[row.integer(0)] = count.weight
    }
    return weights
  }

  private func named(
    _ table: SearchTable, _ first: String, _ last: String
  ) throws(DirectoryError) -> [Int64] {
    try map(
      table.named,
      [.text(table.type.rawValue), .text(first), .text(last), .integer(Self.deepestNames)]
    ) { $0.integer(0) }
  }

  private func withNames(
    _ rows: [RankedRecord], _ table: SearchTable, _ terms: SearchTerms
  ) throws(DirectoryError) -> [RankedRecord] {
    let ids = "[" + rows.map { String($0.id) }.joined(separator: ",") + "]"
    var named = Dictionary(rows.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    try forEach(table.names, [.text(ids)]) { row in
      let id = row.integer(0)
      named[id]?.key = row.blob(1)
      named[id]?.isSpelled = terms.areSpelled(in: row.text(2))
    }
    return Array(named.values)
  }

  private func hit(_ row: RankedRecord, _ terms: SearchTerms) throws(DirectoryError) -> SearchHit? {
    guard let fields = try searchFields(row.type, id: row.id) else { return nil }
    var highlights: [Highlight] = []
    for text in fields.parts where highlights.count < Self.highlights {
      // If the name is highlighted already, a short name would repeat it.
      if text.name == "shortName", highlights.contains(where: { $0.language == text.language }) { continue }
      guard var highlight = Highlight(text.name, of: text.text, matching: terms) else { continue }
      highlight.language = text.language
      highlights.append(highlight)
    }
    return SearchHit(
      type: row.type, slug: fields.slug, name: fields.texts.first?.text ?? "", kind: fields.kind,
      highlights: highlights)
  }

  /// The most highlights of a hit, which are enough to show why it was found.
  private static let highlights = 5
}
