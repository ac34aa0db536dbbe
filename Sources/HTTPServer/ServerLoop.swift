import Dispatch
import Glibc
import HTTPCore
import Synchronization

/// One event loop with its listener, its connections, its responder and its log, on a serial queue of its
/// own. Nothing here is shared with another loop but the connection limiter and the workers.
///
/// `@unchecked Sendable`: every stored property but `mailbox` and `loop` is touched only on `queue`, which
/// runs `run()` for the whole life of the loop; `post` touches those two, a Mutex and an eventfd.
final class ServerLoop: @unchecked Sendable {
  enum Message {
    case response(token: UInt64, Response)
    /// Stop accepting; end by then (milliseconds on the monotonic clock) at the latest.
    case drain(deadline: Milliseconds)
  }

  let configuration: ServerConfiguration
  let workers: DispatchQueue
  let limiter: ConnectionLimiter
  let loop: EventLoop
  let responder: any Responder
  let log: (any RequestLog)?
  let warn: @Sendable (String) -> Void
  private let mailbox = Mutex(Mailbox())

  private struct Mailbox {
    var messages: [Message] = []
    /// Whether the loop is told that there are some.
    var isAnnounced = false
  }

  // Connections.
  var listeners: [Listener] = []
  var connections: [Connection?] = []
  var freeSlots: [Int] = []
  var generation: UInt64 = 0
  var count = 0
  var reserve: Int32 = -1
  var isAcceptingPaused = false
  private var spare: [Workspace] = []
  /// Connections that had more to do than one turn allows.
  var unfinished: [UInt64] = []
  /// Those with an answer that is written and not yet sent.
  var answered: [Connection] = []

  // Time.
  var wheel = TimerWheel()
  /// Milliseconds a tick: a quarter of the shortest deadline, at most a second.
  let resolution: Milliseconds
  let origin: Milliseconds
  var nowMilliseconds: Milliseconds = 0
  var nowSeconds: Int64 = 0
  var date: [UInt8] = []
  /// The same, and the name of the field that comes after it.
  var dateAndRequestID: [UInt8] = []
  private var lastTick: Int64 = 0

  // Request ids.
  private let idPrefix = RequestID(prefix: .random(in: 0..<1 << 40))
  private var idNumber: UInt64 = 0

  // Stopping.
  private(set) var isDraining = false
  private var drainDeadline: Milliseconds = 0

  /// Idle workspaces kept for the next busy connections: some 24 KiB each.
  private static let spareWorkspaces = 64
  /// Answers that are sent together: waking a client that sleeps costs as much as a send, and one that is sent
  /// many answers in a row is awake from the second on. Few enough that the first does not wait long.
  private static let answersPerSending = 32

  init(
    _ configuration: ServerConfiguration, workers: DispatchQueue, limiter: ConnectionLimiter,
    responder: any Responder,
    log: (any RequestLog)?, warn: @escaping @Sendable (String) -> Void
  ) throws(ServerError) {
    self.configuration = configuration
    self.workers = workers
    self.limiter = limiter
    self.responder = responder
    self.log = log
    self.warn = warn
    loop = try EventLoop(configuration.systemCalls)
    let shortest =
      [
        configuration.headTimeout, configuration.bodyGrace, configuration.writeGrace,
        configuration.idleTimeout,
        configuration.lingerTimeout, configuration.drainGrace,
      ].min() ?? 1_000
    resolution = min(1_000, max(10, shortest / 4))
    origin = Clock.milliseconds()
    reserve = unsafe open("/dev/null", O_RDONLY | O_CLOEXEC)
    refreshClock()
  }

  deinit { if reserve >= 0 { Glibc.close(reserve) } }

  // MARK: Running

  /// Until the drain is done.
  func run() {
    while true {
      log?.loopWillWait()
      responder.loopWillWait()
      let events = loop.wait(unfinished.isEmpty ? timeToNextTick() : 0)
      refreshClock()
      for index in 0..<events {
        handle(loop.event(index))
        if answered.count >= Self.answersPerSending { sendAnswers() }
      }
      sendAnswers()
      resumeUnfinished()
      expireDeadlines()
      tickOncePerSecond()
      if isDraining, count == 0 || nowMilliseconds >= drainDeadline { break }
    }
    for case let connection? in connections { close(connection) }
    log?.tick()
  }

  private func handle(_ event: EventLoop.Event) {
    if event.token == EventLoop.wakeupToken {
      loop.clearWakeup()
      readMailbox()
    } else if let listener = listenerIndex(event.token) {
      accept(listener)
    } else if let connection = connection(event.token) {
      if event.isHangUp { connection.hangUpSeen = true }
      if event.isReadable || event.isHangUp { connection.mayRead = true }
      drive(connection, sendsLater: true)
    }
  }

  private func sendAnswers() {
    guard !answered.isEmpty else { return }
    for connection in answered {
      if let workspace = connection.workspace, endsWithSending(connection, workspace) {
        _ = flush(connection, workspace)
        if connection.phase != .closed { settle(connection) }
      } else {
        drive(connection)
      }
    }
    answered.removeAll(keepingCapacity: true)
  }

  /// Whether all that has arrived is answered: most clients wait for the answer before they ask again.
  private func endsWithSending(_ connection: Connection, _ workspace: Workspace) -> Bool {
    connection.phase == .head && !connection.closesAfterWrite && !connection.mayRead && !connection.inputEnded
      && !workspace.hasInput
  }

  /// Those that used up their turn go on after all others had theirs.
  private func resumeUnfinished() {
    guard !unfinished.isEmpty else { return }
    let tokens = unfinished
    unfinished.removeAll(keepingCapacity: true)
    for token in tokens { if let connection = connection(token) { drive(connection) } }
  }

  // MARK: Messages

  /// From any thread.
  func post(_ message: Message) {
    put(message)
    announce()
  }

  /// From any thread; it lies there until the next `announce`.
  func put(_ message: Message) { mailbox.withLock { $0.messages.append(message) } }

  /// From any thread. Many messages wake the loop once: else, where it shares a core with who writes them, it runs
  /// after each.
  func announce() {
    let isNews = mailbox.withLock { mailbox in
      guard !mailbox.messages.isEmpty, !mailbox.isAnnounced else { return false }
      mailbox.isAnnounced = true
      return true
    }
    if isNews { loop.wake() }
  }

  private func readMailbox() {
    let messages = mailbox.withLock { mailbox in
      defer { mailbox = Mailbox() }
      return mailbox.messages
    }
    for message in messages {
      switch message {
      case .response(let token, let response):
        if let connection = connection(token) { finishDeferred(connection, response, sendsLater: true) }
      case .drain(let deadline): drain(deadline)
      }
    }
  }

  /// What waits in the accept queues is still taken: closing a listener resets whoever is in its queue. Who
  /// comes between the last accept and the close is reset all the same, unless the system hands them on to
  /// another listener of the port (net.ipv4.tcp_migrate_req).
  private func drain(_ deadline: Milliseconds) {
    guard !isDraining else { return }
    while !listeners.isEmpty {
      // What the queue can have held, and no more: a flood must not hold up the stop.
      for _ in 0..<Int(Listener.backlog) / Self.acceptBatch {
        if accept(0) { break }
      }
      loop.remove(listeners[0].descriptor)
      listeners.removeFirst()
    }
    isDraining = true
    drainDeadline = deadline
    for case let connection? in connections {
      if connection.held != nil { release(connection) }
      if connection.phase == .head { settle(connection) }
    }
  }

  // MARK: Table

  func connection(_ token: UInt64) -> Connection? {
    let slot = Int(token & 0xFFFF_FFFF)
    guard slot < connections.count, let connection = connections[slot], connection.token == token else {
      return nil
    }
    return connection
  }

  func takeWorkspace() -> Workspace { spare.popLast() ?? Workspace(configuration.requestLimits) }

  func giveBack(_ workspace: Workspace) {
    workspace.reset()
    if spare.count < Self.spareWorkspaces { spare.append(workspace) }
  }

  // MARK: Time

  private func refreshClock() {
    nowMilliseconds = Clock.milliseconds()
    let seconds = Clock.wallSeconds()
    guard seconds != nowSeconds else { return }
    nowSeconds = seconds
    date.removeAll(keepingCapacity: true)
    date.append("Date: ")
    HTTPDate.append(seconds, to: &date)
    date.append("\r\n" as StaticString)
    dateAndRequestID = date
    dateAndRequestID.append("X-Request-Id: " as StaticString)
  }

  private func timeToNextTick() -> Milliseconds {
    max(1, resolution - (nowMilliseconds - origin) % resolution)
  }

  private func tickOncePerSecond() {
    guard nowSeconds != lastTick else { return }
    lastTick = nowSeconds
    responder.tick(now: nowSeconds)
    log?.tick()
    resumeAccepting()
  }

  /// The client's own id where it is a sane token, else a new one.
  func requestID(_ head: RequestHead, _ bytes: Span<UInt8>) -> RequestID {
    if let value = head.first(.xRequestID), let id = RequestID(value, in: bytes) { return id }
    return newRequestID()
  }

  func newRequestID() -> RequestID {
    idNumber &+= 1
    return RequestID(idPrefix, number: idNumber)
  }
}
