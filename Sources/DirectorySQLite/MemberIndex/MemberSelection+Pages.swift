internal import Directory
internal import SQLite

/// The order of a list of members by at most two numbers or days, and then by name.
struct MemberKeys {
  /// A column by which members are sorted before their names.
  private struct Key {
    let column: [UInt32]
    let field: String
    let isDescending: Bool

    /// What comes last in both directions: no value.
    static let last = UInt32.max

    /// Returns a number in whose ascending order the members are listed.
    func rank(_ value: UInt32) -> UInt32 {
      if value == 0 { return Self.last }
      return isDescending ? Self.last - 1 - value : value
    }

    /// Returns the rank of the value that a cursor has; nil if it isn't one that a cursor of ours has.
    func rank(_ value: Value) -> UInt32? {
      switch value {
      case .integer(let number):
        if number == (isDescending ? -1 : .max) { return Self.last }
        guard 0...Int64(UInt32.max - 4) ~= number, field != "joined" else { return nil }
        return rank(UInt32(number) + 1)
      case .text(let text):
        if text == (isDescending ? "" : "~") { return Self.last }
        return DayCode.code(text).map { rank($0) }
      case .blob, .real, .null: return nil
      }
    }
  }

  private let keys: [Key]
  let isDescending: Bool

  /// Nil for an order that the index doesn't have.
  init?(_ sort: [SortKey], _ index: MemberIndex) {
    var keys: [Key] = []
    for (place, key) in sort.enumerated() {
      if key.field == "name" {
        guard place == sort.count - 1 else { return nil }
        continue
      }
      let column: [UInt32]
      switch key.field {
      case "population": column = index.columns.population
      case "joined": column = index.columns.joined
      case "numberOfMembers": column = index.columns.numberOfMembers
      case "numberOfEmployees": column = index.columns.numberOfEmployees
      default: return nil
      }
      keys.append(Key(column: column, field: key.field, isDescending: key.isDescending))
    }
    guard keys.count <= 2 else { return nil }
    self.keys = keys
    isDescending = sort.last?.field == "name" && sort.last?.isDescending == true
  }

  var isByName: Bool { keys.isEmpty }

  func rank(_ place: Int) -> UInt64 {
    keys.reduce(0) { $0 << 32 | UInt64($1.rank($1.column[place])) }
  }

  /// Returns the rank of the values of a cursor, the last of which is the name's.
  func rank(_ values: [Value]) -> UInt64? {
    guard values.count == keys.count + 1 else { return nil }
    var rank: UInt64 = 0
    for (key, value) in zip(keys, values) {
      guard let part = key.rank(value) else { return nil }
      rank = rank << 32 | UInt64(part)
    }
    return rank
  }
}

/// The place after which a page starts: the rank of its cursor, and how many members are before it in the
/// direction of the names.
struct MemberStart {
  var rank: UInt64 = 0
  var names = 0
}

extension MemberSelection {
  /// The ids of all members.
  var ids: [Int64] {
    var ids: [Int64] = []
    places.forEach { ids.append(Int64(index.columns.ids[$0])) }
    return ids
  }

  /// Returns the ids of the first members after the start.
  func first(_ most: Int, by keys: MemberKeys, after start: MemberStart) -> [Int64] {
    let count = index.count
    var found: [(rank: UInt64, place: Int)] = []
    let first = keys.isByName ? min(start.names, count) : 0
    for names in first..<count {
      let place = Int(index.byName[keys.isDescending ? count - 1 - names : names])
      guard places.contains(place) else { continue }
      guard !keys.isByName else {
        found.append((0, place))
        if found.count == most { break }
        continue
      }
      let rank = keys.rank(place)
      guard rank > start.rank || rank == start.rank && names >= start.names,
        found.count < most || rank < found[found.count - 1].rank
      else { continue }
      if found.count == most { found.removeLast() }
      // Behind those of the same rank, which are before it by name.
      var (low, high) = (0, found.count)
      while low < high {
        let middle = (low + high) / 2
        if found[middle].rank <= rank { low = middle + 1 } else { high = middle }
      }
      found.insert((rank, place), at: low)
    }
    return found.map { Int64(index.columns.ids[$0.place]) }
  }
}

extension Connection {
  /// Returns the ids of the members of a page and of one more; nil if the index doesn't have the order.
  func idsOfPage(
    _ query: ListQuery, _ selection: MemberSelection, after cursor: Cursor?, limit: Int
  ) throws(DirectoryError) -> [Int64]? {
    guard limit > 0 else { return nil }
    guard let keys = MemberKeys(query.sort, selection.index) else {
      // SQLite sorts a few members by anything.
      return selection.total <= PageLimit.maximum ? selection.ids : nil
    }
    let columns = query.sort.filter { $0.field != "name" }.count + 1
    var start = MemberStart()
    if let cursor {
      guard let values = KeysetKey.decode(cursor.key, count: columns), let rank = keys.rank(values),
        case .blob(let name)? = values.last
      else { return nil }
      start = MemberStart(
        rank: rank, names: try names(before: name, cursor.id, keys.isDescending, selection.index))
    }
    return selection.first(limit + 1, by: keys, after: start)
  }

  /// Returns the number of members that are before a name and an id, or are the one with both, in the
  /// direction of the names.
  private func names(
    before name: [UInt8], _ id: Int64, _ isDescending: Bool, _ index: MemberIndex
  ) throws(DirectoryError) -> Int {
    let sql: SQL =
      isDescending
      ? "SELECT id FROM members WHERE (sort_key, id) >= (?, ?) ORDER BY sort_key, id LIMIT 1"
      : "SELECT id FROM members WHERE (sort_key, id) > (?, ?) ORDER BY sort_key, id LIMIT 1"
    let next = try first(sql, [.blob(name), .integer(id)]) { $0.integer(0) }
    let place = next.flatMap { index.place(of: $0) }
    let before = place.flatMap { index.byName.firstIndex(of: UInt32($0)) } ?? index.count
    return isDescending ? index.count - before : before
  }
}
