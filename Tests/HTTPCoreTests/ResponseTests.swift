import Testing

@testable import HTTPCore

@Suite("Responses")
struct ResponseTests {
  private func head(_ response: Response) -> String {
    var bytes: [UInt8] = []
    response.appendHead(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private final class Source: BodySource {
    func next(into output: inout [UInt8]) throws -> Bool { false }
  }

  @Test("state the length of their content if there is content and its length is known")
  func length() {
    #expect(head(Response(.ok, body: .bytes([1, 2]))) == "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n")
    #expect(head(Response(.notFound)) == "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n")
    #expect(head(Response(.noContent)) == "HTTP/1.1 204 No Content\r\n")
    #expect(head(Response(.notModified)) == "HTTP/1.1 304 Not Modified\r\n")
    #expect(
      head(Response(.ok, body: .source(Source(), length: 7))) == "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n")
    #expect(head(Response(.ok, body: .source(Source(), length: nil))) == "HTTP/1.1 200 OK\r\n")
    #expect(head(Response(.noContent, body: .bytes([1]))) == "HTTP/1.1 204 No Content\r\n")
  }

  @Test(
    "have no content if the status is below 200, or 204, or 304",
    arguments: [
      (100, true), (199, true), (200, false), (203, false), (204, true), (205, false), (303, false),
      (304, true), (305, false),
    ])
  func forbidsContent(_ code: Int, _ forbids: Bool) {
    #expect(Status(code: code, reason: "X").forbidsContent == forbids)
    #expect(head(Response(Status(code: code, reason: "X"))).hasPrefix("HTTP/1.1 \(code) X\r\n"))
  }

  @Test(
    "never have a field that could split them",
    arguments: ["a\r\nSet-Cookie: x", "a\nb", "a\rb", "a\0b", "a\u{7F}", "\u{1F}aaaaaaaaaaaaaaaaa"])
  func splitting(_ value: String) {
    let response = Response(.ok, fields: [.init("X", value), .init("Y", "kept")])
    #expect(head(response) == "HTTP/1.1 200 OK\r\nY: kept\r\nContent-Length: 0\r\n")
  }

  @Test("have every other field unchanged", arguments: ["", "a", "a\tb", "\"æ\"", "a: b, c;d=e"])
  func fields(_ value: String) {
    #expect(
      head(Response(.ok, fields: [.init("X", value)]))
        == "HTTP/1.1 200 OK\r\nX: \(value)\r\nContent-Length: 0\r\n")
  }

  private static let described: [StaticString] = [
    "Content-Type", "Content-Encoding", "Content-Language", "Content-Range", "Content-Digest", "Repr-Digest",
    "Content-Disposition",
  ]

  @Test("are stored with a 304 that repeats the fields of RFC 9110 §15.4.5")
  func stored() {
    let kept = [
      Response.Field("ETag", "\"a\""), .init("Cache-Control", "no-cache"), .init("Vary", "Accept-Encoding"),
      .init("Content-Location", "/a"), .init("Content-Typf", "b"),
    ]
    let response = Response(
      .ok, fields: Self.described.map { .init($0, "x") } + kept + [.init("Link", "<a>")],
      body: .bytes([1, 2, 3]))
    let expected =
      "HTTP/1.1 304 Not Modified\r\nETag: \"a\"\r\nCache-Control: no-cache\r\nVary: Accept-Encoding\r\n"
      + "Content-Location: /a\r\nContent-Typf: b\r\nLink: <a>\r\n"
    let stored = StoredResponse(response, tag: EntityTag(opaque: "a"))
    #expect(String(decoding: stored.notModifiedHead, as: UTF8.self) == expected)
    #expect(head(response.notModified) == expected)
    #expect(String(decoding: stored.head, as: UTF8.self) == head(response))
    #expect(stored.body == [1, 2, 3])
    #expect(stored.status == .ok)
    #expect(stored.cost == stored.head.count + 3 + stored.notModifiedHead.count)
    guard case .empty = response.notModified.body else {
      Issue.record("a 304 has content")
      return
    }
  }

  @Test("are stored with a 304 only if they have a tag or a date of modification")
  func storedWithoutValidator() {
    let response = Response(.ok, fields: [.init("X", "y")])
    let plain = StoredResponse(response)
    #expect(plain.notModifiedHead.isEmpty && plain.tag == nil && plain.modified == nil)
    #expect(plain.body.isEmpty && plain.cost == plain.head.count)
    let dated = StoredResponse(response, modified: 7)
    #expect(dated.modified == 7)
    #expect(String(decoding: dated.notModifiedHead, as: UTF8.self) == "HTTP/1.1 304 Not Modified\r\nX: y\r\n")
  }

  @Test(
    "to a refused request have the status and the reason of the refusal",
    arguments: RequestError.all)
  func refusals(_ error: RequestError) {
    let problem = Problem(error)
    #expect(problem.status == error.status && problem.code == error.code && problem.detail == error.detail)
    #expect(400..<600 ~= error.status.code)
    #expect(RequestError.all.count { $0 == error } == 1)
  }

  @Test("that report a problem all have the same form")
  func problem() {
    var problem = Problem(.badRequest, code: "unknown-parameter", detail: "No \"colour\" here.\n")
    problem.members.append(("nearest", Array("[\"kind\"]".utf8)))
    problem.members.append(("count", Array("1".utf8)))
    #expect(
      String(decoding: problem.json, as: UTF8.self)
        == #"{"type":"/problems/unknown-parameter","title":"Bad Request","status":400,"code":"unknown-parameter","#
        + #""detail":"No \"colour\" here.\n","nearest":["kind"],"count":1}"# + "\n")
  }
}

@Suite("A status")
struct StatusTests {
  /// These are defined in RFC 9110 §15, except 507 (RFC 4918) and 428, 429 and 431 (RFC 6585).
  static let reasons: [(Status, Int, String)] = [
    (.ok, 200, "OK"), (.created, 201, "Created"), (.noContent, 204, "No Content"),
    (.movedPermanently, 301, "Moved Permanently"), (.notModified, 304, "Not Modified"),
    (.badRequest, 400, "Bad Request"), (.unauthorized, 401, "Unauthorized"), (.forbidden, 403, "Forbidden"),
    (.notFound, 404, "Not Found"), (.methodNotAllowed, 405, "Method Not Allowed"),
    (.notAcceptable, 406, "Not Acceptable"), (.requestTimeout, 408, "Request Timeout"),
    (.conflict, 409, "Conflict"), (.gone, 410, "Gone"), (.preconditionFailed, 412, "Precondition Failed"),
    (.contentTooLarge, 413, "Content Too Large"), (.uriTooLong, 414, "URI Too Long"),
    (.unsupportedMediaType, 415, "Unsupported Media Type"), (.expectationFailed, 417, "Expectation Failed"),
    (.unprocessableContent, 422, "Unprocessable Content"),
    (.preconditionRequired, 428, "Precondition Required"),
    (.tooManyRequests, 429, "Too Many Requests"),
    (.requestHeaderFieldsTooLarge, 431, "Request Header Fields Too Large"),
    (.notImplemented, 501, "Not Implemented"), (.serviceUnavailable, 503, "Service Unavailable"),
    (.versionNotSupported, 505, "HTTP Version Not Supported"),
    (.insufficientStorage, 507, "Insufficient Storage"),
  ]

  @Test("has the code and the reason that its RFC defines", arguments: reasons)
  func reason(_ status: Status, _ code: Int, _ reason: String) {
    var line: [UInt8] = []
    status.appendLine(to: &line)
    #expect(String(decoding: line, as: UTF8.self) == "HTTP/1.1 \(code) \(reason)\r\n")
    #expect(Self.reasons.count { $0.0 == status } == 1)
  }
}

@Suite("The id of a request")
struct RequestIDTests {
  @Test(
    "is the client's id if that is a short token",
    arguments: [
      ("a", true), ("abc-1", true), ("4bf92f35-77b3:4da6.a_b", true), ("AZaz09-_.:", true), ("", false),
      ("a b", false), ("a\"b", false), ("a~b", false), ("a/b", false), ("a,b", false), ("a;b", false),
      ("\u{E6}", false),
      ("a\n", false), (String(repeating: "a", count: 64), true), (String(repeating: "a", count: 65), false),
    ])
  func client(_ value: String, _ isAccepted: Bool) {
    let bytes = Array("x\(value)x".utf8)
    #expect(RequestID(1..<bytes.count - 1, in: bytes.span)?.text == (isAccepted ? value : nil))
    #expect(RequestID.longest == 64)
  }

  @Test("has 16 digits of base 32 if the server makes it, and differs for each number")
  func own() {
    let ids = (0..<1_100).map { RequestID(RequestID(prefix: 7), number: $0).text }
    #expect(Set(ids).count == 1_100)
    #expect(ids[0] == "0000000700000000")
    #expect(ids[31] == "000000070000000z")
    #expect(ids[32] == "0000000700000010")
    #expect(ids[1_099] == "000000070000012b")
    #expect(RequestID(RequestID(prefix: 1 << 40 - 1), number: .max).text == "zzzzzzzzzzzzzzzz")
    #expect(RequestID().text == "")
  }

  @Test("uses the digits of Crockford's base 32 in lower case")
  func alphabet() {
    let digits = (0..<32).map { RequestID(RequestID(prefix: 0), number: $0).text.last ?? "?" }
    #expect(String(digits) == "0123456789abcdefghjkmnpqrstvwxyz")
  }
}
