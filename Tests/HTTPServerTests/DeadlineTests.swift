import HTTPServer
import TestSupport
import Testing

/// Tests the deadlines of a server whose clock the test moves. Ticks are 100 ms apart, so the server notices
/// a deadline between 0 and 100 ms late, and never early.
@Suite("Deadlines")
struct DeadlineTests {
  let clock = TestClock()
  let server: TestServer

  init() throws {
    server = try TestServer { [clock] configuration in
      configuration.loops = 1
      configuration.headTimeout = 1_000
      configuration.bodyGrace = 2_000
      configuration.writeGrace = 3_000
      configuration.idleTimeout = 4_000
      configuration.lingerTimeout = 500
      configuration.drainGrace = 400
      configuration.minimumRate = 100
      configuration.systemCalls.milliseconds = { clock.now }
    }
  }

  /// Moves the clock, and returns when the loop has done everything that is due.
  func advance(by length: Int) throws {
    // The loop first handles what the clients have sent before the clock moves.
    try passTurn()
    clock.advance(by: length)
    try passTurn()
  }

  /// Returns when the loop has served two more clients. The loop may serve the first one before it checks
  /// the deadlines.
  func passTurn() throws {
    for _ in 0..<2 { try #require(try server.isServing()) }
  }

  func client(_ text: String) throws -> RawClient {
    let client = try server.client()
    client.send(text)
    return client
  }

  func expectTimeout(_ client: RawClient) throws {
    let answer = try #require(try client.readResponse())
    #expect(answer.status == 408 && answer.field("connection") == "close")
    #expect(answer.text.contains("request-timeout"))
    #expect(try client.readResponse() == nil)
  }

  @Test("end an idle connection without an answer")
  func idle() throws {
    let client = try self.client("GET /a HTTP/1.1\r\nHost: a\r\n\r\n")
    let used = try self.client("GET /a HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(try client.readResponse()?.status == 200)
    #expect(try used.readResponse()?.status == 200)
    try advance(by: 3_999)
    #expect(!client.hasArrived() && !used.hasArrived())
    used.send("GET /b HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(try used.readResponse()?.text == "path /b")
    try advance(by: 101)
    #expect(client.hasArrived() && !used.hasArrived())
    #expect(try client.readToEnd().isEmpty)
    // The time of the other connection began with its last response.
    try advance(by: 3_898)
    #expect(!used.hasArrived())
    try advance(by: 101)
    #expect(try used.readToEnd().isEmpty)
  }

  @Test("end a connection without a request after the time that an incomplete head has")
  func silence() throws {
    let client = try server.client()
    try advance(by: 999)
    #expect(!client.hasArrived())
    try advance(by: 101)
    #expect(try client.readToEnd().isEmpty)
  }

  @Test("answer an incomplete head with 408", arguments: ["GET / HTTP/1.1\r\nHost:", "\r\n", "G"])
  func head(_ start: String) throws {
    let client = try client(start)
    try advance(by: 999)
    #expect(!client.hasArrived())
    try advance(by: 101)
    #expect(client.hasArrived())
    try expectTimeout(client)
  }

  @Test("of a head don't move with each byte, and begin again with the next head")
  func slowHead() throws {
    let client = try client("GET /a HTTP/1.1\r\n")
    for _ in 0..<3 {
      try advance(by: 300)
      client.send("X: y\r\n")
    }
    client.send("Host: a\r\n\r\n")
    #expect(try client.readResponse()?.text == "path /a")
    client.send("GET /b HTTP/1.1\r\n")
    for _ in 0..<3 {
      try advance(by: 300)
      client.send("X: y\r\n")
    }
    try advance(by: 99)
    #expect(!client.hasArrived())
    try advance(by: 101)
    try expectTimeout(client)
  }

  @Test(
    "answer content that stops with 408",
    arguments: [
      "Content-Length: 5\r\n\r\nhel", "Transfer-Encoding: chunked\r\n\r\n5\r\nhel",
      "Content-Length: 5\r\n\r\n",
    ])
  func content(_ start: String) throws {
    let client = try client("POST /echo HTTP/1.1\r\nHost: a\r\n\(start)")
    try advance(by: 1_999)
    #expect(!client.hasArrived())
    try advance(by: 101)
    #expect(client.hasArrived())
    try expectTimeout(client)
  }

  @Test(
    "end content that arrives below the minimum rate", arguments: [(209, false), (210, true), (1_000, true)])
  func minimumRate(_ count: Int, _ isEnough: Bool) throws {
    let client = try client("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n")
    try passTurn()
    client.send(String(repeating: "x", count: min(count, 990)))
    // The rate is checked after 2,100 ms, in which 210 bytes should have arrived.
    try advance(by: 2_100)
    #expect(client.hasArrived() == !isEnough)
    guard isEnough else { return try expectTimeout(client) }
    // Bytes of the first interval don't count in the second one.
    try advance(by: 1_999)
    #expect(!client.hasArrived())
    try advance(by: 101)
    try expectTimeout(client)
  }

  @Test("don't end content that arrives at the minimum rate")
  func fastEnough() throws {
    // The rate that a long response requires ends with it.
    let client = try client("GET /big HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(try client.readResponse()?.content.count == StubResponder.bigSize)
    client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n")
    try passTurn()
    for round in 1...4 {
      client.send(String(repeating: "x", count: 250))
      if round < 4 { try advance(by: 2_100) }
    }
    #expect(try client.readResponse()?.content.count == 1_000)
  }

  @Test("end content that no handler reads, without a second answer")
  func discarded() throws {
    let client = try client("GET /a HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhel")
    #expect(try client.readResponse()?.text == "path /a")
    try advance(by: 1_999)
    #expect(!client.hasArrived())
    try advance(by: 101)
    #expect(client.hasArrived())
    #expect(try client.readToEnd().isEmpty)
  }

  /// Uses the real clock, because the size of the system's buffers isn't known in advance.
  @Test("disconnect a client that doesn't read its response", arguments: ["/big", "/long/1"])
  func output(_ path: String) throws {
    let server = try TestServer { configuration in
      configuration.loops = 1
      configuration.writeGrace = 200
      configuration.minimumRate = 100
    }
    let client = try server.client()
    client.shrinkWindow()
    let requests = path == "/big" ? 1 : 100
    for _ in 0..<requests { client.send("GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n") }
    // The response has begun, so the server has accepted the connection and counts it.
    try #require(try client.read(1).count == 1)
    try server.waitUntilDeserted()
  }

  @Test("don't disconnect a client that reads a long response at the minimum rate")
  func slowOutput() throws {
    let client = try client("GET /big HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
    var count = 0
    for _ in 0..<4 {
      count += try client.read(1 << 20).count
      try advance(by: 3_100)
    }
    count += try client.readToEnd().utf8.count
    #expect(count > StubResponder.bigSize)
  }

  @Test("disconnect a client that reads a long response at the minimum rate of short ones")
  func slowLongOutput() throws {
    let server = try TestServer { [clock] configuration in
      configuration.loops = 1
      configuration.writeGrace = 3_000
      configuration.minimumRate = 100
      // A response of 8 MiB has 80 seconds, so the minimum rate is 104,857 bytes per second.
      configuration.longestDownload = 80
      configuration.highestRate = 1 << 20
      configuration.systemCalls.milliseconds = { clock.now }
    }
    let client = try server.client()
    client.shrinkWindow()
    client.send("GET /shared HTTP/1.1\r\nHost: a\r\n\r\n")
    var hasEnded = false
    // Every three seconds, the client reads ten times as much as the minimum rate requires.
    for _ in 0..<400 where !hasEnded {
      hasEnded = try client.read(3_000).isEmpty
      try #require(try server.isServing())
      clock.advance(by: 3_100)
      try #require(try server.isServing())
    }
    #expect(hasEnded)
  }

  @Test("are short for a client that never closes the connection after its last answer")
  func linger() throws {
    let client = try client("non")
    // The time begins with the answer.
    try advance(by: 900)
    client.send("sense\r\n\r\n")
    #expect(try client.readResponse()?.status == 400)
    try advance(by: 300)
    client.send("more")
    try advance(by: 199)
    #expect(client.send("more"))
    try server.wait { server.server.connectionCount == 1 }
    try advance(by: 101)
    try server.waitUntilDeserted()
  }

  @Test("of a delayed response don't delay other connections")
  func delayed() throws {
    let client = try client(
      "POST /delayed HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabcGET /b HTTP/1.1\r\nHost: a\r\n\r\n")
    try advance(by: 999)
    #expect(!client.hasArrived())
    try advance(by: 101)
    #expect(try client.readResponse()?.text == "delayed")
    #expect(try client.readResponse()?.text == "path /b")
    // It is sent once.
    client.send("GET /waiting HTTP/1.1\r\nHost: a\r\n\r\n")
    try server.wait { server.gate.isWaitedFor }
    try advance(by: 1_100)
    #expect(!client.hasArrived())
    server.gate.open()
    #expect(try client.readResponse()?.text == "waited")
  }

  @Test("don't exist for a worker or for a later response")
  func later() throws {
    let client = try client("GET /waiting HTTP/1.1\r\nHost: a\r\n\r\n")
    try server.wait { server.gate.isWaitedFor }
    try advance(by: 1_000_000)
    #expect(!client.hasArrived())
    server.gate.open()
    #expect(try client.readResponse()?.text == "waited")
  }

  @Test("give an idle connection a short time to send one more request while the server stops")
  func drain() throws {
    let idle = try server.client()
    let used = try client("GET /a HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(try used.readResponse()?.status == 200)
    let stop = try Stop(server, within: 10_000)
    used.send("GET /b HTTP/1.1\r\nHost: a\r\n\r\n")
    let last = try #require(try used.readResponse())
    #expect(last.text == "path /b" && last.field("connection") == "close")
    #expect(!idle.hasArrived())
    // Nothing arrives after this, so only ticks run the loop.
    clock.advance(by: 601)
    #expect(try idle.readToEnd().isEmpty)
    #expect(try used.readToEnd().isEmpty)
    #expect(stop.wait())
  }

  @Test("end every connection that is still open when the time to stop is over")
  func stop() throws {
    let client = try client("GET /waiting HTTP/1.1\r\nHost: a\r\n\r\n")
    try server.wait { server.gate.isWaitedFor }
    let stop = try Stop(server, within: 5_000)
    clock.advance(by: 4_999)
    #expect(!client.hasArrived() && !stop.isOver)
    clock.advance(by: 1)
    #expect(try client.readToEnd().isEmpty)
    #expect(!stop.wait())
    server.gate.open()
  }
}
