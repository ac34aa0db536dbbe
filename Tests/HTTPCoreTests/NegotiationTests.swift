import Testing

@testable import HTTPCore

/// Returns a head with these field lines, and the bytes to which its offsets refer.
func parsed(_ fields: String, method: String = "GET") throws -> (RequestHead, [UInt8]) {
  let stream = Array("\(method) / HTTP/1.1\r\nHost: a\r\n\(fields)\r\n".utf8)
  var parser = RequestParser()
  try #require(parser.parse(stream.span) == .complete(length: stream.count))
  return (parser.head, stream)
}

@Suite("Content negotiation")
struct NegotiationTests {
  @Test(
    "reads Accept-Encoding as RFC 9110 §12.5.3 specifies",
    arguments: [
      // The values say whether gzip is accepted, whether it is preferred, and whether identity is accepted.
      ("", false, false, true), ("Accept-Encoding: gzip\r\n", true, true, true),
      ("Accept-Encoding: x-gzip\r\n", true, true, true),
      ("Accept-Encoding: GZIP;q=0.5, identity;q=0.5\r\n", true, true, true),
      ("Accept-Encoding: gzip;q=0.4, identity;q=0.5\r\n", true, false, true),
      ("Accept-Encoding: gzip;q=0.5, identity;q=0.4\r\n", true, true, true),
      ("Accept-Encoding: gzip;q=0.001\r\n", true, true, true),
      ("Accept-Encoding: gzip;q=0\r\n", false, false, true),
      ("Accept-Encoding: *\r\n", true, true, true),
      ("Accept-Encoding: *;q=0\r\n", false, false, false),
      ("Accept-Encoding: *;q=0.5\r\n", true, true, true),
      ("Accept-Encoding: *;q=0.5, identity\r\n", true, false, true),
      ("Accept-Encoding: *;q=0, gzip\r\n", true, true, false),
      ("Accept-Encoding: *, gzip;q=0\r\n", false, false, true),
      ("Accept-Encoding: identity;q=0\r\n", false, false, false),
      ("Accept-Encoding: identity;q=0.001\r\n", false, false, true),
      ("Accept-Encoding: identity;q=0, gzip\r\n", true, true, false),
      ("Accept-Encoding:\r\n", false, false, true), ("Accept-Encoding: br, zstd\r\n", false, false, true),
      ("Accept-Encoding: gzip;q=2\r\n", true, true, true),
      ("Accept-Encoding: gzip;q=x, identity;q=0.1\r\n", true, false, true),
      ("Accept-Encoding: gzip;q=.0\r\n", false, false, true),
      ("Accept-Encoding: *;q=0, identity\r\n", false, false, true),
      ("Accept-Encoding: br\r\nAccept-Encoding: gzip\r\n", true, true, true),
      ("Accept: gzip\r\n", false, false, true), ("Accept-Encoding: gzi, gzipp\r\n", false, false, true),
    ])
  func acceptEncoding(_ fields: String, _ gzip: Bool, _ prefersGzip: Bool, _ identity: Bool) throws {
    let (head, bytes) = try parsed(fields)
    let acceptance = ContentCoding.acceptance(head, in: bytes.span)
    #expect(acceptance.gzip == gzip)
    #expect(acceptance.prefersGzip == prefersGzip)
    #expect(acceptance.identity == identity)
  }

  @Test("has the same result if the last value is remembered, whatever comes after what")
  func rememberedEncoding() throws {
    let values = [
      "", "Accept-Encoding: gzip\r\n", "Accept-Encoding: gzip\r\n", "Accept-Encoding: gzip;q=0\r\n",
      "Accept-Encoding: gzip\r\nAccept-Encoding: gzip;q=0\r\n", "Accept-Encoding: *;q=0, gzip\r\n",
      "Accept-Encoding: \(String(repeating: " ", count: 80))x, gzip\r\n",
      "Accept-Encoding: \(String(repeating: "x,", count: 40))gzip\r\n", "Accept-Encoding: \r\n", "",
    ]
    var known = KnownAcceptance()
    for first in values {
      for second in values {
        for value in [first, second] {
          let (head, bytes) = try parsed(value)
          #expect(known.acceptance(head, in: bytes.span) == ContentCoding.acceptance(head, in: bytes.span))
        }
      }
    }
  }

  @Test(
    "chooses the offer with the highest weight in Accept, where the most specific range decides the weight",
    arguments: [
      ("", "application/json"), ("Accept: */*\r\n", "application/json"),
      ("Accept: text/plain\r\n", "text/plain"), ("Accept: text/*\r\n", "text/plain"),
      ("Accept: text/*;q=0.5, application/json;q=0.1\r\n", "text/plain"),
      ("Accept: text/*;q=0.1, application/json;q=0.1\r\n", "application/json"),
      ("Accept: text/*;q=0.101, application/json;q=0.1\r\n", "text/plain"),
      ("Accept: */*, application/json;q=0\r\n", "text/plain"),
      ("Accept: application/json;q=0, */*\r\n", "text/plain"),
      ("Accept: application/*;q=0.1, application/json;q=0.9, text/plain;q=0.5\r\n", "application/json"),
      ("Accept: application/json;q=0.1, application/*;q=0.9, text/plain;q=0.5\r\n", "text/plain"),
      ("Accept: */*;q=0.9, application/*;q=0.1\r\n", "text/plain"),
      ("Accept: application/*;q=0.1, */*;q=0.9\r\n", "text/plain"),
      // If a range is listed twice, the higher weight counts.
      ("Accept: text/plain;q=0.5, application/json;q=0.1, application/json;q=0.9\r\n", "application/json"),
      ("Accept: text/plain;q=0.5, application/json;q=0.9, application/json;q=0.1\r\n", "application/json"),
      ("Accept: TEXT/PLAIN;q=0.2, application/json;q=0.2\r\n", "application/json"),
      ("Accept: text/plain;q=0.2\r\nAccept: application/json;q=0.3\r\n", "application/json"),
      ("Accept: text/plain;charset=utf-8\r\n", "text/plain"),
      ("Accept: text/plain;q=0.001\r\n", "text/plain"), ("Accept: text/plain;q=0\r\n", nil),
      ("Accept: text/html\r\n", nil), ("Accept: application/json;q=0\r\n", nil),
      ("Accept: textual/plain, text, text/plai, text/plainer, plain, */plain\r\n", nil),
      ("Accept:\r\n", "application/json"), ("Accept: ,\r\n", "application/json"),
      ("Accept: text/plain;q=x\r\n", "text/plain"), ("Accept-Encoding: x\r\n", "application/json"),
      ("Accept: text/plain;q=x, application/json;q=0.002\r\n", "application/json"),
      ("Accept: text/plain;q=0.5, application/json;q=.6\r\n", "application/json"),
      // Java's HttpURLConnection sent this before JDK 19.
      ("Accept: text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2\r\n", "application/json"),
    ] as [(String, String?)])
  func accept(_ fields: String, _ expected: String?) throws {
    let (head, bytes) = try parsed(fields)
    let chosen = MediaType.negotiate([.json, .plainText], for: head, in: bytes.span)
    #expect(chosen.map { "\($0.type)/\($0.subtype)" } == expected)
  }

  @Test("chooses nothing if nothing is offered")
  func noOffer() throws {
    let (head, bytes) = try parsed("Accept: */*\r\n")
    #expect(MediaType.negotiate([], for: head, in: bytes.span)?.field == nil)
  }

  @Test(
    "reads weights as RFC 9110 §12.4.2 specifies, and also fractions without a zero or with more digits",
    arguments: [
      ("0", 0), ("1", 1_000), ("0.", 0), ("1.", 1_000), ("0.5", 500), ("0.05", 50), ("0.005", 5),
      ("0.123", 123),
      ("0.999", 999), ("0.000", 0), ("1.0", 1_000), ("1.00", 1_000), ("1.000", 1_000), ("1.001", nil),
      ("1.1", nil),
      ("1.5", nil), ("1.999", nil), ("2", nil), ("9", nil), ("", nil), (".5", 500), (".025", 25),
      (".0", 0), (".", nil), (".5x", nil), ("..5", nil), ("0.1234", 123), ("0.33333333333333333", 333),
      // The result isn't zero, because a weight of zero excludes the element.
      ("0.0001", 1), ("0.00000", 0), ("1.0000", 1_000), ("1.0001", nil), ("0.1234x", nil),
      ("0,5", nil), ("0.x", nil), ("0.5x", nil), ("-0", nil), ("+1", nil), ("00", nil), ("01", nil),
      ("x", nil),
      ("/", nil), ("0.-1", nil),
    ] as [(String, Int?)])
  func weights(_ text: String, _ thousandths: Int?) {
    let stream = Array("1\(text)1".utf8)
    let result = QualityList.thousandths(1..<stream.count - 1, in: stream.span)
    #expect(result == thousandths)
  }

  @Test(
    "splits a list of weighted elements",
    arguments: [
      ("a", ["a 1000"]), ("a;q=0.5", ["a 500"]), ("a ; q=0.5 , b", ["a 500", "b 1000"]),
      ("a;Q=0.5", ["a 500"]),
      ("a;x=y;q=0.5;z=q", ["a 500"]), ("a;q=0.5;q=0.1", ["a 500"]), ("a;x=y", ["a 1000"]),
      ("a;q", ["a 1000"]),
      ("a;q=", ["a 1"]), ("a;q=x, b", ["a 1", "b 1000"]), ("a;", ["a 1000"]), ("a;;q=0.1", ["a 100"]),
      ("a;qq=0.1", ["a 1000"]),
      ("a; q =0.1", ["a 1000"]), ("a;q= 0.1", ["a 1"]), (";q=0.1", [" 100"]), ("a/b;c=d;q=1", ["a/b 1000"]),
    ])
  func elements(_ text: String, _ expected: [String]) {
    let stream = Array(text.utf8)
    let bytes = stream.span
    var found: [String] = []
    QualityList.forEach(0..<stream.count, in: bytes) { name, weight in
      found.append("\(bytes.text(name)) \(weight)")
    }
    #expect(found == expected)
  }
}

@Suite("Preconditions")
struct PreconditionTests {
  static let modified: Int64 = 784_111_777
  private static let before = "Sun, 06 Nov 1994 08:49:36 GMT"
  private static let then = "Sun, 06 Nov 1994 08:49:37 GMT"
  private static let after = "Sun, 06 Nov 1994 08:49:38 GMT"

  @Test(
    "are evaluated in the order of RFC 9110 §13.2.2",
    arguments: [
      ("", "GET", .proceed), ("If-None-Match: \"a\"\r\n", "GET", .notModified),
      ("If-None-Match: \"a\"\r\n", "POST", .failed), ("If-None-Match: \"b\"\r\n", "PUT", .proceed),
      ("If-None-Match: W/\"a\"\r\n", "GET", .notModified),
      ("If-None-Match: \"b\", \"a\"\r\n", "HEAD", .notModified),
      ("If-None-Match: \"b,\"\r\n", "GET", .proceed), ("If-None-Match: *\r\n", "GET", .notModified),
      ("If-None-Match: *\r\n", "PUT", .failed),
      ("If-None-Match: \"b\"\r\nIf-None-Match: \"a\"\r\n", "GET", .notModified),
      ("If-None-Match: a\r\n", "GET", .proceed), ("If-Match: \"a\"\r\n", "PUT", .proceed),
      ("If-Match: W/\"a\"\r\n", "PUT", .failed), ("If-Match: \"b\"\r\n", "PUT", .failed),
      ("If-Match: \"b\"\r\n", "GET", .failed), ("If-Match: \"b\"\r\nIf-Match: \"a\"\r\n", "PUT", .proceed),
      ("If-Match: *\r\n", "PUT", .proceed),
      ("If-Match: \"b\"\r\nIf-None-Match: \"a\"\r\n", "GET", .failed),
      ("If-Match: \"a\"\r\nIf-None-Match: \"a\"\r\n", "GET", .notModified),
      ("If-Modified-Since: \(then)\r\n", "GET", .notModified),
      ("If-Modified-Since: \(after)\r\n", "HEAD", .notModified),
      ("If-Modified-Since: \(before)\r\n", "GET", .proceed),
      ("If-Modified-Since: yesterday\r\n", "GET", .proceed),
      ("If-Modified-Since: \(then)\r\n", "PUT", .proceed),
      ("If-None-Match: \"b\"\r\nIf-Modified-Since: \(then)\r\n", "GET", .proceed),
      ("If-Unmodified-Since: \(before)\r\n", "PUT", .failed),
      ("If-Unmodified-Since: \(before)\r\n", "GET", .failed),
      ("If-Unmodified-Since: \(then)\r\n", "PUT", .proceed),
      ("If-Unmodified-Since: \(after)\r\n", "PUT", .proceed),
      ("If-Unmodified-Since: yesterday\r\n", "PUT", .proceed),
      ("If-Unmodified-Since: \(before)\r\nIf-None-Match: \"a\"\r\n", "GET", .failed),
      ("If-Match: \"a\"\r\nIf-Unmodified-Since: \(before)\r\n", "PUT", .proceed),
    ] as [(String, String, Preconditions.Verdict)])
  func order(_ fields: String, _ method: String, _ verdict: Preconditions.Verdict) throws {
    let (head, bytes) = try parsed(fields, method: method)
    let result = Preconditions.evaluate(
      head, in: bytes.span, tag: EntityTag(opaque: "a"), modified: Self.modified, now: 1_700_000_000)
    #expect(result == verdict)
  }

  @Test(
    "are evaluated if the representation has neither a tag nor a date",
    arguments: [
      ("If-None-Match: \"a\"\r\n", "GET", .proceed), ("If-None-Match: *\r\n", "GET", .notModified),
      ("If-Match: \"a\"\r\n", "PUT", .failed), ("If-Match: *\r\n", "PUT", .proceed),
      ("If-Modified-Since: \(after)\r\n", "GET", .proceed),
      ("If-Unmodified-Since: \(before)\r\n", "PUT", .proceed),
    ] as [(String, String, Preconditions.Verdict)])
  func noValidators(_ fields: String, _ method: String, _ verdict: Preconditions.Verdict) throws {
    let (head, bytes) = try parsed(fields, method: method)
    #expect(Preconditions.evaluate(head, in: bytes.span, tag: nil, modified: nil, now: 0) == verdict)
  }

  @Test("derive the century of a date in the format of RFC 850 from the current year")
  func century() throws {
    let (head, bytes) = try parsed("If-Modified-Since: Sunday, 06-Nov-94 08:49:37 GMT\r\n")
    func verdict(now: Int64) -> Preconditions.Verdict {
      Preconditions.evaluate(head, in: bytes.span, tag: nil, modified: 900_000_000, now: now)
    }
    // The year means 1994 in 2026, which is before the modification, and 2094 in 2050 and in 2100.
    #expect(verdict(now: 1_795_392_000) == .proceed)
    #expect(verdict(now: 2_524_608_000) == .notModified)
    #expect(verdict(now: 4_102_444_800) == .notModified)
  }
}

@Suite("An entity tag")
struct EntityTagTests {
  @Test(
    "is found in a list",
    arguments: [
      // The values say whether the tag matches strongly, and whether it matches weakly.
      ("\"a\"", true, true), ("W/\"a\"", false, true), ("*", true, true), ("\"b\"", false, false),
      ("\"b\",\"a\"", true, true), ("\"b\" , \"a\"", true, true), (", \"a\"", true, true),
      ("\t\"a\"", true, true),
      ("W/\"b\", \"a\"", true, true), ("W/\"a\", \"a\"", true, true), ("\"a\", W/\"b\"", true, true),
      ("\"b\"\"a\"", true, true), ("\"aa\"", false, false), ("\"\"", false, false),
      ("\"\", \"a\"", true, true),
      ("\"b,\", \"a\"", true, true),
      ("\", \"a\"", false, false), ("", false, false), ("a", false, false), ("\"a", false, false),
      ("\"", false, false),
      ("a\"", false, false), ("w/\"a\"", false, false), ("W\"a\"", false, false), ("W/", false, false),
      ("W/a", false, false), ("W", false, false), ("W/ \"a\"", false, false), ("x, \"a\"", false, false),
      ("* , \"b\"", false, false), ("**", false, false), ("\"A\"", false, false),
    ])
  func matches(_ list: String, _ strongly: Bool, _ weakly: Bool) {
    let tag = EntityTag(opaque: "a")
    // Bytes after the list make no difference.
    for next in ["", "\"a\"", " ", ",", "/\"a\"", "W/\"a\""] {
      let stream = Array("\"\(list)\(next)".utf8)
      let range = 1..<1 + list.utf8.count
      let result = (
        tag.matches(range, in: stream.span, .strong), tag.matches(range, in: stream.span, .weak)
      )
      #expect(result == (strongly, weakly), "followed by \(next)")
    }
  }

  @Test("is written in quotes")
  func text() {
    #expect(EntityTag(opaque: "a-b").text == "\"a-b\"")
    #expect(EntityTag(opaque: "").text == "\"\"")
    #expect(EntityTag(opaque: "a") != EntityTag(opaque: "b"))
  }
}
