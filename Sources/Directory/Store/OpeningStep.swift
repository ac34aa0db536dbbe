/// What a store does while it opens, for messages to the operator.
package enum OpeningStep: Sendable, Equatable {
  /// Applies a migration. Numbers begin with 1, and `of` is the number of all migrations.
  case migration(Int, of: Int)
  /// Indexes records for search: `done` of `of` records are indexed.
  case indexing(Int, of: Int)
}
