/// A list of few records, such as the kinds of members. A store returns them all, and the list is made from
/// these.
package struct ShortList<Item: Sendable>: Sendable {
  package let type: RecordType
  /// The name of the list, as paths have it.
  package let name: String
  package let fields: [ListField]
  private let vocabulary: Vocabulary
  /// The fields by which the list is filtered, and sorted by default.
  private let slugField, nameField: String
  /// Returns all records of the list, by slug.
  private let all: @Sendable (any DirectoryReader) throws(DirectoryError) -> [Item]
  private let slug: @Sendable (Item) -> String
  /// Returns the names by which a record is found; the list is sorted by the last one.
  private let names: @Sendable (Item) -> [String]
  /// Returns the place of a record, if staff have given it one; nil for a list without places.
  private let order: (@Sendable (Item) -> Int?)?
  private let filters: [Filter]

  /// A further field by which the list is filtered.
  struct Filter: Sendable {
    let field: ListField
    /// Returns the value that a record has; nil for none.
    let value: @Sendable (Item) -> String?
    /// Returns the value above a value; nil if the values don't form a tree.
    let above: (@Sendable (String, [Item]) -> String?)?
  }

  init(
    _ type: RecordType, _ name: String, _ vocabulary: Vocabulary, slugField: String = "slug",
    nameField: String = "name", slug: @escaping @Sendable (Item) -> String,
    names: @escaping @Sendable (Item) -> [String], order: (@Sendable (Item) -> Int?)? = nil,
    filters: [Filter] = [],
    all: @escaping @Sendable (any DirectoryReader) throws(DirectoryError) -> [Item]
  ) {
    self.type = type
    self.name = name
    self.vocabulary = vocabulary
    self.slugField = slugField
    self.nameField = nameField
    self.slug = slug
    self.names = names
    self.order = order
    self.filters = filters
    self.all = all
    fields =
      filters.map(\.field) + [
        ListField(slugField, .values(vocabulary), [.filter, .sort], "with that \(slugField)"),
        ListField(nameField, .name, [.sort]),
      ] + (order == nil ? [] : [ListField("order", .number, [.sort])])
  }

  /// Returns the record with that slug, or nil if there is none.
  package func one(_ reader: any DirectoryReader, _ slug: String) throws(DirectoryError) -> Item? {
    try all(reader).first { self.slug($0) == slug }
  }

  /// Returns a page of the list, with the rules and errors of the other lists.
  package func page(_ reader: any DirectoryReader, _ query: ListQuery) throws(DirectoryError) -> Page<Item> {
    let items = try all(reader)
    for clause in query.clauses {
      let known = known(by: clause.field, items)
      for slug in clause.slugs where !known.contains(where: { $0.value == slug }) {
        let isSlug = filter(clause.field)?.above != nil || clause.field == slugField
        let former = isSlug ? try reader.former(vocabulary, slug: slug) : nil
        throw .unknown(slug, of: clause.field, among: known, former: former)
      }
    }
    return try page(query, of: items, try reader.organisation()?.alphabet ?? .norwegian)
  }

  /// Returns the page that the query selects. Each item is in it once, since slugs are unique.
  private func page(
    _ query: ListQuery, of items: [Item], _ alphabet: Alphabet
  ) throws(DirectoryError) -> Page<Item> {
    let list = fingerprint(query)
    let found = items.filter { isIn($0, query, items) }.map {
      (place: place(of: $0, query.sort, alphabet), item: $0)
    }
    var rest = found.sorted { precedes($0.place, $1.place, query.sort) }
    if let cursor = query.after {
      guard cursor.list == list, let after = Self.place(cursor),
        after.count == query.sort.count + lastKeys.count
      else { throw .invalidCursor }
      rest = rest.filter { precedes(after, $0.place, query.sort) }
    }
    let items = rest.prefix(min(max(query.limit, 0), PageLimit.maximum))
    let next = items.count < rest.count ? items.last.map { Self.cursor($0.place, of: list) } : nil
    return Page(
      items: items.map(\.item),
      total: query.knownTotal ?? (query.isCounted ? found.count : 0), next: next)
  }

  private func fingerprint(_ query: ListQuery) -> UInt64 {
    Cursor.fingerprint(
      [name, query.text] + query.clauses.map { "\($0)" } + ["sort"] + query.sort.map { "\($0)" })
  }

  private func isIn(_ item: Item, _ query: ListQuery, _ items: [Item]) -> Bool {
    if let text = query.text, SearchTerms(text).map({ has(item, all: $0) }) != true { return false }
    return query.clauses.allSatisfy { clause in
      holds(clause, item, items) != clause.isExcluding
    }
  }

  private func filter(_ field: String) -> Filter? { filters.first { $0.field.name == field } }

  /// Returns the values that a filter accepts.
  private func known(by field: String, _ items: [Item]) -> [KnownValue] {
    guard let filter = filter(field), filter.above == nil else {
      return items.map { KnownValue(slug($0), names: names($0)) }
    }
    return Set(items.compactMap(filter.value)).sorted().map { KnownValue($0) }
  }

  private func holds(_ clause: Clause, _ item: Item, _ items: [Item]) -> Bool {
    guard let filter = filter(clause.field) else { return clause.slugs.contains(slug(item)) }
    var seen: Set<String> = []
    var value = filter.value(item)
    while let current = value, seen.insert(current).inserted {
      if clause.slugs.contains(current) { return true }
      guard case .under = clause.condition else { return false }
      value = filter.above?(current, items)
    }
    return false
  }

  /// Reports whether the names have all words, the last one as the beginning of a word.
  private func has(_ item: Item, all terms: SearchTerms) -> Bool {
    let words = names(item).flatMap { SearchFold.fold($0) }
    return terms.words.enumerated().allSatisfy { index, wanted in
      words.contains { index == terms.words.count - 1 ? $0.hasPrefix(wanted) : $0 == wanted }
    }
  }
}

/// The order of a list.
extension ShortList {
  /// The keys that follow those of a query. The slug makes the place of an item unique.
  private var lastKeys: [String] { (order == nil ? [] : ["order"]) + [nameField, slugField] }

  /// Returns the values by which an item is sorted, as bytes in the same order.
  private func place(of item: Item, _ sort: [SortKey], _ alphabet: Alphabet) -> [[UInt8]] {
    (sort + lastKeys.map { SortKey($0) }).map { key in
      switch key.field {
      case slugField: Array(slug(item).utf8)
      case "order": Self.bytes(order?(item), isDescending: key.isDescending)
      default: CollationKey.make(names(item).last ?? "", alphabet)
      }
    }
  }

  /// Returns a number as bytes. An item without a number comes last in both directions.
  private static func bytes(_ number: Int?, isDescending: Bool) -> [UInt8] {
    guard let number else { return [isDescending ? 0 : 2] }
    return [1] + stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: number >> $0) }
  }

  private func precedes(_ one: [[UInt8]], _ other: [[UInt8]], _ sort: [SortKey]) -> Bool {
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

/// The lists of few records.
package enum ShortLists {
  package static let areas = areas(.area, "areas", .areas, filters: areaFilters) { _ in true }
  package static let counties = areas(.county, "counties", .counties, \.isCounty)
  /// The areas that are in no other list.
  package static let otherAreas = areas(.area, "areas", .areas) { !$0.isCounty }

  private static func areas(
    _ type: RecordType, _ name: String, _ vocabulary: Vocabulary,
    filters: [ShortList<DirectoryDocument.Area>.Filter] = [],
    _ isIn: @escaping @Sendable (DirectoryDocument.Area) -> Bool
  ) -> ShortList<DirectoryDocument.Area> {
    ShortList(
      type, name, vocabulary, slug: \.slug, names: { [$0.name, $0.shortName] }, order: \.order,
      filters: filters,
      all: { reader throws(DirectoryError) in try reader.areas().filter(isIn) })
  }

  private static let areaFilters: [ShortList<DirectoryDocument.Area>.Filter] = [
    .init(
      field: ListField("kind", .values(.areaKinds), [.filter], "of that kind"), value: \.kind, above: nil),
    .init(
      field: ListField("parent", .values(.areas), [.filter, .under], "just inside that area"),
      value: \.parent, above: { slug, areas in areas.first { $0.slug == slug }?.parent }),
  ]

  package static let fields = ShortList<Field>(
    .field, "fields", .fields, slugField: "name", nameField: "label", slug: \.name,
    names: { $0.label.texts + [$0.label.shown] }, order: \.order,
    all: { reader throws(DirectoryError) in try reader.fields() })

  package static let memberKinds = kinds(.memberKind, "member-kinds", .memberKinds)
  package static let topicKinds = kinds(.topicKind, "topic-kinds", .topicKinds)

  private static func kinds(
    _ type: RecordType, _ name: String, _ vocabulary: Vocabulary
  ) -> ShortList<Kind> {
    ShortList(
      type, name, vocabulary, slug: \.slug, names: { ($0.pluralName.map { [$0] } ?? []) + [$0.name] },
      order: \.order, all: { reader throws(DirectoryError) in try reader.kinds(type) })
  }
}
