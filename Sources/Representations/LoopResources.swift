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
  /// Is called after a commit, when the cache has lost what the commit changes.
  package var forget: () -> Void = {}
  /// `DirectoryReader.size()`, read once for each revision.
  private var knownRows: Int?
  private var hasSnapshot = false
  /// The last response that others may get, the index of its route, and what it depends on.
  private var lastMade: (coded: CodedResponse, route: Int, dependencies: Dependencies)?
  /// True if the answer that is being made changes with the directory, and so gets a date.
  private var getsDate = false
  /// The date of the revision that the cache follows, read once. It may be older than what a later query
  /// sees, but never newer, so a client that sends it back never keeps stale content.
  private var changedAt: ModificationTime?
  /// True if the cache has answers that will get a date when the revision has one.
  private var hasUndated = false

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

  /// Removes what has changed from the cache if the directory has changed.
  @inline(__always)
  package func followRevision() {
    if cache.isBehind(store.revisionNumber) { forgetRevision() }
  }

  private func forgetRevision() {
    cache.follow(store.changes(since: cache.revision))
    // A client whose write was acknowledged sees it in its next request.
    endSnapshot()
    changedAt = nil
    knownRows = nil
    forget()
  }

  /// Removes the answers without a date when the revision has its date, so that they are made again with one.
  package func forgetUndated(now: Int64) {
    guard hasUndated else { return }
    followRevision()
    guard let time = try? modificationTime(now: now), time.seconds < now else { return }
    hasUndated = false
    cache.remove(dependingOn: .date)
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

  /// Begins to note what an answer depends on. Call it before the first question to the reader whose result
  /// is a part of the answer, and after `modificationTime`.
  ///
  /// - Parameter changes: true if the answer changes with the directory.
  package func beginAnswer(thatChanges changes: Bool) {
    getsDate = changes
    reader.beginRecording()
  }

  /// Caches the response that was made since `beginAnswer` and that others may get.
  package func keep(_ coded: CodedResponse, of target: RequestTarget, in bytes: Span<UInt8>, route: Int) {
    var dependencies = reader.endRecording()
    if getsDate, coded.response.modified == nil { dependencies.add(.date) }
    lastMade = (coded, route, dependencies)
    keep(coded.response, coded.places, of: target.cacheKey, in: bytes, route: route, dependencies)
  }

  private func keep(
    _ response: StoredResponse, _ places: [Int], of target: Range<Int>, in bytes: Span<UInt8>, route: Int,
    _ dependencies: Dependencies
  ) {
    if dependencies.all.contains(.date) { hasUndated = true }
    cache.keep(response, as: places, of: target, in: bytes, route: route, dependingOn: dependencies)
  }

  /// Answers the job of a worker with all its queries together within its time limit.
  ///
  /// - Parameter answer: is called once, and keeps what it makes for others (`keep`).
  package func outcome(of job: QueryWorkers.Job, _ answer: () -> Delivery) -> QueryOutcome {
    followRevision()
    // The number whose date is known, and not a later one, so that an answer in between isn't kept.
    let revision = cache.revision
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
        response: made.coded.response, places: made.coded.places, route: made.route, revision: revision,
        dependencies: made.dependencies)
    }
    return QueryOutcome(delivery: delivery, cacheable: cacheable)
  }

  private func cacheArrivals() {
    guard arrivals.areWaiting else { return }
    for arrival in arrivals.removeAll() {
      let made = arrival.cacheable
      let news = store.changes(since: made.revision)
      if made.dependencies.areTouched(by: news, since: made.revision) { continue }
      keep(
        made.response, made.places, of: 0..<arrival.target.count, in: arrival.target.span, route: made.route,
        made.dependencies)
    }
  }
}
