/// A credential of a person or a program. The secret itself is never stored.
package struct Token: Sendable, Equatable {
  package var id: Int64
  /// The name of its owner, which revisions record as their author.
  package var name: String
  package var role: Role
  /// Unix seconds, like the other times.
  package var createdAt: Int64
  package var expiresAt: Int64?
  package var revokedAt: Int64?
  /// The SHA-256 digest of the secret.
  package var digest: [UInt8]

  package init(
    id: Int64 = 0, name: String, role: Role, createdAt: Int64, expiresAt: Int64? = nil,
    revokedAt: Int64? = nil, digest: [UInt8]
  ) {
    self.id = id
    self.name = name
    self.role = role
    self.createdAt = createdAt
    self.expiresAt = expiresAt
    self.revokedAt = revokedAt
    self.digest = digest
  }

  package func isValid(at time: Int64) -> Bool { revokedAt == nil && expiresAt.map { time < $0 } != false }
}
