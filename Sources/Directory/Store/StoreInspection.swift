/// Looks at a store without opening it for writing: nothing is created, migrated or repaired. A server may be
/// using the store.
package protocol StoreInspection: Sendable {
  /// Throws what the store throws if it can't be read, `incompatible` if it belongs to another program or a
  /// newer version. Reads the whole store, so it may take long.
  func inspect() throws(DirectoryError) -> StoreReport

  /// Returns the number of migrations that the next start applies. Throws the same errors as `inspect`.
  func pendingMigrations() throws(DirectoryError) -> Int
}

package struct StoreReport: Sendable, Equatable {
  /// Descriptions of damaged parts; empty if the store is sound.
  package var faults: [String]
  /// The number of migrations that the next start applies.
  package var pendingMigrations: Int
  /// The time of the last change in Unix seconds; nil if the store has no tables yet.
  package var lastChange: Int64?

  package init(faults: [String], pendingMigrations: Int, lastChange: Int64?) {
    self.faults = faults
    self.pendingMigrations = pendingMigrations
    self.lastChange = lastChange
  }
}
