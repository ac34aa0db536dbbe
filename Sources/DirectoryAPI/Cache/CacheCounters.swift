/// The counters of a cache, and its size.
package struct CacheCounters: Sendable, Equatable {
  package var hits = 0
  /// Look-ups that found nothing, including those of errors and of responses that are never cached.
  package var misses = 0
  package var evictions = 0
  package var entries = 0
  package var bytes = 0
}
