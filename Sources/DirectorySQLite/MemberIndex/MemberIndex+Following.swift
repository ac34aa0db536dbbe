internal import Directory
internal import SQLite

extension Connection {
  /// The most members that are read again one by one.
  private static let mostChanged = 64

  /// Returns the index with the changes since it was made. Returns nil if it has to be made again: there are
  /// too many changes, or it is not one of an earlier state. Call it in a transaction.
  func follow(_ index: MemberIndex) throws(DirectoryError) -> MemberIndex? {
    let old = index.version
    guard let version = try memberVersion() else { return nil }
    if version == old { return index }
    let isKnown = try first("SELECT salt FROM member_marks WHERE id = ?", [.integer(old.mark)]) {
      $0.integer(0) == old.salt
    }
    // A mark may name a member many times: a new member has one mark for each of its topics.
    guard isKnown == true, version.mark - old.mark <= Int64(Self.mostChanged * 16) else { return nil }
    let changed = try map(
      "SELECT DISTINCT member_id FROM member_marks WHERE id > ? LIMIT ?",
      [.integer(old.mark), .integer(Self.mostChanged + 1)]
    ) { $0.integer(0) }
    guard changed.count <= Self.mostChanged else { return nil }
    return try update(index, changed, to: version)
  }

  private func update(
    _ index: MemberIndex, _ changed: [Int64], to version: MemberIndex.Version
  ) throws(DirectoryError) -> MemberIndex? {
    var members: [MemberIndex.Member] = []
    for id in changed { if let member = try indexedMember(id) { members.append(member) } }
    members.sort { $0.id < $1.id }
    guard let (columns, moved) = index.columns.replacing(Set(changed), by: members) else { return nil }
    var kept: [UInt32] = []
    // Otherwise it would have up to twice the room, which the size doesn't count.
    kept.reserveCapacity(columns.ids.count)
    for place in index.byName where moved[Int(place)] != .max { kept.append(moved[Int(place)]) }
    let byName = try insert(members, into: kept, columns)
    let made = MemberIndex(version: version, columns: columns, byName: byName)
    return made.isSmall ? made : nil
  }

  /// Inserts the members before those that follow them by name, the last one first.
  private func insert(
    _ members: [MemberIndex.Member], into kept: [UInt32], _ columns: MemberIndex.Columns
  ) throws(DirectoryError) -> [UInt32] {
    var byName = kept
    var keys: [(key: [UInt8], id: Int64)] = []
    for member in members {
      guard
        let key = try first(
          "SELECT sort_key FROM members WHERE id = ?", [.integer(member.id)], { $0.blob(0) })
      else { continue }
      keys.append((key, member.id))
    }
    keys.sort { $1.key.lexicographicallyPrecedes($0.key) || $0.key == $1.key && $1.id < $0.id }
    for (key, id) in keys {
      let next = try first(
        "SELECT id FROM members WHERE (sort_key, id) > (?, ?) ORDER BY sort_key, id LIMIT 1",
        [.blob(key), .integer(id)]
      ) { $0.integer(0) }
      let follower = next.map { UInt32(columns.place(from: UInt32(truncatingIfNeeded: $0))) }
      let place = follower.flatMap { byName.firstIndex(of: $0) } ?? byName.count
      byName.insert(UInt32(columns.place(from: UInt32(truncatingIfNeeded: id))), at: place)
    }
    return byName
  }

  private func indexedMember(_ id: Int64) throws(DirectoryError) -> MemberIndex.Member? {
    let found = try first(MemberIndex.Member.columns + " WHERE m.id = ?", [.integer(id)]) {
      MemberIndex.Member($0)
    }
    guard var member = found else { return nil }
    member.topics = try map(
      "SELECT topic_id, relation FROM member_topics WHERE member_id = ? ORDER BY topic_id", [.integer(id)]
    ) { ($0.integer(0), $0.integer(1)) }
    try forEach(
      "SELECT part, value FROM profile_values WHERE member_id = ? AND part IN (6, 7)", [.integer(id)]
    ) { row in
      if row.integer(0) == 6 {
        member.numberOfMembers = row.integer(1)
      } else {
        member.numberOfEmployees = row.integer(1)
      }
    }
    return member
  }
}

extension MemberIndex.Columns {
  /// Returns the columns without the members with these ids and with other members, which are sorted by id.
  /// With them is the new place of each old member, which is `UInt32.max` for those that are left out.
  /// Returns nil if the columns have no room for a value.
  fileprivate func replacing(
    _ gone: Set<Int64>, by members: [MemberIndex.Member]
  ) -> (columns: Self, moved: [UInt32])? {
    var result = Self()
    result.reserve(
      members: ids.count + members.count,
      topics: topics.count + members.reduce(0) { $0 + $1.topics.count })
    result.kinds.table = kinds.table
    result.areas.table = areas.table
    result.topicCodes = topicCodes
    var presence: [Bool] = []
    presence.reserveCapacity(ids.count + members.count)
    var moved = [UInt32](repeating: .max, count: ids.count)
    var rest = members[...]
    for place in 0...ids.count {
      let id = place < ids.count ? Int64(ids[place]) : .max
      while let next = rest.first, place == ids.count || next.id < id {
        guard result.append(next) else { return nil }
        presence.append(next.isPresent)
        rest.removeFirst()
      }
      if place == ids.count || gone.contains(id) { continue }
      moved[place] = UInt32(result.ids.count)
      result.append(place, of: self)
      presence.append(present.contains(place))
    }
    result.present = Bits(count: presence.count) { presence[$0] }
    return (result, moved)
  }
}
