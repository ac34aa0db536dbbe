/// The session of a browser, which a person has begun with a token. The secret itself is never stored.
package struct Session: Sendable, Equatable {
  /// The longest life of a session, in use or not. GitHub ends sessions after 14 days without use,
  /// and GitLab after 7.
  package static let longest: Int64 = 30 * 86_400
  /// A person's oldest session ends when there would be more.
  package static let mostOfPerson = 20
  package static let longestUserAgent = 300

  /// 0 before the session is stored.
  package var id: Int64
  /// The SHA-256 digest of the secret.
  package var digest: [UInt8]
  /// The id of the token, without which there is no session.
  package var token: Int64
  /// Unix seconds, like the other times.
  package var createdAt: Int64
  /// As of some minutes ago.
  package var lastUsedAt: Int64
  package var userAgent: String?

  package init(
    id: Int64, digest: [UInt8], token: Int64, createdAt: Int64, lastUsedAt: Int64, userAgent: String?
  ) {
    self.id = id
    self.digest = digest
    self.token = token
    self.createdAt = createdAt
    self.lastUsedAt = lastUsedAt
    self.userAgent = userAgent
  }

  /// Returns when the session ends unless it is used again.
  ///
  /// - Parameter idle: the seconds after which a session ends that isn't used.
  package func end(idle: Int64) -> Int64 { min(lastUsedAt + idle, createdAt + Self.longest) }
}

/// When credentials were last used, in Unix seconds.
package struct CredentialUses: Sendable, Equatable {
  /// By the id of the token.
  package var tokens: [Int64: Int64] = [:]
  /// By the id of the session.
  package var sessions: [Int64: Int64] = [:]

  package init() {}

  package var isEmpty: Bool { tokens.isEmpty && sessions.isEmpty }

  /// Adds the uses of another value. The later one counts.
  package mutating func add(_ other: CredentialUses) {
    tokens.merge(other.tokens, uniquingKeysWith: max)
    sessions.merge(other.sessions, uniquingKeysWith: max)
  }
}

/// Some of the sessions.
package enum SessionSelection: Sendable, Equatable {
  case session(Int64)
  case ofToken(Int64)
  case ofPerson(Int64)
  /// That with this digest.
  case digest([UInt8])
  /// Those that began at that time or earlier.
  case begun(until: Int64)
  case all
}
