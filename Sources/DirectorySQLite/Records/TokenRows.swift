internal import Directory
internal import SQLite

extension Connection {
  private static let tokenColumns: SQL =
    """
    SELECT id, name, role, created_at, expires_at, revoked_at, digest, person_id, label, last_used_at FROM tokens
    """

  func token(digest: [UInt8]) throws(DirectoryError) -> Token? {
    try first(Self.tokenColumns + " WHERE digest = ?", [.blob(digest)], Self.token)
  }

  func token(id: Int64) throws(DirectoryError) -> Token? {
    try first(Self.tokenColumns + " WHERE id = ?", [.integer(id)], Self.token)
  }

  func tokens() throws(DirectoryError) -> [Token] {
    try map(Self.tokenColumns + " ORDER BY id", [], Self.token)
  }

  func tokens(ofPerson person: Int64?, _ part: NewestFirst) throws(DirectoryError) -> [Token] {
    guard let person else {
      return try map(Self.tokenColumns + " WHERE id < ? ORDER BY id DESC LIMIT ?", part.values, Self.token)
    }
    return try map(
      Self.tokenColumns + " WHERE person_id = ? AND id < ? ORDER BY id DESC LIMIT ?",
      [.integer(person)] + part.values, Self.token)
  }

  func insert(_ token: Token) throws(DirectoryError) -> Int64 {
    try insert(
      """
      INSERT INTO tokens (digest, name, role, created_at, expires_at, person_id, label)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .blob(token.digest), .text(token.name), .text(token.role.rawValue), .integer(token.createdAt),
        .integer(token.expiresAt), .integer(token.person), .text(token.label),
      ])
  }

  /// Revokes a token. One that was revoked before keeps its first time of revocation.
  func revokeToken(_ id: Int64, at time: Int64) throws(DirectoryError) {
    try run(
      "UPDATE tokens SET revoked_at = coalesce(revoked_at, ?) WHERE id = ?", [.integer(time), .integer(id)])
  }

  func revokeTokens(ofPerson id: Int64, at time: Int64) throws(DirectoryError) {
    try run(
      "UPDATE tokens SET revoked_at = coalesce(revoked_at, ?) WHERE person_id = ?",
      [.integer(time), .integer(id)])
  }

  /// Replaces all tokens. A token gets a new id if an earlier one in the list has its id. Kept answers belong
  /// to a token and an id, and are removed with the row.
  func replaceTokens(by tokens: [Token]) throws(DirectoryError) {
    var ids: Set<Int64> = []
    let tokens = tokens.map { token in
      var token = token
      if !ids.insert(token.id).inserted { token.id = 0 }
      return token
    }
    let kept = Dictionary(tokens.map { ($0.id, $0.digest) }, uniquingKeysWith: { first, _ in first })
    for old in try self.tokens() where kept[old.id] != old.digest {
      try run("DELETE FROM tokens WHERE id = ?", [.integer(old.id)])
    }
    for token in tokens {
      let id: Value = token.id == 0 ? .null : .integer(token.id)
      try run(
        """
        INSERT INTO tokens (id, digest, name, role, created_at, expires_at, revoked_at, person_id, label,
          last_used_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, role = excluded.role,
          created_at = excluded.created_at, expires_at = excluded.expires_at, revoked_at = excluded.revoked_at,
          person_id = excluded.person_id, label = excluded.label, last_used_at = excluded.last_used_at
        """,
        [
          id, .blob(token.digest), .text(token.name), .text(token.role.rawValue), .integer(token.createdAt),
          .integer(token.expiresAt), .integer(token.revokedAt), .integer(token.person), .text(token.label),
          .integer(token.lastUsedAt),
        ])
    }
  }

  private static func token(_ row: borrowing Row) -> Token {
    // A role that this version doesn't know gets the fewest permissions.
    Token(
      id: row.integer(0), name: row.text(1), role: Role(rawValue: row.text(2)) ?? .proposer,
      createdAt: row.integer(3), expiresAt: row.optionalInteger(4), revokedAt: row.optionalInteger(5),
      digest: row.blob(6), person: row.optionalInteger(7), label: row.optionalText(8),
      lastUsedAt: row.optionalInteger(9))
  }
}

/// Reads and writes the answers that are kept for requests with an Idempotency-Key.
extension Connection {
  func keptAnswer(for key: IdempotencyKey, since time: Int64) throws(DirectoryError) -> KeptAnswer? {
    try first(
      """
      SELECT fingerprint, payload FROM kept_answers
      WHERE token_id = ? AND key = ? AND at > ?
      """, [.integer(key.token), .text(key.key), .integer(time)]
    ) { row in
      KeptAnswer(fingerprint: row.blob(0), payload: row.blob(1))
    }
  }

  func put(
    _ answer: KeptAnswer, for key: IdempotencyKey, about record: RecordKey?, at time: Int64
  ) throws(DirectoryError) {
    try run(
      """
      INSERT INTO kept_answers (token_id, key, fingerprint, at, type, slug, payload)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .integer(key.token), .text(key.key), .blob(answer.fingerprint), .integer(time),
        .text(record?.type.rawValue ?? ""), .text(record?.slug ?? ""), .blob(answer.payload),
      ])
  }

  func removeKeptAnswers(until time: Int64) throws(DirectoryError) {
    try run("DELETE FROM kept_answers WHERE at <= ?", [.integer(time)])
  }
}
