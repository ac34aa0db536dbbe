package import CEpoll
import Glibc

/// The system calls of the serving path, so that tests can make any of them fail with any error at the n-th
/// call, and can set the time. Each returns what the call returns and sets `errno` as it does.
@safe package struct SystemCalls: Sendable {
  @unsafe package var receive: @Sendable (Int32, UnsafeMutableRawPointer, Int) -> Int = {
    unsafe recv($0, $1, $2, 0)
  }
  /// MSG_NOSIGNAL: sending to a client that has gone is an EPIPE, never a signal.
  @unsafe package var send: @Sendable (Int32, UnsafeRawPointer, Int) -> Int = {
    unsafe Glibc.send($0, $1, $2, Int32(MSG_NOSIGNAL))
  }
  /// Sends two ranges of memory in a row: a head, and a body that is stored elsewhere.
  @unsafe package var sendBoth: @Sendable (Int32, UnsafeRawBufferPointer, UnsafeRawBufferPointer) -> Int = {
    descriptor, first, second in
    let parts = unsafe [
      iovec(iov_base: UnsafeMutableRawPointer(mutating: first.baseAddress), iov_len: first.count),
      iovec(iov_base: UnsafeMutableRawPointer(mutating: second.baseAddress), iov_len: second.count),
    ]
    return unsafe parts.withUnsafeBufferPointer { parts in
      var message = unsafe msghdr()
      unsafe message.msg_iov = UnsafeMutablePointer(mutating: parts.baseAddress)
      unsafe message.msg_iovlen = parts.count
      return unsafe sendmsg(descriptor, &message, Int32(MSG_NOSIGNAL))
    }
  }
  @unsafe package var accept:
    @Sendable (Int32, UnsafeMutableRawPointer, UnsafeMutablePointer<UInt32>) -> Int32 = {
      let flags = Int32(SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
      return unsafe accept4($0, $1.assumingMemoryBound(to: sockaddr.self), $2, flags)
    }
  @unsafe package var epollWait: @Sendable (Int32, UnsafeMutablePointer<epoll_event>, Int32, Int32) -> Int32 =
    {
      unsafe epoll_wait($0, $1, $2, $3)
    }
  @unsafe package var epollControl:
    @Sendable (Int32, Int32, Int32, UnsafeMutablePointer<epoll_event>) -> Int32 = {
      unsafe epoll_ctl($0, $1, $2, $3)
    }

  /// The monotonic clock of the deadlines in a test; nil for the system's, which is read without the cost of
  /// a closure.
  package var milliseconds: (@Sendable () -> Milliseconds)?

  package init() {}
}
