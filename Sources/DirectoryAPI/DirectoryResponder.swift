package import Directory
package import HTTPCore

/// Answers requests to the API. One for each event loop, made on it and confined to it: it has a reader, a
/// cache and a compressor of its own.
package final class DirectoryResponder: Responder {
  let settings: APISettings
  let reader: any DirectoryReader
  let cache: ResponseCache
  let problems: ProblemTable
  var compression: Compression
  let store: any DirectoryStore
  let largeAnswers: LargeAnswers
  let access: Access
  /// Of each route; an array of its own, since a cache hit needs nothing else of them.
  private let offers = Routes.all.map(\.offers)
  private let watchesStore: Bool
  private var isHolding = false
  private var nextReport: Int64 = 0
  private var reported = CacheCounters()
  private static let secondsBetweenReports: Int64 = 60
  /// `Revision.changedAt` since the cache last followed a revision. It may be older than what a later query
  /// sees, never newer, and so a date that a client sends back never makes it keep stale content.
  private var changedAt: ModificationTime?

  /// `largeAnswers`: one for all loops. `watchesStore`: whether each tick looks for commits by other processes; one loop of them is enough.
  package init(
    store: any DirectoryStore, settings: APISettings, access: Access = Access(), watchesStore: Bool = true,
    largeAnswers: LargeAnswers = LargeAnswers()
  ) throws(DirectoryError) {
    self.store = store
    self.access = access
    self.settings = settings
    self.watchesStore = watchesStore
    self.largeAnswers = largeAnswers
    reader = try store.makeReader()
    cache = ResponseCache(capacity: settings.cacheBytes)
    problems = ProblemTable(suggestions: Suggestions(reader: reader))
    compression = Compression(level: settings.gzipLevel)
  }

  /// What this loop's cache has done so far.
  package var cacheCounters: CacheCounters { cache.counters }

  package func reply(to head: RequestHead, in bytes: Span<UInt8>, id: RequestID, now: Int64) -> Reply {
    followRevision()
    // What is kept is for everyone; who shows a token is looked at first.
    if head.method.isRead, head.first(.authorization) == nil, let response = kept(for: head, in: bytes) {
      return reply(with: response, to: head, in: bytes, now: now)
        ?? refuse(.negotiation(.preconditionFailed), head, in: bytes, id: id)
    }
    return answer(head, in: bytes, content: nil, id: id, now: now)
  }

  package func reply(to request: Request, now: Int64) -> Reply {
    answer(request.head, in: request.bytes.span, content: request.content, id: request.id, now: now)
  }

  package func response(to error: RequestError) -> Response { ProblemTable.entry(for: error).response }

  package func loopWillWait() { letGo() }

  package func tick(now: Int64) {
    if watchesStore { store.refreshRevision() }
    guard now >= nextReport, cache.counters != reported else { return }
    nextReport = now + Self.secondsBetweenReports
    reported = cache.counters
    settings.report(reported)
  }

  private func followRevision() {
    guard cache.follow(store.revisionNumber) else { return }
    // Who was told of a commit sees it from then on.
    letGo()
    changedAt = nil
    problems.suggestions.reset()
  }

  /// What is asked from here on, until the loop waits, sees one revision.
  func hold() throws(APIError) {
    if isHolding { return }
    do { try reader.hold() } catch { throw .directory(error) }
    isHolding = true
  }

  private func letGo() {
    guard isHolding else { return }
    isHolding = false
    reader.release()
  }

  /// The path of a cache hit: no allocation, no parsing of the target, nothing asked of the store but its
  /// revision.
  private func kept(for head: RequestHead, in bytes: Span<UInt8>) -> StoredResponse? {
    cache.find(Self.key(head.target), in: bytes) { route in
      guard let media = offers[route].choose(for: head, in: bytes),
        let coding = CodingChoice(ContentCoding.acceptance(head, in: bytes)), coding != .gzipOnly
      else { return nil }
      return Self.place(media: media, coding: coding)
    }
  }

  /// Path and query lie side by side in the target.
  static func key(_ target: RequestTarget) -> Range<Int> {
    target.path.lowerBound..<(target.query?.upperBound ?? target.path.upperBound)
  }

  static func place(media: Int, coding: CodingChoice) -> Int { media &* 2 &+ (coding == .identity ? 0 : 1) }

  /// With its preconditions weighed; nil where one fails (412).
  func reply(
    with response: StoredResponse, to head: RequestHead, in bytes: Span<UInt8>, now: Int64
  ) -> Reply? {
    let whole: StoredResponse.Part = head.method.isHead ? .headOnly : .whole
    // What has no entity tag is not kept by anyone, so there is nothing that a client could ask about.
    guard response.tag != nil else { return .stored(response, whole) }
    switch Preconditions.evaluate(
      head, in: bytes, tag: response.tag, modified: response.modified, now: now)
    {
    case .proceed: return .stored(response, whole)
    case .notModified: return .stored(response, .notModified)
    case .failed: return nil
    }
  }

  func modificationTime(now: Int64) throws(APIError) -> ModificationTime {
    if let changedAt { return changedAt }
    do {
      // Never later than Date, whatever the clock did since (RFC 9110 §8.8.2.1).
      let time = ModificationTime(min(try reader.revision().changedAt, now))
      changedAt = time
      return time
    } catch { throw .directory(error) }
  }
}
