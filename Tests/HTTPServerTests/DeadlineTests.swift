import HTTPServer
import TestSupport
import Testing

@Suite("Deadlines")
struct DeadlineTests {
  /// Everything takes a fifth of a second; a test waits for the server, never for a clock.
  private static func hurried(_ configuration: inout ServerConfiguration) {
    configuration.headTimeout = 200
    configuration.bodyGrace = 200
    configuration.writeGrace = 200
    configuration.idleTimeout = 200
    configuration.lingerTimeout = 200
    configuration.drainGrace = 100
  }

  @Test("end a connection on which nothing is asked, without a word")
  func idle() throws {
    let server = try TestServer(Self.hurried)
    #expect(try server.client().readToEnd().isEmpty)
    let used = try server.client()
    used.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(try used.readResponse()?.status == 200)
    #expect(try used.readToEnd().isEmpty)
  }

  @Test(
    "end a head or content that does not get done, with 408",
    arguments: [
      "GET / HTTP/1.1\r\nHost:", "\r\n", "G",
      "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhel",
      "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel",
    ])
  func slow(_ start: String) throws {
    let server = try TestServer(Self.hurried)
    let client = try server.client()
    client.send(start)
    let answer = try #require(try client.readResponse())
    #expect(answer.status == 408 && answer.field("connection") == "close")
    #expect(try client.readResponse() == nil)
  }

  @Test("do not move with each octet of a head")
  func trickle() throws {
    let server = try TestServer(Self.hurried)
    let client = try server.client()
    client.send("GET / HTTP/1.1\r\nHost: a\r\n")
    // Sends as long as the server listens: with a deadline that moved, this would never end.
    while client.send("X: y\r\n") {}
    #expect(try server.isServing())
  }

  @Test("end a client that does not read its answer")
  func slowReader() throws {
    let server = try TestServer(Self.hurried)
    let client = try server.client()
    client.shrinkWindow()
    client.send("GET /big HTTP/1.1\r\nHost: a\r\n\r\n")
    // The answer has begun, so the server has accepted the connection and counts it.
    try #require(try client.read(1).count == 1)
    try server.waitUntilDeserted()
    #expect(try server.isServing())
  }

  @Test("let a held answer go, then what was asked after it")
  func held() throws {
    let server = try TestServer(Self.hurried)
    let client = try server.client()
    client.send(
      "POST /held HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabcGET /b HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(try client.readResponse()?.text == "held")
    #expect(try client.readResponse()?.text == "path /b")
  }

  @Test("of a held answer keep nobody else waiting, and a stop neither")
  func heldLong() throws {
    let server = try TestServer { $0.loops = 1 }
    let client = try server.client()
    client.send("GET /held-long HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(try server.isServing())
    #expect(server.server.stop(within: 20_000))
    #expect(try client.readResponse()?.text == "held long")
    #expect(try client.readResponse() == nil)
  }

  @Test("end a client that never takes the close it was sent")
  func linger() throws {
    let server = try TestServer(Self.hurried)
    let client = try server.client()
    client.send("nonsense\r\n\r\n")
    #expect(try client.readResponse()?.status == 400)
    try server.waitUntilDeserted { client.send("more") }
    #expect(try server.isServing())
  }
}
