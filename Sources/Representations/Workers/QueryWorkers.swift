package import Directory
internal import Dispatch
package import HTTPCore
internal import Locking

/// Answers reads whose queries may take long on a few threads of their own, so that no event loop waits for
/// them. All loops share it.
///
/// At most `running` requests are answered at once. Some more wait, fewer of them from one network; others
/// are refused (503). Requests for the same response wait for one query.
package final class QueryWorkers: Sendable {
  /// The time for all queries of a request.
  package static let timeLimit = Duration.seconds(2)
  /// The time for a whole list that is sorted or searched, page by page.
  package static let streamTimeLimit = Duration.seconds(10)

  /// A read that a loop has negotiated.
  package struct Job: Sendable {
    package let head: RequestHead
    /// What the offsets in `head` count from.
    package let bytes: [UInt8]
    package let id: RequestID
    package let now: Int64
    /// The requests with the same key get the same response, apart from their preconditions; nil if no
    /// other request may get it.
    package let key: Key?
    package let limit: Duration

    package init(head: RequestHead, bytes: [UInt8], id: RequestID, now: Int64, key: Key?, limit: Duration) {
      self.head = head
      self.bytes = bytes
      self.id = id
      self.now = now
      self.key = key
      self.limit = limit
    }
  }

  package struct Key: Hashable, Sendable {
    /// A client whose write was acknowledged must not get what was read before it.
    let revision: UInt64
    let target: [UInt8]
    let media: Int
    let coding: CodingChoice

    package init(revision: UInt64, target: [UInt8], media: Int, coding: CodingChoice) {
      self.revision = revision
      self.target = target
      self.media = media
      self.coding = coding
    }
  }

  /// Receives the outcome of a job: the delivery, and the response for the cache, if it may be cached.
  package typealias Receiver = @Sendable (Delivery, QueryOutcome.Cacheable?) -> Void

  private struct Waiting {
    let job: Job
    let receive: Receiver
  }

  private struct State {
    var running = 0
    /// The requests whose jobs run or wait.
    var requests = 0
    var waiting: [Waiting] = []
    var perNetwork: [PeerAddress: Int] = [:]
    /// Requests that wait for the response of a job that is waiting or running.
    var followers: [Key: [Waiting]] = [:]
    var followerCount = 0
    var idle: [Lent] = []
  }

  private let state = Guarded(State())
  private let queue = DispatchQueue(label: "member-directory.query", attributes: .concurrent)
  private let makeWorker: @Sendable () throws(DirectoryError) -> any QueryWorker
  private let refusal: @Sendable (DirectoryError, Job) -> Response
  private let mostRunning: Int
  /// All requests with a job of their own. PostgREST's pool has ten connections, and a request waits up to
  /// ten seconds for one.
  private static let mostRequests = 64
  /// All requests that wait for another's response. Each costs no more than its head in memory: after an
  /// edit, an office full of people who open the same page is answered by one query.
  private static let mostFollowers = 1_024
  /// A browser opens six connections to a site (RFC 9112 §9.4 leaves the number to clients).
  private static let mostPerNetwork = 8

  /// - Parameters:
  ///   - running: how many requests are answered at once, usually one per core.
  ///   - refusal: returns the response to a request for which no worker could be made.
  ///   - makeWorker: is called on any thread.
  package init(
    running: Int = 2, refusal: @escaping @Sendable (DirectoryError, Job) -> Response,
    makeWorker: @escaping @Sendable () throws(DirectoryError) -> any QueryWorker
  ) {
    mostRunning = max(1, running)
    self.refusal = refusal
    self.makeWorker = makeWorker
  }

  /// The requests that run or wait, for metrics and tests.
  package var count: Int { state.withLock { $0.requests + $0.followerCount } }

  /// Reports whether another request of this network may wait.
  ///
  /// - Parameter key: that of its job.
  package func hasRoom(for peer: PeerAddress, key: Key?) -> Bool {
    state.withLock {
      if let key, $0.followers[key] != nil { return $0.followerCount < Self.mostFollowers }
      return $0.requests < Self.mostRequests && $0.perNetwork[peer.network, default: 0] < Self.mostPerNetwork
    }
  }

  /// Returns the reply that has a worker do the job. What it makes for others is added to `arrivals`.
  package func reply(to job: Job, filling arrivals: CacheArrivals) -> Reply {
    let target = job.bytes.span.array(job.head.target.cacheKey)
    return .awaited { [self] later in
      submit(job) { delivery, cacheable in
        if let cacheable { arrivals.add(cacheable, target: target) }
        later.deliver(delivery)
        later.wakeLoop()
      }
    }
  }

  /// Begins the job, or lets it wait. `receive` is called once, on another thread.
  package func submit(_ job: Job, _ receive: @escaping Receiver) {
    let entry = Waiting(job: job, receive: receive)
    let starts = state.withLock { state in
      if let key = job.key {
        if state.followers[key] != nil {
          state.followers[key]?.append(entry)
          state.followerCount += 1
          return false
        }
        state.followers[key] = []
      }
      state.requests += 1
      state.perNetwork[job.head.peer.network, default: 0] += 1
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
        let ready: Lent
        if let worker { ready = worker } else { ready = Lent(try makeWorker()) }
        worker = ready
        finish(entry, ready.worker.answer(entry.job), on: ready.worker)
      } catch {
        finish(entry, QueryOutcome(delivery: .response(refusal(error, entry.job))), on: nil)
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
  private func finish(_ entry: Waiting, _ outcome: QueryOutcome, on worker: (any QueryWorker)?) {
    let followers = state.withLock { state in
      let followers = entry.job.key.flatMap { state.followers.removeValue(forKey: $0) } ?? []
      state.followerCount -= followers.count
      Self.release(entry.job.head.peer.network, &state)
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

/// A worker that `QueryWorkers` lends to one thread at a time, and therefore may pass between threads.
private final class Lent: @unchecked Sendable {
  let worker: any QueryWorker

  init(_ worker: any QueryWorker) { self.worker = worker }
}
