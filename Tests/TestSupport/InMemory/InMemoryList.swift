package import Directory
internal import Glibc

/// A record of a list, with the values of the fields of `DirectoryList.fields`.
protocol InMemoryItem: Sendable {
  static var list: DirectoryList { get }
  /// The name by which the list is sorted by default.
  var sortName: String { get }
  func values(_ field: String, in state: InMemoryState) -> [(value: String, name: String)]
  func number(_ field: String) -> Int64?
  func day(_ field: String) -> String?
  /// The first day on which the record is no longer in the list, or nil if it is still in the list.
  var left: String? { get }
  /// Returns the distance in metres; nil for a record without a location.
  func distance(from circle: Circle) -> Double?
}

extension InMemoryItem {
  func distance(from circle: Circle) -> Double? { nil }
}

/// A list that answers a `ListQuery`. It goes through all records for each query.
struct InMemoryList<Item: InMemoryItem> {
  private let rows: [(id: Int64, item: Item)]
  private let state: InMemoryState

  init(_ rows: [(Int64, Item)], in state: InMemoryState) {
    self.rows = rows.map { (id: $0.0, item: $0.1) }
    self.state = state
  }

  func page(_ query: ListQuery) throws(DirectoryError) -> Page<Item> {
    try check(query)
    let found = rows.filter { lets($0.item, through: query, without: nil) }
    let order = InMemoryOrder<Item>(query.sort, in: state)
    let list = fingerprint(query)
    var rest = found.sorted { order.precedes(order.place($0), order.place($1)) }
    if let cursor = query.after {
      guard cursor.list == list, let after = order.place(cursor) else { throw .invalidCursor }
      rest = rest.filter { order.precedes(after, order.place($0)) }
    }
    if query.after == nil, let name = query.from, query.sort.isEmpty {
      let start = CollationKey.make(name)
      rest = rest.filter { !CollationKey.make($0.item.sortName).lexicographicallyPrecedes(start) }
    }
    let items = rest.prefix(min(max(query.limit, 0), PageLimit.maximum))
    let next = items.count < rest.count ? items.last.map { order.cursor(order.place($0), of: list) } : nil
    return Page(
      items: items.map(\.item),
      total: query.isCounted ? query.knownTotal ?? found.count : query.knownTotal ?? 0,
      next: next, facets: query.facets.map { facet($0, query) })
  }

  private func fingerprint(_ query: ListQuery) -> UInt64 {
    Cursor.fingerprint(
      [Item.list.rawValue, query.text] + query.clauses.map { "\($0)" } + ["sort"] + query.sort.map { "\($0)" }
    )
  }

  /// Throws an error if the query has a field or a value that the list doesn't have.
  private func check(_ query: ListQuery) throws(DirectoryError) {
    for clause in query.clauses {
      let values = clause.slugs
      guard !values.isEmpty else { continue }
      let kind = Item.list.field(clause.field, for: .filter)?.kind
      if kind == .flag || kind == .identifier || kind == .code { continue }
      guard case .values(let vocabulary)? = kind else {
        throw .unavailable("the list \(Item.list) has no values of \(clause.field)")
      }
      let known = state.vocabulary(vocabulary)
      for value in values where !known.contains(value) {
        throw .unknown(
          value, of: clause.field, among: state.knownValues(vocabulary, like: value).values,
          former: vocabulary.formerKinds.lazy.compactMap {
            state.formers[InMemoryState.FormerKey(kind: $0, slug: value)]
          }.first)
      }
    }
  }

  private func lets(_ item: Item, through query: ListQuery, without field: String?) -> Bool {
    if item.left != nil, !query.clauses.contains(where: { $0.field == Self.period }) { return false }
    if let text = query.text, SearchTerms(text).map({ Self.names(item, all: $0) }) != true { return false }
    return query.clauses.allSatisfy { $0.field == field || holds($0, item) }
  }

  /// Reports whether the name has all words. Other texts are not searched.
  private static func names(_ item: Item, all terms: SearchTerms) -> Bool {
    let words = SearchFold.fold(item.sortName)
    return terms.words.enumerated().allSatisfy { index, wanted in
      words.contains { index == terms.words.count - 1 ? $0.hasPrefix(wanted) : $0 == wanted }
    }
  }

  /// The field that selects the items of a day.
  private static var period: String { "at" }

  private func holds(_ clause: Clause, _ item: Item) -> Bool {
    let isTrue: Bool
    switch clause.condition {
    case .values(let wanted):
      isTrue = item.values(clause.field, in: state).contains { wanted.contains($0.value) }
    case .under(let wanted):
      isTrue = item.values(clause.field, in: state).contains { state.isTopic($0.value, under: wanted) }
    case .near(let circle): isTrue = item.distance(from: circle).map { $0 <= Double(circle.metres) } ?? false
    case .numbers(let bounds):
      isTrue = bounds.contains { bound in
        guard let number = item.number(clause.field) else { return false }
        return number >= bound.from ?? 0 && number <= bound.to ?? .max
      }
    case .days(let bounds) where clause.field == Self.period:
      isTrue = bounds.contains { bound in
        item.day("joined") ?? "" <= bound.to ?? "9999-12-31" && item.left ?? "~" > bound.from ?? "0"
      }
    case .days(let bounds):
      isTrue = bounds.contains { bound in
        guard let day = item.day(clause.field) else { return false }
        return day >= bound.from ?? "0" && day <= bound.to ?? "9999-12-31"
      }
    }
    return isTrue != clause.isExcluding
  }

  private func facet(_ field: String, _ query: ListQuery) -> Facet {
    var selected: Set<String> = []
    for clause in query.clauses where clause.field == field && !clause.isExcluding {
      selected.formUnion(clause.slugs)
    }
    var counts: [String: Int] = Dictionary(uniqueKeysWithValues: selected.map { ($0, 0) })
    for row in rows where lets(row.item, through: query, without: field) {
      let own = row.item.values(field, in: state).map(\.value)
      let isTree = Item.list.field(field, for: .facet)?.uses.contains(.under) == true
      let values = query.countsUnder && isTree ? own.flatMap { state.topics(above: $0) } : own
      for value in Set(values) { counts[value, default: 0] += 1 }
    }
    return Facet(
      field: field,
      counted: counts.map { value, count in
        Facet.Value(
          value: value, name: name(of: value, in: field), count: count,
          order: record(value, in: field).flatMap { state.kind($0)?.order ?? $0.area?.order },
          isSelected: selected.contains(value))
      })
  }
}

extension InMemoryList {
  private func name(of value: String, in field: String) -> String {
    record(value, in: field)?.name ?? value
  }

  /// Returns the record to which the value of a field refers; nil for another value.
  private func record(_ value: String, in field: String) -> DirectoryRecord? {
    let type: RecordType? =
      switch field {
      case "kind": Item.list == .members ? .memberKind : .topicKind
      case "county": .county
      case "area": state.area(value)?.record.key.type
      case "topic", "worksWith", "interestedIn", "local", "broader": .topic
      case "office": .office
      case "member": .member
      default: nil
      }
    return type.flatMap { state.rows[RecordKey($0, value)]?.record }
  }
}

/// The order of a list: by the keys of the query, then by name, then by id in the direction of the key before
/// it.
struct InMemoryOrder<Item: InMemoryItem> {
  typealias Row = (id: Int64, item: Item)

  struct Place {
    /// The values of the keys. An item without a value has nil and comes last in both directions.
    var values: [[UInt8]?]
    var id: Int64
  }

  private let keys: [SortKey]
  private let state: InMemoryState

  init(_ sort: [SortKey], in state: InMemoryState) {
    self.state = state
    keys = sort.contains { $0.field == "name" } ? sort : sort + [SortKey("name")]
  }

  func place(_ row: Row) -> Place { Place(values: keys.map { value($0.field, row.item) }, id: row.id) }

  func precedes(_ left: Place, _ right: Place) -> Bool {
    for (key, (a, b)) in zip(keys, zip(left.values, right.values)) where a != b {
      guard let a else { return false }
      guard let b else { return true }
      return a.lexicographicallyPrecedes(b) != key.isDescending
    }
    return keys.last?.isDescending == true ? left.id > right.id : left.id < right.id
  }

  /// Returns the value of a field as bytes that are in the same order as the values.
  private func value(_ field: String, _ item: Item) -> [UInt8]? {
    if field.hasPrefix(Field.prefix) {
      // A number and a day have values of different types; an item has one of them.
      if let number = item.number(field) { return Self.bytes(number) }
      return item.day(field).map { Array($0.utf8) }
    }
    return switch Item.list.field(field, for: .sort)?.kind {
    case .number:
      item.number(field).map(Self.bytes)
    case .day: item.day(field).map { Array($0.utf8) }
    case .values: item.values(field, in: state).first.map { Array($0.value.utf8) }
    case .name, .custom, .flag, .identifier, .code, nil: CollationKey.make(item.sortName)
    }
  }

  /// Returns a number as bytes in the same order, also if it is negative.
  private static func bytes(_ number: Int64) -> [UInt8] {
    let shifted = UInt64(bitPattern: number) ^ (1 << 63)
    return stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: shifted >> UInt64($0)) }
  }

  // MARK: Cursors

  /// Returns the cursor of a place. Each value is encoded as its length in two bytes and its bytes, and a
  /// missing value as 0xFFFF.
  func cursor(_ place: Place, of list: UInt64) -> Cursor {
    var key: [UInt8] = []
    for value in place.values {
      let count = value?.count ?? 0xffff
      key += [UInt8(truncatingIfNeeded: count >> 8), UInt8(truncatingIfNeeded: count)] + (value ?? [])
    }
    return Cursor(list: list, id: place.id, key: key)
  }

  func place(_ cursor: Cursor) -> Place? {
    var rest = cursor.key[...]
    var values: [[UInt8]?] = []
    while let high = rest.popFirst() {
      guard let low = rest.popFirst() else { return nil }
      let count = Int(high) << 8 | Int(low)
      if count == 0xffff {
        values.append(nil)
        continue
      }
      guard rest.count >= count else { return nil }
      values.append(Array(rest.prefix(count)))
      rest = rest.dropFirst(count)
    }
    return values.count == keys.count ? Place(values: values, id: cursor.id) : nil
  }
}

extension Member: InMemoryItem {
  static var list: DirectoryList { .members }
  var sortName: String { shortName }

  func values(_ field: String, in state: InMemoryState) -> [(value: String, name: String)] {
    switch field {
    case "kind": [(kind, kind)]
    case "area": area.map { state.areas(around: $0.slug).map { ($0.slug, $0.name) } } ?? []
    case "county":
      area.map { state.areas(around: $0.slug).filter(\.isCounty).map { ($0.slug, $0.name) } } ?? []
    case "topic": topics.map { ($0.slug, $0.topic.name) }
    case "worksWith": named(.worksWith)
    case "interestedIn": named(.interestedIn)
    case "local": named(.local)
    case "city": cities.map { ($0, $0) }
    case "postcode": Set(profile.addresses.compactMap(\.postcode)).map { ($0, $0) }
    case "identifier": profile.identifiers.map { ("\($0.scheme):\($0.value)", $0.value) }
    case "hasWebsite": [("\(profile.website != nil)", "")]
    case "hasLocation": [("\(profile.location != nil)", "")]
    case _ where field.hasPrefix(Field.prefix): texts(of: custom(field))
    default: [(slug, shortName)]
    }
  }

  private func named(_ relation: TopicRelation) -> [(value: String, name: String)] {
    topics.filter { $0.relation == relation }.map { ($0.slug, $0.topic.name) }
  }

  func number(_ field: String) -> Int64? {
    if field.hasPrefix(Field.prefix) { return custom(field).flatMap { FieldNumber($0)?.millionths } }
    return switch field {
    case "located": profile.location.map { _ in 1 }
    case "numberOfMembers": profile.numberOfMembers.map { Int64($0.value) }
    case "numberOfEmployees": profile.numberOfEmployees.map { Int64($0.value) }
    default: population.map { Int64($0.value) }
    }
  }

  var cities: Set<String> { Set(profile.addresses.compactMap(\.city)) }

  func distance(from circle: Circle) -> Double? {
    guard let location = profile.location else { return nil }
    func radians(_ units: Int) -> Double { Double(units) / 1e6 * .pi / 180 }
    // By the vectors of the two points, and not by the formula of the store.
    func vector(_ latitude: Int, _ longitude: Int) -> SIMD3<Double> {
      let (a, b) = (radians(latitude), radians(longitude))
      return SIMD3(cos(a) * cos(b), cos(a) * sin(b), sin(a))
    }
    let apart =
      vector(location.latitude, location.longitude) - vector(circle.latitude, circle.longitude)
    return 2 * asin(min((apart * apart).sum().squareRoot() / 2, 1)) * Circle.earth
  }

  func day(_ field: String) -> String? {
    field.hasPrefix(Field.prefix) ? texts(of: custom(field)).first?.value : joined
  }

  private func custom(_ field: String) -> JSONValue? {
    profile.custom.first { Field.prefix + $0.name == field }?.value
  }

  private func texts(of value: JSONValue?) -> [(value: String, name: String)] {
    switch value {
    case .string(let text): [(text, text)]
    case .boolean(let flag): [("\(flag)", "\(flag)")]
    case .array(let items): items.flatMap { texts(of: $0) }
    default: []
    }
  }
}

extension MemberProfile {
  fileprivate var addresses: [PostalAddress] { [visitingAddress, postalAddress].compactMap(\.self) }
}

extension Topic: InMemoryItem {
  static var list: DirectoryList { .topics }
  var sortName: String { name }
  var left: String? { nil }

  func values(_ field: String, in state: InMemoryState) -> [(value: String, name: String)] {
    switch field {
    case "kind": [(kind, kind)]
    case "member":
      // These include former members.
      state.rows(of: .member).compactMap { state.member($0.record) }
        .filter { $0.topics.contains { $0.slug == slug } }.map { ($0.slug, $0.shortName) }
    case "broader": broader.map { [($0.slug, $0.name)] } ?? []
    default: [(slug, name)]
    }
  }

  func number(_ field: String) -> Int64? { Int64(memberCount) }
  func day(_ field: String) -> String? { nil }
}

extension Contact: InMemoryItem {
  static var list: DirectoryList { .contacts }
  var sortName: String { name }
  var left: String? { nil }

  func values(_ field: String, in state: InMemoryState) -> [(value: String, name: String)] {
    switch field {
    case "office": office.map { [($0.id, $0.name)] } ?? []
    case "member": member.map { [($0.slug, $0.name)] } ?? []
    case "belongsTo": [Self.owner(member)]
    default: [(id, name)]
    }
  }

  /// Whose a contact or an office is.
  static func owner(_ member: MemberReference?) -> (value: String, name: String) {
    member == nil ? ("organisation", "organisation") : ("member", "member")
  }

  func number(_ field: String) -> Int64? { order.map { Int64($0) } }
  func day(_ field: String) -> String? { nil }
}

extension Office: InMemoryItem {
  static var list: DirectoryList { .offices }
  var sortName: String { name }
  var left: String? { nil }

  func values(_ field: String, in state: InMemoryState) -> [(value: String, name: String)] {
    switch field {
    case "country": [(country, country)]
    case "city": [(city, city)]
    case "member": member.map { [($0.slug, $0.name)] } ?? []
    case "belongsTo": [Contact.owner(member)]
    default: [(id, name)]
    }
  }

  func number(_ field: String) -> Int64? { nil }
  func day(_ field: String) -> String? { nil }
}
