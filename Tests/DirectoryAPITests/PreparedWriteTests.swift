import Directory
import Dispatch
import HTTPCore
import Locking
import TestSupport
import Testing

@testable import DirectoryAPI

@Suite("The head of a write")
struct PreparedWriteTests {
  private static let secret = TokenSecret.make()
  private let service: Service

  init() throws {
    service = try Service()
    _ = try service.store.createToken(
      Token(
        id: 0, name: "Kari", role: .editor, createdAt: 0, expiresAt: nil, revokedAt: nil,
        digest: TokenSecret.digest(Self.secret.utf8)))
  }

  /// Returns the reply to the head.
  private func head(_ method: String, _ target: String, _ fields: [String]) throws -> (Reply, Request) {
    let lines = ["\(method) \(target) HTTP/1.1", "Host: x", "Authorization: Bearer \(Self.secret)"] + fields
    let bytes = Array((lines + ["", ""]).joined(separator: "\r\n").utf8)
    var parser = RequestParser()
    guard case .complete = parser.parse(bytes.span) else { throw Service.Unparsed(event: "\(lines)") }
    let id = RequestID(RequestID(prefix: 1), number: 2)
    let reply = service.responder.reply(to: parser.head, in: bytes.span, id: id, now: service.now)
    return (reply, Request(head: parser.head, bytes: bytes, content: Array("{}".utf8), id: id))
  }

  private static let json = "Content-Type: application/json"

  @Test(
    "is checked once: the token is looked up once for the head and the content",
    arguments: [
      ("POST", "/members", [json]), ("PUT", "/members/asker", [json, "If-Match: *"]),
      ("PATCH", "/members/asker", [json, "If-Match: *"]), ("DELETE", "/members/asker", ["If-Match: *"]),
    ])
  func lookups(method: String, target: String, fields: [String]) throws {
    var (reply, request) = try head(method, target, fields)
    if method != "DELETE" {
      guard case .readContent(_, let then) = reply else {
        Issue.record("the content is not read: \(reply)")
        return
      }
      reply = then(request, service.now)
    }
    guard case .awaited(let start) = reply else {
      Issue.record("no edit was begun: \(reply)")
      return
    }
    let isSent = DispatchSemaphore(value: 0)
    let status = Guarded(0)
    start(
      LaterResponse(
        deliver: { delivery in
          if case .response(let response) = delivery { status.withLock { $0 = response.status.code } }
        }, wakeLoop: { isSent.signal() })
    )
    isSent.wait()
    // The content is an empty object. It is a valid PATCH that changes nothing, but isn't a whole record.
    #expect(status.withLock { $0 } == (method == "PATCH" ? 200 : method == "DELETE" ? 204 : 422))
    #expect(service.store.tokenLookups == 1)
  }

  @Test(
    "is refused before the content is read if it is wrong",
    arguments: [
      ("POST", "/members?dryRun=maybe", [json], 400), ("POST", "/members", [json, "Accept: text/csv"], 406),
      ("POST", "/members", ["Content-Type: text/plain"], 415), ("POST", "/members", [String](), 415),
      ("POST", "/members", [json, "Content-Encoding: gzip"], 415),
      ("POST", "/members", [json, "Idempotency-Key: a b"], 400),
      ("POST", "/members", [json, "Idempotency-Key: a", "Idempotency-Key: b"], 400),
      ("PUT", "/members/asker", [json], 428), ("PATCH", "/members/asker", [json], 428),
      ("DELETE", "/members/asker", [], 428), ("PATCH", "/organisation", [json, "If-Match: *"], 403),
      ("POST", "/import", [json], 403),
    ])
  func refused(method: String, target: String, fields: [String], status: Int) throws {
    guard case .stored(let response, _) = try head(method, target, fields).0 else {
      Issue.record("the head was accepted")
      return
    }
    #expect(response.status.code == status)
  }

  @Test("of a new record needs If-None-Match: *, and a tag isn't enough")
  func conditions() throws {
    guard case .readContent = try head("PUT", "/members/new", [Self.json, "If-None-Match: *"]).0 else {
      Issue.record("a new record needs no If-Match")
      return
    }
    guard case .stored = try head("PUT", "/members/new", [Self.json, "If-None-Match: \"a\""]).0 else {
      Issue.record("If-None-Match with a tag is not enough")
      return
    }
  }

  @Test("may lead to a stored response, which is read as it was written")
  func keptResponse() {
    for response in [
      KeptResponse(location: "/members/horten", tag: "\"abc\"", content: Array("{\n\"a\":1}\n".utf8)),
      KeptResponse(content: Array("{}".utf8)), KeptResponse(content: []),
    ] {
      #expect(KeptResponse(payload: response.payload) == response)
    }
    #expect(KeptResponse(payload: []) == nil)
    #expect(KeptResponse(payload: Array("/members/horten\n".utf8)) == nil)
  }
}
