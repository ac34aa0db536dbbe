/// What one or more commits have changed of what everyone can see.
package struct DirectoryChanges: Sendable {
  /// True if anything may have changed. The sets are empty then.
  package private(set) var isEverything: Bool
  package private(set) var dependencies: Set<Dependency> = []
  /// The slugs of the members that were added or written. Members are removed by changes to everything.
  package private(set) var members: Set<String> = []
  /// A commit that changes more counts as a change to everything.
  private static let most = 2_000

  private init(isEverything: Bool) { self.isEverything = isEverything }

  package static let none = DirectoryChanges(isEverything: false)
  package static let everything = DirectoryChanges(isEverything: true)

  package mutating func add(_ dependency: Dependency) {
    guard !isEverything else { return }
    dependencies.insert(dependency)
    if dependencies.count > Self.most { addEverything() }
  }

  package mutating func add(member slug: String) {
    add(.record(.member, slug))
    if !isEverything { members.insert(slug) }
  }

  package mutating func add(_ other: DirectoryChanges) {
    if other.isEverything { addEverything() }
    guard !isEverything else { return }
    dependencies.formUnion(other.dependencies)
    members.formUnion(other.members)
    if dependencies.count > Self.most { addEverything() }
  }

  package mutating func addEverything() { self = .everything }
}

/// What the open transaction has changed.
package struct UncommittedChanges: Sendable {
  /// The revision number of the directory when the transaction began.
  package let revision: UInt64
  package var changes: DirectoryChanges

  package init(since revision: UInt64, _ changes: DirectoryChanges) {
    self.revision = revision
    self.changes = changes
  }
}
