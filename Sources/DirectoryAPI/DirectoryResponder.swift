internal import Directory
package import HTTPCore
package import Representations

/// Replies to requests to the API. Each event loop has a responder of its own, with a reader, a cache and a
/// compressor. No other thread calls it.
package final class DirectoryResponder: Responder {
  let settings: APISettings
  let reader: any DirectoryReader
  let cache: ResponseCache
  let problems: ProblemTable
  let store: any DirectoryStore
  let largeAnswers: LargeAnswers
  let policy: CachePolicy
  let streamCompressors: StreamCompressors
  let access: Access
  /// What this loop keeps for all its responders.
  let resources: LoopResources
  /// What a client may spend; nil for no limit.
  let limit: ClientAccount.Limit?
  /// By the id of the token.
  var tokenAccounts: [Int64: ClientAccount] = [:]
  package internal(set) var label = RequestLabel.none
  /// The offers of each route, in an array of their own: a cache hit needs nothing else of the routes.
  private let offers = Routes.all.map(\.offers)
  private let watchesStore: Bool
  private let published: PublishedCounters?
  private var knownAcceptance = KnownAcceptance()
  private var nextReport: Int64 = 0
  private var reported = CacheCounters.zero
  private static let secondsBetweenReports: Int64 = 60

  /// - Parameters:
  ///   - resources: those of the loop, which it may share with another responder.
  ///   - access: shared by all loops.
  ///   - watchesStore: true if each tick looks for commits by other processes; one loop that does is enough.
  ///   - largeAnswers: shared by all loops.
  ///   - counters: gets the counters of the cache at each tick.
  package init(
    _ resources: LoopResources, settings: APISettings, access: Access = Access(), watchesStore: Bool = true,
    largeAnswers: LargeAnswers = LargeAnswers(folder: "/tmp"), counters: PublishedCounters? = nil
  ) {
    self.resources = resources
    store = resources.store
    reader = resources.reader
    cache = resources.cache
    self.access = access
    self.settings = settings
    self.watchesStore = watchesStore
    self.largeAnswers = largeAnswers
    published = counters
    let options = settings.options
    policy = CachePolicy(options)
    streamCompressors = StreamCompressors(level: options.gzipLevel)
    limit = options.costLimit
    problems = ProblemTable(suggestions: Suggestions(reader: reader))
    resources.forget = { [suggestions = problems.suggestions] in suggestions.reset() }
  }

  /// The counters of this loop's cache.
  package var cacheCounters: CacheCounters { cache.counters }

  package func reply(to head: RequestHead, in bytes: Span<UInt8>, id: RequestID, now: Int64) -> Reply {
    resources.followRevision()
    if head.method.isRead, !hasCredentials(head, in: bytes), let response = kept(for: head, in: bytes) {
      do { try charge(Cost.cached, to: head.account, now: now) } catch {
        return refuse(error, head, in: bytes, id: id)
      }
      return response.reply(to: head, in: bytes, now: now)
        ?? refuse(.negotiation(.preconditionFailed), head, in: bytes, id: id)
    }
    let reply = freshReply(to: head, in: bytes, id: id, now: now)
    guard head.hasCredentials, head.first(.authorization) == nil, SessionCookie.isSent(with: head, in: bytes)
    else { return reply }
    return reply.ofSession
  }

  package func response(to error: RequestError) -> Response { ProblemTable.entry(for: error).response }

  package func loopWillWait() {
    resources.loopWillWait()
  }

  package func tick(now: Int64) {
    if watchesStore {
      store.refreshRevision()
      access.uses.write(to: store)
    }
    resources.forgetUndated(now: now)
    published?.publish(cache.counters)
    guard now >= nextReport, cache.counters != reported else { return }
    nextReport = now + Self.secondsBetweenReports
    reported = cache.counters
    settings.report(reported)
  }

  func beginSnapshot() throws(APIError) {
    do { try resources.beginSnapshot() } catch { throw .directory(error) }
  }

  /// Returns the cached response. On this path nothing is allocated, the target isn't parsed, and only the
  /// revision number of the store is read.
  private func kept(for head: RequestHead, in bytes: Span<UInt8>) -> StoredResponse? {
    cache.find(head.target.cacheKey, in: bytes) { route in
      label = RequestLabels.label(route, .hit)
      guard let media = offers[route].choose(for: head, in: bytes),
        let coding = CodingChoice(knownAcceptance.acceptance(head, in: bytes)), coding != .gzipOnly
      else { return nil }
      return coding.place(media: media)
    }
  }

  /// Returns nil if the revision has no date, or not yet.
  func modificationTime(now: Int64) throws(APIError) -> ModificationTime? {
    do { return try resources.modificationTime(now: now) } catch { throw .directory(error) }
  }
}
