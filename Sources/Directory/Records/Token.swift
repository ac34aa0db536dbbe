/// What a person or a program shows to be let in. The secret itself is never stored.
package struct Token: Sendable, Equatable {
  package var id: Int64
  /// Whose it is; revisions bear it.
  package var name: String
  package var role: Role
  /// Unix seconds, as the other times.
  package var createdAt: Int64
  package var expiresAt: Int64?
  package var revokedAt: Int64?
  /// SHA-256 of its text.
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

package enum Role: String, Sendable, CaseIterable, Comparable {
  /// Writes records.
  case editor
  /// Writes the organisation too, imports and undoes imports.
  case admin

  package static func < (left: Role, right: Role) -> Bool { left == .editor && right == .admin }
}
