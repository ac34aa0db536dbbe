import CEpoll
import Glibc
import HTTPCore

extension ServerLoop {
  /// Pipelined requests wait while this many bytes of output wait for the client, or any part of a long body.
  private static let outputHighWater = 32_768
  /// Reads from one connection in a row before others have their turn.
  private static let roundsPerTurn = 16

  private enum Receipt { case bytes, wouldBlock, ended, failed }

  /// Why answering what has arrived stopped.
  private enum Stop {
    /// Only more bytes from the client help.
    case needsInput
    /// Output has to be sent first, or a response is still to come.
    case needsOutput
    /// The others have their turn.
    case turnIsOver
  }

  /// Does everything that can be done for a connection: answers what has arrived, sends, and reads more.
  /// With `sendsLater` it stops when there is a response to send. `sendResponses` then sends it with those of
  /// other connections. If no other connection has something to do, it is sent at once.
  func serve(_ connection: Connection, sendsLater: Bool = false) {
    var turnEnd = 0
    for _ in 0..<Self.roundsPerTurn {
      var stop = Stop.needsInput
      if let workspace = connection.workspace {
        stop = process(connection, workspace, until: &turnEnd)
        if sendsLater, workspace.pendingOutput > 0 {
          if isAlone { sendResponse(connection) } else { unsent.append(connection) }
          return
        }
        guard flush(connection, workspace) else { return waitForClient(connection) }
      }
      switch connection.phase {
      case .closed: return
      case .answering: return waitForClient(connection)
      case .streaming:
        return postpone(connection)
      case .closing: endOutput(connection)
      case .head, .content, .discarding:
        switch stop {
        case .needsInput: break
        case .needsOutput: continue
        case .turnIsOver: return postpone(connection)
        }
      case .lingering: break
      }
      switch receive(connection) {
      case .bytes: continue
      case .wouldBlock: return waitForClient(connection)
      // What has arrived is answered already. An incomplete request will never be complete.
      case .ended, .failed: return close(connection)
      }
    }
    postpone(connection)
  }

  private func receive(_ connection: Connection) -> Receipt {
    if connection.inputEnded { return .ended }
    guard connection.mayRead else { return .wouldBlock }
    let workspace = workspace(of: connection)
    if connection.phase == .lingering { workspace.dropInput() }
    workspace.makeRoom()
    let room = workspace.input.count - workspace.inputEnd
    // There is no room only for a head at its limit, which the parser has refused.
    guard room > 0 else { return .wouldBlock }
    let end = workspace.inputEnd
    let count = unsafe workspace.input.withUnsafeMutableBytes { buffer -> Int in
      guard let base = buffer.baseAddress else { return 0 }
      return unsafe configuration.systemCalls.receive(connection.descriptor, base + end, room)
    }
    if count > 0 {
      workspace.inputEnd += count
      if connection.phase.receivesContent { connection.moved += count }
      // A short read emptied the socket: the next byte causes another event (epoll(7), Q9).
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

  /// Answers what has arrived, until the turn ends. `turnEnd` is 0 before the first answer of the turn.
  private func process(_ connection: Connection, _ workspace: Workspace, until turnEnd: inout Int) -> Stop {
    while connection.phase.takesInput {
      guard workspace.hasInput else { return .needsInput }
      if workspace.hasBody || workspace.pendingOutput >= Self.outputHighWater { return .needsOutput }
      guard connection.phase == .head else {
        guard readContent(connection, workspace) else { return .needsInput }
        continue
      }
      guard readHead(connection, workspace) else { return .needsInput }
      if workspace.hasInput, connection.phase.takesInput, isTurnOver(connection, &turnEnd) {
        return .turnIsOver
      }
    }
    return connection.phase.isResponding ? .needsOutput : .needsInput
  }

  /// Reports whether the next of several pipelined requests has to wait for the next turn. One request of a
  /// client that has closed its side is answered in a turn: whether it still reads shows only when a response
  /// is sent.
  private func isTurnOver(_ connection: Connection, _ turnEnd: inout Int) -> Bool {
    if connection.hangUpSeen || connection.isCostly { return true }
    let now = Clock.microseconds()
    if turnEnd == 0 { turnEnd = now + configuration.longestTurn }
    return now >= turnEnd
  }

  /// Returns false if more bytes are needed, or none.
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
      connection.hasBegun = true
      // A client that has sent content already doesn't wait for a 100.
      answer(connection, workspace, bytes, hasMore: length < bytes.count)
      workspace.inputStart += length
      workspace.parser.reset()
      return true
    }
  }

  /// Returns false if more bytes are needed, or none.
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
      refuse(connection, error)
      return false
    case .complete:
      connection.began = 0
      if connection.phase.on(.contentArrived) == .ask {
        answer(connection, workspace, pending)
      } else {
        connection.pending = nil
      }
      return true
    }
  }

  /// Tells the client that nothing follows. It is read from until it has seen that: closing with unread bytes
  /// resets the connection, and the last response may be lost (RFC 9112 §9.6).
  private func endOutput(_ connection: Connection) {
    guard connection.phase.on(.sent) == .endOutput else { return }
    connection.began = 0
    // This fails if the client has gone, which reading finds out as well.
    if !connection.inputEnded { shutdown(connection.descriptor, Int32(SHUT_WR)) }
  }
}
