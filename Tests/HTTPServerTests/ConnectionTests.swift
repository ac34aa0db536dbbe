import HTTPServer
import Locking
import TestSupport
import Testing

@Suite("A connection")
struct ConnectionTests {
  @Test("answers pipelined requests in order, in one write")
  func pipelining() throws {
    let sends = Counter()
    let server = try TestServer { configuration in
      let send = unsafe configuration.systemCalls.send
      unsafe configuration.systemCalls.send = {
        sends.add()
        return unsafe send($0, $1, $2)
      }
    }
    let client = try server.client()
    client.send((0..<16).map { "GET /\($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined())
    for number in 0..<16 { #expect(try client.readResponse()?.text == "path /\(number)") }
    #expect(sends.value == 1)
  }

  @Test("is read once for each request that arrives whole")
  func reads() throws {
    let reads = Counter()
    let server = try TestServer { configuration in
      let receive = unsafe configuration.systemCalls.receive
      unsafe configuration.systemCalls.receive = {
        reads.add()
        return unsafe receive($0, $1, $2)
      }
    }
    let client = try server.client()
    for _ in 0..<10 {
      client.send("GET /a HTTP/1.1\r\nHost: a\r\n\r\n")
      #expect(try client.readResponse()?.text == "path /a")
    }
    #expect(reads.value == 10)
  }

  @Test("gets its own answers while many other clients send requests")
  func manyAtOnce() throws {
    let server = try TestServer()
    let clients = try (0..<80).map { _ in try server.client() }
    for round in 0..<3 {
      for (number, client) in clients.enumerated() {
        client.send("GET /\(round)/\(number) HTTP/1.1\r\nHost: a\r\n\r\n")
      }
      for (number, client) in clients.enumerated() {
        #expect(try client.readResponse()?.text == "path /\(round)/\(number)")
      }
    }
  }

  @Test("keeps the order of responses that come from another thread or are produced in pieces")
  func order() throws {
    let server = try TestServer()
    let client = try server.client()
    client.send(
      ["/deferred", "/a", "/stream", "/b", "/deferred", "/sized"]
        .map { "GET \($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined())
    let pieces = String(repeating: "abc\n", count: 100)
    for expected in ["deferred", "path /a", pieces, "path /b", "deferred", pieces] {
      #expect(try client.readResponse()?.text == expected)
    }
  }

  @Test(
    "stays open in HTTP/1.1 and closes in HTTP/1.0, unless the client asks for the opposite",
    arguments: [
      ("1.1", "", nil, true), ("1.1", "Connection: close\r\n", "close", false),
      ("1.0", "", "close", false), ("1.0", "Connection: keep-alive\r\n", "keep-alive", true),
    ] as [(String, String, String?, Bool)])
  func persistence(_ version: String, _ field: String, _ answer: String?, _ staysOpen: Bool) throws {
    let server = try TestServer()
    let client = try server.client()
    client.send("GET / HTTP/\(version)\r\nHost: a\r\n\(field)\r\n")
    #expect(try client.readResponse()?.field("connection") == answer)
    client.send("GET /after HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(try client.readResponse()?.text == (staysOpen ? "path /after" : nil))
  }

  @Test(
    "has Date and X-Request-Id in every answer, including refusals",
    arguments: [
      "GET / HTTP/1.1\r\nHost: a\r\n\r\n", "GET /none HTTP/1.1\r\nHost: a\r\n\r\n", "GET / HTTP/1.1\r\n\r\n",
      "GET /stream HTTP/1.1\r\nHost: a\r\n\r\n", "nonsense\r\n\r\n",
    ])
  func transportFields(_ request: String) throws {
    let server = try TestServer()
    let client = try server.client()
    client.send(request)
    let response = try #require(try client.readResponse())
    #expect(response.field("date")?.hasSuffix(" GMT") == true)
    #expect(response.field("x-request-id")?.count == 16)
  }

  @Test("gets no further answers while much output waits for its client")
  func outputLimit() throws {
    let server = try TestServer { $0.loops = 1 }
    let client = try server.client()
    let count = 300
    client.send((0..<count).map { "GET /long/\($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined())
    // The loop has begun to answer, and then has answered another client, so the first turn is over.
    try server.wait { server.answers.value > 0 }
    #expect(try server.isServing())
    #expect(server.answers.value < count / 2)
    for number in 0..<count {
      let answer = try #require(try client.readResponse())
      #expect(answer.content.count == StubResponder.longSize)
      #expect(answer.text.prefix { $0 != "." } == "path /long/\(number) ")
    }
  }

  @Test("doesn't block others while its response is produced slowly")
  func turns() throws {
    let server = try TestServer { $0.loops = 1 }
    let other = try server.client()
    other.send("GET /x HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(try other.readResponse()?.status == 200)
    SlowPieces.made.withLock { $0 = 0 }
    let client = try server.client()
    client.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n")
    // A part of the response has arrived. The whole response takes 400 ms.
    _ = try client.read(200)
    other.send("GET /made HTTP/1.1\r\nHost: a\r\n\r\n")
    let made = try #require(try other.readResponse().flatMap { Int($0.text) })
    #expect(made < SlowPieces.count / 2)
  }

  @Test("carries no content after HEAD and 204, and continues correctly afterwards")
  func noContent() throws {
    let server = try TestServer()
    let client = try server.client()
    for path in ["/x", "/stream", "/sized", "/deferred"] {
      client.send("HEAD \(path) HTTP/1.1\r\nHost: a\r\n\r\n")
      #expect(try client.readResponse(toHead: true)?.status == 200)
    }
    client.send("GET /none HTTP/1.1\r\nHost: a\r\n\r\nGET /after HTTP/1.1\r\nHost: a\r\n\r\n")
    let none = try #require(try client.readResponse())
    #expect(none.status == 204 && none.field("content-length") == nil)
    #expect(try client.readResponse()?.text == "path /after")
  }

  @Test("still carries answers to a client that has closed its sending side")
  func halfClose() throws {
    let server = try TestServer()
    for path in ["/deferred", "/stream", "/x"] {
      let client = try server.client()
      client.send("GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n")
      client.finishSending()
      #expect(try client.readResponse()?.status == 200)
      #expect(try client.readResponse() == nil)
    }
  }

  @Test("with a malformed stream gets one answer and is closed, and nothing further is read")
  func malformed() throws {
    let server = try TestServer()
    let client = try server.client()
    client.send(
      "GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost : a\r\n\r\nGET /never HTTP/1.1\r\nHost: a\r\n\r\n"
    )
    #expect(try client.readResponse()?.text == "path /")
    let refusal = try #require(try client.readResponse())
    #expect(refusal.status == 400 && refusal.field("connection") == "close")
    #expect(refusal.text.contains("malformed-field-name"))
    #expect(try client.readToEnd().isEmpty)
  }

  @Test(
    "is closed in the middle of a produced response that fails or doesn't have the length that it stated",
    arguments: [
      "/failing", "/too-short", "/too-long",
    ])
  func brokenStream(_ path: String) throws {
    let warnings = Warnings()
    let server = try TestServer(warn: { warnings.add($0) })
    let client = try server.client()
    client.send("GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(!(try client.readToEnd().hasSuffix("0\r\n\r\n")))
    #expect(try server.isServing())
    #expect(warnings.all.count == 1)
    #expect(warnings.all.first?.contains(path == "/failing" ? "broke off" : "Content-Length") == true)
  }

  @Test("transfers a whole response even if every write is short", arguments: [10_007, -1])
  func shortWrites(_ most: Int) throws {
    let server = try TestServer { configuration in
      let send = unsafe configuration.systemCalls.send
      // -1 is one byte less than the whole.
      unsafe configuration.systemCalls.send = {
        unsafe send($0, $1, most < 0 ? max(1, $2 - 1) : min($2, most))
      }
    }
    let client = try server.client()
    client.send("GET /big HTTP/1.1\r\nHost: a\r\n\r\nGET /after HTTP/1.1\r\nHost: a\r\n\r\n")
    let big = try client.readResponse(toHead: true)
    #expect(big?.field("content-length") == "\(StubResponder.bigSize)")
    let content = try client.read(StubResponder.bigSize)
    #expect(content == Array(repeatElement(Array("abc\n".utf8), count: StubResponder.bigSize / 4).joined()))
    #expect(try client.readResponse()?.text == "path /after")
  }

  @Test("is closed at the end of a produced response of unknown length to HTTP/1.0")
  func streamToHTTP10() throws {
    let server = try TestServer()
    let client = try server.client()
    client.send("GET /stream HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
    let all = try client.readToEnd()
    #expect(!all.contains("Transfer-Encoding") && all.contains("Connection: close"))
    #expect(all.hasSuffix(String(repeating: "abc\n", count: 100)))
  }
}
