import HTTPCore
import HTTPServer
import Locking
import TestSupport
import Testing

/// Stores what the loops of a server log.
final class RecordedLog: Sendable {
  struct Line: Equatable {
    var status: Int
    var length: Int
    var id: String
    var peer: String
    var error: String?
  }

  private let lines = Guarded<[Line]>([])
  private let ticks = Guarded(0)

  var all: [Line] { lines.withLock { $0 } }
  var tickCount: Int { ticks.withLock { $0 } }

  /// The log of one loop.
  final class Writer: RequestLog {
    private let log: RecordedLog

    init(_ log: RecordedLog) { self.log = log }

    func record(
      _ head: RequestHead, in bytes: Span<UInt8>, status: Status, contentLength: Int, microseconds: Int,
      id: RequestID, peer: PeerAddress
    ) {
      #expect(0...20_000_000 ~= microseconds)
      let line = Line(
        status: status.code, length: contentLength, id: id.text, peer: peer.description, error: nil)
      log.lines.withLock { $0.append(line) }
    }

    func recordRefusal(_ error: RequestError, id: RequestID, peer: PeerAddress) {
      let line = Line(
        status: error.status.code, length: 0, id: id.text, peer: peer.description, error: error.code)
      log.lines.withLock { $0.append(line) }
    }

    func loopWillWait() {}

    func tick() { log.ticks.withLock { $0 += 1 } }
  }
}

@Suite("A reply")
struct ReplyTests {
  private static let pieces = String(repeating: "abc\n", count: 100)

  @Test(
    "of each kind reaches the client and the log",
    arguments: [
      ("GET", "/x", 200, "path /x", 7), ("GET", "/none", 204, "", 0), ("GET", "/stored", 200, "stored", 6),
      ("GET", "/stored/head", 200, "", 6), ("GET", "/stored/not-modified", 304, "", 0),
      ("HEAD", "/stored", 200, "", 0), ("HEAD", "/x", 200, "", 0), ("GET", "/deferred", 200, "deferred", 8),
      ("GET", "/deferred-stream", 200, pieces, -1), ("GET", "/awaited", 200, "awaited", 7),
      ("GET", "/awaited-at-once", 200, "awaited", 7), ("GET", "/stream", 200, pieces, -1),
      ("GET", "/sized", 200, pieces, 400), ("HEAD", "/stream", 200, "", 0),
      ("GET", "/empty-pieces", 200, "", -1),
    ] as [(String, String, Int, String, Int)])
  func kinds(_ method: String, _ path: String, _ status: Int, _ text: String, _ length: Int) throws {
    let log = RecordedLog()
    let server = try TestServer(log: { RecordedLog.Writer(log) })
    let client = try server.client()
    client.send("\(method) \(path) HTTP/1.1\r\nHost: a\r\nX-Request-Id: my-id\r\n\r\n")
    let hasNoBody = method == "HEAD" || path == "/stored/head"
    let response = try #require(try client.readResponse(toHead: hasNoBody))
    #expect(response.status == status && response.text == text)
    #expect(response.field("x-request-id") == "my-id" && response.field("connection") == nil)
    #expect(log.all == [.init(status: status, length: length, id: "my-id", peer: "127.0.0.1", error: nil)])
    client.send("GET /after HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(try client.readResponse()?.text == "path /after")
  }

  @Test(
    "of each kind may follow the content of the request",
    arguments: [
      "/content/x", "/content/stored", "/content/deferred", "/content/awaited", "/content/awaited-at-once",
      "/echo",
    ])
  func afterContent(_ path: String) throws {
    let log = RecordedLog()
    let server = try TestServer(log: { RecordedLog.Writer(log) })
    let client = try server.client()
    for text in ["hello", ""] {
      client.send("POST \(path) HTTP/1.1\r\nHost: a\r\nContent-Length: \(text.utf8.count)\r\n\r\n\(text)")
      #expect(try client.readResponse()?.text == text)
    }
    #expect(log.all.map(\.length) == [5, 0])
  }

  @Test("may not ask for the content twice")
  func contentTwice() throws {
    let server = try TestServer()
    let client = try server.client()
    client.send("POST /content/again HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\na")
    let response = try #require(try client.readResponse())
    #expect(response.status == 413 && response.field("connection") == "close")
    #expect(try client.readResponse() == nil)
  }

  @Test(
    "to HTTP/1.0 says whether the connection stays open",
    arguments: ["/x", "/stored", "/deferred", "/sized", "/content/x"])
  func http10(_ path: String) throws {
    let server = try TestServer()
    let client = try server.client()
    for _ in 0..<2 {
      client.send("POST \(path) HTTP/1.0\r\nConnection: keep-alive\r\nContent-Length: 0\r\n\r\n")
      #expect(try client.readResponse()?.field("connection") == "keep-alive")
    }
  }

  @Test(
    "that is sent later keeps unread content apart from the next request",
    arguments: ["/deferred", "/awaited"])
  func unreadContent(_ path: String) throws {
    let server = try TestServer()
    let client = try server.client()
    client.send("POST \(path) HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n")
    #expect(try client.readResponse()?.field("connection") == nil)
    client.send("helloGET /after HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(try client.readResponse()?.text == "path /after")
  }

  @Test(
    "to a request keeps the connection open if the content that no handler reads is short",
    arguments: [10, 11])
  func discardLimit(_ length: Int) throws {
    let server = try TestServer { $0.discardLimit = 10 }
    let client = try server.client()
    client.send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: \(length)\r\n\r\n")
    let response = try #require(try client.readResponse())
    #expect(response.field("connection") == (length > 10 ? "close" : nil))
    client.send("\(String(repeating: "x", count: length))GET /after HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(try client.readResponse()?.text == (length > 10 ? nil : "path /after"))
  }

  @Test("that refuses a request has an id, and the log has the code of the refusal")
  func refusals() throws {
    let log = RecordedLog()
    let server = try TestServer({ $0.maximumConnectionsPerAddress = 1 }, log: { RecordedLog.Writer(log) })
    let client = try server.client()
    client.send("GET / HTTP/1.1\r\n\r\n")
    let response = try #require(try client.readResponse())
    let id = try #require(response.field("x-request-id"))
    let first = RecordedLog.Line(status: 400, length: 0, id: id, peer: "127.0.0.1", error: "missing-host")
    #expect(log.all == [first])
    let second = try #require(try server.client().readResponse())
    let secondID = try #require(second.field("x-request-id"))
    #expect(second.status == 429 && second.field("connection") == "close" && second.field("date") != nil)
    try server.wait { log.all.count == 2 }
    #expect(log.all.last?.id == secondID && log.all.last?.error == "too-many-connections-from-address")
  }

  @Test("that refuses a HEAD request has no content")
  func refusedHead() throws {
    let server = try TestServer()
    let client = try server.client()
    client.send("HEAD / HTTP/1.1\r\n\r\n")
    let response = try #require(try client.readResponse(toHead: true))
    #expect(response.status == 400)
    #expect(try client.readToEnd().isEmpty)
  }

  @Test("is followed by a tick of the log about once a second")
  func ticks() throws {
    let log = RecordedLog()
    let server = try TestServer({ $0.loops = 1 }, log: { RecordedLog.Writer(log) })
    try server.wait { log.tickCount >= 2 }
    #expect(try server.isServing())
  }
}
