import CEpoll
import Dispatch
import Glibc
import HTTPCore

extension ServerLoop {
  /// Output that may wait before no further pipelined request is looked at.
  private static let outputHighWater = 65_536
  /// Reads of one connection in a row before others have their turn.
  private static let roundsPerTurn = 16

  private enum Fill { case bytes, wouldBlock, ended, failed }

  /// Does all that can be done for a connection: answers what has arrived, writes, reads on. With `sendsLater`
  /// it stops where there is an answer to send, which `sendAnswers` does.
  func drive(_ connection: Connection, sendsLater: Bool = false) {
    for _ in 0..<Self.roundsPerTurn {
      guard connection.phase != .closed else { return }
      var needsInput = true
      if let workspace = connection.workspace {
        needsInput = process(connection, workspace)
        if sendsLater, workspace.pendingOutput > 0 {
          answered.append(connection)
          return
        }
        guard flush(connection, workspace) else { return settle(connection) }
      }
      if connection.phase == .closed { return }
      if connection.phase == .awaiting { return settle(connection) }
      if connection.phase == .streaming { break }
      if connection.closesAfterWrite {
        if connection.phase != .lingering { beginLinger(connection) }
      } else if !needsInput {
        continue
      }
      switch fill(connection) {
      case .bytes: continue
      case .wouldBlock: return settle(connection)
      case .failed: return close(connection)
      case .ended:
        // What has arrived is answered already. A request that is not whole never will be.
        return close(connection)
      }
    }
    unfinished.append(connection.token)
  }

  // MARK: Reading

  private func fill(_ connection: Connection) -> Fill {
    if connection.inputEnded { return .ended }
    guard connection.mayRead else { return .wouldBlock }
    let workspace = connection.workspace ?? takeWorkspace()
    connection.workspace = workspace
    if connection.phase == .lingering {
      workspace.inputStart = 0
      workspace.inputEnd = 0
    }
    workspace.makeRoom()
    let room = workspace.input.count - workspace.inputEnd
    // No room means a head at its limit, which the parser has refused.
    guard room > 0 else { return .wouldBlock }
    let end = workspace.inputEnd
    let count = unsafe workspace.input.withUnsafeMutableBytes { buffer -> Int in
      guard let base = buffer.baseAddress else { return 0 }
      return unsafe configuration.systemCalls.receive(connection.descriptor, base + end, room)
    }
    if count > 0 {
      workspace.inputEnd += count
      if connection.phase == .content { connection.moved += count }
      // A short read emptied the socket: the next octet brings an edge of its own (epoll(7), Q9).
      if count < room, !connection.hangUpSeen { connection.mayRead = false }
      return .bytes
    }
    if count == 0 {
      connection.inputEnded = true
      return .ended
    }
    switch errno {
    case EAGAIN:
      connection.mayRead = false
      return .wouldBlock
    case EINTR: return .bytes
    default: return .failed
    }
  }

  // MARK: Answering

  /// Answers what has arrived. True where only more octets lead on; false where it stopped because much
  /// output waits, or because an answer is still to come.
  private func process(_ connection: Connection, _ workspace: Workspace) -> Bool {
    while !connection.closesAfterWrite {
      switch connection.phase {
      case .awaiting, .streaming: return false
      case .lingering, .closed: return true
      case .head, .content: break
      }
      guard workspace.hasInput else { return true }
      guard workspace.pendingOutput < Self.outputHighWater else { return false }
      let advanced =
        connection.phase == .head
        ? readHead(connection, workspace) : readContent(connection, workspace)
      guard advanced else { return true }
    }
    return true
  }

  /// False where more octets are needed.
  private func readHead(_ connection: Connection, _ workspace: Workspace) -> Bool {
    let input = workspace.input
    let bytes = input.span.extracting(workspace.inputStart..<workspace.inputEnd)
    switch workspace.parser.parse(bytes) {
    case .incomplete: return false
    case .failed(let error):
      refuse(connection, error)
      return false
    case .complete(let length):
      connection.began = 0
      answer(connection, workspace, bytes, length)
      workspace.inputStart += length
      workspace.parser.reset()
      return true
    }
  }

  private func answer(
    _ connection: Connection, _ workspace: Workspace, _ bytes: Span<UInt8>, _ length: Int
  ) {
    let head = workspace.parser.takeHead(from: connection.peer)
    connection.exchange.isHead = head.method.isHead
    connection.exchange.minorVersion = head.minorVersion
    connection.exchange.keepsAlive = head.keepsAlive
    connection.exchange.id = requestID(head, bytes)
    if log != nil { connection.exchange.started = Clock.microseconds() }
    let reply = responder.reply(to: head, in: bytes, id: connection.exchange.id, now: nowSeconds)
    switch reply {
    case .stored(let stored, let part):
      if head.framing.hasContent { dropContent(connection, head, bytes) }
      write(stored, part, to: connection, workspace)
      record(connection, head, bytes, stored, part)
    case .response(let response):
      if head.framing.hasContent { dropContent(connection, head, bytes) }
      write(response, to: connection, workspace)
      record(connection, head, bytes, response.status, response.body.knownLength)
    case .readContent(let limit, let then):
      // A client that has sent content already needs no leave to do so.
      let mayWait = head.expectsContinue && length == bytes.count
      wantContent(connection, workspace, head, bytes, limit, then, mayWait: mayWait)
    case .deferred(let work):
      if head.framing.hasContent { dropContent(connection, head, bytes) }
      // The handler goes first; content that nobody wants is dropped once it has answered.
      if connection.pending == nil { connection.pending = pending(head, bytes, .none) }
      run(work, for: connection)
    case .awaited(let start):
      if head.framing.hasContent { dropContent(connection, head, bytes) }
      if connection.pending == nil { connection.pending = pending(head, bytes, .none) }
      begin(start, for: connection)
    case .held(let response, let milliseconds):
      if head.framing.hasContent { dropContent(connection, head, bytes) }
      if connection.pending == nil { connection.pending = pending(head, bytes, .none) }
      hold(response, milliseconds, for: connection)
    }
  }

  /// The content of an answered request is read and dropped, so that the next one can be found; unless it is
  /// long, or the client waits to be told to send it: then the connection ends with the answer.
  private func dropContent(_ connection: Connection, _ head: RequestHead, _ bytes: Span<UInt8>) {
    if case .length(let length) = head.framing, length > configuration.discardLimit {
      connection.exchange.keepsAlive = false
    }
    if head.expectsContinue { connection.exchange.keepsAlive = false }
    guard connection.exchange.keepsAlive else { return }
    connection.pending = pending(head, bytes, head.framing)
    connection.phase = .content
  }

  private func wantContent(
    _ connection: Connection, _ workspace: Workspace, _ head: RequestHead, _ bytes: Span<UInt8>,
    _ limit: Int, _ then: @escaping (Request, Int64) -> Reply, mayWait: Bool
  ) {
    if case .length(let length) = head.framing, length > limit {
      // Decided before the content is read (RFC 9110 §10.1.1): no 100, and the connection ends.
      return refuse(connection, .contentTooLarge)
    }
    let pending = pending(head, bytes, head.framing, limit: limit, then: then)
    connection.pending = pending
    guard head.framing.hasContent else { return answerWhole(connection, workspace, pending) }
    connection.phase = .content
    if mayWait { workspace.output.append("HTTP/1.1 100 Continue\r\n\r\n") }
  }

  /// False where more octets are needed.
  private func readContent(_ connection: Connection, _ workspace: Workspace) -> Bool {
    guard let pending = connection.pending else { return false }
    var start = workspace.inputStart
    let input = workspace.input
    let bytes = input.span.extracting(0..<workspace.inputEnd)
    let progress = pending.reader.read(bytes, from: &start)
    workspace.inputStart = start
    switch progress {
    case .incomplete: return false
    case .failed(let error):
      // Answered already: there is no second answer, only an end.
      if pending.isWanted { refuse(connection, error) } else { connection.closesAfterWrite = true }
      return false
    case .complete:
      connection.began = 0
      connection.phase = .head
      connection.pending = nil
      answerWhole(connection, workspace, pending)
      return true
    }
  }

  /// Does nothing if the request was answered before its content was read.
  private func answerWhole(_ connection: Connection, _ workspace: Workspace, _ pending: PendingRequest) {
    guard let then = pending.then else { return }
    let request = Request(
      head: pending.head, bytes: pending.bytes, content: pending.reader.content, id: connection.exchange.id)
    let octets = pending.bytes
    let bytes = octets.span
    switch then(request, nowSeconds) {
    case .stored(let stored, let part):
      write(stored, part, to: connection, workspace)
      record(connection, pending.head, bytes, stored, part)
    case .response(let response):
      write(response, to: connection, workspace)
      record(connection, pending.head, bytes, response.status, response.body.knownLength)
    case .deferred(let work):
      connection.pending = pending
      run(work, for: connection)
    case .awaited(let start):
      connection.pending = pending
      begin(start, for: connection)
    case .held(let response, let milliseconds):
      connection.pending = pending
      hold(response, milliseconds, for: connection)
    case .readContent:
      let error = responder.response(to: .contentTooLarge)
      write(error, to: connection, workspace)
    }
  }

  // MARK: Other lanes

  private func run(_ work: @escaping @Sendable () -> Response, for connection: Connection) {
    connection.phase = .awaiting
    let token = connection.token
    workers.async { [self] in post(.response(token: token, work())) }
  }

  private func begin(_ start: @Sendable (LaterAnswer) -> Void, for connection: Connection) {
    connection.phase = .awaiting
    let token = connection.token
    start(
      LaterAnswer(
        give: { [self] response in put(.response(token: token, response)) }, send: { [self] in announce() }))
  }

  /// A stop waits for nobody who is only slowed down.
  private func hold(_ response: Response, _ milliseconds: Milliseconds, for connection: Connection) {
    connection.phase = .awaiting
    let time = isDraining ? 0 : milliseconds
    connection.held = HeldResponse(response, due: nowMilliseconds &+ time)
  }

  func release(_ connection: Connection) {
    guard let held = connection.held else { return }
    connection.held = nil
    finishDeferred(connection, held.response)
  }

  func finishDeferred(_ connection: Connection, _ response: Response, sendsLater: Bool = false) {
    guard connection.phase == .awaiting, let pending = connection.pending else { return }
    let workspace = connection.workspace ?? takeWorkspace()
    connection.workspace = workspace
    let hasContentToDrop = !pending.isWanted && pending.head.framing.hasContent
    connection.phase = hasContentToDrop && connection.exchange.keepsAlive ? .content : .head
    if connection.phase == .head { connection.pending = nil }
    write(response, to: connection, workspace)
    let octets = pending.bytes
    record(connection, pending.head, octets.span, response.status, response.body.knownLength)
    drive(connection, sendsLater: sendsLater)
  }

  private func pending(
    _ head: RequestHead, _ bytes: Span<UInt8>, _ framing: Framing, limit: Int? = nil,
    then: ((Request, Int64) -> Reply)? = nil
  ) -> PendingRequest {
    let end = head.fields.last?.value.upperBound ?? head.target.whole.upperBound
    return PendingRequest(
      head: head, bytes: bytes.array(0..<end),
      reader: ContentReader(
        framing, limit: limit ?? configuration.discardLimit, keeps: then != nil,
        configuration.requestLimits),
      then: then)
  }

  private func record(
    _ connection: Connection, _ head: RequestHead, _ bytes: Span<UInt8>, _ stored: StoredResponse,
    _ part: StoredResponse.Part
  ) {
    guard log != nil else { return }
    let isNotModified = part == .notModified
    record(
      connection, head, bytes, isNotModified ? .notModified : stored.status,
      isNotModified ? 0 : stored.body.count)
  }

  private func record(
    _ connection: Connection, _ head: RequestHead, _ bytes: Span<UInt8>, _ status: Status, _ length: Int
  ) {
    guard let log else { return }
    log.record(
      head, in: bytes, status: status, contentLength: connection.exchange.isHead ? 0 : length,
      microseconds: Clock.microseconds() - connection.exchange.started, id: connection.exchange.id,
      peer: connection.peer)
  }
}
