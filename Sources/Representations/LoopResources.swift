package import Directory
package import HTTPCore

/// What one event loop keeps for all its responders: a reader with its snapshot, the cache of responses and
/// the compressor. No other thread uses it.
package final class LoopResources {
  /// In a directory with fewer rows no query takes a millisecond, and no page more than a few.
  package static let fewRows = 1_000

  package let store: any DirectoryStore
  package let reader: any DirectoryReader
  package let cache: ResponseCache
  package let compression: Compression
  /// Shared by all loops.
  package let dates: ModificationDates
  /// Nil for a worker's own responder, which answers everything itself.
  package let workers: QueryWorkers?
  /// What workers have made for the cache.
  package let arrivals = CacheArrivals()
  /// Is called after a commit, when the cache has been emptied.
  package var forget: () -> Void = {}
  /// `DirectoryReader.size()`, read once for each revision.
  private var knownRows: Int?
  private var hasSnapshot = false
  /// The last response that others may get, and the index of its route.
  private var lastMade: (coded: CodedResponse, route: Int)?
  /// The date of the revision that the cache follows, read once. It may be older than what a later query
  /// sees, but never newer, so a client that sends it back never keeps stale content.
  private var changedAt: ModificationTime?
  /// The revision if it has no date yet. Answers without one are in the cache then.
  private var undated: Revision?

  /// - Parameters:
  ///   - cacheBytes: the capacity of this loop's cache.
  ///   - dates: shared by all loops.
  ///   - workers: shared by all loops; nil if the responders may take long for an answer.
  package init(
    store: any DirectoryStore, cacheBytes: Int, gzipLevel: Int, dates: ModificationDates,
    workers: QueryWorkers?
  ) throws(DirectoryError) {
    self.store = store
    self.dates = dates
    self.workers = workers
    reader = try store.makeReader()
    cache = ResponseCache(capacity: cacheBytes)
    compression = Compression(level: gzipLevel)
  }

  /// Empties the cache if the directory has changed.
  @inline(__always)
  package func followRevision() {
    if cache.follow(store.revisionNumber) { forgetRevision() }
  }

  private func forgetRevision() {
    // A client whose write was acknowledged sees it in its next request.
    endSnapshot()
    changedAt = nil
    undated = nil
    knownRows = nil
    forget()
  }

  /// Empties the cache when the revision gets its date, so that its answers are made again with the date.
  package func forgetUndated(now: Int64) {
    guard let revision = undated, dates.date(of: revision, now: now) != nil else { return }
    undated = nil
    cache.removeAll()
  }

  /// Begins a snapshot, so that all reads until the loop waits again see one revision.
  package func beginSnapshot() throws(DirectoryError) {
    if hasSnapshot { return }
    try reader.hold()
    hasSnapshot = true
  }

  private func endSnapshot() {
    guard hasSnapshot else { return }
    hasSnapshot = false
    reader.release()
  }

  /// Ends the snapshot, and caches what workers have made.
  package func loopWillWait() {
    endSnapshot()
    cacheArrivals()
  }

  /// Returns the date of the directory, or nil if the revision has no date, or not yet.
  package func modificationTime(now: Int64) throws(DirectoryError) -> ModificationTime? {
    // Not if the clock was set back meanwhile: the date may not be later than Date (RFC 9110 §8.8.2.1).
    if let changedAt, changedAt.seconds < now { return changedAt }
    let revision = try reader.revision()
    changedAt = dates.date(of: revision, now: now).map { ModificationTime($0) }
    undated = changedAt == nil ? revision : nil
    return changedAt
  }

  /// About how many rows the largest list has; read once for each revision. A list that can't be read counts
  /// as short: requests for the others are answered all the same.
  package var rows: Int {
    if let knownRows { return knownRows }
    guard let rows = try? reader.size() else { return 0 }
    knownRows = rows
    return rows
  }

  /// Caches a response that others may get.
  package func keep(_ coded: CodedResponse, of target: RequestTarget, in bytes: Span<UInt8>, route: Int) {
    lastMade = (coded, route)
    cache.keep(coded.response, as: coded.places, of: target.cacheKey, in: bytes, route: route)
  }

  /// Answers the job of a worker with all its queries together within its time limit.
  ///
  /// - Parameter answer: is called once, and keeps what it makes for others (`keep`).
  package func outcome(of job: QueryWorkers.Job, _ answer: () -> Delivery) -> QueryOutcome {
    followRevision()
    let revision = store.revisionNumber
    reader.deadline = .now + job.limit
    lastMade = nil
    defer {
      reader.deadline = nil
      lastMade = nil
      loopWillWait()
    }
    let delivery = answer()
    let cacheable = lastMade.map { made in
      QueryOutcome.Cacheable(
        response: made.coded.response, places: made.coded.places, route: made.route, revision: revision)
    }
    return QueryOutcome(delivery: delivery, cacheable: cacheable)
  }

  private func cacheArrivals() {
    guard arrivals.areWaiting else { return }
    for arrival in arrivals.removeAll() where arrival.cacheable.revision == store.revisionNumber {
      cache.keep(
        arrival.cacheable.response, as: arrival.cacheable.places, of: 0..<arrival.target.count,
        in: arrival.target.span, route: arrival.cacheable.route)
    }
  }
}
