import CEpoll
import Glibc
import HTTPCore
import OperatingSystem

extension ServerLoop {
  /// Connections taken per event, so that a rush of them does not hold up those that are there.
  static let acceptBatch = 64
  /// Tokens of listeners count down from just below the wake-up's.
  private static let firstListenerToken = EventLoop.wakeupToken - 1
  private static let mostListeners: UInt64 = 16

  /// False where the system has no room to watch one of them; then none is.
  func watchListeners() -> Bool {
    for (index, listener) in listeners.enumerated() {
      if !loop.addListener(listener.descriptor, token: Self.firstListenerToken - UInt64(index)) {
        warn("cannot watch \(listener.address): \(SystemError.last)")
        for listener in listeners[..<index] { loop.remove(listener.descriptor) }
        return false
      }
    }
    return true
  }

  func listenerIndex(_ token: UInt64) -> Int? {
    let index = Self.firstListenerToken &- token
    return index < Self.mostListeners ? Int(index) : nil
  }

  /// True where none is left to take for now.
  @discardableResult
  func accept(_ index: Int) -> Bool {
    guard listeners.indices.contains(index) else { return true }
    for _ in 0..<Self.acceptBatch {
      var address = sockaddr_storage()
      var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
      let descriptor = unsafe withUnsafeMutablePointer(to: &address) { pointer in
        unsafe configuration.systemCalls.accept(
          listeners[index].descriptor,
          UnsafeMutableRawPointer(pointer).assumingMemoryBound(to: sockaddr.self),
          &length)
      }
      guard descriptor >= 0 else {
        switch errno {
        case EAGAIN: return true
        case EMFILE, ENFILE, ENOBUFS, ENOMEM:
          refuseForWantOfDescriptors(index)
          return true
        // The connection went away while it waited, or the call was interrupted: on to the next
        // (accept(2), "Error handling").
        default: continue
        }
      }
      open(descriptor, PeerAddress(address))
    }
    return false
  }

  private func open(_ descriptor: Int32, _ peer: PeerAddress) {
    if let refusal = limiter.open(peer) { return refuse(descriptor, peer, refusal) }
    let slot = freeSlots.popLast() ?? connections.count
    if slot == connections.count {
      connections.append(nil)
      wheel.grow(to: connections.count)
    }
    // 31 bits of generation: the tokens of listeners and of the wake-up stay out of reach.
    generation = (generation &+ 1) & 0x7FFF_FFFF
    let token = generation << 32 | UInt64(slot)
    let connection = Connection(descriptor: descriptor, slot: slot, token: token, peer: peer)
    connections[slot] = connection
    count += 1
    guard loop.addConnection(descriptor, token: token) else {
      warn("cannot watch a connection: \(SystemError.last)")
      return close(connection)
    }
    settle(connection)
  }

  func close(_ connection: Connection) {
    guard connection.phase != .closed else { return }
    connection.phase = .closed
    // Closing takes it out of epoll too: no other descriptor refers to the socket (epoll(7), Q6).
    Glibc.close(connection.descriptor)
    wheel.clear(connection.slot)
    connections[connection.slot] = nil
    freeSlots.append(connection.slot)
    count -= 1
    limiter.close(connection.peer)
    if let workspace = connection.workspace {
      connection.workspace = nil
      giveBack(workspace)
    }
  }

  /// Told why, as far as one write that cannot block can tell it.
  private func refuse(_ descriptor: Int32, _ peer: PeerAddress, _ refusal: ConnectionLimiter.Refusal) {
    let error: RequestError = refusal == .total ? .tooManyConnections : .tooManyFromAddress
    let stored = StoredResponse(responder.response(to: error))
    var bytes = stored.head
    bytes.append(contentsOf: date)
    let id = newRequestID()
    bytes.append("X-Request-Id: ")
    id.append(to: &bytes)
    bytes.append("\r\nConnection: close\r\n\r\n")
    bytes.append(contentsOf: stored.body)
    unsafe bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress else { return }
      _ = unsafe configuration.systemCalls.send(descriptor, base, buffer.count)
    }
    shutdown(descriptor, Int32(SHUT_WR))
    Glibc.close(descriptor)
    log?.recordRefusal(error, id: id, peer: peer)
  }

  /// No descriptor is left. The reserved one makes room to take the next connection and close it, so that
  /// its client is told at once; then the loop leaves new ones in the queue for a second rather than spin on
  /// a listener that stays ready.
  private func refuseForWantOfDescriptors(_ index: Int) {
    warn("no file descriptor is left for another connection: \(SystemError.last)")
    if reserve >= 0 {
      Glibc.close(reserve)
      let descriptor = Glibc.accept(listeners[index].descriptor, nil, nil)
      if descriptor >= 0 { Glibc.close(descriptor) }
      reserve = unsafe Glibc.open("/dev/null", O_RDONLY | O_CLOEXEC)
    }
    guard !isAcceptingPaused else { return }
    isAcceptingPaused = true
    for listener in listeners { loop.remove(listener.descriptor) }
  }

  /// Once a second.
  func resumeAccepting() {
    guard isAcceptingPaused else { return }
    if reserve < 0 { reserve = unsafe Glibc.open("/dev/null", O_RDONLY | O_CLOEXEC) }
    isAcceptingPaused = !watchListeners()
  }
}
