/// What a cache has done, and what it holds.
package struct CacheCounters: Sendable, Equatable {
  package var hits = 0
  /// Look-ups that found nothing, those of errors and of what is never kept included.
  package var misses = 0
  package var evictions = 0
  package var entries = 0
  package var bytes = 0
}
