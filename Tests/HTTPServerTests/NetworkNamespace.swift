import Dispatch
import Foundation
import Glibc
import Locking

/// Runs code on a thread that has its own network, with settings of the kernel that differ from the
/// machine's. Only root can make such a network.
enum NetworkNamespace {
  /// Runs `body` where sockets of IPv6 don't serve IPv4 unless they ask for it. Returns nil if this process
  /// may not make a network or change its settings.
  static func withoutDualStack<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) throws
    -> Value?
  {
    let result = Guarded<Result<Value, any Error>?>(nil)
    let isOver = DispatchSemaphore(value: 0)
    // A thread that ends takes its network with it.
    let thread = Thread {
      defer { isOver.signal() }
      guard unshareNetwork(), write("1", to: "/proc/sys/net/ipv6/bindv6only") else { return }
      let ended = Result { try body() }
      result.withLock { $0 = ended }
    }
    thread.start()
    isOver.wait()
    return try result.withLock { $0 }?.get()
  }

  /// Gives the current thread a network of its own. Glibc declares unshare(2) under _GNU_SOURCE only, which
  /// its module is built without.
  private static func unshareNetwork() -> Bool {
    typealias Unshare = @convention(c) (Int32) -> Int32
    let newNetwork: Int32 = 0x4000_0000
    guard let address = unsafe dlsym(nil, "unshare") else { return false }
    return unsafe unsafeBitCast(address, to: Unshare.self)(newNetwork) == 0
  }

  private static func write(_ text: String, to path: String) -> Bool {
    let descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return unsafe Glibc.write(descriptor, text, text.utf8.count) == text.utf8.count
  }
}
