/// The role of a person or a token. Each role includes the permissions of those before it.
package enum Role: String, Sendable, CaseIterable, Comparable {
  /// May read what staff see of one member, and propose changes of it.
  case proposer
  /// May read everything that staff see.
  case reader
  /// May also write records.
  case editor
  /// May also write the organisation, import, undo imports, and decide who has access.
  case admin

  package static func < (left: Role, right: Role) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .proposer: 0
    case .reader: 1
    case .editor: 2
    case .admin: 3
    }
  }
}
