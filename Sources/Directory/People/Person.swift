/// Someone who has access: a member of staff, or somebody who proposes changes for one member.
package struct Person: Sendable, Equatable {
  /// 0 before the person is stored.
  package var id: Int64
  /// What revisions record as their author. No two people have the same name.
  package var name: String
  package var email: String?
  package var role: Role
  /// The slug of the member for which a proposer writes.
  package var member: String?
  /// Unix seconds, like the other times.
  package var createdAt: Int64
  /// When a token or a session of the person was last used, as of some minutes ago.
  package var lastSeenAt: Int64?
  /// False for a person whose access has ended but who may get it again.
  package var isActive: Bool

  package init(
    id: Int64, name: String, email: String?, role: Role, member: String?, createdAt: Int64,
    lastSeenAt: Int64?, isActive: Bool
  ) {
    self.id = id
    self.name = name
    self.email = email
    self.role = role
    self.member = member
    self.createdAt = createdAt
    self.lastSeenAt = lastSeenAt
    self.isActive = isActive
  }

  var isActiveAdmin: Bool { isActive && role == .admin }
}
