import HTTPCore
import TestSupport
import Testing

@Suite("The head of a request")
struct RequestHeadTests {
  /// Returns the parsed head, or nil if it is refused or incomplete.
  private func parse(head text: String) -> RequestHead? {
    let stream = Array(text.utf8)
    // https targets are accepted only behind a proxy that ends TLS.
    var parser = RequestParser(limits: RequestLimits(acceptsSecureTargets: true))
    guard case .complete(let length) = parser.parse(stream.span), length == stream.count else { return nil }
    return parser.head
  }

  private func parse(_ fields: String, version: String = "1.1") -> RequestHead? {
    parse(head: "GET / HTTP/\(version)\r\nHost: a\r\n\(fields)\r\n")
  }

  @Test(
    "determines whether the connection may stay open (RFC 9112 §9.3)",
    arguments: [
      ("1.1", "", true), ("1.1", "Connection: close\r\n", false), ("1.1", "Connection: keep-alive\r\n", true),
      ("1.1", "Connection: CLOSE\r\n", false), ("1.1", "Connection: a, close, b\r\n", false),
      ("1.1", "Connection: closed\r\n", true), ("1.1", "Connection: close, keep-alive\r\n", false),
      ("1.1", "Connection: a\r\nConnection: close\r\n", false),
      ("1.1", "Connection:\r\n", true), ("1.2", "", true), ("1.0", "", false),
      ("1.0", "Connection: close\r\n", false),
      ("1.0", "Connection: keep-alive\r\n", true), ("1.0", "Connection: Keep-Alive, a\r\n", true),
      ("1.0", "Connection: keep-alive, close\r\n", false),
      ("1.0", "Connection: close, keep-alive\r\n", false),
    ])
  func keepsAlive(_ version: String, _ fields: String, _ keepsAlive: Bool) throws {
    #expect(try #require(parse(fields, version: version)).keepsAlive == keepsAlive)
  }

  @Test(
    "makes the server close the connection if it offers a protocol other than h2c (RFC 9110 §7.8)",
    arguments: [
      ("Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQ\r\n", true),
      ("Upgrade: H2C\r\nConnection: upgrade\r\n", true),
      ("Connection: upgrade\r\nUpgrade: , h2c ,\r\nUpgrade: h2c\r\n", true),
      // An offer needs both the Upgrade field and the connection option.
      ("Upgrade: websocket\r\n", true), ("Connection: upgrade\r\n", true),
      ("Connection: upgrade\r\nUpgrade:\r\n", true),
      ("Connection: Upgrade\r\nUpgrade: websocket\r\n", false),
      ("Upgrade: WebSocket\r\nConnection: keep-alive, UPGRADE\r\n", false),
      ("Connection: upgrade\r\nUpgrade: h2c, websocket\r\n", false),
      ("Connection: upgrade\r\nUpgrade: h2c\r\nUpgrade: TLS/1.0\r\n", false),
      ("Connection: upgrade\r\nUpgrade: HTTP/2.0\r\n", false),
      ("Connection: upgrade\r\nUpgrade: h2cc\r\n", false),
      ("Connection: close, upgrade\r\nUpgrade: h2c\r\n", false),
    ])
  func upgrade(_ fields: String, _ keepsAlive: Bool) throws {
    #expect(try #require(parse(fields)).keepsAlive == keepsAlive)
    let old = try #require(parse("Connection: keep-alive\r\n\(fields)", version: "1.0"))
    #expect(old.keepsAlive == keepsAlive)
  }

  @Test(
    "says whether the client waits for a 100, which an HTTP/1.0 client doesn't",
    arguments: [
      ("1.1", "", false), ("1.1", "Expect: 100-continue\r\n", true),
      ("1.1", "Expect: 100-CONTINUE\r\n", true),
      ("1.1", "Expect: 100-continue, 100-continue\r\n", true),
      ("1.1", "Expect: 100-continue,\r\n", true), ("1.1", "Expect: ,\t100-continue\r\n", true),
      ("1.1", "Expect: 100-continue\r\nExpect: 100-continue\r\n", true),
      ("1.1", "Expect: 100-continue\r\nExpect:\r\n", true),
      ("1.1", "Expect:\r\n", false), ("1.1", "Expect: ,\r\n", false),
      ("1.0", "Expect: 100-continue, 100-continue\r\n", false),
      ("1.0", "Expect: 100-continue\r\n", false), ("1.9", "Expect: 100-continue\r\n", true),
    ])
  func expectsContinue(_ version: String, _ fields: String, _ expects: Bool) throws {
    #expect(try #require(parse(fields, version: version)).expectsContinue == expects)
  }

  @Test(
    "says how the content is framed (RFC 9112 §6.3)",
    arguments: [
      ("", .none), ("Content-Length: 0\r\n", .length(0)), ("Content-Length: 1\r\n", .length(1)),
      ("Content-Length: 0007\r\n", .length(7)), ("Content-Length: 9223372036854775807\r\n", .length(.max)),
      ("Transfer-Encoding: chunked\r\n", .chunked), ("Transfer-Encoding: Chunked\r\n", .chunked),
      ("Transfer-Encoding:  chunked \r\n", .chunked),
    ] as [(String, Framing)])
  func framing(_ fields: String, _ framing: Framing) throws {
    #expect(try #require(parse(fields)).framing == framing)
    #expect(framing.hasContent == (framing != .none && framing != .length(0)))
  }

  @Test(
    "is answered with the minor version of the client, but at most 1",
    arguments: [("1.0", 0), ("1.1", 1), ("1.2", 1), ("1.9", 1)])
  func minorVersion(_ version: String, _ minor: Int) throws {
    #expect(try #require(parse("", version: version)).minorVersion == minor)
  }

  @Test("keeps its fields in order, and a look-up by name returns the first one")
  func fields() throws {
    let stream = Array(
      "GET / HTTP/1.1\r\nHost: a\r\nAccept:x\r\nX-Y: \t z \r\naccept: w\r\nEmpty: \t\r\n\r\n".utf8)
    var parser = RequestParser()
    try #require(parser.parse(stream.span) == .complete(length: stream.count))
    let head = parser.head
    let bytes = stream.span
    var found: [String] = []
    for field in head.fields {
      found.append("\(bytes.text(field.name))=\(bytes.text(field.value))")
    }
    #expect(found == ["Host=a", "Accept=x", "X-Y=z", "accept=w", "Empty="])
    #expect(head.fields.map(\.known) == [.host, .accept, .other, .accept, .other])
    let accept = head.first(.accept).map { stream.span.text($0) }
    #expect(accept == "x")
    #expect(head.first(.origin) == nil)
  }

  @Test("keeps the name of its method even if the method is unknown")
  func method() throws {
    let known = try #require(parse(head: "DELETE /a HTTP/1.1\r\nHost: a\r\n\r\n"))
    #expect(known.method == .delete && known.methodBytes == 0..<6)
    let unknown = try #require(parse(head: "\r\n\r\nBREW /a HTTP/1.1\r\nHost: a\r\n\r\n"))
    #expect(unknown.method == .unrecognized && unknown.methodBytes == 4..<8)
    #expect(unknown.target.whole == 9..<11)
  }

  @Test("has nothing left of the previous request")
  func reset() throws {
    let first = Array(
      """
      OPTIONS http://h/p?q HTTP/1.0\r\nHost: a\r\nConnection: keep-alive\r\nContent-Length: 5\r\n\
      Expect: 100-continue\r\nAccept: x\r\nForwarded: for=a\r\n\r\n
      """.utf8)
    let next = Array("GET / HTTP/1.1\r\nHost: b\r\n\r\n".utf8)
    var parser = RequestParser()
    try #require(parser.parse(first.span) == .complete(length: first.count))
    let taken = parser.takeHead(from: PeerAddress(v4: 1), ClientAccount())
    #expect(taken.peer == PeerAddress(v4: 1) && taken.account != nil && taken.isForwarded)
    parser.reset()
    #expect(parser.head.method == .unrecognized && parser.head.methodBytes.isEmpty)
    #expect(
      parser.head.target.form == .origin && parser.head.target.whole.isEmpty
        && parser.head.target.authority == nil)
    #expect(parser.head.target.query == nil && parser.head.minorVersion == 1 && parser.head.fields.isEmpty)
    #expect(parser.head.framing == .none && parser.head.keepsAlive && !parser.head.expectsContinue)
    #expect(parser.head.peer == .local && parser.head.account == nil && !parser.head.isForwarded)
    try #require(parser.parse(next.span) == .complete(length: next.count))
    let head = parser.takeHead(from: .local)
    #expect(head.method == .get && head.minorVersion == 1 && head.fields.count == 1)
    #expect(head.keepsAlive && head.framing == .none && !head.expectsContinue)
    #expect(head.target.path == 4..<5 && head.target.query == nil && head.target.authority == nil)
  }

  @Test("can be abandoned before it is complete, and another one can be read")
  func resetWithinHead() throws {
    for text in [
      "", "\r", "GE", "GET /a", "GET / HT", "GET / HTTP/1.1\r", "GET / HTTP/1.1\r\nHost: a\r\nX",
      "GET / HTTP/1.1\r\nX: y",
    ] {
      var parser = RequestParser()
      #expect(parser.parse(Array(text.utf8).span) == .incomplete)
      parser.reset()
      let next = Array("GET /b HTTP/1.1\r\nHost: b\r\n\r\n".utf8)
      #expect(parser.parse(next.span) == .complete(length: next.count))
      #expect(parser.head.target.whole == 4..<6)
    }
  }

  @Test(
    "gives the positions of the target's parts",
    arguments: [
      ("/a/b?c=d", "/a/b", "c=d", nil), ("http://h:1/p?q", "/p", "q", "h:1"), ("http://h", "", nil, "h"),
      ("https://h/", "/", nil, "h"), ("HTTPS://h?", "", "", "h"), ("http://h?a/b", "", "a/b", "h"),
      ("http://h/?http://i/", "/", "http://i/", "h"), ("/a?b?c", "/a", "b?c", nil), ("//a", "//a", nil, nil),
      ("http://[::1]:8080/a", "/a", nil, "[::1]:8080"), ("http://h:/", "/", nil, "h:"),
      ("/", "/", nil, nil), ("/?", "/", "", nil),
    ] as [(String, String, String?, String?)])
  func splitsTargets(_ target: String, _ path: String, _ query: String?, _ authority: String?) throws {
    let text = "GET \(target) HTTP/1.1\r\nHost: x\r\n\r\n"
    let stream = Array(text.utf8)
    let head = try #require(parse(head: text))
    #expect(stream.span.text(head.target.whole) == target)
    #expect(head.target.form == (authority == nil ? .origin : .absolute))
    #expect(stream.span.text(head.target.path) == path)
    #expect(head.target.query.map { stream.span.text($0) } == query)
    #expect(head.target.authority.map { stream.span.text($0) } == authority)
  }

  @Test("has an authority for CONNECT, and neither a path nor a query for OPTIONS *")
  func otherTargets() throws {
    let connect = try #require(parse(head: "CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n")).target
    #expect(
      connect.form == .authority && connect.authority == 8..<13 && connect.path.isEmpty
        && connect.query == nil)
    let asterisk = try #require(parse(head: "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n")).target
    #expect(
      asterisk.form == .asterisk && asterisk.whole == 8..<9 && asterisk.authority == nil
        && asterisk.path.isEmpty && asterisk.query == nil)
  }
}

@Suite("The default limits on a request")
struct DefaultLimitTests {
  private func last(_ text: String) -> String? { MessageTrace.of(Array(text.utf8)).last }

  @Test("allow a target of 8,192 bytes")
  func target() {
    func get(_ length: Int) -> String {
      "GET /\(String(repeating: "a", count: length - 1)) HTTP/1.1\r\nHost: a\r\n\r\n"
    }
    #expect(last(get(8_192)) == "end")
    #expect(last(get(8_193)) == "error request-target-too-long")
  }

  @Test("allow a head of 32,768 bytes")
  func head() {
    let start = "GET / HTTP/1.1\r\nHost: a\r\nX: "
    func get(_ length: Int) -> String {
      "\(start)\(String(repeating: "a", count: length - start.utf8.count - 4))\r\n\r\n"
    }
    #expect(get(32_768).utf8.count == 32_768)
    #expect(last(get(32_768)) == "end")
    #expect(last(get(32_769)) == "error request-head-too-large")
  }

  @Test("allow 100 fields")
  func fields() {
    func get(_ count: Int) -> String {
      "GET / HTTP/1.1\r\nHost: a\r\n\(String(repeating: "X: y\r\n", count: count - 1))\r\n"
    }
    #expect(last(get(100)) == "end")
    #expect(last(get(101)) == "error too-many-fields")
  }

  private func chunked(_ content: String) -> String? {
    last("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n\(content)")
  }

  @Test("allow 4,096 bytes of chunk extensions in all chunks together")
  func chunkExtensions() {
    // Each byte after the semicolon counts, and so does the CR that ends the extension.
    func chunks(_ length: Int) -> String? {
      let half = String(repeating: "a", count: 2_047)
      let rest = String(repeating: "a", count: length - 2_048 - 1)
      return chunked("1;\(half)\r\na\r\n1;\(rest)\r\na\r\n0\r\n\r\n")
    }
    #expect(chunks(4_096) == "end")
    #expect(chunks(4_097) == "error chunk-extensions-too-large")
  }

  @Test("allow 8,192 bytes of trailers")
  func trailers() {
    func content(_ length: Int) -> String? {
      // The name and the blank after it are four bytes. The LF of each line and the final CR count too.
      chunked("0\r\nX: \(String(repeating: "a", count: length - 6))\r\n\r\n")
    }
    #expect(content(8_192) == "end")
    #expect(content(8_193) == "error trailers-too-large")
  }

  @Test("allow a chunk size of 16 digits, up to 2 to the power of 53")
  func chunkSize() {
    #expect(chunked("0000000000000001\r\na\r\n0\r\n\r\n") == "end")
    #expect(chunked("00000000000000001\r\n") == "error chunk-too-large")
    // The content is still missing, so nothing is refused.
    #expect(chunked("20000000000000\r\n")?.hasPrefix("error") == false)
    #expect(chunked("20000000000001\r\n") == "error chunk-too-large")
    #expect(chunked("0020000000000000\r\n")?.hasPrefix("error") == false)
  }
}
