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

  init(
    _ type: RecordType, _ name: String, _ vocabulary: Vocabulary, slugField: String = "slug",
    nameField: String = "name", slug: @escaping @Sendable (Item) -> String,
    names: @escaping @Sendable (Item) -> [String], order: (@Sendable (Item) -> Int?)? = nil,
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
    self.all = all
    fields =
      [
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
      guard case .values(let slugs) = clause.condition else { continue }
      for slug in slugs where !items.contains(where: { self.slug($0) == slug }) {
        let known = items.map { KnownValue(self.slug($0), names: names($0)) }
        let former = try reader.former(vocabulary, slug: slug)
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
    let found = items.filter { isIn($0, query) }.map {
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

  private func isIn(_ item: Item, _ query: ListQuery) -> Bool {
    if let text = query.text, SearchTerms(text).map({ has(item, all: $0) }) != true { return false }
    return query.clauses.allSatisfy { clause in
      guard case .values(let slugs) = clause.condition else { return true }
      return slugs.contains(slug(item)) != clause.isExcluding
    }
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
  package static let areas = areas(.area, "areas", .areas) { _ in true }
  package static let counties = areas(.county, "counties", .counties, \.isCounty)
  /// The areas that are in no other list.
  package static let otherAreas = areas(.area, "areas", .areas) { !$0.isCounty }

  private static func areas(
    _ type: RecordType, _ name: String, _ vocabulary: Vocabulary,
    _ isIn: @escaping @Sendable (DirectoryDocument.Area) -> Bool
  ) -> ShortList<DirectoryDocument.Area> {
    ShortList(
      type, name, vocabulary, slug: \.slug, names: { [$0.name, $0.shortName] }, order: \.order,
      all: { reader throws(DirectoryError) in try reader.areas().filter(isIn) })
  }

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
