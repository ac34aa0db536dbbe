import Dispatch
import HTTPServer
import Locking
import Logging

/// The server for operators, on an address of its own: a second `Server` with one loop.
///
/// The program serves without it. If the address can't be listened on, for example because the server that
/// this one replaces still uses it, that is logged once and tried again until it works.
final class AdminListener: Sendable {
  private struct State {
    var server: Server?
    var isStopped = false
    var hasWarned = false
  }

  private let state = Guarded(State())
  private let queue = DispatchQueue(label: "member-directory.admin.start")
  private let makeServer: @Sendable () -> Server
  private let address: String
  private let logger: Logger

  /// The time between two tries doubles from the first of these to the second. A try takes microseconds.
  private static let firstPause: Milliseconds = 250
  private static let longestPause: Milliseconds = 4_000

  /// - Parameter makeServer: called for each try.
  init(_ address: ListenAddress, _ logger: Logger, makeServer: @escaping @Sendable () -> Server) {
    self.address = "\(address)"
    self.logger = logger
    self.makeServer = makeServer
  }

  /// Listens, or begins to try again and again.
  func start() { listen(nextPause: Self.firstPause) }

  private func listen(nextPause: Milliseconds) {
    let isDone = state.withLock { state in
      if state.isStopped || state.server != nil { return true }
      do {
        let server = makeServer()
        let addresses = try server.start()
        state.server = server
        for address in addresses {
          logger.notice("the admin listener is open", metadata: ["address": "\(address)"])
        }
        return true
      } catch {
        if !state.hasWarned {
          logger.warning("the admin listener is tried again until it opens: \(error)")
        }
        state.hasWarned = true
        return false
      }
    }
    guard !isDone else { return }
    queue.asyncAfter(deadline: .now() + .milliseconds(nextPause)) { [weak self] in
      self?.listen(nextPause: min(2 * nextPause, Self.longestPause))
    }
  }

  /// Ends the connections of operators and closes the listener. What is being answered is finished, at most
  /// for `limit`.
  func stop(within limit: Milliseconds) {
    let server = state.withLock { state in
      state.isStopped = true
      defer { state.server = nil }
      return state.server
    }
    _ = server?.stop(within: limit)
  }
}
