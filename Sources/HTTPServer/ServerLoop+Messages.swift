extension ServerLoop {
  /// Adds a message and wakes the loop. Any thread may call this.
  func post(_ message: Mailbox.Message) {
    mailbox.add(message)
    wake()
  }

  /// Wakes the loop if messages wait that it hasn't been woken for. Any thread may call this.
  ///
  /// Many messages are followed by one call: a loop that shares a core with the thread that adds them would
  /// otherwise run after each.
  func wake() { if mailbox.needsWakeUp() { events.wake() } }

  func readMailbox() {
    for message in mailbox.removeAll() {
      switch message {
      case .response(let token, let delivery):
        if let connection = connections.connection(token: token) {
          respondLater(connection, delivery, sendsLater: true)
        }
      case .run(let body): body(self)
      case .drain(let deadline): drain(deadline)
      }
    }
  }

  /// Accepts the connections that wait, and closes the listeners: closing a listener resets the connections
  /// in its queue. A connection that arrives between the last accept and the close is reset all the same,
  /// unless the system passes it to another listener of the port (net.ipv4.tcp_migrate_req).
  private func drain(_ deadline: Milliseconds) {
    guard !isDraining else { return }
    while !listeners.isEmpty {
      // At most as many as the queue can have held, so that a flood can't hold up the stop.
      for _ in 0..<Int(Listener.backlog) / Self.acceptBatch {
        if accept(0) { break }
      }
      events.remove(listeners[0].descriptor)
      listeners.removeFirst()
    }
    isDraining = true
    drainDeadline = deadline
    for connection in connections.all {
      if connection.delayed != nil { sendDelayed(connection) }
      if connection.phase == .head { waitForClient(connection) }
    }
  }
}
