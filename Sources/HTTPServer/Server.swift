import Dispatch
import Glibc
package import HTTPCore
import Locking
import OperatingSystem

/// The HTTP/1.1 server: one event loop per core, each with its own listener, responder and log.
package final class Server: Sendable {
  private let configuration: ServerConfiguration
  /// Runs deferred handlers, so that they hold up no loop.
  private let workers = DispatchQueue(label: "member-directory.worker", attributes: .concurrent)
  private let limiter: ConnectionLimiter
  /// The number of connections that the limit on descriptors allows, `maximumConnections` at most.
  private let connections: Int
  private let waiting: WaitingOutput
  private let makeResponder: @Sendable () throws -> any Responder
  private let makeLog: (@Sendable () -> any RequestLog)?
  private let labels: Int
  private let queueName: String
  private let warn: @Sendable (String) -> Void
  private let running = Guarded<(loops: [ServerLoop], listeners: [Listener])>(([], []))
  private let ended = DispatchGroup()

  /// `makeResponder` and `makeLog` are called once per loop. What they return is used only on that loop.
  ///
  /// - Parameters:
  ///   - labels: the number of the responders' labels; 0 if requests aren't counted.
  ///   - queueName: how the names of the loops' queues begin.
  package init(
    _ configuration: ServerConfiguration,
    responder makeResponder: @escaping @Sendable () throws -> any Responder,
    log makeLog: (@Sendable () -> any RequestLog)? = nil, labels: Int = 0,
    queueName: String = "member-directory.loop",
    warn: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.configuration = configuration
    self.makeResponder = makeResponder
    self.makeLog = makeLog
    self.labels = labels
    self.queueName = queueName
    self.warn = warn
    connections = DescriptorLimit.connections(atMost: configuration.maximumConnections)
    limiter = ConnectionLimiter(
      maximum: connections, perAddress: configuration.maximumConnectionsPerAddress,
      except: configuration.trustedProxies)
    waiting = WaitingOutput(limit: configuration.maximumWaitingOutput)
  }

  /// Starts to serve, and returns the addresses with the ports that the system chose. Throws `ServerError`,
  /// or what `makeResponder` throws; then nothing listens.
  package func start() throws -> [ListenAddress] {
    DescriptorLimit.raise()
    if connections < configuration.maximumConnections {
      warn(
        "\(connections) connections are accepted and not \(configuration.maximumConnections) "
          + "(http.maxConnections), because the process may open \(DescriptorLimit.hard) descriptors "
          + "(RLIMIT_NOFILE)")
    }
    let loops = try (0..<max(1, configuration.loops)).map { _ in
      try ServerLoop(
        configuration, workers: workers, limiter: limiter, waiting: waiting, responder: makeResponder(),
        log: makeLog?(), counters: labels > 0 ? RequestCounters(labels: labels) : nil, warn: warn)
    }
    var listeners: [Listener] = []
    for address in configuration.addresses { listeners.append(try listen(on: address, loops)) }
    for loop in loops where !loop.watchListeners() {
      throw ServerError.systemLimit(reason: "\(SystemError.last)")
    }
    for (index, loop) in loops.enumerated() {
      let queue = DispatchQueue(label: "\(queueName).\(index)")
      queue.async(group: ended) { loop.run() }
    }
    let unixSockets = listeners.filter(\.isUnixSocket)
    running.withLock { $0 = (loops, unixSockets) }
    return listeners.map(\.address)
  }

  /// Gives each loop a listener. A TCP port has one per loop; the loops share that of a Unix domain socket,
  /// which has no SO_REUSEPORT.
  private func listen(on address: ListenAddress, _ loops: [ServerLoop]) throws(ServerError) -> Listener {
    if !configuration.sharesPort { try Listener.probe(address) }
    let first = try Listener.open(address)
    loops[0].listeners.append(first)
    for loop in loops.dropFirst() {
      if case .unixSocket = address {
        loop.listeners.append(first)
      } else {
        loop.listeners.append(try Listener.open(first.address))
      }
    }
    return first
  }

  /// Replaces the responder of each loop by what `change` returns for it. `change` runs once on each loop,
  /// between two requests, so no request sees both responders and no connection is closed. Returns before it
  /// has run.
  package func changeResponders(_ change: @escaping @Sendable (any Responder) -> any Responder) {
    for loop in running.withLock({ $0.loops }) {
      loop.post(.run { $0.responder = change($0.responder) })
    }
  }

  /// Replaces the log of each loop, after it has written its lines. `makeLog` runs once on each loop; without
  /// it, requests aren't logged any more.
  package func changeLogs(_ makeLog: (@Sendable () -> any RequestLog)?) {
    for loop in running.withLock({ $0.loops }) {
      loop.post(
        .run {
          $0.log?.tick()
          $0.log = makeLog?()
        })
    }
  }

  /// Stops accepting, finishes the requests that have begun, and closes idle connections. Returns when all
  /// connections have ended, at the latest after `deadline`; true if none had to be cut off.
  package func stop(within deadline: Milliseconds) -> Bool {
    let (loops, unixSockets) = running.withLock { $0 }
    for listener in unixSockets { listener.unlinkPath() }
    let end = configuration.now + deadline
    for loop in loops { loop.post(.drain(deadline: end)) }
    _ = ended.wait(timeout: .now() + .milliseconds(deadline + 1_000))
    running.withLock { $0 = ([], []) }
    return configuration.now < end
  }

}

// MARK: What is measured

extension Server {
  /// The bytes that wait in memory for clients to take them.
  package var waitingBytes: Int { waiting.total }

  /// The open connections of all loops.
  package var connectionCount: Int { limiter.total }

  /// The most connections that are accepted.
  package var connectionLimit: Int { connections }

  /// How many requests the loops have answered since the start. Any thread may ask; no loop waits.
  package var requestCounts: [RequestCount] {
    RequestCount.sums(counters.flatMap(\.requests))
  }

  /// How many requests and connections the loops have refused before a responder saw them, by the error's
  /// code.
  package var refusalCounts: [(code: String, count: Int)] {
    let counts = counters.map(\.refused)
    return RequestError.all.indices.map { index in
      (RequestError.all[index].code, counts.reduce(0) { $0 + $1[index] })
    }
  }

  private var counters: [RequestCounters] { running.withLock { $0.loops.compactMap(\.counters) } }
}
