import CEpoll
import Glibc
import HTTPCore

extension ServerLoop {
  /// Pipelined requests wait while this many bytes of output wait for the client.
  private static let outputHighWater = 65_536
  /// Reads from one connection in a row before others have their turn.
  private static let roundsPerTurn = 16

  private enum Receipt { case bytes, wouldBlock, ended, failed }

  /// Does everything that can be done for a connection: answers what has arrived, sends, and reads more. With
  /// `sendsLater` it stops when there is a response to send, which `sendResponses` then does.
  func serve(_ connection: Connection, sendsLater: Bool = false) {
    for _ in 0..<Self.roundsPerTurn {
      var needsInput = true
      if let workspace = connection.workspace {
        needsInput = process(connection, workspace)
        if sendsLater, workspace.pendingOutput > 0 {
          unsent.append(connection)
          return
        }
        guard flush(connection, workspace) else { return waitForClient(connection) }
      }
      switch connection.phase {
      case .closed: return
      case .answering: return waitForClient(connection)
      case .streaming:
        unfinished.append(connection.token)
        return
      case .closing: endOutput(connection)
      case .head, .content, .discarding: if !needsInput { continue }
      case .lingering: break
      }
      switch receive(connection) {
      case .bytes: continue
      case .wouldBlock: return waitForClient(connection)
      // What has arrived is answered already. An incomplete request will never be complete.
      case .ended, .failed: return close(connection)
      }
    }
    unfinished.append(connection.token)
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

  /// Answers what has arrived. Returns true if only more bytes help, and false if it stopped because much
  /// output waits or because a response is still to come.
  private func process(_ connection: Connection, _ workspace: Workspace) -> Bool {
    while connection.phase.takesInput {
      guard workspace.hasInput else { return true }
      guard workspace.pendingOutput < Self.outputHighWater else { return false }
      let isHead = connection.phase == .head
      guard isHead ? readHead(connection, workspace) : readContent(connection, workspace) else { return true }
    }
    return !connection.phase.isResponding
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
    guard !connection.inputEnded else { return }
    if shutdown(connection.descriptor, Int32(SHUT_WR)) != 0 { connection.inputEnded = true }
  }
}
