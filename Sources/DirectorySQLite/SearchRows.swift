internal import Directory
internal import SQLite

/// Bounded work, however many match: at most `deepest` rows of a type are looked at, and among those the
/// best come first. Names have lists of their own, so the right name is found among any number of matches.
extension Connection {
  /// Of each type. It bounds what a query of one letter costs, and is more than anyone reads.
  private static let deepest = 1000
  /// Of names that are, or begin with, what was typed.
  private static let deepestNames = 100
  /// What is sorted with the names at hand; more than a page ever shows.
  private static let finalists = 200

  func search(_ query: SearchQuery) throws(DirectoryError) -> SearchPage {
    guard let terms = SearchTerms(query.text) else { return SearchPage() }
    var page = SearchPage()
    var ranked: [RankedRow] = []
    for (order, type) in query.types.enumerated() {
      let (rows, total) = try bestRows(of: SearchTable.of(type), terms, order: order)
      page.total += total
      if total == Self.deepest { page.isTotalExact = false }
      ranked += rows
    }
    guard page.total > 0 else {
      page.didYouMean = try didYouMean(terms, types: query.types)
      return page
    }
    ranked.sort()
    let limit = min(max(query.limit, 1), SearchLimit.maximum)
    for row in ranked.prefix(limit) {
      if let hit = try hit(row, terms) { page.hits.append(hit) }
    }
    return page
  }

  private func bestRows(
    of table: SearchTable, _ terms: SearchTerms, order: Int
  ) throws(DirectoryError) -> (rows: [RankedRow], total: Int) {
    let anywhere = SearchExpression.words(terms)
    let matching = try ids(table.matches, anywhere, Self.deepest)
    guard !matching.isEmpty else { return ([], 0) }
    var places: [Int64: Place] = [:]
    func place(_ expression: String, _ place: Place, _ limit: Int) throws(DirectoryError) {
      for id in try ids(table.matches, expression, limit) where places[id] == nil { places[id] = place }
    }
    try place(SearchExpression.named(terms), .wholeName, Self.deepestNames)
    try place(SearchExpression.nameBeginning(terms), .nameBeginning, Self.deepestNames)
    try place(SearchExpression.inNames(terms), .name, Self.deepest)
    for id in matching where places[id] == nil { places[id] = .anywhere }
    // Weighing reads the whole list of each word, and says nothing of the rows that were not looked at.
    let weights =
      matching.count < Self.deepest
      ? Dictionary(
        try map(table.weights, [.text(anywhere), .integer(Self.deepest)]) { ($0.integer(0), $0.real(1)) },
        uniquingKeysWith: { first, _ in first })
      : [:]
    var rows = places.map { id, place in
      RankedRow(type: table.type, order: order, id: id, place: place, weight: weights[id] ?? 0)
    }
    rows.sort()
    return (try withNames(Array(rows.prefix(Self.finalists)), table, terms), matching.count)
  }

  private func ids(_ sql: SQL, _ expression: String, _ limit: Int) throws(DirectoryError) -> [Int64] {
    try map(sql, [.text(expression), .integer(limit)]) { $0.integer(0) }
  }

  private func withNames(
    _ rows: [RankedRow], _ table: SearchTable, _ terms: SearchTerms
  ) throws(DirectoryError) -> [RankedRow] {
    let ids = "[" + rows.map { String($0.id) }.joined(separator: ",") + "]"
    var named = Dictionary(rows.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    try forEach(table.names, [.text(ids)]) { row in
      let id = row.integer(0)
      named[id]?.key = row.blob(1)
      named[id]?.isSpelled = terms.areSpelled(in: row.text(2))
    }
    return Array(named.values)
  }

  private func hit(_ row: RankedRow, _ terms: SearchTerms) throws(DirectoryError) -> SearchHit? {
    guard let fields = try searchFields(row.type, id: row.id) else { return nil }
    var highlights: [Highlight] = []
    for text in fields.texts where highlights.count < Self.highlights {
      // A short name repeats the name.
      if text.name == "shortName", !highlights.isEmpty { continue }
      if let highlight = Highlight(text.name, of: text.text, matching: terms) { highlights.append(highlight) }
    }
    return SearchHit(
      type: row.type, slug: fields.slug, name: fields.texts.first?.text ?? "", kind: fields.kind,
      highlights: highlights)
  }

  /// Enough to see why it was found.
  private static let highlights = 5
}

/// Where all the words were found, the best first.
private enum Place: Int, Comparable {
  case wholeName, nameBeginning, name, anywhere

  static func < (left: Place, right: Place) -> Bool { left.rawValue < right.rawValue }
}

private struct RankedRow: Comparable {
  let type: SearchType
  /// Of the type among those asked for: weights of different types cannot be compared.
  let order: Int
  let id: Int64
  let place: Place
  /// bm25's: less is better.
  let weight: Double
  var isSpelled = false
  var key: [UInt8] = []

  static func < (left: RankedRow, right: RankedRow) -> Bool {
    if left.place != right.place { return left.place < right.place }
    if left.isSpelled != right.isSpelled { return left.isSpelled }
    if left.order != right.order { return left.order < right.order }
    if left.weight != right.weight { return left.weight < right.weight }
    if left.key != right.key { return left.key.lexicographicallyPrecedes(right.key) }
    return left.id < right.id
  }
}
