import Dispatch
import Glibc
import HTTPCore
import HTTPServer
import Locking
import TestSupport

/// Runs a server on a free port of 127.0.0.1 until the end of the test.
final class TestServer {
  let server: Server
  let port: UInt16
  /// Counts the calls of the responders of all loops.
  let answers = Counter()
  let gate = Gate()

  init(
    _ change: (inout ServerConfiguration) -> Void = { _ in },
    responder: (@Sendable () -> any Responder)? = nil, log: (@Sendable () -> any RequestLog)? = nil,
    warn: @escaping @Sendable (String) -> Void = { _ in }
  ) throws {
    var configuration = ServerConfiguration(addresses: [.internet(host: "127.0.0.1", port: 0)], loops: 2)
    change(&configuration)
    server = Server(
      configuration,
      responder: { [answers, gate] in responder?() ?? StubResponder(answers: answers, gate: gate) }, log: log,
      warn: warn)
    guard case .internet(_, let port)? = try server.start().first else { throw NotBound() }
    self.port = port
  }

  struct NotBound: Error {}

  deinit {
    gate.open()
    _ = server.stop(within: 2_000)
  }

  struct TimedOut: Error {}

  /// Repeats `meanwhile` until a deadline of the server has ended all connections.
  func waitUntilDeserted(meanwhile: () -> Void = {}) throws {
    try wait(meanwhile: meanwhile) { server.connectionCount == 0 }
  }

  /// Returns when `condition` is true. Throws if it is still false after 20 seconds.
  func wait(meanwhile: () -> Void = {}, until condition: () -> Bool) throws {
    for _ in 0..<4_000 {
      if condition() { return }
      meanwhile()
      poll(nil, 0, 5)
    }
    throw TimedOut()
  }

  func client() throws -> RawClient { try RawClient(port: port) }

  /// Returns whether a new connection is served correctly.
  func isServing() throws -> Bool {
    let client = try client()
    client.send("GET /probe HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
    return try client.readResponse()?.text == "path /probe"
  }
}

final class Counter: Sendable {
  private let count = Guarded(0)
  func add() { count.withLock { $0 += 1 } }
  var value: Int { count.withLock { $0 } }
}

/// Blocks a handler until the test opens the gate.
final class Gate: Sendable {
  private let semaphore = DispatchSemaphore(value: 0)
  private let waiting = Guarded(0)

  var isWaitedFor: Bool { waiting.withLock { $0 } > 0 }

  func wait() {
    waiting.withLock { $0 += 1 }
    semaphore.wait()
  }

  func open() { semaphore.signal() }
}

/// Stops a server while the test continues. After `init`, the server's listeners are closed.
final class Stop: Sendable {
  private let group = DispatchGroup()
  private let result = Guarded<Bool?>(nil)

  init(_ server: TestServer, within deadline: Milliseconds) throws {
    DispatchQueue.global().async(group: group) { [self, server = server.server] in
      let isComplete = server.stop(within: deadline)
      result.withLock { $0 = isComplete }
    }
    try server.wait { (try? server.client()) == nil }
  }

  var isOver: Bool { result.withLock { $0 } != nil }

  /// Waits for the stop and returns its result.
  func wait() -> Bool {
    group.wait()
    return result.withLock { $0 } == true
  }
}

/// A clock that changes only when a test moves it.
final class TestClock: Sendable {
  private let milliseconds = Guarded(1_000_000)

  var now: Int { milliseconds.withLock { $0 } }

  func advance(by length: Int) { milliseconds.withLock { $0 += length } }
}
