import HTTPCore
import HTTPServer
import Locking
import TestSupport
import Testing

@Suite("A long produced response")
struct ProducedResponseTests {
  /// Serves `/numbers`, in which each byte depends on its position, and `/short`, which fails before its end.
  private final class NumberResponder: Responder {
    func reply(to head: RequestHead, in bytes: Span<UInt8>, id: RequestID, now: Int64) -> Reply {
      let isWhole = bytes.equals(head.target.path, "/numbers")
      let source = Numbers(end: isWhole ? Numbers.length : 3 * Numbers.pieceSize)
      return .response(Response(.ok, body: .source(source, length: Numbers.length)))
    }

    func response(to error: RequestError) -> Response { Response(error.status) }
    func tick(now: Int64) {}
  }

  private static func server() throws -> TestServer { try TestServer(responder: { NumberResponder() }) }

  @Test("arrives whole, and the connection stays open")
  func whole() throws {
    let server = try Self.server()
    let client = try server.client()
    for _ in 0..<2 { client.send("GET /numbers HTTP/1.1\r\nHost: a\r\n\r\n") }
    for _ in 0..<2 {
      let answer = try #require(try client.readResponse())
      #expect(answer.content == Numbers.content)
      #expect(answer.field("content-length") == "\(Numbers.length)")
    }
  }

  @Test("ends the connection if it fails, and the next request isn't answered")
  func breaksOff() throws {
    let server = try Self.server()
    let client = try server.client()
    for path in ["/short", "/numbers"] { client.send("GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n") }
    let received = try client.readToEnd()
    #expect(received.utf8.count <= 3 * Numbers.pieceSize + 1_000)
    #expect(!received.dropFirst().contains("HTTP/1.1"))
  }
}

/// Produces the bytes of `content` up to `end` in pieces, and then reports that there are no more.
private final class Numbers: BodySource {
  /// This isn't a multiple of `pieceSize`, and `pieceSize` isn't a multiple of the period of `content`.
  static let length = 5_000_001
  static let pieceSize = 65_536
  static let content = (0..<length).map { UInt8($0 % 113) }

  private let start = Guarded(0)
  private let end: Int

  init(end: Int) { self.end = end }

  func next(into output: inout [UInt8]) throws -> Bool {
    start.withLock { start in
      let pieceEnd = min(start + Self.pieceSize, end)
      output.append(contentsOf: Self.content[start..<pieceEnd])
      start = pieceEnd
      return start < end
    }
  }
}
