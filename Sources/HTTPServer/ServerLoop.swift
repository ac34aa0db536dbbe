import Dispatch
import Glibc
import HTTPCore

/// One event loop with its listeners, its connections, its responder and its log. Loops share only the
/// connection limiter and the workers.
///
/// `@unchecked Sendable`: `Server` prepares a loop and then passes it to a serial queue, which runs `run()`
/// until the server stops. From then on other threads use only `mailbox` (which has a lock) and `events` (to
/// write to its eventfd), through `post`, `enqueue` and `wake`.
final class ServerLoop: @unchecked Sendable {
  let configuration: ServerConfiguration
  let workers: DispatchQueue
  let limiter: ConnectionLimiter
  let waiting: WaitingOutput
  let events: EventLoop
  var responder: any Responder
  var log: (any RequestLog)?
  /// Nil if requests aren't counted.
  let counters: RequestCounters?
  let warn: @Sendable (String) -> Void
  let mailbox = Mailbox()

  var clock = LoopClock()
  var requestIDs = RequestIDSource()
  var connections = ConnectionTable()
  var timers: ConnectionTimers
  var workspaces: WorkspacePool
  var accounts: ClientAccounts
  /// Whether the log has the warning that an unknown proxy forwards requests.
  var hasWarnedOfProxy = false
  /// Connections that have more to do than one turn allows, in the order in which they have their next turns.
  private var unfinished: [UInt64] = []
  /// Connections whose output has not been sent yet.
  var unsent: [Connection] = []
  /// Whether only one connection has something to do, so that there are no responses to send together.
  private(set) var isAlone = false

  // Accepting.
  var listeners: [Listener] = []
  var isAcceptingPaused = false
  /// A descriptor that is closed to accept one more connection when none is left.
  var reserve: Int32

  // Stopping.
  var isDraining = false
  var drainDeadline: Milliseconds = 0

  /// Responses that are sent together. Waking a sleeping client costs as much as a send, and a client that is
  /// sent many responses in a row is awake from the second on. Few enough that the first doesn't wait long.
  private static let responsesPerSending = 32
  /// Microseconds after which unfinished connections let the loop look for new events.
  private static let longestResumption = 4_000

  init(
    _ configuration: ServerConfiguration, workers: DispatchQueue, limiter: ConnectionLimiter,
    waiting: WaitingOutput, responder: any Responder, log: (any RequestLog)?,
    counters: RequestCounters?, warn: @escaping @Sendable (String) -> Void
  ) throws(ServerError) {
    self.configuration = configuration
    accounts = ClientAccounts(limitsThisMachine: configuration.limitsThisMachine)
    self.workers = workers
    self.limiter = limiter
    self.waiting = waiting
    self.responder = responder
    self.log = log
    self.counters = counters
    self.warn = warn
    events = try EventLoop(configuration.systemCalls)
    workspaces = WorkspacePool(configuration.requestLimits)
    reserve = Self.openReserve()
    clock.set(milliseconds: configuration.now, seconds: Clock.wallSeconds())
    timers = ConnectionTimers(shortest: configuration.shortestDeadline, now: clock.milliseconds)
  }

  deinit { if reserve != -1 { Glibc.close(reserve) } }

  /// Serves until the drain is complete.
  func run() {
    var lastTick: Int64 = 0
    while true {
      log?.loopWillWait()
      responder.loopWillWait()
      let count = events.wait(unfinished.isEmpty ? timers.timeToNextTick(now: clock.milliseconds) : 0)
      clock.set(milliseconds: configuration.now, seconds: Clock.wallSeconds())
      isAlone = count == 1 && connections.connection(token: events.event(0).token) != nil
      for index in 0..<count {
        handle(events.event(index))
        if unsent.count >= Self.responsesPerSending { sendResponses() }
      }
      sendResponses()
      resumeUnfinished()
      expireDeadlines()
      if clock.seconds != lastTick {
        lastTick = clock.seconds
        responder.tick(now: clock.seconds)
        log?.tick()
        resumeAccepting()
      }
      if isDraining, connections.count == 0 || clock.milliseconds >= drainDeadline { break }
    }
    for connection in connections.all { close(connection) }
    log?.tick()
  }

  private func handle(_ event: EventLoop.Event) {
    if event.token == EventLoop.wakeupToken {
      events.clearWakeup()
      readMailbox()
    } else if let listener = listenerIndex(event.token) {
      accept(listener)
    } else if let connection = connections.connection(token: event.token) {
      if event.isHangUp { connection.hangUpSeen = true }
      if event.isReadable || event.isHangUp { connection.mayRead = true }
      if connection.isCostly { postpone(connection) } else { serve(connection, sendsLater: true) }
    }
  }

  /// Lets a connection go on when all others have had their turn.
  func postpone(_ connection: Connection) {
    guard !connection.isUnfinished else { return }
    connection.isUnfinished = true
    unfinished.append(connection.token)
  }

  private func sendResponses() {
    while !unsent.isEmpty { sendResponse(unsent.removeFirst()) }
  }

  func sendResponse(_ connection: Connection) {
    if let workspace = connection.workspace, needsOnlySending(connection, workspace) {
      _ = flush(connection, workspace)
      if connection.phase != .closed { waitForClient(connection) }
    } else {
      serve(connection)
    }
  }

  /// Whether all that has arrived has been answered: most clients wait for the response before they send
  /// another request.
  private func needsOnlySending(_ connection: Connection, _ workspace: Workspace) -> Bool {
    connection.phase == .head && !connection.mayRead && !connection.inputEnded && !workspace.hasInput
  }

  /// Continues with the connections that used up their turn, now that all others have had theirs. It stops
  /// after some time: however many there are, what arrives meanwhile is answered between their turns.
  private func resumeUnfinished() {
    guard !unfinished.isEmpty else { return }
    var tokens: [UInt64] = []
    swap(&tokens, &unfinished)
    let end = Clock.microseconds() + Self.longestResumption
    var count = 0
    for token in tokens {
      count += 1
      guard let connection = connections.connection(token: token) else { continue }
      connection.isUnfinished = false
      serve(connection)
      if Clock.microseconds() >= end { break }
    }
    unfinished.insert(contentsOf: tokens[count...], at: 0)
  }

  /// Returns the connection's workspace. Lends it one if it has none.
  func workspace(of connection: Connection) -> Workspace {
    if let workspace = connection.workspace { return workspace }
    let workspace = workspaces.borrow()
    connection.workspace = workspace
    return workspace
  }

  func giveBackWorkspace(of connection: Connection) {
    guard let workspace = connection.workspace else { return }
    connection.workspace = nil
    workspaces.giveBack(workspace)
  }
}
