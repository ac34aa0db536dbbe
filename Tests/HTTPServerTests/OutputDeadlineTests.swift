import HTTPServer
import TestSupport
import Testing

/// Tests the deadlines of responses that the client takes in several parts, with a clock that the test moves.
@Suite("Deadlines of long responses")
struct OutputDeadlineTests {
  private static let request = "GET /shared HTTP/1.1\r\nHost: a\r\n\r\n"
  private let clock = TestClock()
  private let server: TestServer

  init() throws {
    server = try TestServer { [clock] configuration in
      configuration.loops = 1
      configuration.headTimeout = 1_000
      configuration.writeGrace = 3_000
      configuration.drainGrace = 400
      configuration.minimumRate = 1 << 20
      configuration.systemCalls.milliseconds = { clock.now }
    }
  }

  /// Returns a client whose socket takes far less than a response at once.
  private func client() throws -> RawClient {
    let client = try server.client()
    client.shrinkWindow(to: 32_768)
    return client
  }

  /// Returns when the loop has handled what the clients have sent and taken.
  private func passTurn() throws {
    for _ in 0..<2 { try #require(try server.isServing()) }
  }

  private func advance(by length: Int) throws {
    try passTurn()
    clock.advance(by: length)
    try passTurn()
  }

  @Test("the time of a head begins when the response before it has been taken")
  func nextHead() throws {
    let client = try client()
    client.send(Self.request + "GET /b HTTP/1.1\r\n")
    try server.wait { client.hasArrived() }
    try advance(by: 2_900)
    #expect(try client.readResponse()?.content.count == StubResponder.bigSize)
    try advance(by: 999)
    #expect(!client.hasArrived())
    try advance(by: 101)
    #expect(try client.readResponse()?.status == 408)
  }

  @Test(
    "the time of a response begins with it, not with its request",
    arguments: [
      ("GET /own HTTP/1.1\r\n", "Host: a\r\n\r\n", 900),
      ("POST /content/own HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhell", "o", 2_900),
    ])
  func slowRequest(_ start: String, _ rest: String, _ time: Int) throws {
    let client = try client()
    client.send(start)
    try advance(by: time)
    client.send(rest)
    try server.wait { client.hasArrived() }
    try advance(by: 2_900)
    #expect(try client.readResponse()?.content.count == StubResponder.bigSize)
  }

  @Test("what the client took of the response before doesn't count for the next one")
  func nextResponse() throws {
    let client = try client()
    client.send(Self.request)
    #expect(try client.readResponse()?.content.count == StubResponder.bigSize)
    client.send(Self.request)
    try server.wait { client.hasArrived() }
    try advance(by: 3_100)
    try server.waitUntilDeserted()
  }
}
