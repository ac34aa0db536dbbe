/// The list of counties. A country has few, so a store returns them all, and the list is made from these.
package enum CountyList {
  package typealias County = DirectoryDocument.County

  package static let fields = [
    ListField("slug", .values(.counties), [.filter, .sort], "with that slug"),
    ListField("name", .name, [.sort]),
  ]

  /// Returns the page that the query selects. `county` is in it once, since slugs are unique.
  static func page(_ query: ListQuery, of counties: [County]) throws(DirectoryError) -> Page<County> {
    let list = fingerprint(query)
    let found = counties.filter { isIn($0, query) }.map { (place: place(of: $0, query.sort), county: $0) }
    var rest = found.sorted { precedes($0.place, $1.place, query.sort) }
    if let cursor = query.after {
      guard cursor.list == list, let after = place(cursor), after.count == query.sort.count + 2 else {
        throw .invalidCursor
      }
      rest = rest.filter { precedes(after, $0.place, query.sort) }
    }
    let items = rest.prefix(min(max(query.limit, 0), PageLimit.maximum))
    let next = items.count < rest.count ? items.last.map { cursor($0.place, of: list) } : nil
    return Page(
      items: items.map(\.county),
      total: query.knownTotal ?? (query.isCounted ? found.count : 0), next: next)
  }

  private static func fingerprint(_ query: ListQuery) -> UInt64 {
    Cursor.fingerprint(
      ["counties", query.text] + query.clauses.map { "\($0)" } + ["sort"] + query.sort.map { "\($0)" })
  }

  private static func isIn(_ county: County, _ query: ListQuery) -> Bool {
    if let text = query.text, SearchTerms(text).map({ has(county, all: $0) }) != true { return false }
    return query.clauses.allSatisfy { clause in
      guard case .values(let slugs) = clause.condition else { return true }
      return slugs.contains(county.slug) != clause.isExcluding
    }
  }

  /// Reports whether the names have all words, the last one as the beginning of a word.
  private static func has(_ county: County, all terms: SearchTerms) -> Bool {
    let words = SearchFold.fold(county.name) + SearchFold.fold(county.shortName)
    return terms.words.enumerated().allSatisfy { index, wanted in
      words.contains { index == terms.words.count - 1 ? $0.hasPrefix(wanted) : $0 == wanted }
    }
  }

  // MARK: Order

  /// Returns the values by which a county is sorted, as bytes in the same order: those of the keys, then the
  /// name and the slug, which make its place unique.
  private static func place(of county: County, _ sort: [SortKey]) -> [[UInt8]] {
    (sort.map(\.field) + ["name", "slug"]).map { field in
      field == "slug" ? Array(county.slug.utf8) : CollationKey.make(county.shortName)
    }
  }

  private static func precedes(_ one: [[UInt8]], _ other: [[UInt8]], _ sort: [SortKey]) -> Bool {
    for (index, (left, right)) in zip(one, other).enumerated() where left != right {
      let isDescending = index < sort.count && sort[index].isDescending
      return left.lexicographicallyPrecedes(right) != isDescending
    }
    return false
  }

  /// Encodes each value as its length in two bytes and its bytes.
  private static func cursor(_ place: [[UInt8]], of list: UInt64) -> Cursor {
    let key = place.flatMap {
      [UInt8(truncatingIfNeeded: $0.count >> 8), UInt8(truncatingIfNeeded: $0.count)] + $0
    }
    return Cursor(list: list, id: 0, key: key)
  }

  /// Returns nil for a key that `cursor` has not made.
  private static func place(_ cursor: Cursor) -> [[UInt8]]? {
    var rest = cursor.key[...]
    var values: [[UInt8]] = []
    while let high = rest.popFirst() {
      guard let low = rest.popFirst() else { return nil }
      let count = Int(high) << 8 | Int(low)
      guard rest.count >= count else { return nil }
      values.append(Array(rest.prefix(count)))
      rest = rest.dropFirst(count)
    }
    return values
  }
}

extension DirectoryReader {
  /// Returns a page of counties, with the rules and errors of the other lists.
  package func counties(_ query: ListQuery) throws(DirectoryError) -> Page<DirectoryDocument.County> {
    let counties = try counties()
    for clause in query.clauses {
      guard case .values(let slugs) = clause.condition else { continue }
      for slug in slugs where !counties.contains(where: { $0.slug == slug }) {
        let known = counties.map { KnownValue($0.slug, names: [$0.name, $0.shortName]) }
        throw .unknown(slug, of: clause.field, among: known, former: try former(.county, slug: slug))
      }
    }
    return try CountyList.page(query, of: counties)
  }
}
