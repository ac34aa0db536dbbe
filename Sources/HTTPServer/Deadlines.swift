import HTTPCore

extension ServerLoop {
  /// Nothing can be done for this connection until it has sent something, or taken something: gives back its
  /// buffers where it holds nothing in them, and sets the deadline that its state calls for.
  func settle(_ connection: Connection) {
    switch connection.phase {
    case .closed: return
    case .awaiting:
      guard let held = connection.held else { return wheel.clear(connection.slot) }
      if let workspace = connection.workspace, !workspace.hasInput, workspace.pendingOutput == 0 {
        connection.workspace = nil
        giveBack(workspace)
      }
      setDeadline(connection, held.due)
    case .head:
      if let workspace = connection.workspace {
        if workspace.pendingOutput > 0 { return setWriteDeadline(connection) }
        if workspace.hasInput { return setHeadDeadline(connection) }
        connection.workspace = nil
        giveBack(workspace)
      }
      connection.began = 0
      let time = isDraining ? configuration.drainGrace : configuration.idleTimeout
      setDeadline(connection, nowMilliseconds + time)
    case .content: setContentDeadline(connection)
    case .streaming: setWriteDeadline(connection)
    case .lingering:
      if connection.began == 0 { connection.began = nowMilliseconds }
      setDeadline(connection, connection.began + configuration.lingerTimeout)
    }
  }

  /// From the first octet of a head: later ones do not move it.
  private func setHeadDeadline(_ connection: Connection) {
    if connection.began == 0 { connection.began = nowMilliseconds }
    setDeadline(connection, connection.began + configuration.headTimeout)
  }

  private func setContentDeadline(_ connection: Connection) {
    if (connection.workspace?.pendingOutput ?? 0) > 0 { return setWriteDeadline(connection) }
    setStretch(connection, configuration.bodyGrace)
  }

  private func setWriteDeadline(_ connection: Connection) { setStretch(connection, configuration.writeGrace) }

  /// A stretch of content or of a response has to move at the minimum rate; then the next stretch begins.
  /// What moved fast at first earns nothing for later: a client could fill its window and then stall.
  private func setStretch(_ connection: Connection, _ length: Milliseconds) {
    if connection.began == 0 {
      connection.began = nowMilliseconds
      connection.moved = 0
    }
    setDeadline(connection, connection.began + length)
  }

  /// Whether enough moved in the stretch that has just ended, so that another may begin.
  private func continues(_ connection: Connection) -> Bool {
    let length = nowMilliseconds - connection.began
    guard connection.moved >= configuration.minimumRate * length / 1_000, connection.moved > 0 else {
      return false
    }
    connection.began = 0
    settle(connection)
    return true
  }

  private func setDeadline(_ connection: Connection, _ time: Milliseconds) {
    wheel.set(connection.slot, at: (time - origin) / resolution + 1)
  }

  func expireDeadlines() {
    let tick = (nowMilliseconds - origin) / resolution
    guard tick > wheel.now else { return }
    for slot in wheel.advance(to: tick) {
      if let connection = connections[slot] { expire(connection) }
    }
  }

  private func expire(_ connection: Connection) {
    let hasOutput = (connection.workspace?.pendingOutput ?? 0) > 0
    switch connection.phase {
    case .closed: return
    case .awaiting: release(connection)
    case .lingering: close(connection)
    case .streaming: if !continues(connection) { close(connection) }
    case .head, .content:
      if hasOutput || connection.phase == .content, continues(connection) { return }
      // A client that does not take its answer, or that has not begun a request, is not told.
      // Nor is one that has been answered and still owes content that nobody wants.
      let isAnswered = connection.phase == .content && connection.pending?.isWanted != true
      if hasOutput || connection.workspace == nil || isAnswered { return close(connection) }
      refuse(connection, .requestTimeout)
      drive(connection)
    }
  }
}
