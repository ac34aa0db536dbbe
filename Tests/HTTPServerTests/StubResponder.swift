import Glibc
import HTTPCore
import HTTPServer
import Synchronization
import TestSupport

/// A few resources that bring out what the transport does.
final class StubResponder: Responder {
  static let bigSize = 8 << 20
  static let longSize = 65_536

  /// Counts the answers of the server, over all loops.
  private let answers: Counter

  init(_ answers: Counter = Counter()) { self.answers = answers }

  func reply(to head: RequestHead, in bytes: Span<UInt8>, id: RequestID, now: Int64) -> Reply {
    answers.add()
    let path = bytes.text(head.target.path)
    switch path {
    case "/echo":
      return .readContent(limit: 1_000) { request, _ in
        .response(Response(.ok, body: .bytes(request.content)))
      }
    case "/deferred": return .deferred { Response(.ok, body: .bytes(Array("deferred".utf8))) }
    case "/held": return .held(Response(.ok, body: .bytes(Array("held".utf8))), milliseconds: 1)
    case "/held-long":
      return .held(Response(.ok, body: .bytes(Array("held long".utf8))), milliseconds: 3_600_000)
    case "/stream": return .response(Response(.ok, body: .source(Pieces(count: 100), length: nil)))
    case "/sized": return .response(Response(.ok, body: .source(Pieces(count: 100), length: 400)))
    case "/lying": return .response(Response(.ok, body: .source(Pieces(count: 100), length: 401)))
    case "/failing":
      return .response(Response(.ok, body: .source(Pieces(count: 100, failsAt: 50), length: nil)))
    case "/big":
      return .response(
        Response(.ok, body: .source(Pieces(count: Self.bigSize / 4_096, size: 4_096), length: Self.bigSize)))
    case "/slow": return .response(Response(.ok, body: .source(SlowPieces(), length: nil)))
    case "/made":
      return .response(Response(.ok, body: .bytes(Array(String(SlowPieces.made.withLock { $0 }).utf8))))
    case "/none": return .response(Response(.noContent))
    case _ where path.hasPrefix("/long/"):
      return .response(Response(.ok, body: .bytes(Self.padded("path \(path) ", to: Self.longSize))))
    default: return .response(Response(.ok, body: .bytes(Array("path \(path)".utf8))))
    }
  }

  private static func padded(_ text: String, to size: Int) -> [UInt8] {
    Array(text.utf8) + Array(repeating: UInt8(ascii: "."), count: size - text.utf8.count)
  }

  func response(to error: RequestError) -> Response {
    let problem = Problem(error)
    return Response(problem.status, body: .bytes(problem.json))
  }

  func tick(now: Int64) {}
}

/// Pieces of a multiple of four octets.
final class Pieces: BodySource {
  struct Broken: Error {}

  private let left: Mutex<Int>
  private let size: Int
  private let failsAt: Int?

  init(count: Int, size: Int = 4, failsAt: Int? = nil) {
    left = Mutex(count)
    self.size = size
    self.failsAt = failsAt
  }

  func next(into output: inout [UInt8]) throws -> Bool {
    let number = left.withLock { left in
      left -= 1
      return left
    }
    if number == failsAt { throw Broken() }
    for _ in 0..<size / 4 { output.append("abc\n") }
    return number > 0
  }
}

/// A server on a free port of 127.0.0.1, stopped with the test.
final class TestServer {
  let server: Server
  let port: UInt16
  let answers = Counter()

  init(
    _ change: (inout ServerConfiguration) -> Void = { _ in },
    responder: @escaping @Sendable (Counter) -> any Responder = { StubResponder($0) }
  ) throws {
    var configuration = ServerConfiguration(addresses: [.internet(host: "127.0.0.1", port: 0)], loops: 2)
    change(&configuration)
    server = Server(configuration, responder: { [answers] in responder(answers) })
    guard case .internet(_, let port)? = try server.start().first else { throw NotBound() }
    self.port = port
  }

  struct NotBound: Error {}

  deinit { _ = server.stop(within: 2_000) }

  struct TimedOut: Error {}

  /// Returns when no connection is left, which a deadline of the server brings about. Repeats `meanwhile`.
  func waitUntilDeserted(meanwhile: () -> Void = {}) throws {
    try wait(meanwhile: meanwhile) { server.connectionCount == 0 }
  }

  /// Returns when `condition` is true; throws if it is still false after 20 seconds.
  func wait(meanwhile: () -> Void = {}, until condition: () -> Bool) throws {
    for _ in 0..<4_000 {
      if condition() { return }
      meanwhile()
      poll(nil, 0, 5)
    }
    throw TimedOut()
  }

  func client() throws -> RawClient { try RawClient(port: port) }

  /// Whether a new connection is served as it should be.
  func isServing() throws -> Bool {
    let client = try client()
    client.send("GET /probe HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
    return try client.readResponse()?.text == "path /probe"
  }
}
