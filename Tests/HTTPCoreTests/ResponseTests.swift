import HTTPCore
import Testing

@Suite("Responses")
struct ResponseTests {
  private func head(_ response: Response) -> String {
    var bytes: [UInt8] = []
    response.appendHead(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test("say how long they are, unless they can have no content")
  func length() {
    #expect(head(Response(.ok, body: .bytes([1, 2]))) == "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n")
    #expect(head(Response(.notFound)) == "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n")
    #expect(head(Response(.noContent)) == "HTTP/1.1 204 No Content\r\n")
    #expect(head(Response(.notModified)) == "HTTP/1.1 304 Not Modified\r\n")
  }

  @Test(
    "never carry a field that could split them", arguments: ["a\r\nSet-Cookie: x", "a\nb", "a\rb", "a\0b"])
  func splitting(_ value: String) {
    let response = Response(.ok, fields: [.init("X", value), .init("Y", "kept")])
    #expect(head(response) == "HTTP/1.1 200 OK\r\nY: kept\r\nContent-Length: 0\r\n")
  }

  @Test("are stored with a 304 that repeats what RFC 9110 §15.4.5 names")
  func stored() {
    let response = Response(
      .ok,
      fields: [
        .init("Content-Type", "application/json"), .init("ETag", "\"a\""), .init("Cache-Control", "no-cache"),
        .init("Vary", "Accept-Encoding"), .init("Content-Encoding", "gzip"),
      ], body: .bytes([1]))
    let stored = StoredResponse(response, tag: EntityTag(opaque: "a"))
    #expect(
      String(decoding: stored.notModifiedHead, as: UTF8.self)
        == "HTTP/1.1 304 Not Modified\r\nETag: \"a\"\r\nCache-Control: no-cache\r\nVary: Accept-Encoding\r\n")
  }

  @Test("that are problems say so in one shape")
  func problem() {
    var problem = Problem(.badRequest, code: "unknown-parameter", detail: "No \"colour\" here.\n")
    problem.members.append(("nearest", Array("[\"kind\"]".utf8)))
    #expect(
      String(decoding: problem.json, as: UTF8.self)
        == #"{"type":"/problems/unknown-parameter","title":"Bad Request","status":400,"code":"unknown-parameter","#
        + #""detail":"No \"colour\" here.\n","nearest":["kind"]}"# + "\n")
  }

  @Test(
    "carry a client's request id only if it is a sane token",
    arguments: [
      ("abc-1", true), ("4bf92f35-77b3:4da6.a_b", true), ("", false), ("a b", false), ("a\"b", false),
      ("\u{E6}", false),
      (String(repeating: "a", count: 64), true), (String(repeating: "a", count: 65), false),
    ])
  func requestID(_ value: String, _ isTaken: Bool) {
    let bytes = Array(value.utf8)
    #expect(RequestID(0..<bytes.count, in: bytes.span)?.text == (isTaken ? value : nil))
  }

  @Test("have ids of their own that differ")
  func ownIDs() {
    let ids = (0..<100).map { RequestID(RequestID(prefix: 7), number: $0).text }
    #expect(Set(ids).count == 100)
    #expect(ids.allSatisfy { $0.count == 16 })
  }
}
