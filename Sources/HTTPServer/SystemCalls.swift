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

  /// The monotonic clock of the deadlines.
  package var milliseconds: @Sendable () -> Milliseconds = { Clock.milliseconds() }

  package init() {}
}
