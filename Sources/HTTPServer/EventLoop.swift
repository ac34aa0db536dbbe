import CEpoll
import Glibc
import OperatingSystem

/// Reports which sockets are ready. It is the only file that knows about epoll.
///
/// Connections are edge-triggered, so each is registered once and never changed: 3.0 system calls per
/// keep-alive round trip (epoll_wait, recv, send). The owner has to read until a short read and write until
/// EAGAIN (epoll(7), "Level-triggered and edge-triggered").
@safe final class EventLoop {
  struct Event {
    let token: UInt64
    let isReadable: Bool
    /// The peer has sent its last byte, or the connection is broken.
    let isHangUp: Bool
  }

  private let epoll: Int32
  private let wakeup: Int32
  private let calls: SystemCalls
  private let events: UnsafeMutablePointer<epoll_event>

  /// Events handled before the clock is read again.
  private static let batch = 256
  static let wakeupToken = UInt64.max

  init(_ calls: SystemCalls) throws(ServerError) {
    self.calls = calls
    epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
    wakeup = eventfd(0, Int32(EFD_NONBLOCK | EFD_CLOEXEC))
    unsafe events = .allocate(capacity: Self.batch)
    unsafe events.initialize(repeating: epoll_event(), count: Self.batch)
    guard epoll != -1, wakeup != -1 else { throw .systemLimit(reason: "\(SystemError.last)") }
    guard add(wakeup, token: Self.wakeupToken, EPOLLIN.rawValue) else {
      throw .systemLimit(reason: "\(SystemError.last)")
    }
  }

  deinit {
    unsafe events.deallocate()
    close(epoll)
    close(wakeup)
  }

  /// Returns false if the system has no room for it. The caller closes the descriptor.
  func addConnection(_ descriptor: Int32, token: UInt64) -> Bool {
    add(
      descriptor, token: token,
      EPOLLIN.rawValue | EPOLLOUT.rawValue | EPOLLRDHUP.rawValue | EPOLLET.rawValue)
  }

  /// Listeners are level-triggered: a connection that isn't accepted now is reported again. They are
  /// exclusive: a listener that several loops share wakes one of them.
  func addListener(_ descriptor: Int32, token: UInt64) -> Bool {
    add(descriptor, token: token, EPOLLIN.rawValue | EPOLLEXCLUSIVE.rawValue)
  }

  func remove(_ descriptor: Int32) {
    var event = unsafe epoll_event()
    _ = unsafe calls.epollControl(epoll, EPOLL_CTL_DEL, descriptor, &event)
  }

  private func add(_ descriptor: Int32, token: UInt64, _ interest: UInt32) -> Bool {
    let data = unsafe epoll_data_t(u64: token)
    var event = unsafe epoll_event(events: interest, data: data)
    return unsafe calls.epollControl(epoll, EPOLL_CTL_ADD, descriptor, &event) == 0
  }

  /// Waits for events, at most for `timeout`, and returns their number. A wait that fails (EINTR) returns 0.
  func wait(_ timeout: Milliseconds) -> Int {
    let count = unsafe calls.epollWait(epoll, events, Int32(Self.batch), Int32(clamping: timeout))
    return Int(max(0, count))
  }

  func event(_ index: Int) -> Event {
    let event = unsafe events[index]
    let flags = unsafe event.events
    let broken = EPOLLERR.rawValue | EPOLLHUP.rawValue
    let token = unsafe event.data.u64
    return Event(
      token: token,
      isReadable: flags & (EPOLLIN.rawValue | broken) != 0,
      isHangUp: flags & (EPOLLRDHUP.rawValue | broken) != 0)
  }

  /// Ends the current wait, or the next one. Any thread may call this.
  func wake() {
    var one: UInt64 = 1
    _ = unsafe write(wakeup, &one, 8)
  }

  func clearWakeup() {
    var count: UInt64 = 0
    _ = unsafe read(wakeup, &count, 8)
  }
}
