package import Directory
internal import Dispatch
internal import HTTPCore
internal import Locking

/// Answers reads whose queries may take long on a few threads of their own, so that no event loop waits for
/// them. All loops share it.
///
/// At most `running` requests are answered at once. Some more wait, fewer of them from one network; others
/// are refused (503). Requests for the same response wait for one query.
package final class QueryWorkers: Sendable {
  /// The time for all queries of a request.
  static let timeLimit = Duration.seconds(2)
  /// The time for a whole list that is sorted or searched, page by page.
  static let streamTimeLimit = Duration.seconds(10)

  /// A read that a loop has negotiated.
  struct Job: Sendable {
    let head: RequestHead
    /// What the offsets in `head` count from.
    let bytes: [UInt8]
    let id: RequestID
    let now: Int64
    /// The requests with the same key get the same response, apart from their preconditions; nil if no
    /// other request may get it.
    let key: Key?
    let limit: Duration
  }

  struct Key: Hashable {
    /// A client whose write was acknowledged must not get what was read before it.
    let revision: UInt64
    let target: [UInt8]
    let media: Int
    let coding: CodingChoice
  }

  /// Receives the outcome of a job: the delivery, and the response for the cache, if it may be cached.
  typealias Receiver = @Sendable (Delivery, QueryOutcome.Cacheable?) -> Void

  private struct Waiting {
    let job: Job
    let receive: Receiver
  }

  private struct State {
    var running = 0
    /// All requests that haven't been answered.
    var requests = 0
    var waiting: [Waiting] = []
    var perNetwork: [PeerAddress: Int] = [:]
    /// Requests that wait for the response of a job that is waiting or running.
    var followers: [Key: [Waiting]] = [:]
    var idle: [QueryWorker] = []
  }

  private let state = Guarded(State())
  private let queue = DispatchQueue(label: "member-directory.query", attributes: .concurrent)
  private let makeWorker: @Sendable () throws(DirectoryError) -> QueryWorker
  private let settings: APISettings
  private let mostRunning: Int
  /// All requests together, those that wait for another's response included. PostgREST's pool has ten
  /// connections, and a request waits up to ten seconds for one.
  private static let mostRequests = 64
  /// A browser opens six connections to a site (RFC 9112 §9.4 leaves the number to clients).
  private static let mostPerNetwork = 8

  /// - Parameter running: how many requests are answered at once, usually one per core.
  package init(
    store: any DirectoryStore, settings: APISettings, access: Access = Access(),
    dates: ModificationDates = ModificationDates(), running: Int = 2
  ) {
    self.settings = settings
    mostRunning = max(1, running)
    var settings = settings
    // What a worker makes goes into the cache of the loop that asked.
    settings.options.cacheBytes = 0
    // The loop has charged the client.
    settings.options.costPerSecond = 0
    makeWorker = { [settings] () throws(DirectoryError) in
      QueryWorker(
        try DirectoryResponder(
          store: store, settings: settings, access: access, watchesStore: false, dates: dates))
    }
  }

  /// The requests that run or wait, for metrics and tests.
  package var count: Int { state.withLock { $0.requests } }

  /// Reports whether another request of this network may wait.
  func hasRoom(for peer: PeerAddress) -> Bool {
    state.withLock {
      $0.requests < Self.mostRequests && $0.perNetwork[peer.network, default: 0] < Self.mostPerNetwork
    }
  }

  /// Begins the job, or lets it wait. `receive` is called once, on another thread.
  func submit(_ job: Job, _ receive: @escaping Receiver) {
    let entry = Waiting(job: job, receive: receive)
    let starts = state.withLock { state in
      state.requests += 1
      state.perNetwork[job.head.peer.network, default: 0] += 1
      if let key = job.key {
        if state.followers[key] != nil {
          state.followers[key]?.append(entry)
          return false
        }
        state.followers[key] = []
      }
      guard state.running < mostRunning else {
        state.waiting.append(entry)
        return false
      }
      state.running += 1
      return true
    }
    if starts { queue.async { [self] in run(entry) } }
  }

  /// Runs jobs until none waits.
  private func run(_ first: Waiting) {
    var worker = state.withLock { $0.idle.popLast() }
    var next: Waiting? = first
    while let entry = next {
      do throws(DirectoryError) {
        let ready: QueryWorker
        if let worker { ready = worker } else { ready = try makeWorker() }
        worker = ready
        finish(entry, ready.answer(entry.job), on: ready)
      } catch {
        let refusal = DirectoryResponder.refusal(
          .directory(error), about: "request \(entry.job.id.text)", settings: settings)
        finish(entry, QueryOutcome(delivery: .response(refusal)), on: nil)
      }
      next = state.withLock { state in
        if !state.waiting.isEmpty { return state.waiting.removeFirst() }
        state.running -= 1
        if let worker { state.idle.append(worker) }
        return nil
      }
    }
  }

  /// Delivers the outcome to the request and to those that have waited for the same response.
  private func finish(_ entry: Waiting, _ outcome: QueryOutcome, on worker: QueryWorker?) {
    let followers = state.withLock { state in
      let followers = entry.job.key.flatMap { state.followers.removeValue(forKey: $0) } ?? []
      for request in [entry] + followers { Self.release(request.job.head.peer.network, &state) }
      return followers
    }
    entry.receive(outcome.delivery, outcome.cacheable)
    for follower in followers {
      let delivery = worker?.repeated(outcome, for: follower.job) ?? outcome.delivery
      follower.receive(delivery, outcome.cacheable)
    }
  }

  private static func release(_ network: PeerAddress, _ state: inout State) {
    state.requests -= 1
    let left = state.perNetwork[network, default: 1] - 1
    state.perNetwork[network] = left > 0 ? left : nil
  }
}

/// What a worker has made of a job.
struct QueryOutcome: Sendable {
  struct Cacheable: Sendable {
    let response: StoredResponse
    let places: [Int]
    let route: Int
    /// The revision that the response shows, or an older one.
    let revision: UInt64
  }

  var delivery: Delivery
  var cacheable: Cacheable?
}

/// A responder with a reader of its own that answers one job after the other.
///
/// Unchecked: `QueryWorkers` lends it to one thread at a time.
final class QueryWorker: @unchecked Sendable {
  private let responder: DirectoryResponder

  init(_ responder: DirectoryResponder) { self.responder = responder }

  func answer(_ job: QueryWorkers.Job) -> QueryOutcome {
    responder.outcome(of: job.head, in: job.bytes.span, id: job.id, now: job.now, within: job.limit)
  }

  /// Returns the delivery for another request for the same response, or nil if it gets the same delivery.
  func repeated(_ outcome: QueryOutcome, for job: QueryWorkers.Job) -> Delivery? {
    guard let response = outcome.cacheable?.response else { return nil }
    return responder.delivery(of: response, for: job.head, in: job.bytes.span, id: job.id, now: job.now)
  }
}
