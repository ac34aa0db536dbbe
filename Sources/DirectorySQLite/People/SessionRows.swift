internal import Directory
internal import SQLite

extension Connection {
  private static let sessionColumns: SQL =
    """
    SELECT s.id, s.digest, s.token_id, s.created_at, s.last_used_at, s.user_agent
    """

  func session(digest: [UInt8]) throws(DirectoryError) -> Session? {
    try first(Self.sessionColumns + " FROM sessions AS s WHERE s.digest = ?", [.blob(digest)]) {
      Self.session($0)
    }
  }

  func session(id: Int64) throws(DirectoryError) -> Session? {
    try first(Self.sessionColumns + " FROM sessions AS s WHERE s.id = ?", [.integer(id)]) { Self.session($0) }
  }

  func sessions(ofPerson id: Int64) throws(DirectoryError) -> [Session] {
    try map(
      Self.sessionColumns
        + """
         FROM tokens AS t JOIN sessions AS s ON s.token_id = t.id WHERE t.person_id = ?
        """, [.integer(id)]
    ) { Self.session($0) }.sorted { $0.id > $1.id }
  }

  func sessions(
    ofPerson person: Int64?, _ part: NewestFirst
  ) throws(DirectoryError) -> [(session: Session, token: Token)] {
    let sessions: [Session]
    if let person {
      // A person has few.
      sessions = try self.sessions(ofPerson: person).filter { $0.id < part.before ?? .max }
    } else {
      sessions = try map(
        Self.sessionColumns + " FROM sessions AS s WHERE s.id < ? ORDER BY s.id DESC LIMIT ?", part.values
      ) { Self.session($0) }
    }
    var found: [(session: Session, token: Token)] = []
    for session in sessions.prefix(part.limit) {
      if let token = try token(id: session.token) { found.append((session, token)) }
    }
    return found
  }

  func add(_ session: Session) throws(DirectoryError) -> Int64 {
    try insert(
      "INSERT INTO sessions (digest, token_id, created_at, last_used_at, user_agent) VALUES (?, ?, ?, ?, ?)",
      [
        .blob(session.digest), .integer(session.token), .integer(session.createdAt),
        .integer(session.lastUsedAt), .text(session.userAgent),
      ])
  }

  func removeSessions(_ selection: SessionSelection) throws(DirectoryError) {
    switch selection {
    case .session(let id): try run("DELETE FROM sessions WHERE id = ?", [.integer(id)])
    case .ofToken(let id): try run("DELETE FROM sessions WHERE token_id = ?", [.integer(id)])
    case .ofPerson(let id):
      try run(
        "DELETE FROM sessions WHERE token_id IN (SELECT id FROM tokens WHERE person_id = ?)", [.integer(id)])
    case .digest(let digest): try run("DELETE FROM sessions WHERE digest = ?", [.blob(digest)])
    case .begun(let time): try run("DELETE FROM sessions WHERE created_at <= ?", [.integer(time)])
    case .all: try run("DELETE FROM sessions")
    }
  }

  private static func session(_ row: borrowing Row) -> Session {
    Session(
      id: row.integer(0), digest: row.blob(1), token: row.integer(2), createdAt: row.integer(3),
      lastUsedAt: row.integer(4), userAgent: row.optionalText(5))
  }
}
