import CEpoll
import Glibc
import HTTPCore

extension ServerLoop {
  /// A produced response is asked for more while less than this waits to be sent.
  private static let streamLowWater = 65_536
  /// And lets other connections have their turn after this much,
  private static let mostPerTurn = 1 << 20
  /// or after so many microseconds of producing: what is small on the wire may take long to read.
  private static let longestTurn = 2_000

  func write(
    _ stored: StoredResponse, _ part: StoredResponse.Part, to connection: Connection, _ workspace: Workspace
  ) {
    if case .notModified = part {
      workspace.output.append(contentsOf: stored.notModifiedHead)
    } else {
      workspace.output.append(contentsOf: stored.head)
    }
    appendTransportFields(connection, workspace)
    if case .whole = part, !connection.exchange.isHead { workspace.output.append(contentsOf: stored.body) }
  }

  func write(_ response: Response, to connection: Connection, _ workspace: Workspace) {
    response.appendHead(to: &workspace.output)
    switch response.body {
    case .empty: appendTransportFields(connection, workspace)
    case .bytes(let bytes):
      appendTransportFields(connection, workspace)
      if !connection.exchange.isHead, !response.status.forbidsContent {
        workspace.output.append(contentsOf: bytes)
      }
    case .source(let source, let length):
      // What is left of the request's content could not be told from the next request afterwards.
      if connection.phase == .content { connection.exchange.keepsAlive = false }
      connection.pending = nil
      let framing = streamFraming(length, connection)
      if case .chunked = framing { workspace.output.append("Transfer-Encoding: chunked\r\n") }
      appendTransportFields(connection, workspace)
      guard !connection.exchange.isHead else { return }
      connection.stream = ResponseStream(source: source, framing: framing)
      connection.phase = .streaming
    }
  }

  private func streamFraming(_ length: Int?, _ connection: Connection) -> ResponseStream.Framing {
    if let length { return .length(remaining: length) }
    if connection.exchange.minorVersion == 1 { return .chunked }
    connection.exchange.keepsAlive = false
    return .untilClose
  }

  /// Date, X-Request-Id and, where it is not what the version implies, Connection; then the empty line.
  private func appendTransportFields(_ connection: Connection, _ workspace: Workspace) {
    let keepsAlive = connection.exchange.keepsAlive && !isDraining
    workspace.output.append(contentsOf: dateAndRequestID)
    connection.exchange.id.append(to: &workspace.output)
    if !keepsAlive {
      workspace.output.append("\r\nConnection: close\r\n\r\n" as StaticString)
      connection.closesAfterWrite = true
    } else if connection.exchange.minorVersion == 0 {
      workspace.output.append("\r\nConnection: keep-alive\r\n\r\n" as StaticString)
    } else {
      workspace.output.append("\r\n\r\n" as StaticString)
    }
  }

  /// The one answer to a malformed stream; nothing that follows is parsed.
  func refuse(_ connection: Connection, _ error: RequestError) {
    let workspace = connection.workspace ?? takeWorkspace()
    connection.workspace = workspace
    connection.exchange.keepsAlive = false
    connection.exchange.minorVersion = 1
    if connection.pending == nil {
      // Refused while its head was read, perhaps after its method: HEAD has no content, not even then.
      connection.exchange.isHead = workspace.parser.head.method.isHead
      connection.exchange.id = newRequestID()
    }
    write(responder.response(to: error), to: connection, workspace)
    connection.pending = nil
    connection.phase = .head
    connection.began = 0
    log?.recordRefusal(error, id: connection.exchange.id, peer: connection.peer)
  }

  // MARK: Sending

  /// Sends what waits. False where the client has to take some first; closed where it is gone.
  func flush(_ connection: Connection, _ workspace: Workspace) -> Bool {
    var taken = 0
    var isOver = false
    let end = connection.phase == .streaming ? Clock.microseconds() + Self.longestTurn : 0
    while true {
      while connection.phase == .streaming, workspace.pendingOutput < Self.streamLowWater, !isOver {
        guard produce(connection, workspace) else { return true }
        isOver = Clock.microseconds() >= end
      }
      let waiting = workspace.pendingOutput
      guard waiting > 0 else { return true }
      let offset = workspace.outputSent
      let count = unsafe workspace.output.withUnsafeBytes { buffer -> Int in
        guard let base = buffer.baseAddress else { return 0 }
        return unsafe configuration.systemCalls.send(connection.descriptor, base + offset, waiting)
      }
      if count < 0 {
        switch errno {
        case EINTR: continue
        case EAGAIN: return false
        default:
          close(connection)
          return true
        }
      }
      sent(count, of: waiting, connection, workspace)
      taken += count
      // A client that takes a long response as fast as it comes lets the others have their turn.
      if taken >= Self.mostPerTurn || isOver, connection.phase == .streaming { return true }
    }
  }

  private func sent(_ count: Int, of waiting: Int, _ connection: Connection, _ workspace: Workspace) {
    workspace.outputSent += count
    if workspace.outputSent >= Self.streamLowWater, count < waiting {
      // Where no send takes all, nothing would ever be dropped, and a long response be kept whole.
      workspace.output.removeSubrange(..<workspace.outputSent)
      workspace.outputSent = 0
    }
    if count == waiting {
      workspace.clearOutput()
      if connection.phase != .streaming {
        connection.began = 0
        return
      }
    }
    if connection.began == 0 {
      connection.began = nowMilliseconds
      connection.moved = 0
    }
    connection.moved += count
  }

  /// Appends the next piece of a produced response. False where the connection was closed over it.
  private func produce(_ connection: Connection, _ workspace: Workspace) -> Bool {
    guard let stream = connection.stream else { return true }
    stream.piece.removeAll(keepingCapacity: true)
    do {
      stream.isFinished = try !stream.source.next(into: &stream.piece)
    } catch {
      warn("a response broke off while it was produced: \(error)")
      close(connection)
      return false
    }
    guard append(stream, to: workspace) else {
      warn("a response was longer or shorter than it said")
      close(connection)
      return false
    }
    if stream.isFinished {
      connection.stream = nil
      connection.phase = .head
    }
    return true
  }

  /// False where the content is not as long as the head said.
  private func append(_ stream: ResponseStream, to workspace: Workspace) -> Bool {
    switch stream.framing {
    case .untilClose: workspace.output.append(contentsOf: stream.piece)
    case .length(let remaining):
      let left = remaining - stream.piece.count
      guard left >= 0, !stream.isFinished || left == 0 else { return false }
      stream.framing = .length(remaining: left)
      workspace.output.append(contentsOf: stream.piece)
    case .chunked:
      if !stream.piece.isEmpty {
        workspace.output.append(String(stream.piece.count, radix: 16))
        workspace.output.append("\r\n")
        workspace.output.append(contentsOf: stream.piece)
        workspace.output.append("\r\n")
      }
      if stream.isFinished { workspace.output.append("0\r\n\r\n") }
    }
    return true
  }

  /// After the last answer: the client is told that nothing more comes, and is read from until it has seen
  /// that, since closing with octets unread resets the connection and may take the answer with it
  /// (RFC 9112 §9.6).
  func beginLinger(_ connection: Connection) {
    guard !connection.inputEnded, shutdown(connection.descriptor, Int32(SHUT_WR)) == 0 else {
      connection.inputEnded = true
      return
    }
    connection.phase = .lingering
    connection.began = 0
  }
}

extension Response.Body {
  /// -1 where it is not known before the end.
  var knownLength: Int {
    switch self {
    case .empty: 0
    case .bytes(let bytes): bytes.count
    case .source(_, let length): length ?? -1
    }
  }
}
