import Dispatch
import Foundation
import Glibc
import Testing

@testable import App

@Suite("check-health")
struct HealthCheckTests {
  @Test(
    "a URL is split into address, port and path",
    arguments: [
      ("http://127.0.0.1", "127.0.0.1", 80, "/health/ready"),
      ("http://localhost:8080", "127.0.0.1", 8080, "/health/ready"),
      ("http://[::1]:9/", "::1", 9, "/"),
      ("http://10.0.0.7:8080/health/live", "10.0.0.7", 8080, "/health/live"),
    ])
  func url(url: String, host: String, port: Int, path: String) throws {
    let check = try #require(HealthCheck(url: url, timeoutSeconds: 1))
    #expect(check.target == .tcp(host: host, port: port))
    #expect(check.path == path)
  }

  @Test(
    "text that isn't such a URL is refused",
    arguments: [
      "", "127.0.0.1", "https://127.0.0.1", "http://", "http://:80", "http://h:", "http://h:0", "http://h:x",
      "http://h:65536", "http://[::1", "http://h/a b", "http://h/\r\nX: y", "http://h:+80",
    ])
  func notURL(url: String) {
    #expect(HealthCheck(url: url, timeoutSeconds: 1) == nil)
  }

  @Test(
    "the status is read from the first line, and only from an answer in HTTP/1",
    arguments: [
      ("HTTP/1.1 200 OK\r\n", 200), ("HTTP/1.0 503 ", 503), ("HTTP/1.1 20", nil), ("", nil),
      ("HTTP/2.0 200 OK", nil), ("HTTP/1.1 2x0 OK", nil), ("SSH-2.0-OpenSSH_9.2", nil),
    ] as [(String, Int?)])
  func status(answer: String, status: Int?) {
    #expect(HealthCheck.status(of: Array(answer.utf8)) == status)
  }

  @Test("it asks at the address where serve listens, and at the loopback address if serve listens on all")
  func fromSettings() throws {
    var http = try ResolvedSettings(SettingsSources()).settings.http
    for (host, asked) in [("0.0.0.0", "127.0.0.1"), ("::", "::1"), ("192.0.2.1", "192.0.2.1")] {
      http.host = host
      #expect(HealthCheck(http, timeoutSeconds: 1).target == .tcp(host: asked, port: 8080))
    }
    http.unixSocket = "/run/d.sock"
    #expect(HealthCheck(http, timeoutSeconds: 1).target == .unixSocket("/run/d.sock"))
  }

  @Test("a server that answers 200 is ready, over IPv4, IPv6 and a Unix socket")
  func ready() throws {
    for family in [AF_INET, AF_INET6, AF_UNIX] {
      let server = try OneAnswerServer(family: family, answer: "HTTP/1.1 200 OK\r\n\r\n")
      let line = try HealthCheck(target: server.target, timeoutSeconds: 5).run()
      #expect(line.hasPrefix("ready: "))
      #expect(server.request.hasPrefix("GET /health/ready HTTP/1.1\r\nHost: "))
    }
  }

  @Test("a server that answers with another status is not ready")
  func notReady() throws {
    let server = try OneAnswerServer(family: AF_INET, answer: "HTTP/1.1 503 Service Unavailable\r\n\r\n")
    let failure = try #require(throws: HealthCheck.Failure.self) {
      try HealthCheck(target: server.target, timeoutSeconds: 5).run()
    }
    #expect(failure.description.hasSuffix("status 503"))
    #expect(failure.exitStatus == .negative)
  }

  @Test("a server that doesn't answer before the timeout is not ready")
  func silent() throws {
    let server = try OneAnswerServer(family: AF_INET, answer: nil)
    let failure = try #require(throws: HealthCheck.Failure.self) {
      try HealthCheck(target: server.target, timeoutSeconds: 0.05).run()
    }
    #expect(failure.description.hasSuffix("no answer in time"))
  }

  @Test("a connection that the server resets is an error, both for the request and for the answer")
  func reset() throws {
    // More than the system's buffers take.
    let request = [UInt8](repeating: 0, count: 32 << 20)
    for sends in [true, false] {
      var server: OneAnswerServer? = try OneAnswerServer(family: AF_INET, answer: nil)
      let target = try #require(server?.target)
      let deadline = ContinuousClock.now + .seconds(20)
      let socket = try ClientSocket.connect(to: target, until: deadline)
      // Linux resets the connections that a listener has not accepted when it is closed.
      server = nil
      var failure: SocketError?
      do throws(SocketError) {
        if sends { try socket.send(request, until: deadline) }
        if !sends { _ = try socket.receive(atLeast: 1, until: deadline) }
      } catch { failure = error }
      #expect(failure?.description == "Connection reset by peer")
    }
  }

  @Test("a request of one byte is sent once")
  func oneByte() throws {
    let server = try OneAnswerServer(family: AF_INET, answer: "x")
    let deadline = ContinuousClock.now + .seconds(20)
    let socket = try ClientSocket.connect(to: server.target, until: deadline)
    try socket.send([UInt8(ascii: "G")], until: deadline)
    #expect(try socket.receive(atLeast: 2, until: deadline) == [UInt8(ascii: "x")])
    #expect(server.request == "G")
  }

  @Test("signals don't end the wait for an answer")
  func interrupted() throws {
    let former = signal(SIGWINCH) { _ in }
    defer { signal(SIGWINCH, former) }
    // The threads that run tests are Dispatch's, which block signals.
    var (signals, blocked) = (sigset_t(), sigset_t())
    unsafe sigaddset(&signals, SIGWINCH)
    unsafe pthread_sigmask(SIG_UNBLOCK, &signals, &blocked)
    defer { unsafe pthread_sigmask(SIG_SETMASK, &blocked, nil) }
    let server = try OneAnswerServer(family: AF_INET, answer: nil)
    let (isOver, hasStopped) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    let waiting = pthread_self()
    Thread {
      while isOver.wait(timeout: .now()) == .timedOut { pthread_kill(waiting, SIGWINCH) }
      hasStopped.signal()
    }.start()
    defer {
      isOver.signal()
      hasStopped.wait()
    }
    let failure = try #require(throws: HealthCheck.Failure.self) {
      try HealthCheck(target: server.target, timeoutSeconds: 0.05).run()
    }
    #expect(failure.description.hasSuffix("no answer in time"))
  }

  @Test("a server that doesn't listen is not ready")
  func refused() throws {
    let failure = try #require(throws: HealthCheck.Failure.self) {
      try HealthCheck(target: .unixSocket("/nowhere/d.sock"), timeoutSeconds: 1).run()
    }
    #expect(failure.description == "not ready: /nowhere/d.sock /health/ready: No such file or directory")
  }
}
