import HTTPCore

/// The workspaces that no connection of a loop uses at the moment.
struct WorkspacePool {
  /// Kept for the next busy connections: 64 of about 24 KiB each.
  private static let limit = 64

  private let limits: RequestLimits
  private var unused: [Workspace] = []

  init(_ limits: RequestLimits) { self.limits = limits }

  var count: Int { unused.count }

  mutating func borrow() -> Workspace { unused.popLast() ?? Workspace(limits) }

  mutating func giveBack(_ workspace: Workspace) {
    workspace.reset()
    if unused.count < Self.limit { unused.append(workspace) }
  }
}
