import Dispatch
import Glibc

/// Turns the signals that ask a server to stop into calls. The first asks kindly: what runs is finished.
/// The second means it: the process ends at once, as the shell's convention 128 + number.
package final class ShutdownSignals {
  private let sources: [any DispatchSourceSignal]

  /// SIGTERM is what `docker stop`, systemd and Kubernetes send; SIGINT is Control-C.
  package static let standard = [SIGTERM, SIGINT]

  /// `onFirst` runs on a queue of its own with the signal's number, `onSecond` likewise. When this returns,
  /// no such signal can be missed any more.
  package init(
    _ signals: [Int32] = standard, onFirst: @escaping @Sendable (Int32) -> Void,
    onSecond: @escaping @Sendable (Int32) -> Void = { _exit(128 + $0) }
  ) {
    let queue = DispatchQueue(label: "shutdown-signals", qos: .userInteractive)
    let state = Received()
    let registered = DispatchSemaphore(value: 0)
    sources = signals.map { number in
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler {
        if state.count == 0 { onFirst(number) } else { onSecond(number) }
        state.count += 1
      }
      source.setRegistrationHandler { registered.signal() }
      source.resume()
      return source
    }
    // Registering happens on Dispatch's own thread and replaces the default action, which ends the process.
    // Not SIG_IGN until then, as is the custom on macOS: on Linux that loses a signal which comes between.
    for _ in signals { registered.wait() }
  }

  /// A client that goes away while it is written to must cost an EPIPE, not the process.
  package static func ignoreBrokenPipes() {
    signal(SIGPIPE, SIG_IGN)
  }

  deinit {
    sources.forEach { $0.cancel() }
  }

  /// @unchecked: only ever touched on the one queue of the sources.
  private final class Received: @unchecked Sendable {
    var count = 0
  }
}
