import HTTPServer
import Locking
import TestSupport
import Testing

@Suite("The turn of a connection")
struct TurnTests {
  private static let get = "GET /a HTTP/1.1\r\nHost: a\r\n\r\n"

  /// Returns a server with one loop, on which a turn ends after its first response.
  private static func server() throws -> TestServer {
    try TestServer { configuration in
      configuration.loops = 1
      configuration.longestTurn = 0
    }
  }

  /// Blocks the loop until the gate opens, with more requests after the first one.
  private static func occupy(_ server: TestServer, behind count: Int) throws -> RawClient {
    let client = try server.client()
    client.send(
      "GET /holding HTTP/1.1\r\nHost: a\r\n\r\n" + String(repeating: get, count: count))
    try server.wait { server.gate.isWaitedFor }
    return client
  }

  @Test("ends early enough that others are answered between its pipelined requests")
  func pipelined() throws {
    let server = try Self.server()
    let first = try Self.occupy(server, behind: 99)
    let other = try server.client()
    other.send("GET /count HTTP/1.1\r\nHost: a\r\n\r\n")
    server.gate.open()
    let count = try #require(try other.readResponse().flatMap { Int($0.text) })
    #expect(count < 20, "\(count) requests were answered first")
    #expect(try first.readResponse()?.text == "held")
    for _ in 0..<99 { #expect(try first.readResponse()?.text == "path /a") }
  }

  @Test("ends after a response that took long to make, if another client waits")
  func costly() throws {
    let server = try TestServer(
      { configuration in
        configuration.loops = 1
        configuration.longestTurn = 60_000_000
      }, log: { RecordedLog.Writer(RecordedLog()) })
    let (first, other) = (try server.client(), try server.client())
    for client in [first, other] {
      client.send(Self.get)
      #expect(try client.readResponse()?.text == "path /a")
    }
    // Both send while the loop is blocked, so it receives both requests together.
    let blocking = try Self.occupy(server, behind: 0)
    first.send("GET /holding HTTP/1.1\r\nHost: a\r\n\r\n" + String(repeating: Self.get, count: 99))
    other.send("GET /count HTTP/1.1\r\nHost: a\r\n\r\n")
    let before = server.answers.value
    server.gate.open()
    try server.wait { server.answers.value > before }
    let begin = ContinuousClock.now
    try server.wait { ContinuousClock.now - begin > .milliseconds(2) }
    server.gate.open()
    let count = try #require(try other.readResponse().flatMap { Int($0.text) })
    #expect(count < before + 20, "\(count - before) requests were answered first")
    #expect(try blocking.readResponse()?.text == "held")
    #expect(try first.readResponse()?.text == "held")
    for _ in 0..<99 { #expect(try first.readResponse()?.text == "path /a") }
  }

  @Test("is the last one for a client that has disconnected, however many requests it sent")
  func gone() throws {
    let server = try Self.server()
    var client: RawClient? = try Self.occupy(server, behind: 99)
    client?.reset()
    client = nil
    server.gate.open()
    try server.waitUntilDeserted()
    #expect(server.answers.value < 5)
  }

  @Test("is repeated for a client that has closed only its sending side, until all is answered")
  func halfClosed() throws {
    let server = try Self.server()
    let client = try Self.occupy(server, behind: 9)
    client.finishSending()
    server.gate.open()
    #expect(try client.readToEnd().ranges(of: "HTTP/1.1 200").count == 10)
  }
}

@Suite("A loop")
struct LoopTests {
  @Test("sleeps when it has answered everything")
  func sleep() throws {
    let (waits, log) = (Counter(), RecordedLog())
    let server = try TestServer(
      { configuration in
        configuration.loops = 1
        configuration.longestTurn = 0
        let wait = unsafe configuration.systemCalls.epollWait
        unsafe configuration.systemCalls.epollWait = {
          waits.add()
          return unsafe wait($0, $1, $2, $3)
        }
      }, log: { RecordedLog.Writer(log) })
    let client = try server.client()
    let paths = ["/a", "/deferred", "/b", "/stream", "/awaited", "/c"]
    client.send(paths.map { "GET \($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined())
    for _ in paths { #expect(try client.readResponse()?.status == 200) }
    let (before, ticks) = (waits.value, log.tickCount)
    // Each tick is a second. Between them, the loop looks at the deadlines.
    try server.wait { log.tickCount >= ticks + 2 }
    #expect(waits.value - before < 1_000)
  }

  @Test("answers all requests that arrived together before it sends the responses")
  func together() throws {
    let (answers, gate) = (Counter(), Gate())
    let sent = Guarded<[Int]>([])
    let server = try TestServer(
      { configuration in
        configuration.loops = 1
        let send = unsafe configuration.systemCalls.send
        unsafe configuration.systemCalls.send = {
          sent.withLock { $0.append(answers.value) }
          return unsafe send($0, $1, $2)
        }
      }, responder: { StubResponder(answers: answers, gate: gate) })
    let clients = try (0..<3).map { _ in try server.client() }
    for client in clients {
      client.send("GET /a HTTP/1.1\r\nHost: a\r\n\r\n")
      #expect(try client.readResponse()?.text == "path /a")
    }
    let blocking = try server.client()
    blocking.send("GET /holding HTTP/1.1\r\nHost: a\r\n\r\n")
    try server.wait { gate.isWaitedFor }
    for client in clients { client.send("GET /b HTTP/1.1\r\nHost: a\r\n\r\n") }
    gate.open()
    for client in clients { #expect(try client.readResponse()?.text == "path /b") }
    #expect(sent.withLock { $0.suffix(3) } == [7, 7, 7])
  }
}

@Suite("Output that waits for its client")
struct WaitingOutputServerTests {
  private static func server(limit: Int) throws -> TestServer {
    try TestServer { configuration in
      configuration.loops = 1
      configuration.maximumWaitingOutput = limit
    }
  }

  private static func slowClient(_ server: TestServer, _ path: String) throws -> RawClient {
    let client = try server.client()
    client.shrinkWindow()
    client.send("GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n")
    try #require(try client.read(1).count == 1)
    return client
  }

  @Test("is stored in memory once, however many clients receive the same response")
  func shared() throws {
    let server = try Self.server(limit: 1 << 30)
    var clients = try (0..<20).map { _ in try Self.slowClient(server, "/shared") }
    try server.wait { server.server.waitingBytes > 0 }
    #expect(server.server.waitingBytes < StubResponder.bigSize + 20 * 65_536)
    #expect(clients.count == 20)
    clients.removeAll()
    try server.wait { server.server.waitingBytes == 0 }
  }

  @Test("is limited: a 503 replaces a further long response until there is room again")
  func limit() throws {
    let server = try Self.server(limit: 2 * StubResponder.bigSize)
    var slow: RawClient? = try Self.slowClient(server, "/own")
    try server.wait { server.server.waitingBytes >= StubResponder.bigSize }
    for path in ["/own", "/shared"] {
      let refused = try server.client()
      refused.send("GET \(path) HTTP/1.1\r\nHost: a\r\n\r\nGET /b HTTP/1.1\r\nHost: a\r\n\r\n")
      let answer = try #require(try refused.readResponse())
      #expect(answer.status == 503)
      #expect(answer.text.contains("too-much-waits-for-clients"))
      // Short responses are still sent, on the same connection.
      #expect(try refused.readResponse()?.text == "path /b")
    }
    #expect(slow != nil)
    slow = nil
    try server.wait { server.server.waitingBytes == 0 }
    let next = try server.client()
    next.send("GET /own HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(try next.readResponse()?.content.count == StubResponder.bigSize)
  }

  @Test(
    "arrives whole behind its head, before the response to the next request", arguments: ["/shared", "/own"])
  func order(path: String) throws {
    let server = try Self.server(limit: 1 << 30)
    let client = try server.client()
    client.send("GET \(path) HTTP/1.1\r\nHost: a\r\n\r\nGET /b HTTP/1.1\r\nHost: a\r\n\r\n")
    let answer = try #require(try client.readResponse())
    #expect(answer.content.count == StubResponder.bigSize)
    #expect(Set(answer.content).count == 1)
    #expect(try client.readResponse()?.text == "path /b")
  }
}

@Suite("Idle connections")
struct IdleConnectionTests {
  @Test("are closed, the longest idle first, when nine tenths of all connections are in use")
  func closing() throws {
    let server = try TestServer { configuration in
      configuration.loops = 1
      configuration.maximumConnections = 20
    }
    var clients: [RawClient] = []
    for _ in 0..<60 {
      let client = try server.client()
      client.send("GET /a HTTP/1.1\r\nHost: a\r\n\r\n")
      #expect(try client.readResponse()?.text == "path /a")
      clients.append(client)
    }
    #expect(server.server.connectionCount <= 20)
    #expect(try clients[0].readToEnd().isEmpty)
    #expect(!clients[59].hasArrived())
  }
}
