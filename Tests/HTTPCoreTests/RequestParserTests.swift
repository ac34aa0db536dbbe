import HTTPCore
import TestSupport
import Testing

@Suite("The request parser")
struct RequestParserTests {
  @Test("takes what the RFCs allow", arguments: RequestVector.accepted)
  func accepts(_ vector: RequestVector) {
    let events = MessageTrace.of(vector.bytes)
    #expect(events.last == "end")
    #expect(!events.contains { $0.hasPrefix("error") })
  }

  @Test("refuses what they forbid, with a code that says why", arguments: RequestVector.refused)
  func refuses(_ vector: RequestVector) throws {
    let refusal = try #require(vector.refusal)
    #expect(MessageTrace.of(vector.bytes).last == "error \(refusal)")
  }

  @Test(
    "gives the same events octet by octet, cut at random, and with octets that follow",
    arguments: RequestVector.accepted + RequestVector.refused)
  func isIndependentOfCuts(_ vector: RequestVector) {
    let stream = vector.bytes
    let whole = MessageTrace.of(stream)
    #expect(MessageTrace.of(stream, pieces: Array(repeating: 1, count: stream.count)) == whole)
    var random = SystemRandomNumberGenerator()
    for _ in 0..<20 {
      let pieces = stream.indices.map { _ in Int.random(in: 1...9, using: &random) }
      #expect(MessageTrace.of(stream, pieces: pieces) == whole, "cut after \(pieces)")
    }
    let followed = MessageTrace.of(stream + Array("GET /after HTTP/1.1\r\nHost: a\r\n\r\n".utf8))
    #expect(followed.starts(with: whole))
    #expect((followed.count == whole.count) == (vector.refusal != nil), "nothing is parsed after a refusal")
  }

  @Test("gives the same events for generated streams, however they are cut")
  func isIndependentOfCutsForGeneratedStreams() {
    var generator = StreamGenerator(seed: 1)
    for _ in 0..<2_000 {
      let stream = generator.next()
      let whole = MessageTrace.of(stream)
      #expect(MessageTrace.of(stream, pieces: Array(repeating: 1, count: stream.count)) == whole)
      let pieces = stream.indices.map { _ in generator.number(below: 12) + 1 }
      #expect(MessageTrace.of(stream, pieces: pieces) == whole)
    }
  }

  @Test("every prefix of a request is incomplete, and nothing else")
  func prefixesAreIncomplete() {
    let request = Array("GET /members?kind=county HTTP/1.1\r\nHost: a\r\nAccept: */*\r\n\r\n".utf8)
    for count in 0..<request.count {
      var parser = RequestParser()
      #expect(parser.parse(Array(request[..<count]).span) == .incomplete)
    }
  }

  @Test(
    "says where the parts of a target are",
    arguments: [
      ("/a/b?c=d", "/a/b", "c=d", nil), ("http://h:1/p?q", "/p", "q", "h:1"), ("http://h", "", nil, "h"),
      ("/", "/", nil, nil), ("/?", "/", "", nil),
    ] as [(String, String, String?, String?)])
  func splitsTargets(_ target: String, _ path: String, _ query: String?, _ authority: String?) {
    let stream = Array("GET \(target) HTTP/1.1\r\nHost: x\r\n\r\n".utf8)
    var parser = RequestParser()
    #expect(parser.parse(stream.span) == .complete(length: stream.count))
    #expect(stream.span.text(parser.head.target.path) == path)
    #expect(parser.head.target.query.map { stream.span.text($0) } == query)
    #expect(parser.head.target.authority.map { stream.span.text($0) } == authority)
  }
}

@Suite("The limits on a request")
struct RequestLimitTests {
  private static func small() -> RequestLimits {
    var limits = RequestLimits()
    limits.target = 16
    limits.head = 128
    limits.fields = 3
    limits.chunkExtensions = 8
    limits.trailers = 16
    return limits
  }

  @Test(
    "hold to the octet, however the stream is cut",
    arguments: [
      ("GET /234567890123456 HTTP/1.1\r\nHost: a\r\n\r\n", "end"),
      ("GET /2345678901234567 HTTP/1.1\r\nHost: a\r\n\r\n", "error request-target-too-long"),
      ("GET / HTTP/1.1\r\nHost: a\r\nA: 1\r\nB: 2\r\n\r\n", "end"),
      ("GET / HTTP/1.1\r\nHost: a\r\nA: 1\r\nB: 2\r\nC: 3\r\n\r\n", "error too-many-fields"),
      ("GET / HTTP/1.1\r\nHost: a\r\nA: \(String(repeating: "x", count: 96))\r\n\r\n", "end"),
      (
        "GET / HTTP/1.1\r\nHost: a\r\nA: \(String(repeating: "x", count: 97))\r\n\r\n",
        "error request-head-too-large"
      ),
      ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1;aaaaaa\r\na\r\n0\r\n\r\n", "end"),
      (
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1;aaaaaaaaaaaa\r\na\r\n0\r\n\r\n",
        "error chunk-extensions-too-large"
      ),
      (
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX: 1234567890123\r\n\r\n",
        "error trailers-too-large"
      ),
    ])
  func hold(_ text: String, _ last: String) {
    let stream = Array(text.utf8)
    #expect(MessageTrace.of(stream, limits: Self.small()).last == last)
    let byOctet = MessageTrace.of(
      stream, pieces: Array(repeating: 1, count: stream.count), limits: Self.small())
    #expect(byOctet.last == last)
  }
}
