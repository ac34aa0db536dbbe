import Directory
import Gzip
import TestSupport
import Testing

@Suite("HTTP")
struct DirectoryHTTPTests {
  let directory: RunningDirectory

  init() throws { directory = try RunningDirectory() }

  static let paths = [
    "/", "/members", "/members/oslo", "/members/oslo/topics", "/topics", "/topics/climate",
    "/topics/climate/members", "/contacts", "/contacts/gunnar-selvik", "/offices", "/offices/oslo",
    "/organisation", "/search?q=oslo", "/health/live", "/health/ready",
  ]

  @Test("HEAD has the same fields as GET and no content", arguments: paths + ["/members/nobody"])
  func head(path: String) throws {
    for coding in ["identity", "gzip"] {
      let get = try directory.get(path, "Accept-Encoding: \(coding)")
      let head = try directory.ask("HEAD", path, "Accept-Encoding: \(coding)")
      #expect(head.status == get.status)
      #expect(head.lastingFields == get.lastingFields)
      #expect(get.field("content-length") == "\(get.content.count)")
    }
    let client = try directory.client()
    client.send(RunningDirectory.request("HEAD", path, ["Connection: close"]))
    #expect(try client.readToEnd().hasSuffix("\r\n\r\n"))
  }

  @Test("OPTIONS returns the methods of a resource, and of the server", arguments: paths + ["*"])
  func options(target: String) throws {
    let answer = try directory.ask("OPTIONS", target)
    #expect(answer.status == 204)
    let allow = try #require(answer.field("allow"))
    #expect(allow.hasPrefix("GET, HEAD, ") && allow.hasSuffix("OPTIONS"))
    #expect(answer.content.isEmpty)
    #expect(answer.field("access-control-allow-origin") == "*")
  }

  @Test("a preflight returns the methods and fields that a web page may use, and for how long")
  func preflight() throws {
    let answer = try directory.ask(
      "OPTIONS", "/members", "Origin: https://example.org", "Access-Control-Request-Method: GET",
      "Access-Control-Request-Headers: if-none-match, x-request-id")
    #expect(answer.status == 204)
    #expect(answer.field("access-control-allow-origin") == "*")
    #expect(answer.field("access-control-allow-methods") == "GET, HEAD, POST, OPTIONS")
    let allowed = answer.field("access-control-allow-headers")?.lowercased() ?? ""
    #expect(allowed.contains("if-none-match") && allowed.contains("x-request-id"))
    #expect(answer.field("access-control-max-age") == "7200")
  }

  @Test(
    "Accept-Encoding chooses the coding",
    arguments: [
      ("gzip", "gzip"), ("gzip;q=0.1, identity;q=0.2", nil), ("br;q=1, gzip;q=0.5", "gzip"), ("*", "gzip"),
      ("gzip;q=0", nil), ("identity;q=0, gzip", "gzip"), ("*;q=0, identity;q=1", nil), ("", nil),
      ("deflate", nil),
    ] as [(String, String?)])
  func codings(accepted: String, coding: String?) throws {
    let plain = try directory.get("/members")
    let answer = try directory.get("/members", "Accept-Encoding: \(accepted)")
    #expect(answer.status == 200)
    #expect(answer.field("content-encoding") == coding)
    #expect(answer.field("vary") == "Accept, Accept-Encoding")
    if coding == nil {
      #expect(answer.content == plain.content)
      #expect(answer.field("etag") == plain.field("etag"))
    } else {
      #expect(try GzipDecompressor.decompress(answer.content, limit: 1 << 20) == plain.content)
      #expect(answer.content.count * 2 < plain.content.count)
      #expect(answer.field("etag") != plain.field("etag"))
    }
  }

  @Test(
    "a client that excludes all codings gets a problem", arguments: ["identity;q=0", "*;q=0", "br, *;q=0"])
  func noCoding(accepted: String) throws {
    try expectProblem(
      try directory.get("/members", "Accept-Encoding: \(accepted)"), 406, "coding-not-acceptable")
  }

  @Test("If-None-Match with the current tag gets 304, with the fields that a cache needs")
  func ifNoneMatch() throws {
    for coding in ["identity", "gzip"] {
      let full = try directory.get("/members", "Accept-Encoding: \(coding)")
      let tag = try #require(full.field("etag"))
      for condition in [tag, "W/\(tag)", "\"other\", \(tag)", "*"] {
        let answer = try directory.get(
          "/members", "Accept-Encoding: \(coding)", "If-None-Match: \(condition)")
        #expect(answer.status == 304)
        for name in ["etag", "cache-control", "vary", "access-control-allow-origin"] {
          #expect(answer.field(name) == full.field(name) && answer.field(name) != nil)
        }
        #expect(answer.field("content-type") == nil)
      }
      let other = try directory.get("/members", "Accept-Encoding: \(coding)", "If-None-Match: \"other\"")
      #expect(other.status == 200)
    }
  }

  @Test("the tag of one coding does not match the other")
  func tagOfTheOtherCoding() throws {
    let tag = try #require(try directory.get("/members", "Accept-Encoding: gzip").field("etag"))
    #expect(try directory.get("/members", "If-None-Match: \(tag)").status == 200)
  }

  @Test("If-Modified-Since gets 304 if nothing has changed since the date, and else the content")
  func ifModifiedSince() throws {
    // The date is sent when the second of the last commit, or of the start, is over.
    var sent = try directory.get("/members").field("last-modified")
    while sent == nil { sent = try directory.get("/members?limit=1").field("last-modified") }
    let date = try #require(sent)
    #expect(try directory.get("/members", "If-Modified-Since: \(date)").status == 304)
    let before = "If-Modified-Since: Fri, 01 Jan 2021 00:00:00 GMT"
    #expect(try directory.get("/members", before).status == 200)
    #expect(try directory.get("/members", "If-Modified-Since: \(date)", "If-None-Match: \"x\"").status == 200)
  }

  @Test("an https target is misdirected unless http.origin says that a proxy ends TLS")
  func secureTargets() throws {
    func ask(_ directory: RunningDirectory) throws -> RawResponse? {
      let client = try directory.client()
      client.send("GET https://directory.test/members/oslo HTTP/1.1\r\nHost: a\r\n\r\n")
      return try client.readResponse()
    }
    _ = try directory.get("/members/oslo")
    try expectProblem(try #require(try ask(directory)), 421, "misdirected-request")
    let behindTLS = try RunningDirectory(["http.origin": "https://directory.test"])
    #expect(try ask(behindTLS)?.status == 200)
    let behindOther = try RunningDirectory(["http.origin": "http://directory.test"])
    #expect(try ask(behindOther)?.status == 421)
  }

  @Test("an offer of HTTP/2 leaves the connection open, one of WebSocket closes it")
  func upgrades() throws {
    let client = try directory.client()
    for _ in 0..<3 {
      client.send(
        RunningDirectory.request(
          "GET", "/members/oslo",
          ["Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA"])
      )
      let answer = try #require(try client.readResponse())
      #expect(answer.status == 200 && answer.field("connection") == nil)
    }
    client.send(
      RunningDirectory.request("GET", "/members/oslo", ["Connection: Upgrade", "Upgrade: websocket"]) + "GET "
    )
    #expect(try client.readResponse()?.field("connection") == "close")
    #expect(try client.readToEnd().isEmpty)
  }

  @Test(
    "errors are problems with a code, and web pages of any origin can read them",
    arguments: [
      ("GET", "/members?knd=county", 400, "unknown-parameter"),
      ("GET", "/organisation?x=1", 400, "unknown-parameter"),
      ("GET", "/members?kind=count", 400, "unknown-value"),
      ("GET", "/members?kind=", 400, "unknown-value"),
      ("GET", "/topics?kind=county", 400, "unknown-value"),
      ("GET", "/members?limit=1&limit=2", 400, "repeated-parameter"),
      ("GET", "/members?limit=1001", 400, "invalid-limit"),
      ("GET", "/members?limit=%2B5", 400, "invalid-limit"),
      ("GET", "/members?cursor=x", 400, "invalid-cursor"),
      ("GET", "/members?kind=%FF", 400, "malformed-query"),
      ("GET", "/nowhere", 404, "unknown-path"), ("GET", "/members/", 404, "unknown-path"),
      ("GET", "/members/nobody", 404, "unknown-member"), ("GET", "/topics/nothing", 404, "unknown-topic"),
      ("GET", "/contacts/nobody", 404, "unknown-contact"), ("GET", "/offices/x", 404, "unknown-office"),
      ("POST", "/search", 405, "method-not-allowed"), ("DELETE", "/health/live", 405, "method-not-allowed"),
      ("POST", "/members", 401, "token-required"), ("DELETE", "/members/oslo", 401, "token-required"),
      ("BREW", "/members", 501, "unknown-method"),
    ])
  func problems(method: String, target: String, status: Int, code: String) throws {
    let answer = try directory.ask(method, target)
    try expectProblem(answer, status, code)
    if status == 405 { #expect(answer.field("allow") == "GET, HEAD, OPTIONS") }
  }

  @Test(
    "errors of the HTTP layer are problems of the same form, and the last response on their connection",
    arguments: [
      ("GET / HTTP/1.1\r\nHost : a\r\n\r\n", 400), ("GET / HTTP/1.1\r\n\r\n", 400),
      ("GET /\r\n\r\n", 400), ("nonsense\r\n\r\n", 400), ("GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505),
      ("GET / HTTP/1.1\r\nHost: a\r\nX: \(String(repeating: "x", count: 40_000))\r\n\r\n", 431),
      ("GET /\(String(repeating: "x", count: 9_000)) HTTP/1.1\r\nHost: a\r\n\r\n", 414),
      ("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
    ])
  func refusals(request: String, status: Int) throws {
    let client = try directory.client()
    client.send(request)
    let answer = try #require(try client.readResponse())
    try expectProblem(answer, status, try #require(try answer.json["code"]?.string))
    #expect(answer.field("connection") == "close")
    client.finishSending()
    #expect(try client.readResponse() == nil)
  }

  private func expectProblem(_ answer: RawResponse, _ status: Int, _ code: String) throws {
    #expect(answer.status == status)
    #expect(answer.field("content-type") == "application/problem+json")
    #expect(answer.field("access-control-allow-origin") == "*")
    let exposed = answer.field("access-control-expose-headers") ?? ""
    for name in ["ETag", "Link", "Location", "Retry-After", "X-Request-Id"] {
      #expect(exposed.contains(name))
    }
    #expect(answer.field("cache-control") == "no-store")
    #expect(answer.field("x-request-id")?.isEmpty == false)
    let problem = try answer.json
    #expect(problem.names.prefix(5) == ["type", "title", "status", "code", "detail"])
    #expect(problem["status"] == .integer(status))
    #expect(problem["code"] == .string(code))
  }

  @Test(
    "a valid X-Request-Id is returned, any other is replaced",
    arguments: [
      ("abc-123_D.e:f", true), (String(repeating: "x", count: 64), true), ("", false), ("a b", false),
      (String(repeating: "x", count: 65), false), ("<script>", false), ("é", false),
    ])
  func requestID(id: String, isSane: Bool) throws {
    for path in ["/members", "/nowhere"] {
      let answered = try #require(try directory.get(path, "X-Request-Id: \(id)").field("x-request-id"))
      #expect((answered == id) == isSane)
      #expect(!answered.isEmpty)
    }
  }

  @Test("a request is logged in one line, with its id and without its fields")
  func requestLog() throws {
    _ = try directory.get("/members?kind=county", "X-Request-Id: logged-1", "Authorization: Bearer hunter2")
    directory.stop()
    let lines = directory.log.lines.filter { $0.contains("logged-1") }
    #expect(lines.count == 1)
    #expect(lines[0].contains("/members?kind=county"))
    #expect(!directory.log.lines.joined().contains("hunter2"))
  }

  @Test("a connection is kept, and pipelined requests are answered in order")
  func pipelining() throws {
    let client = try directory.client()
    let targets = [
      "/members/oslo", "/nowhere", "/members?limit=1", "/topics", "/health/ready", "/members/viken",
    ]
    let requests = targets.map { RunningDirectory.request("GET", $0) }
    for _ in 0..<3 {
      client.send(requests.joined())
      for target in targets {
        let answer = try #require(try client.readResponse())
        #expect(try answer.content == directory.get(target).content || target == "/nowhere")
        #expect(answer.status == (target == "/nowhere" ? 404 : 200))
        #expect(answer.field("connection") == nil)
      }
    }
    client.send(RunningDirectory.request("GET", "/", ["Connection: close"]))
    #expect(try client.readResponse()?.field("connection") == "close")
    #expect(try client.readResponse() == nil)
  }

  @Test("a request that arrives byte by byte is served like any other")
  func octetByOctet() throws {
    let client = try directory.client()
    for byte in RunningDirectory.request("GET", "/members/oslo").utf8 { client.send([byte]) }
    #expect(try client.readResponse()?.content == directory.get("/members/oslo").content)
  }

  @Test("an absolute target has the same answer as its path, whatever its host is")
  func absoluteForm() throws {
    let plain = try directory.get("/members?county=viken")
    let absolute = try directory.get("http://elsewhere.test:1/members?county=viken")
    #expect(absolute.content == plain.content)
    #expect(try directory.get("http://elsewhere.test").status == 200)
  }

  @Test("HTTP/1.0 gets a response, and the connection is closed")
  func oldVersion() throws {
    let client = try directory.client()
    client.send("GET /members/oslo HTTP/1.0\r\n\r\n")
    #expect(try client.readResponse()?.content == directory.get("/members/oslo").content)
    #expect(try client.readResponse() == nil)
  }
}
