import Dispatch
import Glibc

/// Calls a closure for each signal that asks the server to stop. The first signal asks for a graceful stop:
/// running requests are finished. The second signal ends the process at once, with the exit code that a shell
/// shows for a signal, 128 plus its number.
package final class ShutdownSignals {
  private let sources: [any DispatchSourceSignal]

  /// The signals that stop the server. `docker stop`, systemd and Kubernetes send SIGTERM, Control-C sends
  /// SIGINT, and SIGQUIT is nginx's signal for a graceful stop.
  package static let standard = [SIGTERM, SIGINT, SIGQUIT]

  /// `onFirst` and `onSecond` run on a queue of their own, with the number of the signal. From the moment
  /// that this returns, no signal is missed.
  package init(
    _ signals: [Int32] = standard, onFirst: @escaping @Sendable (Int32) -> Void,
    onSecond: @escaping @Sendable (Int32) -> Void = { _exit(128 + $0) }
  ) {
    let state = Received()
    sources = Self.handle(signals, label: "shutdown-signals") { number in
      if state.count == 0 { onFirst(number) } else { onSecond(number) }
      state.count += 1
    }
  }

  /// Calls `body` on a queue of its own for each SIGHUP, by which daemons are asked to read their settings
  /// again.
  package init(onReload body: @escaping @Sendable () -> Void) {
    sources = Self.handle([SIGHUP], label: "reload-signals") { _ in body() }
  }

  private static func handle(
    _ signals: [Int32], label: String, _ body: @escaping @Sendable (Int32) -> Void
  ) -> [any DispatchSourceSignal] {
    let queue = DispatchQueue(label: label, qos: .userInteractive)
    let registered = DispatchSemaphore(value: 0)
    let sources = signals.map { number in
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler { body(number) }
      source.setRegistrationHandler { registered.signal() }
      source.resume()
      return source
    }
    // Dispatch registers a source on a thread of its own and then replaces the default action, which ends the
    // process. Until then SIG_IGN would lose a signal on Linux, although it is customary on macOS.
    for _ in signals { registered.wait() }
    return sources
  }

  /// Signals that would end the process although nobody wants it to end. With SIGPIPE ignored, a write to a
  /// client that has gone fails with EPIPE. nginx reopens its log at SIGUSR1 and replaces its program at
  /// SIGUSR2; this server has nothing to do at either.
  package static let harmless = [SIGPIPE, SIGUSR1, SIGUSR2]

  package static func ignore(_ signals: [Int32] = harmless) {
    for number in signals { signal(number, SIG_IGN) }
  }

  deinit {
    sources.forEach { $0.cancel() }
  }

  /// `@unchecked Sendable`: only the queue of the sources uses it.
  private final class Received: @unchecked Sendable {
    var count = 0
  }
}
