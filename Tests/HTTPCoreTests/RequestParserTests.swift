import HTTPCore
import TestSupport
import Testing

@Suite("The request parser")
struct RequestParserTests {
  @Test("accepts what the RFCs allow", arguments: RequestVector.accepted)
  func accepts(_ vector: RequestVector) {
    let events = MessageTrace.of(vector.bytes)
    #expect(events.last == "end")
    #expect(!events.contains { $0.hasPrefix("error") })
  }

  @Test("refuses what the RFCs forbid, with a code that says why", arguments: RequestVector.refused)
  func refuses(_ vector: RequestVector) throws {
    let refusal = try #require(vector.refusal)
    #expect(MessageTrace.of(vector.bytes).last == "error \(refusal)")
  }

  @Test(
    "reports the same events for whole, single and randomly cut bytes, and if other bytes follow",
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

  @Test("reports the same events for generated streams, however they are cut")
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

  @Test("reports every prefix of a request as incomplete")
  func prefixesAreIncomplete() {
    let request = Array("GET /members?kind=county HTTP/1.1\r\nHost: a\r\nAccept: */*\r\n\r\n".utf8)
    for count in 0..<request.count {
      var parser = RequestParser()
      #expect(parser.parse(Array(request[..<count]).span) == .incomplete)
    }
  }

  @Test("refuses a request line as soon as a byte of the protocol or version is wrong")
  func version() {
    let version = Array("HTTP/1.1\r".utf8)
    for place in version.indices {
      for byte: UInt8 in [0, 10, 32, 47, 58, 120] where byte != version[place] {
        var changed = version
        changed[place] = byte
        let events = MessageTrace.of(Array("GET / ".utf8) + changed + Array("\nHost: a\r\n\r\n".utf8))
        #expect(events == ["error malformed-request-line"], "byte \(byte) in place \(place)")
      }
    }
  }

  @Test("accepts only HTTP/1", arguments: 0...9)
  func majorVersion(_ major: Int) {
    let events = MessageTrace.of(Array("GET / HTTP/\(major).1\r\nHost: a\r\n\r\n".utf8))
    #expect(events.last == (major == 1 ? "end" : "error http-version-not-supported"))
  }

  @Test(
    "refuses a byte that is out of place, whatever follows it",
    arguments: [
      ("\r\r", "malformed-line-ending"), ("\rG", "malformed-line-ending"), ("\n", "malformed-line-ending"),
      ("\u{0}", "malformed-method"), ("(", "malformed-method"), ("G\r", "malformed-method"),
      ("G\n", "malformed-method"), ("G(", "malformed-method"), ("G\t", "malformed-method"),
      ("G  ", "malformed-request-target"), ("G /\t", "malformed-request-target"),
      ("G /\r", "malformed-request-target"),
      ("G /\n", "malformed-request-target"), ("G /\u{80}", "malformed-request-target"),
      ("G /#", "malformed-request-target"),
      ("G x ", "invalid-request-target"), ("G ** ", "invalid-request-target"),
      ("OPTIONS ** ", "invalid-request-target"),
      ("G * ", "invalid-request-target"), ("G http:/ ", "invalid-request-target"),
      ("G http//a ", "invalid-request-target"),
      ("G https:/a ", "invalid-request-target"), ("G httpx://a ", "invalid-request-target"),
      ("G http:// ", "invalid-authority"), ("G https:// ", "invalid-authority"),
      ("G http://:80/ ", "invalid-authority"),
      ("G http://?a ", "invalid-authority"), ("CONNECT a ", "invalid-request-target"),
      ("CONNECT a: ", "invalid-request-target"), ("CONNECT a:b ", "invalid-request-target"),
      ("CONNECT * ", "invalid-request-target"), ("CONNECT http://a/ ", "invalid-request-target"),
      ("G / HTTP/1.1\r\r", "malformed-line-ending"), ("G / HTTP/1.1\rH", "malformed-line-ending"),
      ("G / HTTP/1.1\r\n\n", "malformed-line-ending"), ("G / HTTP/1.1\r\n\r\r", "malformed-line-ending"),
      ("G / HTTP/1.1\r\n\rX", "malformed-line-ending"), ("G / HTTP/1.1\r\n\t", "obsolete-line-folding"),
      ("G / HTTP/1.1\r\n ", "obsolete-line-folding"), ("G / HTTP/1.1\r\n:", "malformed-field-name"),
      ("G / HTTP/1.1\r\nX\r", "malformed-line-ending"), ("G / HTTP/1.1\r\nX\n", "malformed-line-ending"),
      ("G / HTTP/1.1\r\nX ", "malformed-field-name"), ("G / HTTP/1.1\r\nX\u{0}", "malformed-field-name"),
      ("G / HTTP/1.1\r\nX:\n", "malformed-line-ending"), ("G / HTTP/1.1\r\nX: \n", "malformed-line-ending"),
      ("G / HTTP/1.1\r\nX: \u{0}", "malformed-field-value"),
      ("G / HTTP/1.1\r\nX: a\u{7F}", "malformed-field-value"),
      ("G / HTTP/1.1\r\nX: a\r\r", "malformed-line-ending"),
      ("G / HTTP/1.1\r\nX: a\rY", "malformed-line-ending"),
      ("G / HTTP/1.1\r\nX: 12345678\u{1}", "malformed-field-value"),
      ("G / HTTP/1.1\r\nX: 1234567\u{1}8", "malformed-field-value"),
    ])
  func outOfPlace(_ text: String, _ code: String) {
    let stream = text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    #expect(MessageTrace.of(stream) == ["error \(code)"])
    #expect(MessageTrace.of(stream, pieces: Array(repeating: 1, count: stream.count)) == ["error \(code)"])
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
    "are exact to the byte, however the stream is cut",
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
    let byByte = MessageTrace.of(
      stream, pieces: Array(repeating: 1, count: stream.count), limits: Self.small())
    #expect(byByte.last == last)
  }
}
