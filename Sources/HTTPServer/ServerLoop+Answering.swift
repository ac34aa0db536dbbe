import Dispatch
import HTTPCore

extension ServerLoop {
  /// Microseconds of making a response after which the connection's next request waits until those of other
  /// connections are answered. Most responses take a tenth of it.
  private static let costlyTime = 1_000

  /// Passes a request to the responder when its head has arrived. `hasMore`: bytes follow the head.
  func answer(_ connection: Connection, _ workspace: Workspace, _ bytes: Span<UInt8>, hasMore: Bool) {
    let head = workspace.parser.takeHead(from: connection.peer, connection.account)
    if head.isForwarded {
      var forwarded = head
      identifyClient(of: &forwarded, in: bytes, connection)
      return answer(forwarded, connection, bytes, workspace, hasMore: hasMore)
    }
    connection.exchange.client = nil
    answer(head, connection, bytes, workspace, hasMore: hasMore)
  }

  private func answer(
    _ head: RequestHead, _ connection: Connection, _ bytes: Span<UInt8>, _ workspace: Workspace,
    hasMore: Bool
  ) {
    connection.exchange.isHead = head.method.isHead
    connection.exchange.minorVersion = head.minorVersion
    connection.exchange.id = requestIDs.id(of: head, bytes)
    if log != nil || counters != nil { connection.exchange.started = Clock.microseconds() }
    let content = ConnectionPhase.UnreadContent(head, limit: configuration.discardLimit)
    _ = connection.phase.on(.requestArrived(keepsAlive: head.keepsAlive, content: content))
    let responder = responder
    let reply = responder.reply(to: head, in: bytes, id: connection.exchange.id, now: clock.seconds)
    connection.exchange.label = responder.label
    let time: Int
    switch reply {
    case .stored(let stored, let part):
      time = respond(stored, part, to: head, bytes, connection, workspace)
    case .response(let response): time = respond(response, to: head, bytes, connection, workspace)
    case .readContent(let limit, let then):
      receiveContent(connection, workspace, head, bytes, limit, then, mayContinue: !hasMore)
      return
    case .deferred, .awaited, .delayed:
      connection.pending = pendingRequest(head, bytes, drops: content == .short)
      begin(reply, connection)
      return
    }
    connection.isCostly = time > Self.costlyTime
    if connection.phase == .discarding { connection.pending = pendingRequest(head, bytes, drops: true) }
  }

  /// Passes a request to the responder again, now with its content. Does nothing if the content is dropped.
  func answer(_ connection: Connection, _ workspace: Workspace, _ pending: PendingRequest) {
    guard let then = pending.then else { return }
    let request = Request(
      head: pending.head, bytes: pending.bytes, content: pending.reader.content, id: connection.exchange.id)
    let bytes = pending.bytes
    let reply = then(request, clock.seconds)
    switch reply {
    case .stored(let stored, let part):
      respond(stored, part, to: pending.head, bytes.span, connection, workspace)
    case .response(let response): respond(response, to: pending.head, bytes.span, connection, workspace)
    // The responder has the content; that it asks again is its mistake.
    case .readContent: refuse(connection, .contentTooLarge)
    case .deferred, .awaited, .delayed: return begin(reply, connection)
    }
    connection.pending = nil
  }

  /// Finds out whose request a proxy has forwarded.
  private func identifyClient(
    of head: inout RequestHead, in bytes: Span<UInt8>, _ connection: Connection
  ) {
    let (proxies, peer) = (configuration.trustedProxies, connection.peer)
    guard proxies.contains(peer) else {
      // Otherwise all visitors behind a proxy that the settings don't name would share one account.
      if peer == .local || AddressRange.local.contains(where: { $0.contains(peer) }) {
        head.account = nil
        warnOfProxy(peer)
      }
      return
    }
    let client = proxies.client(of: head, in: bytes, from: peer)
    head.peer = client
    connection.exchange.client = client
    head.account = accounts.account(of: client, now: clock.seconds)
  }

  private func warnOfProxy(_ peer: PeerAddress) {
    guard !hasWarnedOfProxy else { return }
    hasWarnedOfProxy = true
    warn(
      "\(peer) forwards requests but isn't in http.trustedProxies: its clients aren't limited, and the log has "
        + "its address instead of theirs")
  }

  private func receiveContent(
    _ connection: Connection, _ workspace: Workspace, _ head: RequestHead, _ bytes: Span<UInt8>,
    _ limit: Int, _ then: @escaping (Request, Int64) -> Reply, mayContinue: Bool
  ) {
    if case .length(let length) = head.framing, length > limit {
      // Refused before the content is read (RFC 9110 §10.1.1): there is no 100, and the connection ends.
      return refuse(connection, .contentTooLarge)
    }
    let reader = ContentReader(head.framing, limit: limit, keeps: true, configuration.requestLimits)
    let pending = PendingRequest(head, bytes, reader, then: then)
    connection.pending = pending
    if connection.phase.on(.contentWanted) == .ask {
      answer(connection, workspace, pending)
    } else if head.expectsContinue, mayContinue {
      workspace.output.append("HTTP/1.1 100 Continue\r\n\r\n" as StaticString)
    }
  }

  /// A request that waits for its response; then its content is dropped if `drops` is true.
  private func pendingRequest(_ head: RequestHead, _ bytes: Span<UInt8>, drops: Bool) -> PendingRequest {
    let reader = ContentReader(
      drops ? head.framing : .none, limit: configuration.discardLimit, keeps: false,
      configuration.requestLimits)
    return PendingRequest(head, bytes, reader)
  }

  // MARK: Responses that come later

  /// Begins what leads to a response later. The connection stays in the phase `answering` until then.
  private func begin(_ reply: Reply, _ connection: Connection) {
    let token = connection.token
    switch reply {
    case .deferred(let work):
      workers.async { [self] in post(.response(token: token, .response(work()))) }
    case .awaited(let start):
      start(
        LaterResponse(
          deliver: { [self] delivery in mailbox.add(.response(token: token, delivery)) },
          wakeLoop: { [self] in wake() }))
    case .delayed(let response, let milliseconds):
      // A stop doesn't wait for a client that is only slowed down.
      let time = isDraining ? 0 : milliseconds
      connection.delayed = DelayedResponse(response, due: clock.milliseconds &+ time)
    case .stored, .response, .readContent: break
    }
  }

  func sendDelayed(_ connection: Connection) {
    guard let delayed = connection.delayed else { return }
    connection.delayed = nil
    respondLater(connection, .response(delayed.response))
  }

  /// Writes a response that has come later, and goes on with the connection.
  func respondLater(_ connection: Connection, _ delivery: Delivery, sendsLater: Bool = false) {
    guard case .answering = connection.phase, let pending = connection.pending else { return }
    let bytes = pending.bytes
    let workspace = workspace(of: connection)
    switch delivery {
    case .stored(let stored, let part):
      respond(stored, part, to: pending.head, bytes.span, connection, workspace)
    case .response(let response): respond(response, to: pending.head, bytes.span, connection, workspace)
    }
    if connection.phase != .discarding { connection.pending = nil }
    serve(connection, sendsLater: sendsLater)
  }

  // MARK: Writing, logging and counting

  /// Writes a response and its line in the log, and counts the request. Returns how many microseconds it has
  /// taken, or 0 if requests are neither logged nor counted, which needs the time.
  @discardableResult
  private func respond(
    _ stored: StoredResponse, _ part: StoredResponse.Part, to head: RequestHead, _ bytes: Span<UInt8>,
    _ connection: Connection, _ workspace: Workspace
  ) -> Int {
    if part == .whole, stored.body.count >= Workspace.longBody, !waiting.hasRoom(for: connection.peer) {
      return respond(tooMuchWaits, to: head, bytes, connection, workspace)
    }
    write(stored, part, to: connection, workspace)
    let isNotModified = part == .notModified
    return record(
      connection, head, bytes, isNotModified ? .notModified : stored.status,
      isNotModified ? 0 : stored.body.count)
  }

  @discardableResult
  private func respond(
    _ response: Response, to head: RequestHead, _ bytes: Span<UInt8>, _ connection: Connection,
    _ workspace: Workspace
  ) -> Int {
    var response = response
    if response.body.isLong, !waiting.hasRoom(for: connection.peer) { response = tooMuchWaits }
    write(response, to: connection, workspace)
    return record(connection, head, bytes, response.status, response.body.knownLength)
  }

  private var tooMuchWaits: Response { responder.response(to: .tooMuchOutput) }

  private func record(
    _ connection: Connection, _ head: RequestHead, _ bytes: Span<UInt8>, _ status: Status, _ length: Int
  ) -> Int {
    if log == nil && counters == nil { return 0 }
    let time = Clock.microseconds() - connection.exchange.started
    counters?.count(connection.exchange.label, status, microseconds: time)
    log?.record(
      head, in: bytes, status: status, contentLength: connection.exchange.isHead ? 0 : length,
      microseconds: time, id: connection.exchange.id, peer: connection.exchange.client ?? connection.peer)
    return time
  }

  /// Logs and counts a request or a connection that is refused.
  func recordRefusal(_ error: RequestError, id: RequestID, peer: PeerAddress) {
    counters?.count(error)
    log?.recordRefusal(error, id: id, peer: peer)
  }
}
