/// A credential of a person or of a person's program. The secret itself is never stored.
package struct Token: Sendable, Equatable {
  package var id: Int64
  /// The name of its owner, which revisions record as their author.
  package var name: String
  /// The role that it was made with. What it allows is limited by the role of its person too.
  package var role: Role
  /// Unix seconds, like the other times.
  package var createdAt: Int64
  package var expiresAt: Int64?
  package var revokedAt: Int64?
  /// The SHA-256 digest of the secret.
  package var digest: [UInt8]
  /// The number of the person that it belongs to; nil if that person was removed, or before it is stored.
  package var person: Int64?
  /// What it is for, such as a laptop.
  package var label: String?
  /// When it was last used, as of some minutes ago.
  package var lastUsedAt: Int64?

  package init(
    id: Int64 = 0, name: String, role: Role, createdAt: Int64, expiresAt: Int64? = nil,
    revokedAt: Int64? = nil, digest: [UInt8], person: Int64? = nil, label: String? = nil,
    lastUsedAt: Int64? = nil
  ) {
    self.id = id
    self.name = name
    self.role = role
    self.createdAt = createdAt
    self.expiresAt = expiresAt
    self.revokedAt = revokedAt
    self.digest = digest
    self.person = person
    self.label = label
    self.lastUsedAt = lastUsedAt
  }

  package func isValid(at time: Int64) -> Bool { revokedAt == nil && expiresAt.map { time < $0 } != false }
}
