internal import Directory
internal import SQLite

extension MemberIndex {
  /// What an index has of one member.
  struct Member {
    var id: Int64
    var kind, area: Int64?
    var population: Int64?
    var joined, leaves: String?
    var isPresent: Bool
    var numberOfMembers, numberOfEmployees: Int64?
    var topics: [(id: Int64, relation: Int64)] = []

    /// Creates a member from a row of `columns`.
    init(_ row: borrowing Row) {
      id = row.integer(0)
      kind = row.optionalInteger(1)
      area = row.optionalInteger(2)
      population = row.optionalInteger(3)
      joined = row.optionalText(4)
      leaves = row.optionalText(5)
      isPresent = row.boolean(6)
    }

    static let columns: SQL =
      #"SELECT m.id, m.kind_id, m.area_id, m.population, m.joined, m.leaves, m."left" IS NULL FROM members AS m"#
  }
}

extension MemberIndex.Columns {
  /// Makes room, so that no column takes more memory than it needs.
  mutating func reserve(members: Int, topics: Int) {
    ids.reserveCapacity(members)
    kinds.values.reserveCapacity(members)
    areas.values.reserveCapacity(members)
    population.reserveCapacity(members)
    joined.reserveCapacity(members)
    leaves.reserveCapacity(members)
    numberOfMembers.reserveCapacity(members)
    numberOfEmployees.reserveCapacity(members)
    topicStarts.reserveCapacity(members + 1)
    self.topics.reserveCapacity(topics)
  }

  /// Adds a member after the others. Returns false if it has a value for which the columns have no room.
  mutating func append(_ member: MemberIndex.Member) -> Bool {
    guard let id = UInt32(exactly: member.id), id > ids.last ?? 0,
      let kind = Self.code(member.kind, in: &kinds.table, most: 1 << 16),
      let area = Self.code(member.area, in: &areas.table, most: 1 << 16),
      let population = Self.number(member.population), let joined = Self.day(member.joined),
      let leaves = Self.day(member.leaves), let members = Self.number(member.numberOfMembers),
      let employees = Self.number(member.numberOfEmployees)
    else { return false }
    for topic in member.topics {
      guard let code = topicCodes.add(topic.id, most: 1 << 14), 0...2 ~= topic.relation else { return false }
      topics.append(code << 2 | UInt16(topic.relation))
    }
    ids.append(id)
    kinds.values.append(kind)
    areas.values.append(area)
    self.population.append(population)
    self.joined.append(joined)
    self.leaves.append(leaves)
    numberOfMembers.append(members)
    numberOfEmployees.append(employees)
    topicStarts.append(UInt32(topics.count))
    return true
  }

  /// Adds the member at a place of other columns, which have the same codes.
  mutating func append(_ place: Int, of other: Self) {
    ids.append(other.ids[place])
    kinds.values.append(other.kinds.values[place])
    areas.values.append(other.areas.values[place])
    population.append(other.population[place])
    joined.append(other.joined[place])
    leaves.append(other.leaves[place])
    numberOfMembers.append(other.numberOfMembers[place])
    numberOfEmployees.append(other.numberOfEmployees[place])
    topics += other.topics[Int(other.topicStarts[place])..<Int(other.topicStarts[place + 1])]
    topicStarts.append(UInt32(topics.count))
  }

  private static func code(_ id: Int64?, in table: inout MemberIndex.CodeTable, most: Int) -> UInt16? {
    guard let id else { return 0 }
    return table.add(id, most: most)
  }

  /// Numbers have to leave room for what `ListKeys` makes of them.
  private static func number(_ value: Int64?) -> UInt32? {
    guard let value else { return 0 }
    return 0...Int64(UInt32.max - 4) ~= value ? UInt32(value) + 1 : nil
  }

  private static func day(_ text: String?) -> UInt32? {
    guard let text else { return 0 }
    return DayCode.code(text)
  }
}

extension Connection {
  func memberVersion() throws(DirectoryError) -> MemberIndex.Version? {
    try first("SELECT id, salt FROM member_marks ORDER BY id DESC LIMIT 1") {
      MemberIndex.Version(mark: $0.integer(0), salt: $0.integer(1))
    }
  }

  /// Reads all members into an index. Returns nil if the columns have no room for them.
  func makeMemberIndex() throws(DirectoryError) -> MemberIndex? {
    guard let version = try memberVersion() else { return nil }
    var columns = MemberIndex.Columns()
    let numbers = try numbers()
    var topics = TopicRows()
    try forEach("SELECT member_id, topic_id, relation FROM member_topics ORDER BY member_id, topic_id") {
      row in
      topics.append(row.integer(0), row.integer(1), row.integer(2))
    }
    let count = try first("SELECT count(*) FROM members") { Int($0.integer(0)) } ?? 0
    columns.reserve(members: count, topics: topics.count)
    var absent: [Int] = []
    var isWhole = true
    try forEach(MemberIndex.Member.columns + " ORDER BY m.id") { row in
      var member = MemberIndex.Member(row)
      (member.numberOfMembers, member.numberOfEmployees) = numbers[member.id] ?? (nil, nil)
      topics.take(of: member.id, into: &member.topics)
      if !member.isPresent { absent.append(columns.ids.count) }
      isWhole = isWhole && columns.append(member)
    }
    guard isWhole else { return nil }
    var former = Bits(count: columns.ids.count)
    for place in absent { former.insert(place) }
    columns.present = former.complement
    var byName: [UInt32] = []
    byName.reserveCapacity(columns.ids.count)
    try forEach("SELECT id FROM members ORDER BY sort_key, id") { row in
      byName.append(UInt32(columns.place(from: UInt32(truncatingIfNeeded: row.integer(0)))))
    }
    let index = MemberIndex(version: version, columns: columns, byName: byName)
    return index.isSmall ? index : nil
  }

  private func numbers() throws(DirectoryError) -> [Int64: (Int64?, Int64?)] {
    var numbers: [Int64: (Int64?, Int64?)] = [:]
    try forEach("SELECT member_id, part, value FROM profile_values WHERE part IN (6, 7)") { row in
      if row.integer(1) == 6 {
        numbers[row.integer(0), default: (nil, nil)].0 = row.integer(2)
      } else {
        numbers[row.integer(0), default: (nil, nil)].1 = row.integer(2)
      }
    }
    return numbers
  }
}

/// The topics of all members, in the order of the members.
private struct TopicRows {
  private var owners: [Int64] = []
  private var topics: [(id: Int64, relation: Int8)] = []
  private var next = 0

  var count: Int { owners.count }

  mutating func append(_ owner: Int64, _ id: Int64, _ relation: Int64) {
    owners.append(owner)
    topics.append((id, Int8(clamping: relation)))
  }

  /// Appends the topics of a member. Members are taken in ascending order.
  mutating func take(of owner: Int64, into list: inout [(id: Int64, relation: Int64)]) {
    while next < owners.count, owners[next] < owner { next += 1 }
    while next < owners.count, owners[next] == owner {
      list.append((topics[next].id, Int64(topics[next].relation)))
      next += 1
    }
  }
}
