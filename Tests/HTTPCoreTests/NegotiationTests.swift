import HTTPCore
import Testing

/// A head with those field lines, and the octets it counts from.
func parsed(_ fields: String, method: String = "GET") throws -> (RequestHead, [UInt8]) {
  let stream = Array("\(method) / HTTP/1.1\r\nHost: a\r\n\(fields)\r\n".utf8)
  var parser = RequestParser()
  try #require(parser.parse(stream.span) == .complete(length: stream.count))
  return (parser.head, stream)
}

@Suite("Content negotiation")
struct NegotiationTests {
  @Test(
    "reads Accept-Encoding as RFC 9110 §12.5.3 has it",
    arguments: [
      ("", false, true), ("Accept-Encoding: gzip\r\n", true, true),
      ("Accept-Encoding: GZIP;q=0.5, identity;q=0.5\r\n", true, true),
      ("Accept-Encoding: gzip;q=0.4, identity;q=0.5\r\n", false, true),
      ("Accept-Encoding: gzip;q=0\r\n", false, true), ("Accept-Encoding: *\r\n", true, true),
      ("Accept-Encoding: *;q=0\r\n", false, false), ("Accept-Encoding: identity;q=0\r\n", false, false),
      ("Accept-Encoding: identity;q=0, gzip\r\n", true, false), ("Accept-Encoding:\r\n", false, true),
      ("Accept-Encoding: br, zstd\r\n", false, true), ("Accept-Encoding: gzip;q=2\r\n", false, true),
      ("Accept-Encoding: gzip;q=1.5\r\n", false, true),
      ("Accept-Encoding: *;q=0, identity\r\n", false, true),
      ("Accept-Encoding: br\r\nAccept-Encoding: gzip\r\n", true, true),
    ])
  func acceptEncoding(_ fields: String, _ gzip: Bool, _ identity: Bool) throws {
    let (head, bytes) = try parsed(fields)
    let acceptance = ContentCoding.acceptance(head, in: bytes.span)
    #expect(acceptance.prefersGzip == gzip)
    #expect(acceptance.identity == identity)
  }

  @Test(
    "chooses what Accept weighs highest, the most specific range first",
    arguments: [
      ("", "application/json"), ("Accept: */*\r\n", "application/json"),
      ("Accept: text/plain\r\n", "text/plain; charset=utf-8"),
      ("Accept: text/*;q=0.5, application/json;q=0.1\r\n", "text/plain; charset=utf-8"),
      ("Accept: */*, application/json;q=0\r\n", "text/plain; charset=utf-8"),
      ("Accept: TEXT/PLAIN;q=0.2, application/json;q=0.2\r\n", "application/json"),
      ("Accept: text/html\r\n", nil), ("Accept: application/json;q=0\r\n", nil),
      ("Accept:\r\n", "application/json"),
    ] as [(String, String?)])
  func accept(_ fields: String, _ expected: String?) throws {
    let (head, bytes) = try parsed(fields)
    let chosen = MediaType.negotiate([.json, .plainText], for: head, in: bytes.span)
    #expect(chosen.map { "\($0.field)" } == expected)
  }
}

@Suite("Preconditions")
struct PreconditionTests {
  static let modified: Int64 = 784_111_777  // Sun, 06 Nov 1994 08:49:37 GMT

  @Test(
    "are evaluated in the order of RFC 9110 §13.2.2",
    arguments: [
      ("", "GET", .proceed), ("If-None-Match: \"a\"\r\n", "GET", .notModified),
      ("If-None-Match: W/\"a\"\r\n", "GET", .notModified),
      ("If-None-Match: \"b\", \"a\"\r\n", "HEAD", .notModified),
      ("If-None-Match: \"b,\"\r\n", "GET", .proceed), ("If-None-Match: *\r\n", "GET", .notModified),
      ("If-None-Match: *\r\n", "PUT", .failed),
      ("If-None-Match: \"b\"\r\nIf-None-Match: \"a\"\r\n", "GET", .notModified),
      ("If-None-Match: a\r\n", "GET", .proceed), ("If-Match: \"a\"\r\n", "PUT", .proceed),
      ("If-Match: W/\"a\"\r\n", "PUT", .failed), ("If-Match: \"b\"\r\n", "PUT", .failed),
      ("If-Match: *\r\n", "PUT", .proceed),
      ("If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT\r\n", "GET", .notModified),
      ("If-Modified-Since: Sun, 06 Nov 1994 08:49:36 GMT\r\n", "GET", .proceed),
      ("If-Modified-Since: yesterday\r\n", "GET", .proceed),
      ("If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT\r\n", "PUT", .proceed),
      ("If-None-Match: \"b\"\r\nIf-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT\r\n", "GET", .proceed),
      ("If-Unmodified-Since: Sun, 06 Nov 1994 08:49:36 GMT\r\n", "PUT", .failed),
      ("If-Match: \"a\"\r\nIf-Unmodified-Since: Sun, 06 Nov 1994 08:49:36 GMT\r\n", "PUT", .proceed),
    ] as [(String, String, Preconditions.Verdict)])
  func order(_ fields: String, _ method: String, _ verdict: Preconditions.Verdict) throws {
    let (head, bytes) = try parsed(fields, method: method)
    let result = Preconditions.evaluate(
      head, in: bytes.span, tag: EntityTag(opaque: "a"), modified: Self.modified, now: 1_700_000_000)
    #expect(result == verdict)
  }
}
