import CEpoll
import Glibc
import HTTPServer
import Locking
import TestSupport
import Testing

/// Makes the n-th system call of one kind fail, and passes all others to the kernel.
final class Fault: Sendable {
  enum Call: CaseIterable, Sendable { case receive, send, accept, epollWait, epollControl }

  let call: Call
  let error: Int32
  private let state: Guarded<(countdown: Int, hasFired: Bool)>

  init(_ call: Call, error: Int32, at number: Int) {
    self.call = call
    self.error = error
    state = Guarded((number, false))
  }

  /// Sets `errno` and returns true once, at the n-th call.
  func fires(_ call: Call) -> Bool {
    guard call == self.call else { return false }
    let fires = state.withLock { state in
      state.countdown -= 1
      if state.countdown == 0 { state.hasFired = true }
      return state.countdown == 0
    }
    if fires { errno = error }
    return fires
  }

  var hasFired: Bool { state.withLock { $0.hasFired } }

  func install(in calls: inout SystemCalls) {
    let (receive, send, accept) = unsafe (calls.receive, calls.send, calls.accept)
    let (wait, control) = unsafe (calls.epollWait, calls.epollControl)
    unsafe calls.receive = { [self] in fires(.receive) ? -1 : unsafe receive($0, $1, $2) }
    unsafe calls.send = { [self] in fires(.send) ? -1 : unsafe send($0, $1, $2) }
    unsafe calls.accept = { [self] in fires(.accept) ? -1 : unsafe accept($0, $1, $2) }
    unsafe calls.epollWait = { [self] in fires(.epollWait) ? -1 : unsafe wait($0, $1, $2, $3) }
    unsafe calls.epollControl = { [self] in
      // The wake-up and the listener are registered when the server starts, which reports failures itself.
      fires(.epollControl) ? -1 : unsafe control($0, $1, $2, $3)
    }
  }
}

struct FaultCase: Sendable, CustomTestStringConvertible {
  let call: Fault.Call
  let errors: [Int32]

  var testDescription: String { "\(call)" }

  /// The errors that the manual pages of recv(2), send(2), accept(2), epoll_wait(2) and epoll_ctl(2) list.
  ///
  /// EAGAIN is left out for recv and send: with edge-triggered readiness, the kernel reports a later edge
  /// after each EAGAIN, but no edge would follow an injected one.
  static let all = [
    FaultCase(call: .receive, errors: [EINTR, ECONNRESET, ETIMEDOUT, ENOMEM, EBADF, ENOTCONN]),
    FaultCase(call: .send, errors: [EINTR, EPIPE, ECONNRESET, ENOBUFS, ENOMEM, ETIMEDOUT]),
    FaultCase(
      call: .accept,
      errors: [
        EINTR, EAGAIN, ECONNABORTED, EMFILE, ENFILE, ENOBUFS, ENOMEM, EPROTO, EPERM, ENETDOWN, EHOSTUNREACH,
      ]),
    FaultCase(call: .epollWait, errors: [EINTR]),
    FaultCase(call: .epollControl, errors: [ENOSPC, ENOMEM]),
  ]
}

@Suite("A failing system call")
struct FaultInjectionTests {
  /// A request of a client, and every answer that it may get: nil if the server closed the connection.
  private static let script = [
    ("GET /a HTTP/1.1\r\nHost: a\r\n\r\nGET /b HTTP/1.1\r\nHost: a\r\n\r\n", ["path /a", "path /b"]),
    ("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello", ["hello"]),
    ("GET /deferred HTTP/1.1\r\nHost: a\r\n\r\n", ["deferred"]),
    ("GET /stream HTTP/1.1\r\nHost: a\r\n\r\n", [String(repeating: "abc\n", count: 100)]),
  ]

  @Test("ends at most its own connection, whatever the call and the error", arguments: FaultCase.all)
  func everyCall(_ fault: FaultCase) throws {
    for error in fault.errors {
      // Each n that the script reaches is tried. The loop ends when the fault isn't reached any more.
      for number in 1... {
        let injected = Fault(fault.call, error: error, at: number)
        let fired = try play(injected, number)
        if !fired || number > 60 { break }
      }
    }
  }

  /// Returns whether the fault was reached.
  private func play(_ fault: Fault, _ number: Int) throws -> Bool {
    let server: TestServer
    do {
      server = try TestServer {
        $0.loops = 1
        fault.install(in: &$0.systemCalls)
      }
    } catch let error as ServerError {
      guard case .systemLimit = error else { throw error }
      return fault.hasFired
    }
    let client = try server.client()
    var isOpen = true
    for (request, answers) in Self.script where isOpen {
      isOpen = client.send(request)
      for answer in answers where isOpen {
        let response = try? client.readResponse()
        if let response {
          #expect(response.text == answer, "\(fault.call) \(fault.error)")
        } else {
          isOpen = false
        }
      }
    }
    #expect(isOpen || fault.hasFired, "the connection ended without a fault")
    // The fault may occur only now and end this connection, but then the next one is served.
    let isServing = try (try? server.isServing()) == true || server.isServing()
    #expect(isServing, "after call \(number) of \(fault.call) failed with \(fault.error)")
    return fault.hasFired
  }
}
