internal import Directory
internal import SQLite

extension Connection {
  private static let tokenColumns: SQL =
    "SELECT id, name, role, created_at, expires_at, revoked_at, digest FROM tokens"

  func token(digest: [UInt8]) throws(DirectoryError) -> Token? {
    try first(Self.tokenColumns + " WHERE digest = ?", [.blob(digest)], Self.token)
  }

  func tokens() throws(DirectoryError) -> [Token] {
    try map(Self.tokenColumns + " ORDER BY id", [], Self.token)
  }

  func insert(_ token: Token) throws(DirectoryError) -> Int64 {
    try insert(
      "INSERT INTO tokens (digest, name, role, created_at, expires_at) VALUES (?, ?, ?, ?, ?)",
      [
        .blob(token.digest), .text(token.name), .text(token.role.rawValue), .integer(token.createdAt),
        .integer(token.expiresAt),
      ])
  }

  /// Revokes a token. Returns false if there is no such token. A token that was revoked before keeps its
  /// first time of revocation.
  func revokeToken(_ id: Int64, at time: Int64) throws(DirectoryError) -> Bool {
    try run(
      "UPDATE tokens SET revoked_at = coalesce(revoked_at, ?) WHERE id = ?", [.integer(time), .integer(id)])
    return try first("SELECT 1 FROM tokens WHERE id = ?", [.integer(id)]) { _ in true } != nil
  }

  private static func token(_ row: borrowing Row) -> Token {
    // A role that this version doesn't know gets the fewest permissions.
    Token(
      id: row.integer(0), name: row.text(1), role: Role(rawValue: row.text(2)) ?? .editor,
      createdAt: row.integer(3), expiresAt: row.optionalInteger(4), revokedAt: row.optionalInteger(5),
      digest: row.blob(6))
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
