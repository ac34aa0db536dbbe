import Dispatch
import HTTPCore
import HTTPServer
import Locking
import TestSupport

/// Serves a few resources that show what the transport does.
///
/// Below `/content/`, the responder reads the content first. It then replies as it does to the rest of the
/// path, but with the content instead of the usual text.
final class StubResponder: Responder {
  static let bigSize = 8 << 20
  static let longSize = 65_536
  /// The response to `/shared`. All its uses share one body in memory.
  static let shared = StoredResponse(
    Response(.ok, body: .bytes([UInt8](repeating: UInt8(ascii: "s"), count: bigSize))))
  static let contentLimit = 1_000

  private let answers: Counter
  private let gate: Gate

  init(answers: Counter = Counter(), gate: Gate = Gate()) {
    self.answers = answers
    self.gate = gate
  }

  func reply(to head: RequestHead, in bytes: Span<UInt8>, id: RequestID, now: Int64) -> Reply {
    answers.add()
    let path = bytes.text(head.target.path)
    if path == "/client" {
      let text = "\(head.peer) \(head.account == nil ? "unlimited" : "limited")"
      return .response(Response(.ok, body: .bytes(Array(text.utf8))))
    }
    guard path.hasPrefix("/content/") || path == "/echo" else { return reply(path, nil) }
    return .readContent(limit: Self.contentLimit) { [self] request, _ in
      reply(path == "/echo" ? path : String(path.dropFirst(8)), request.content)
    }
  }

  func response(to error: RequestError) -> Response {
    let problem = Problem(error)
    return Response(problem.status, body: .bytes(problem.json))
  }

  func tick(now: Int64) {}

  private func reply(_ path: String, _ content: [UInt8]?) -> Reply {
    func body(_ text: String) -> Response.Body { .bytes(content ?? Array(text.utf8)) }
    switch path {
    case "/echo": return ok(body(""))
    case "/again": return .readContent(limit: Self.contentLimit) { _, _ in .response(Response(.ok)) }
    case "/shared": return .stored(Self.shared, .whole)
    case "/own": return ok(.bytes([UInt8](repeating: UInt8(ascii: "o"), count: Self.bigSize)))
    case "/count": return ok(.bytes(Array("\(answers.value)".utf8)))
    case "/holding":
      gate.wait()
      return ok(body("held"))
    case "/none": return .response(Response(.noContent))
    case _ where path.hasPrefix("/stored"): return stored(path, body("stored"))
    case _ where path.hasPrefix("/long/"):
      return ok(.bytes(Self.padded("path \(path) ", to: Self.longSize)))
    default: return later(path, content) ?? produced(path) ?? ok(body("path \(path)"))
    }
  }

  /// Returns a reply that is deferred, awaited or delayed, or nil for another path.
  private func later(_ path: String, _ content: [UInt8]?) -> Reply? {
    func response(_ text: String) -> Response {
      Response(.ok, body: .bytes(content ?? Array(text.utf8)))
    }
    switch path {
    case "/deferred": return .deferred { Response(.ok, body: .bytes(content ?? Array("deferred".utf8))) }
    case "/deferred-stream":
      return .deferred { Response(.ok, body: .source(Pieces(count: 100), length: nil)) }
    case "/waiting":
      return .deferred { [gate] in
        gate.wait()
        return Response(.ok, body: .bytes(Array("waited".utf8)))
      }
    case "/awaited":
      let response = response("awaited")
      return .awaited { later in
        DispatchQueue.global().async {
          later.deliver(.response(response))
          later.wakeLoop()
        }
      }
    case "/awaited-at-once":
      let response = response("awaited")
      return .awaited { later in
        later.deliver(.response(response))
        later.wakeLoop()
      }
    case "/delayed": return .delayed(response("delayed"), milliseconds: 1_000)
    case "/delayed-long": return .delayed(response("delayed long"), milliseconds: 3_600_000)
    default: return nil
    }
  }

  private func ok(_ body: Response.Body) -> Reply { .response(Response(.ok, body: body)) }

  private func stored(_ path: String, _ body: Response.Body) -> Reply {
    let response = Response(.ok, fields: [.init("ETag", "\"a\"")], body: body)
    let stored = StoredResponse(response, tag: EntityTag(opaque: "a"))
    switch path {
    case "/stored/head": return .stored(stored, .headOnly)
    case "/stored/not-modified": return .stored(stored, .notModified)
    default: return .stored(stored, .whole)
    }
  }

  private func produced(_ path: String) -> Reply? {
    switch path {
    case "/stream": ok(.source(Pieces(count: 100), length: nil))
    case "/sized": ok(.source(Pieces(count: 100), length: 400))
    case "/too-short": ok(.source(Pieces(count: 100), length: 401))
    case "/too-long": ok(.source(Pieces(count: 100), length: 399))
    case "/failing": ok(.source(Pieces(count: 100, failsAt: 50), length: nil))
    case "/empty-pieces": ok(.source(Pieces(count: 3, size: 0), length: nil))
    case "/big": ok(.source(Pieces(count: Self.bigSize / 4_096, size: 4_096), length: Self.bigSize))
    case "/slow": ok(.source(SlowPieces(), length: nil))
    case "/made": ok(.bytes(Array(String(SlowPieces.made.withLock { $0 }).utf8)))
    default: nil
    }
  }

  private static func padded(_ text: String, to size: Int) -> [UInt8] {
    Array(text.utf8) + Array(repeating: UInt8(ascii: "."), count: size - text.utf8.count)
  }
}

/// Produces pieces whose size is a multiple of four bytes.
final class Pieces: BodySource {
  struct Broken: Error {}

  private let left: Guarded<Int>
  private let size: Int
  private let failsAt: Int?

  init(count: Int, size: Int = 4, failsAt: Int? = nil) {
    left = Guarded(count)
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
