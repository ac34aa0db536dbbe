internal import Directory
internal import SQLite

extension MemberIndex {
  /// The members for which a condition without its exclusion holds; nil if only SQLite can tell.
  func places(_ condition: ListCondition) -> Bits? {
    let values = condition.values
    switch (condition.field, condition.column) {
    case ("kind", .reference): return places(columns.kinds, values)
    case ("area", .reference), ("county", .reference): return places(columns.areas, values)
    case (let field, .relation): return places(ofTopics: values, field)
    case ("population", .range): return places(columns.population, Self.numbers(values))
    case ("joined", .range): return places(columns.joined, Self.days(values))
    case (_, .profile(.numberOfMembers, isRange: true)):
      return places(columns.numberOfMembers, Self.numbers(values))
    case (_, .profile(.numberOfEmployees, isRange: true)):
      return places(columns.numberOfEmployees, Self.numbers(values))
    case (_, .period): return places(during: values)
    default: return nil
    }
  }

  private func places(_ codes: Codes, _ values: [Value]) -> Bits {
    var isWanted = [Bool](repeating: false, count: codes.table.ids.count)
    for case .integer(let id) in values { if let code = codes.table[id] { isWanted[Int(code)] = true } }
    return Bits(count: count) { isWanted[Int(codes.values[$0])] }
  }

  private func places(ofTopics values: [Value], _ field: String) -> Bits? {
    guard let relations = Self.relations[field] else { return nil }
    var isWanted = [Bool](repeating: false, count: columns.topicCodes.ids.count * 4)
    for case .integer(let id) in values {
      guard let code = columns.topicCodes[id] else { continue }
      for relation in relations { isWanted[Int(code) << 2 | relation] = true }
    }
    return Bits(count: count) { place in
      columns.topics[topics(of: place)].contains { isWanted[Int($0)] }
    }
  }

  func topics(of place: Int) -> Range<Int> {
    Int(columns.topicStarts[place])..<Int(columns.topicStarts[place + 1])
  }

  /// The relations that the fields of topics count.
  static let relations: [String: [Int]] = [
    "topic": [0, 1, 2], "worksWith": [0], "interestedIn": [1], "local": [2],
  ]

  /// A member without a value is in no range.
  private func places(_ column: [UInt32], _ ranges: [ClosedRange<UInt32>]) -> Bits {
    if ranges.count == 1, let range = ranges.first {
      return Bits(count: count) { range.contains(column[$0]) }
    }
    return Bits(count: count) { place in ranges.contains { $0.contains(column[place]) } }
  }

  private static func numbers(_ values: [Value]) -> [ClosedRange<UInt32>] {
    ranges(values) { from, to in
      guard case .integer(let from) = from, case .integer(let to) = to, to >= 0 else { return nil }
      let most = Int64(UInt32.max - 4)
      guard from <= most else { return nil }
      return (UInt32(max(from, 0)) + 1, UInt32(min(to, most)) + 1)
    }
  }

  private static func days(_ values: [Value]) -> [ClosedRange<UInt32>] {
    ranges(values) { from, to in
      guard case .text(let from) = from, case .text(let to) = to else { return nil }
      return (DayCode.count(before: from, inclusive: false) + 1, DayCode.count(before: to, inclusive: true))
    }
  }

  private static func ranges(
    _ values: [Value], _ ends: (Value, Value) -> (UInt32, UInt32)?
  ) -> [ClosedRange<UInt32>] {
    stride(from: 0, to: values.count - 1, by: 2).compactMap { start in
      guard let (low, high) = ends(values[start], values[start + 1]), low <= high else { return nil }
      return low...high
    }
  }

  private func places(during values: [Value]) -> Bits? {
    guard values.count == 2, case .text(let from) = values[0], case .text(let to) = values[1] else {
      return nil
    }
    // A day is at least 1 here, so 0, for no day, is before all of them.
    let latestJoining = DayCode.count(before: to, inclusive: true)
    let latestLeaving = DayCode.count(before: from, inclusive: true)
    let (joined, leaves) = (columns.joined, columns.leaves)
    return Bits(count: count) { place in
      joined[place] <= latestJoining && (leaves[place] == 0 || leaves[place] > latestLeaving)
    }
  }
}

/// The members that a query selects, in memory.
struct MemberSelection {
  let index: MemberIndex
  private let filter: ListFilter
  /// The members of each condition of the filter.
  private let conditions: [Bits]
  /// The members with the words of the text; nil without a text.
  private let found: Bits?
  /// The members that all conditions select.
  let places: Bits
  let total: Int

  init(
    _ index: MemberIndex, _ filter: ListFilter, _ conditions: [Bits], found: Bits?
  ) {
    self.index = index
    self.filter = filter
    self.conditions = conditions
    self.found = found
    places = Self.places(index, filter, conditions, found, without: nil)
    total = places.total
  }

  /// Returns the members that are selected if the conditions on a field are left out.
  func places(without field: String) -> Bits {
    guard filter.conditions.contains(where: { $0.field == field }) else { return places }
    return Self.places(index, filter, conditions, found, without: field)
  }

  private static func places(
    _ index: MemberIndex, _ filter: ListFilter, _ conditions: [Bits], _ found: Bits?, without field: String?
  ) -> Bits {
    var places = filter.statesTime ? Bits(count: index.count, all: true) : index.columns.present
    for (condition, bits) in zip(filter.conditions, conditions) where condition.field != field {
      places.formIntersection(bits)
    }
    if let found { places.formIntersection(found) }
    return places
  }
}

extension Connection {
  /// Returns the members that the filter selects. What the index doesn't have, SQLite looks up.
  func select(_ filter: ListFilter, in index: MemberIndex) throws(DirectoryError) -> MemberSelection {
    var conditions: [Bits] = []
    for condition in filter.conditions {
      let bits: Bits =
        if let known = index.places(condition) { known } else { try places(condition.ids, in: index) }
      conditions.append(condition.isExcluding ? bits.complement : bits)
    }
    let found = try filter.ids.map { (sql) throws(DirectoryError) in try places(sql, in: index) }
    return MemberSelection(index, filter, conditions, found: found)
  }

  private func places(_ ids: BoundSQL, in index: MemberIndex) throws(DirectoryError) -> Bits {
    var places = Bits(count: index.count)
    try forEach(ids.sql, ids.values) { row in
      if let place = index.place(of: row.integer(0)) { places.insert(place) }
    }
    return places
  }
}
