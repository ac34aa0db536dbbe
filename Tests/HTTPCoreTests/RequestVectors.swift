import Testing

/// A stream of bytes, and how a parser that is strict about RFC 9110 and RFC 9112 reads it.
struct RequestVector: Sendable, CustomTestStringConvertible {
  let name: String
  let stream: String
  /// The code of the refusal, or nil if the whole stream is accepted.
  let refusal: String?

  init(_ name: String, _ stream: String, _ refusal: String? = nil) {
    self.name = name
    self.stream = stream
    self.refusal = refusal
  }

  var testDescription: String { name }
  var bytes: [UInt8] { stream.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) } }

  private static func get(_ target: String) -> String { "GET \(target) HTTP/1.1\r\nHost: a\r\n\r\n" }
  private static func with(_ fields: String, _ content: String = "") -> String {
    "POST / HTTP/1.1\r\nHost: a\r\n\(fields)\r\n\(content)"
  }
  private static func chunked(_ content: String) -> String {
    with("Transfer-Encoding: chunked\r\n", content)
  }

  static let accepted: [RequestVector] = [
    .init("a plain GET", get("/")),
    .init("an empty line before the request line", "\r\n" + get("/")),
    .init("two pipelined requests", get("/a") + get("/b")),
    .init("an unknown method", "BREW /pot HTTP/1.1\r\nHost: a\r\n\r\n"),
    .init("HTTP/1.0 without Host", "GET / HTTP/1.0\r\n\r\n"),
    .init("a later minor version", "GET / HTTP/1.9\r\nHost: a\r\n\r\n"),
    .init("OPTIONS *", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n"),
    .init("an absolute target", get("http://example.org:8080/a?b")),
    .init("an absolute target without a path", get("HTTP://example.org?b")),
    .init("an IPv6 authority", get("http://[2001:db8::1]/")),
    .init("CONNECT with an authority", "CONNECT a.example:443 HTTP/1.1\r\nHost: a\r\n\r\n"),
    .init("an empty query", get("/?")),
    .init("an empty field value", "GET / HTTP/1.1\r\nHost: a\r\nX:\r\n\r\n"),
    .init("white space around a value", "GET / HTTP/1.1\r\nHost: \t a \t \r\n\r\n"),
    .init("obs-text in a value", "GET / HTTP/1.1\r\nHost: a\r\nX: caf\u{E9}\r\n\r\n"),
    .init("every token character in a name", "GET / HTTP/1.1\r\nHost: a\r\n!#$%&'*+-.^_`|~9z: 1\r\n\r\n"),
    .init("Host with a port", "GET / HTTP/1.1\r\nHost: [::ffff:10.0.0.1]:80\r\n\r\n"),
    .init("an empty Host", "GET / HTTP/1.1\r\nHost:\r\n\r\n"),
    .init("content by length", with("Content-Length: 5\r\n", "hello")),
    .init("content of length zero", with("Content-Length: 0\r\n") + get("/b")),
    .init("leading zeros in a length", with("Content-Length: 0005\r\n", "hello")),
    .init("chunked content", chunked("5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n")),
    .init("a coding in capitals", with("Transfer-Encoding: CHUNKED\r\n", "1\r\na\r\n0\r\n\r\n")),
    .init("chunk sizes in either case", chunked("A\r\n0123456789\r\na\r\n0123456789\r\n0\r\n\r\n")),
    .init(
      "more chunks than a chunk size has digits",
      chunked(String(repeating: "1\r\na\r\n", count: 20) + "0\r\n\r\n")),
    .init("leading zeros in a chunk size", chunked("0005\r\nhello\r\n000\r\n\r\n")),
    .init("chunk extensions", chunked("5;a;b=c;d=\"e\\\"f\" ; g = h\r\nhello\r\n0;z\r\n\r\n")),
    .init("trailers", chunked("1\r\na\r\n0\r\nX-Checksum: 1\r\nY:\r\n\r\n") + get("/b")),
    .init("Expect: 100-continue", with("Expect: 100-Continue\r\nContent-Length: 1\r\n", "a")),
    .init("Connection: close among others", with("Connection: foo, CLOSE ,\r\n")),
    .init("keep-alive in HTTP/1.0", "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\nGET / HTTP/1.0\r\n\r\n"),
  ]

  static let refused: [RequestVector] = lines + targets + fields + framing + chunks

  private static let lines: [RequestVector] = [
    .init(
      "only a line feed after the request line", "GET / HTTP/1.1\nHost: a\r\n\r\n", "malformed-request-line"),
    .init("a line feed alone after a field", "GET / HTTP/1.1\r\nHost: a\n\r\n", "malformed-line-ending"),
    .init("a line feed alone at the end", "GET / HTTP/1.1\r\nHost: a\r\n\n", "malformed-line-ending"),
    .init("a line feed alone first", "\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", "malformed-line-ending"),
    .init("a carriage return alone", "GET / HTTP/1.1\rHost: a\r\n\r\n", "malformed-line-ending"),
    .init(
      "a carriage return in a value", "GET / HTTP/1.1\r\nHost: a\r\nX: 1\rY: 2\r\n\r\n",
      "malformed-line-ending"),
    .init("a TLS hello", "\u{16}\u{03}\u{01}\u{00}\u{A5}", "malformed-method"),
    .init("a space first", " GET / HTTP/1.1\r\nHost: a\r\n\r\n", "malformed-method"),
    .init("a NUL in the method", "G\u{0}T / HTTP/1.1\r\nHost: a\r\n\r\n", "malformed-method"),
    .init("no target", "GET HTTP/1.1\r\nHost: a\r\n\r\n", "malformed-request-target"),
    .init("two spaces", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n", "malformed-request-target"),
    .init("HTTP/0.9", "GET /\r\n", "malformed-request-target"),
    .init("a trailing space", "GET / HTTP/1.1 \r\nHost: a\r\n\r\n", "malformed-request-line"),
    .init("another protocol", "GET / ICE/1.0\r\nHost: a\r\n\r\n", "malformed-request-line"),
    .init("the protocol in lower case", "GET / http/1.1\r\nHost: a\r\n\r\n", "malformed-request-line"),
    .init("a version of two digits", "GET / HTTP/1.10\r\nHost: a\r\n\r\n", "malformed-request-line"),
    .init("HTTP/2", "GET / HTTP/2.0\r\nHost: a\r\n\r\n", "http-version-not-supported"),
  ]

  private static let targets: [RequestVector] = [
    .init("a control character in the target", get("/\u{7F}"), "malformed-request-target"),
    .init("raw UTF-8 in the target", get("/b\u{C3}\u{A6}rum"), "malformed-request-target"),
    .init("a fragment", get("/#a"), "malformed-request-target"),
    .init("a relative path", get("members"), "invalid-request-target"),
    .init("an asterisk with GET", get("*"), "invalid-request-target"),
    .init("an authority with GET", get("a.example:443"), "invalid-request-target"),
    .init("another scheme", get("ftp://a/"), "invalid-request-target"),
    .init("userinfo", get("http://me@a/"), "invalid-authority"),
    .init("no authority", get("http:///a"), "invalid-authority"),
    .init("an https URI on a connection without TLS", get("https://a/b"), "misdirected-request"),
    .init("https in capitals", get("HTTPS://a"), "misdirected-request"),
    .init("a port that isn't a number", get("http://a:8a/"), "invalid-authority"),
    .init("a port out of range", get("http://a:65536/"), "invalid-authority"),
    .init("CONNECT with a path", "CONNECT / HTTP/1.1\r\nHost: a\r\n\r\n", "invalid-request-target"),
  ]

  private static let fields: [RequestVector] = [
    .init("white space before the colon", with("X : 1\r\n"), "malformed-field-name"),
    .init("an empty name", with(": 1\r\n"), "malformed-field-name"),
    .init("a name that isn't a token", with("X@: 1\r\n"), "malformed-field-name"),
    .init("a line without a colon", with("X\r\n"), "malformed-line-ending"),
    .init("obsolete folding", with("X: 1\r\n 2\r\n"), "obsolete-line-folding"),
    .init(
      "white space before the first field", "GET / HTTP/1.1\r\n Host: a\r\n\r\n", "obsolete-line-folding"),
    .init("a NUL in a value", with("X: a\u{0}b\r\n"), "malformed-field-value"),
    .init("an escape in a value", with("X: \u{1B}[0m\r\n"), "malformed-field-value"),
    .init("no Host", "GET / HTTP/1.1\r\n\r\n", "missing-host"),
    .init("two Hosts", with("Host: a\r\n"), "repeated-host"),
    .init("two Hosts in HTTP/1.0", "GET / HTTP/1.0\r\nHost: a\r\nHost: a\r\n\r\n", "repeated-host"),
    .init("a Host with a path", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", "invalid-host"),
    .init("a list of Hosts", "GET / HTTP/1.1\r\nHost: a b\r\n\r\n", "invalid-host"),
    .init("an IPv6 Host without brackets", "GET / HTTP/1.1\r\nHost: ::1\r\n\r\n", "invalid-host"),
    .init("another expectation", with("Expect: tea\r\n"), "unknown-expectation"),
    .init(
      "another expectation after a known one", with("Expect: 100-continue, tea\r\n"), "unknown-expectation"),
    .init(
      "an expectation with a parameter", with("Expect: 100-continue;a=b\r\n"), "unknown-expectation"),
  ]

  private static let framing: [RequestVector] = [
    .init("a signed length", with("Content-Length: +5\r\n", "hello"), "invalid-content-length"),
    .init("a negative length", with("Content-Length: -0\r\n"), "invalid-content-length"),
    .init("a length with an underscore", with("Content-Length: 1_0\r\n"), "invalid-content-length"),
    .init("a hexadecimal length", with("Content-Length: 0x5\r\n"), "invalid-content-length"),
    .init("an empty length", with("Content-Length:\r\n"), "invalid-content-length"),
    .init("a list of lengths", with("Content-Length: 5, 5\r\n", "hello"), "invalid-content-length"),
    .init(
      "a length that overflows", with("Content-Length: 18446744073709551616\r\n"), "invalid-content-length"),
    .init(
      "the same length twice", with("Content-Length: 5\r\nContent-Length: 5\r\n"), "repeated-content-length"),
    .init(
      "both a length and a coding", with("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"),
      "conflicting-framing"),
    .init(
      "a coding in HTTP/1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n",
      "transfer-encoding-in-http-1-0"),
    .init("chunked not last", with("Transfer-Encoding: chunked, gzip\r\n"), "invalid-transfer-encoding"),
    .init("chunked twice", with("Transfer-Encoding: chunked, chunked\r\n"), "invalid-transfer-encoding"),
    .init(
      "chunked twice over two lines",
      with("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"), "invalid-transfer-encoding"),
    .init("a coding other than chunked", with("Transfer-Encoding: gzip\r\n"), "invalid-transfer-encoding"),
    .init("identity", with("Transfer-Encoding: identity\r\n"), "invalid-transfer-encoding"),
    .init("an empty coding", with("Transfer-Encoding:\r\n"), "invalid-transfer-encoding"),
    .init("a comma before chunked", with("Transfer-Encoding: ,chunked\r\n"), "invalid-transfer-encoding"),
    .init(
      "chunked with a parameter", with("Transfer-Encoding: chunked;a=b\r\n"), "invalid-transfer-encoding"),
    .init("a quoted coding", with("Transfer-Encoding: \"chunked\"\r\n"), "invalid-transfer-encoding"),
    .init(
      "an unknown coding first, without a blank", with("Transfer-Encoding: gzip,chunked\r\n"),
      "unknown-transfer-coding"),
    .init("an unknown coding first", with("Transfer-Encoding: gzip, chunked\r\n"), "unknown-transfer-coding"),
  ]

  private static let chunks: [RequestVector] = [
    .init("no size", chunked("\r\n"), "malformed-chunk-size"),
    .init("a signed size", chunked("+5\r\nhello\r\n"), "malformed-chunk-size"),
    .init("a size with a prefix", chunked("0x5\r\nhello\r\n"), "malformed-chunk-extension"),
    .init("a space after the size", chunked("5 \r\nhello\r\n"), "malformed-line-ending"),
    .init("a size that overflows", chunked("fffffffffffffffff\r\n"), "chunk-too-large"),
    .init("an endless series of zeros", chunked(String(repeating: "0", count: 40)), "chunk-too-large"),
    .init("a line feed alone after the size", chunked("5\nhello\r\n"), "malformed-line-ending"),
    .init("a carriage return in an extension", chunked("5;a\rb\r\nhello\r\n"), "malformed-line-ending"),
    .init("a line feed in a quoted extension", chunked("5;a=\"\n\"\r\nhello\r\n"), "malformed-line-ending"),
    .init("an extension without a name", chunked("5;=1\r\nhello\r\n"), "malformed-chunk-extension"),
    .init("data longer than the size", chunked("4\r\nhello\r\n"), "malformed-chunk-end"),
    .init("data shorter than the size", chunked("6\r\nhello\r\n0\r\n\r\n"), "malformed-chunk-end"),
    .init("a length among the trailers", chunked("0\r\nContent-Length: 5\r\n\r\n"), "forbidden-trailer"),
    .init("a Host among the trailers", chunked("0\r\nhost: b\r\n\r\n"), "forbidden-trailer"),
    .init("a folded trailer", chunked("0\r\nX: 1\r\n 2\r\n\r\n"), "obsolete-line-folding"),
    .init("a NUL in a trailer", chunked("0\r\nX: \u{0}\r\n\r\n"), "malformed-field-value"),
  ]
}
