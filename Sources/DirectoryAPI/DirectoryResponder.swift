package import Directory
package import HTTPCore

/// Replies to requests to the API. Each event loop has a responder of its own, with a reader, a cache and a
/// compressor. No other thread calls it.
package final class DirectoryResponder: Responder {
  let settings: APISettings
  let reader: any DirectoryReader
  let cache: ResponseCache
  let problems: ProblemTable
  var compression: Compression
  let store: any DirectoryStore
  let largeAnswers: LargeAnswers
  let policy: CachePolicy
  let streamCompressors: StreamCompressors
  let access: Access
  let dates: ModificationDates
  /// Nil in a worker's own responder, which answers everything itself.
  let workers: QueryWorkers?
  /// What workers have made for the cache.
  let arrivals = CacheArrivals()
  /// What a client may spend; nil for no limit.
  let limit: ClientAccount.Limit?
  /// By the id of the token.
  var tokenAccounts: [Int64: ClientAccount] = [:]
  /// The last response that others may get, with its places in the cache and the index of its route.
  var lastMade: (response: StoredResponse, places: [Int], route: Int)?
  package internal(set) var label = RequestLabel.none
  /// `DirectoryReader.size()`, read once for each revision.
  var knownRows: Int?
  /// The offers of each route, in an array of their own: a cache hit needs nothing else of the routes.
  private let offers = Routes.all.map(\.offers)
  private let watchesStore: Bool
  private let published: PublishedCounters?
  private var knownAcceptance = KnownAcceptance()
  private var hasSnapshot = false
  private var nextReport: Int64 = 0
  private var reported = CacheCounters()
  private static let secondsBetweenReports: Int64 = 60
  /// The date of the revision that the cache follows, read once. It may be older than what a later query
  /// sees, but never newer, so a client that sends it back never keeps stale content.
  private var changedAt: ModificationTime?
  /// The revision if it has no date yet. Answers without one are in the cache then.
  private var undated: Revision?

  /// - Parameters:
  ///   - access: shared by all loops.
  ///   - watchesStore: true if each tick looks for commits by other processes; one loop that does is enough.
  ///   - largeAnswers: shared by all loops.
  ///   - dates: shared by all loops.
  ///   - workers: shared by all loops; nil if this responder may take long for an answer.
  ///   - counters: gets the counters of the cache at each tick.
  package init(
    store: any DirectoryStore, settings: APISettings, access: Access = Access(), watchesStore: Bool = true,
    largeAnswers: LargeAnswers = LargeAnswers(folder: "/tmp"), dates: ModificationDates = ModificationDates(),
    workers: QueryWorkers? = nil, counters: PublishedCounters? = nil
  ) throws(DirectoryError) {
    self.store = store
    self.access = access
    self.settings = settings
    self.watchesStore = watchesStore
    self.largeAnswers = largeAnswers
    self.dates = dates
    self.workers = workers
    published = counters
    let options = settings.options
    policy = CachePolicy(options)
    streamCompressors = StreamCompressors(level: options.gzipLevel)
    limit =
      options.costPerSecond > 0
      ? ClientAccount.Limit(perSecond: options.costPerSecond, burst: options.costBurst) : nil
    reader = try store.makeReader()
    cache = ResponseCache(capacity: settings.options.cacheBytes / max(1, settings.loops))
    problems = ProblemTable(suggestions: Suggestions(reader: reader))
    compression = Compression(level: settings.options.gzipLevel)
  }

  /// The counters of this loop's cache.
  package var cacheCounters: CacheCounters { cache.counters }

  package func reply(to head: RequestHead, in bytes: Span<UInt8>, id: RequestID, now: Int64) -> Reply {
    followRevision()
    // The cache holds public responses only; a request with a token is authenticated first.
    if head.method.isRead, head.first(.authorization) == nil, let response = kept(for: head, in: bytes) {
      do { try charge(Cost.cached, to: head.account, now: now) } catch {
        return refuse(error, head, in: bytes, id: id)
      }
      return reply(with: response, to: head, in: bytes, now: now)
        ?? refuse(.negotiation(.preconditionFailed), head, in: bytes, id: id)
    }
    return freshReply(to: head, in: bytes, id: id, now: now)
  }

  package func response(to error: RequestError) -> Response { ProblemTable.entry(for: error).response }

  package func loopWillWait() {
    endSnapshot()
    cacheArrivals()
  }

  package func tick(now: Int64) {
    if watchesStore { store.refreshRevision() }
    forgetUndated(now: now)
    published?.publish(cache.counters)
    guard now >= nextReport, cache.counters != reported else { return }
    nextReport = now + Self.secondsBetweenReports
    reported = cache.counters
    settings.report(reported)
  }

  func followRevision() {
    guard cache.follow(store.revisionNumber) else { return }
    // A client whose write was acknowledged sees it in its next request.
    endSnapshot()
    changedAt = nil
    undated = nil
    knownRows = nil
    problems.suggestions.reset()
  }

  /// Empties the cache when the revision gets its date, so that its answers are made again with the date.
  private func forgetUndated(now: Int64) {
    guard let revision = undated, dates.date(of: revision, now: now) != nil else { return }
    undated = nil
    cache.removeAll()
  }

  /// Begins a snapshot, so that all reads until the loop waits again see one revision.
  func beginSnapshot() throws(APIError) {
    if hasSnapshot { return }
    do { try reader.hold() } catch { throw .directory(error) }
    hasSnapshot = true
  }

  private func endSnapshot() {
    guard hasSnapshot else { return }
    hasSnapshot = false
    reader.release()
  }

  /// Returns the cached response. On this path nothing is allocated, the target isn't parsed, and only the
  /// revision number of the store is read.
  private func kept(for head: RequestHead, in bytes: Span<UInt8>) -> StoredResponse? {
    cache.find(Self.key(head.target), in: bytes) { route in
      label = RequestLabels.label(route, .hit)
      guard let media = offers[route].choose(for: head, in: bytes),
        let coding = CodingChoice(knownAcceptance.acceptance(head, in: bytes)), coding != .gzipOnly
      else { return nil }
      return Self.place(media: media, coding: coding)
    }
  }

  /// Path and query, which are adjacent in the target.
  static func key(_ target: RequestTarget) -> Range<Int> {
    target.path.lowerBound..<(target.query?.upperBound ?? target.path.upperBound)
  }

  static func place(media: Int, coding: CodingChoice) -> Int { media &* 2 &+ (coding == .identity ? 0 : 1) }

  /// Replies with the response or its 304, as the preconditions decide; nil if one fails (412).
  func reply(
    with response: StoredResponse, to head: RequestHead, in bytes: Span<UInt8>, now: Int64
  ) -> Reply? {
    let whole: StoredResponse.Part = head.method.isHead ? .headOnly : .whole
    // A response without an entity tag is stored by no client, so there is nothing to compare.
    guard response.tag != nil else { return .stored(response, whole) }
    switch Preconditions.evaluate(
      head, in: bytes, tag: response.tag, modified: response.modified, now: now)
    {
    case .proceed: return .stored(response, whole)
    case .notModified: return .stored(response, .notModified)
    case .failed: return nil
    }
  }

  /// Returns nil if the revision has no date, or not yet.
  func modificationTime(now: Int64) throws(APIError) -> ModificationTime? {
    // Not if the clock was set back meanwhile: the date may not be later than Date (RFC 9110 §8.8.2.1).
    if let changedAt, changedAt.seconds < now { return changedAt }
    do {
      let revision = try reader.revision()
      changedAt = dates.date(of: revision, now: now).map { ModificationTime($0) }
      undated = changedAt == nil ? revision : nil
      return changedAt
    } catch { throw .directory(error) }
  }
}
