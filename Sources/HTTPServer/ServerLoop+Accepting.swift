import CEpoll
import Glibc
import HTTPCore
import OperatingSystem

extension ServerLoop {
  /// Connections accepted per event, so that many new ones don't hold up those that are open.
  static let acceptBatch = 64
  /// The tokens of listeners count down from the one below that of the wake-up.
  private static let firstListenerToken = EventLoop.wakeupToken - 1
  /// Idle connections that are closed together, because finding those that have been idle longest takes a
  /// look at all connections.
  private static let mostClosed = 32

  static func openReserve() -> Int32 { unsafe Glibc.open("/dev/null", O_RDONLY | O_CLOEXEC) }

  /// Watches all listeners. Returns false if the system can't watch one of them; then none is watched.
  func watchListeners() -> Bool {
    for (index, listener) in listeners.enumerated() {
      if !events.addListener(listener.descriptor, token: Self.firstListenerToken - UInt64(index)) {
        warn("cannot watch \(listener.address): \(SystemError.last)")
        for listener in listeners[..<index] { events.remove(listener.descriptor) }
        return false
      }
    }
    return true
  }

  /// Returns the index of the listener with this token, or nil if the token is a connection's.
  func listenerIndex(_ token: UInt64) -> Int? {
    let index = Self.firstListenerToken &- token
    return index < UInt64(listeners.count) ? Int(index) : nil
  }

  /// Accepts a batch of connections. Returns true if no more wait.
  @discardableResult
  func accept(_ index: Int) -> Bool {
    for _ in 0..<Self.acceptBatch {
      var address = sockaddr_storage()
      var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
      let descriptor = unsafe withUnsafeMutablePointer(to: &address) { pointer in
        unsafe configuration.systemCalls.accept(
          listeners[index].descriptor,
          UnsafeMutableRawPointer(pointer).assumingMemoryBound(to: sockaddr.self),
          &length)
      }
      guard descriptor != -1 else {
        switch errno {
        case EAGAIN: return true
        // The connection ended while it waited, or the call was interrupted: try the next one (accept(2),
        // "Error handling").
        case EINTR, ECONNABORTED, ENETDOWN, EPROTO, ENOPROTOOPT, EHOSTDOWN, ENONET, EHOSTUNREACH, EOPNOTSUPP,
          ENETUNREACH, ETIMEDOUT:
          continue
        // No descriptor or memory is left, or a firewall forbids it (EPERM). The next call would fail as
        // well.
        default:
          pauseAccepting(index)
          return true
        }
      }
      open(descriptor, PeerAddress(address))
    }
    return false
  }

  private func open(_ descriptor: Int32, _ peer: PeerAddress) {
    if let refusal = limiter.admit(peer) { return refuse(descriptor, peer, refusal) }
    if limiter.isAlmostFull { closeIdle() }
    let connection = connections.add(descriptor: descriptor, peer: peer)
    timers.grow(to: connections.capacity)
    connection.account = accounts.account(of: peer, now: clock.seconds)
    guard events.addConnection(descriptor, token: connection.token) else {
      warn("cannot watch a connection: \(SystemError.last)")
      return close(connection)
    }
    waitForClient(connection)
  }

  /// Closes the connections that have been idle longest, to make room for new ones. nginx does the same when
  /// it runs out of connections.
  private func closeIdle() {
    let idle = connections.all.filter { $0.phase == .head && $0.workspace == nil && !$0.isUnfinished }
    let longest = idle.map { (connection: $0, since: timers.deadline($0.slot) - idleTime($0)) }
      .sorted { $0.since < $1.since }
    for (connection, _) in longest.prefix(min(Self.mostClosed, idle.count / 4)) { close(connection) }
  }

  func close(_ connection: Connection) {
    if connection.phase.on(.ended) == .close { release(connection) }
  }

  /// Releases everything that an ended connection holds.
  func release(_ connection: Connection) {
    // This also removes the descriptor from epoll, because no other descriptor refers to the socket
    // (epoll(7), Q6).
    Glibc.close(connection.descriptor)
    timers.clear(connection.slot)
    countWaiting(connection, nil)
    connections.remove(connection)
    limiter.release(connection.peer)
    giveBackWorkspace(of: connection)
  }

  /// Closes a connection over the limit. Sends the reason if one write that can't block can send it.
  private func refuse(_ descriptor: Int32, _ peer: PeerAddress, _ refusal: ConnectionLimiter.Refusal) {
    let error: RequestError = refusal == .total ? .tooManyConnections : .tooManyFromAddress
    let stored = StoredResponse(responder.response(to: error))
    var bytes = stored.head
    bytes.append(contentsOf: clock.dateAndRequestIDName)
    let id = requestIDs.next()
    id.append(to: &bytes)
    bytes.append("\r\nConnection: close\r\n\r\n" as StaticString)
    bytes.append(contentsOf: stored.body)
    unsafe bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress else { return }
      _ = unsafe configuration.systemCalls.send(descriptor, base, buffer.count)
    }
    shutdown(descriptor, Int32(SHUT_WR))
    Glibc.close(descriptor)
    recordRefusal(error, id: id, peer: peer)
  }

  /// Stops accepting until the next second, because accepting fails: the listener stays ready, and the loop
  /// would spin on it. Usually no descriptor is left. The reserved descriptor is used to accept the next
  /// connection and close it, so that its client doesn't wait.
  private func pauseAccepting(_ index: Int) {
    warn("no further connection can be accepted for a second: \(SystemError.last)")
    if reserve != -1 {
      Glibc.close(reserve)
      let descriptor = Glibc.accept(listeners[index].descriptor, nil, nil)
      if descriptor != -1 { Glibc.close(descriptor) }
      reserve = Self.openReserve()
    }
    guard !isAcceptingPaused else { return }
    isAcceptingPaused = true
    for listener in listeners { events.remove(listener.descriptor) }
  }

  func resumeAccepting() {
    guard isAcceptingPaused else { return }
    if reserve == -1 { reserve = Self.openReserve() }
    isAcceptingPaused = !watchListeners()
  }
}
