import HTTPCore

extension ServerLoop {
  /// Called when nothing can be done for a connection until the client has sent or taken something. Takes
  /// back its workspace if that is empty, and sets the deadline of its phase.
  func waitForClient(_ connection: Connection) {
    let hasOutput = (connection.workspace?.pendingOutput ?? 0) > 0
    let hasInput = connection.workspace?.hasInput ?? false
    countWaiting(connection, hasOutput ? connection.workspace?.holding : nil)
    let deadline = connection.phase.deadline(
      hasOutput: hasOutput, hasInput: hasInput, isDelayed: connection.delayed != nil)
    switch deadline {
    case .none: timers.clear(connection.slot)
    case .idle:
      giveBackWorkspace(of: connection)
      connection.began = 0
      timers.set(connection.slot, at: clock.milliseconds + idleTime(connection))
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

  /// A client that connects is about to send a request; only between requests may it take its time.
  func idleTime(_ connection: Connection) -> Milliseconds {
    if isDraining { return configuration.drainGrace }
    return connection.hasBegun ? configuration.idleTimeout : configuration.headTimeout
  }

  /// Notes what the connection holds while it waits for its client.
  func countWaiting(_ connection: Connection, _ holding: WaitingOutput.Holding?) {
    guard holding != connection.holding else { return }
    waiting.replace(connection.holding, with: holding, for: connection.peer)
    connection.holding = holding
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
    return connection.moved > 0 && connection.moved >= minimumRate(connection) * length / 1_000
  }

  /// Returns the bytes per second at which the client has to send or take something. Long responses have to
  /// be taken faster, because they hold more memory.
  private func minimumRate(_ connection: Connection) -> Int {
    let size = connection.stream?.length ?? connection.workspace?.body.count ?? 0
    let rate = min(size / configuration.longestDownload, configuration.highestRate)
    return max(rate, configuration.minimumRate)
  }
}
