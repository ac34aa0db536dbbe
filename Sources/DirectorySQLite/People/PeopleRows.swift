internal import Directory
internal import SQLite

extension Connection {
  private static let personColumns: SQL =
    "SELECT id, name, email, role, member, created_at, last_seen_at, is_active FROM people"

  func person(_ id: Int64) throws(DirectoryError) -> Person? {
    try first(Self.personColumns + " WHERE id = ?", [.integer(id)], Self.person)
  }

  func person(named name: String) throws(DirectoryError) -> Person? {
    try first(Self.personColumns + " WHERE name = ?", [.text(name)], Self.person)
  }

  func people() throws(DirectoryError) -> [Person] {
    try map(Self.personColumns + " ORDER BY id", [], Self.person)
  }

  func people(_ part: NewestFirst) throws(DirectoryError) -> [Person] {
    try map(Self.personColumns + " WHERE id < ? ORDER BY id DESC LIMIT ?", part.values, Self.person)
  }

  func activeAdmins() throws(DirectoryError) -> Int {
    let count = try first("SELECT count(*) FROM people WHERE role = 'admin' AND is_active = 1") {
      $0.integer(0)
    }
    return Int(count ?? 0)
  }

  func put(_ person: Person) throws(DirectoryError) -> Int64 {
    let values: [Value] = [
      .text(person.name), .text(person.email), .text(person.role.rawValue), .text(person.member),
      .integer(person.createdAt), .integer(person.lastSeenAt), .integer(person.isActive ? 1 : 0),
    ]
    guard person.id != 0 else {
      return try insert(
        """
        INSERT INTO people (name, email, role, member, created_at, last_seen_at, is_active)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """, values)
    }
    // Draft changes belong to the name of their author, and stay the person's own.
    try run(
      """
      UPDATE draft_changes SET author = ?1
      WHERE author = (SELECT name FROM people WHERE id = ?2 AND name <> ?1)
      """, [.text(person.name), .integer(person.id)])
    try run(
      """
      INSERT INTO people (name, email, role, member, created_at, last_seen_at, is_active, id)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET name = excluded.name, email = excluded.email, role = excluded.role,
        member = excluded.member, is_active = excluded.is_active
      """, values + [.integer(person.id)])
    try run(
      "UPDATE tokens SET name = ? WHERE person_id = ?", [.text(person.name), .integer(person.id)])
    return person.id
  }

  func removePerson(_ id: Int64) throws(DirectoryError) {
    try run("DELETE FROM people WHERE id = ?", [.integer(id)])
  }

  func replacePeople(by people: [Person]) throws(DirectoryError) {
    try run("DELETE FROM people")
    for person in people { _ = try put(person) }
  }

  /// Notes the uses of tokens, and of the tokens of sessions, with their people.
  func note(_ uses: CredentialUses) throws(DirectoryError) {
    for (id, time) in uses.sessions {
      try run(
        "UPDATE sessions SET last_used_at = max(last_used_at, ?) WHERE id = ?",
        [.integer(time), .integer(id)])
    }
    for (id, time) in uses.tokens {
      try run(
        "UPDATE tokens SET last_used_at = max(coalesce(last_used_at, 0), ?) WHERE id = ?",
        [.integer(time), .integer(id)])
      try run(
        """
        UPDATE people SET last_seen_at = max(coalesce(last_seen_at, 0), ?)
        WHERE id = (SELECT person_id FROM tokens WHERE id = ?)
        """, [.integer(time), .integer(id)])
    }
  }

  private static func person(_ row: borrowing Row) -> Person {
    Person(
      id: row.integer(0), name: row.text(1), email: row.optionalText(2),
      // A role that this version doesn't know gets the fewest permissions.
      role: Role(rawValue: row.text(3)) ?? .proposer, member: row.optionalText(4),
      createdAt: row.integer(5), lastSeenAt: row.optionalInteger(6), isActive: row.integer(7) != 0)
  }
}

extension NewestFirst {
  /// The id below which the rows are, and their number.
  var values: [Value] { [.integer(before ?? .max), .integer(Int64(limit))] }
}

/// What people have written.
extension Connection {
  func writes(byAuthor name: String, _ part: NewestFirst) throws(DirectoryError) -> [AuthoredWrite] {
    let rows = try map(
      """
      SELECT id, type, slug, at, action FROM revisions
      WHERE author = ? AND id < ? ORDER BY id DESC LIMIT ?
      """, [.text(name)] + part.values
    ) { row -> AuthoredWrite? in
      guard let type = RecordType(rawValue: row.text(1)),
        let action = RecordRevision.Action(rawValue: row.text(4))
      else { return nil }
      return AuthoredWrite(
        id: row.integer(0), key: RecordKey(type, row.text(2)), at: row.optionalInteger(3), action: action)
    }
    return rows.compactMap(\.self)
  }
}
