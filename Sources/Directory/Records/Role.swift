/// The role of a token's owner. Each role includes the permissions of those before it.
package enum Role: String, Sendable, CaseIterable, Comparable {
  /// May write records.
  case editor
  /// May also write the organisation, import, and undo imports.
  case admin

  package static func < (left: Role, right: Role) -> Bool { left == .editor && right == .admin }
}
