import HTTPCore

extension ServerLoop {
  /// Called when nothing can be done for a connection until the client has sent or taken something. Takes
  /// back its workspace if that is empty, and sets the deadline of its phase.
  func waitForClient(_ connection: Connection) {
    let hasOutput = (connection.workspace?.pendingOutput ?? 0) > 0
    let hasInput = connection.workspace?.hasInput ?? false
    let deadline = connection.phase.deadline(
      hasOutput: hasOutput, hasInput: hasInput, isDelayed: connection.delayed != nil)
    switch deadline {
    case .none: timers.clear(connection.slot)
    case .idle:
      giveBackWorkspace(of: connection)
      connection.began = 0
      let time = isDraining ? configuration.drainGrace : configuration.idleTimeout
      timers.set(connection.slot, at: clock.milliseconds + time)
    // Later bytes of a head don't move its deadline.
    case .head: setDeadline(connection, configuration.headTimeout)
    case .content: setStretch(connection, configuration.bodyGrace)
    case .output: setStretch(connection, configuration.writeGrace)
    case .linger: setDeadline(connection, configuration.lingerTimeout)
    case .delay:
      if !hasInput, !hasOutput { giveBackWorkspace(of: connection) }
      if let delayed = connection.delayed { timers.set(connection.slot, at: delayed.due) }
    }
  }

  private func setDeadline(_ connection: Connection, _ length: Milliseconds) {
    if connection.began == 0 { connection.began = clock.milliseconds }
    timers.set(connection.slot, at: connection.began + length)
  }

  /// Content and responses have to move at the minimum rate in each stretch of time. Bytes that moved in one
  /// stretch don't count in the next: a client could otherwise fill its window and then stall.
  private func setStretch(_ connection: Connection, _ length: Milliseconds) {
    if connection.began == 0 { connection.moved = 0 }
    setDeadline(connection, length)
  }

  func expireDeadlines() {
    for slot in timers.expired(now: clock.milliseconds) {
      if let connection = connections.connection(slot: slot) { expire(connection) }
    }
  }

  private func expire(_ connection: Connection) {
    let event = ConnectionPhase.Event.expired(
      hasMoved: hasMoved(connection), hasOutput: (connection.workspace?.pendingOutput ?? 0) > 0,
      hasBegun: connection.workspace != nil)
    switch connection.phase.on(event) {
    case .extend:
      connection.began = 0
      waitForClient(connection)
    case .sendDelayed: sendDelayed(connection)
    case .refuse:
      refuse(connection, .requestTimeout)
      serve(connection)
    case .close: release(connection)
    case .none, .ask, .write, .writeLast, .endOutput: break
    }
  }

  /// Whether enough bytes moved in the stretch that has just ended.
  private func hasMoved(_ connection: Connection) -> Bool {
    let length = clock.milliseconds - connection.began
    return connection.moved > 0 && connection.moved >= configuration.minimumRate * length / 1_000
  }
}
