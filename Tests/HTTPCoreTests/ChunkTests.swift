import HTTPCore
import TestSupport
import Testing

@Suite("Chunked content")
struct ChunkTests {
  private static let head = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"

  /// Returns the last event of a request with this content, and checks that it is the same byte by byte.
  private func last(_ content: String) -> String? {
    let stream = (Self.head + content).unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    let whole = MessageTrace.of(stream)
    #expect(MessageTrace.of(stream, pieces: Array(repeating: 1, count: stream.count)) == whole)
    return whole.last
  }

  @Test(
    "may have extensions in each form of RFC 9112 §7.1.1",
    arguments: [
      ";a", " ;a", "\t;a", "; a", ";\ta", "  ;  a", ";a=b", ";a =b", ";a= b", ";a\t=\tb", ";a;b", ";a ;b",
      ";a; b",
      ";a=b;c", ";a=b ;c=d", ";a=\"\"", ";a=\"b c;\"", ";a=\"b\";c", ";a=\"b\" ;c", ";a=\"\\\"\"",
      ";a=\"\\\\\"",
      ";a= \"b\"", ";a=\"\t\u{80}\u{FF}\"", ";a=\"\\\t\"", ";!=~",
    ])
  func extensions(_ text: String) {
    #expect(last("1\(text)\r\na\r\n0\(text)\r\n\r\n") == "end")
  }

  @Test(
    "is refused if an extension is malformed",
    arguments: [
      (";", "malformed-line-ending"), ("; ", "malformed-line-ending"), (" ", "malformed-line-ending"),
      (";a ", "malformed-line-ending"), (";a=", "malformed-line-ending"), (";a= ", "malformed-line-ending"),
      (";a=b ", "malformed-line-ending"), (";a=\"b\" ", "malformed-line-ending"),
      (";a=\"b", "malformed-line-ending"),
      (";a=\"\\", "malformed-line-ending"), (" a", "malformed-chunk-extension"),
      ("x", "malformed-chunk-extension"),
      (";;a", "malformed-chunk-extension"), ("; ;a", "malformed-chunk-extension"),
      (";a b", "malformed-chunk-extension"),
      (";a=;b", "malformed-chunk-extension"), (";a==b", "malformed-chunk-extension"),
      (";a=b=c", "malformed-chunk-extension"),
      (";a=b c", "malformed-chunk-extension"), (";a=\"b\"c", "malformed-chunk-extension"),
      (";a=b\"c\"", "malformed-chunk-extension"), (";a\"b\"", "malformed-chunk-extension"),
      (";\"a\"", "malformed-chunk-extension"),
      (";a=\"\u{0}\"", "malformed-chunk-extension"), (";a=\"\u{7F}\"", "malformed-chunk-extension"),
      (";a=\"\\\u{0}\"", "malformed-chunk-extension"), (";a=\"\\\n\"", "malformed-line-ending"),
      (";a=\"\n\"", "malformed-line-ending"), (";a\n", "malformed-line-ending"),
      (";\n", "malformed-line-ending"),
      (";a=\n", "malformed-line-ending"), (";a=b\n", "malformed-line-ending"),
      (";a=\"b\"\n", "malformed-line-ending"),
      (" \n", "malformed-line-ending"), ("\n", "malformed-line-ending"),
      (";a\u{80}", "malformed-chunk-extension"),
      (",", "malformed-chunk-extension"), (";a,", "malformed-chunk-extension"),
    ])
  func malformedExtensions(_ text: String, _ code: String) {
    #expect(last("1\(text)\r\na\r\n0\r\n\r\n") == "error \(code)")
    #expect(last("1\r\na\r\n0\(text)\r\n\r\n") == "error \(code)")
  }

  @Test(
    "is refused if a size isn't hexadecimal, or if a line or a chunk doesn't end with CRLF",
    arguments: [
      ("/", "malformed-chunk-size"), (":", "malformed-chunk-size"), ("@", "malformed-chunk-size"),
      ("G", "malformed-chunk-size"), ("`", "malformed-chunk-size"), ("g", "malformed-chunk-size"),
      (" 1", "malformed-chunk-size"), (";a", "malformed-chunk-size"), ("\r\n", "malformed-chunk-size"),
      ("\n", "malformed-chunk-size"), ("-1", "malformed-chunk-size"), ("1g", "malformed-chunk-extension"),
      ("1\r1", "malformed-line-ending"), ("1\r\r", "malformed-line-ending"),
      ("1\r\na1", "malformed-chunk-end"),
      ("1\r\na\n", "malformed-chunk-end"), ("1\r\na\r\r", "malformed-chunk-end"),
      ("1\r\naa", "malformed-chunk-end"),
      ("1\r\na\r1", "malformed-chunk-end"), ("1\r\na\r\n\r\n", "malformed-chunk-size"),
      ("0\r0", "malformed-line-ending"), ("0\n", "malformed-line-ending"),
    ])
  func malformedLines(_ text: String, _ code: String) {
    #expect(last(text) == "error \(code)")
  }

  @Test(
    "has the same bytes whatever the size of its chunks", arguments: [1, 2, 9, 10, 15, 16, 17, 255, 256, 300])
  func sizes(_ size: Int) {
    let text = String(repeating: "x", count: size)
    for digits in [String(size, radix: 16), String(size, radix: 16, uppercase: true)] {
      let content = "\(digits)\r\n\(text)\r\n1;a\r\ny\r\n\(digits)\r\n\(text)\r\n0\r\n\r\n"
      let events = MessageTrace.of(Array((Self.head + content).utf8))
      #expect(events.last == "end")
      #expect(events.dropLast().last == "content \(Array("\(text)y\(text)".utf8))")
    }
  }

  @Test(
    "may end in trailers",
    arguments: ["", "X: 1\r\n", "X:\r\n", "X:1\r\nY: \t2 \r\n", "X: \u{E9}\r\n", "!#$: 1\r\n", "X: a:b\r\n"])
  func trailers(_ text: String) {
    #expect(last("0\r\n\(text)\r\n") == "end")
  }

  @Test(
    "is refused if a trailer is malformed",
    arguments: [
      ("X : 1\r\n", "malformed-field-name"), (": 1\r\n", "malformed-field-name"),
      ("X\r\n", "malformed-line-ending"),
      ("X\n", "malformed-line-ending"), ("\n", "malformed-line-ending"), ("X: 1\n", "malformed-line-ending"),
      ("X: 1\rY: 2\r\n", "malformed-line-ending"), ("\rX", "malformed-line-ending"),
      ("\r\r", "malformed-line-ending"),
      (" X: 1\r\n", "obsolete-line-folding"), ("X: 1\r\n\tY\r\n", "obsolete-line-folding"),
      ("X: \u{0}\r\n", "malformed-field-value"), ("X: \u{7F}\r\n", "malformed-field-value"),
      ("X@: 1\r\n", "malformed-field-name"),
      ("@X: 1\r\n", "malformed-field-name"), ("X\u{80}: 1\r\n", "malformed-field-name"),
      ("X: 1\r\nY : 2\r\n", "malformed-field-name"),
    ])
  func malformedTrailers(_ text: String, _ code: String) {
    #expect(last("0\r\n\(text)\r\n") == "error \(code)")
  }

  /// The fields of requests that RFC 9110 §6.5.1 doesn't allow in a trailer section.
  private static let forbidden = [
    "Host", "Content-Length", "Transfer-Encoding", "Trailer", "Connection", "Expect", "Authorization",
    "Content-Encoding", "Content-Type", "Content-Range", "Range", "If-Match", "If-None-Match",
    "If-Modified-Since", "If-Unmodified-Since", "If-Range", "Upgrade", "TE", "Cache-Control", "Keep-Alive",
    "Max-Forwards", "Set-Cookie", "Cookie", "Proxy-Authorization",
  ]

  @Test(
    "is refused if a trailer is a field that frames, routes or authenticates the request",
    arguments: forbidden)
  func forbiddenTrailers(_ name: String) {
    for name in [name, name.lowercased(), name.uppercased()] {
      #expect(last("0\r\n\(name): 1\r\n\r\n") == "error forbidden-trailer")
      #expect(last("0\r\nX: 1\r\n\(name): 1\r\n\r\n") == "error forbidden-trailer")
    }
    // A longer name that begins with a forbidden one is allowed.
    #expect(last("0\r\n\(name)-x: 1\r\n\r\n") == "end")
    #expect(last("0\r\n\(name)x: 1\r\n\r\n") == "end")
    #expect(last("0\r\nx\(name): 1\r\n\r\n") == "end")
  }
}
