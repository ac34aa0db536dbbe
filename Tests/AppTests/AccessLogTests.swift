import Foundation
import Testing

@testable import App

@Suite("The log of requests")
struct AccessLogTests {
  private func line(
    _ format: LogFormat, method: [UInt8] = Array("GET".utf8), target: [UInt8],
    requestID: [UInt8] = Array("r-1".utf8)
  ) -> String {
    let written = Written()
    let log = AccessLog(format: format, output: written.output)
    log.append(method: method, target: target, requestID: requestID)
    log.flush()
    return written.text
  }

  private func target(inJSON line: String) throws -> String {
    let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
    return try #require(object?["target"] as? String)
  }

  @Test("a line of text has the time, level, request, status, bytes, duration, address and id")
  func text() {
    #expect(
      line(.text, target: Array("/members?kind=county".utf8))
        == "2026-05-01T12:34:56.789Z info     \"GET /members?kind=county\" 200 2512B 143us 192.0.2.1 r-1\n")
  }

  @Test("a line of JSON has the same values, each with its name")
  func json() {
    let expected =
      #"{"time":"2026-05-01T12:34:56.789Z","level":"info","message":"request","method":"GET","#
      + #""target":"/members","status":200,"bytes":2512,"durationMicroseconds":143,"#
      + #""remoteAddress":"192.0.2.1","requestId":"r-1"}"# + "\n"
    #expect(line(.json, target: Array("/members".utf8)) == expected)
  }

  @Test(
    "bytes from outside are escaped, so that they can't end a value or a line or control a terminal",
    arguments: [
      (Array(#"/a"b\c"#.utf8), #"/a\"b\\c"#, #"/a\"b\\c"#),
      (Array("/\r\n\t".utf8), #"/\r\n\t"#, #"/\r\n\t"#),
      ([0x00, 0x1B, 0x7F], #"\u0000\u001b\u007f"#, #"\x00\x1b\x7f"#),
      (Array("/\u{9b}2J".utf8), #"/\u009b2J"#, #"/\u{009b}2J"#),
      (Array("/\u{202e}\u{2028}\u{2066}".utf8), #"/\u202e\u2028\u2066"#, #"/\u{202e}\u{2028}\u{2066}"#),
      (Array("/løten/🇳🇴/čŋ".utf8), "/løten/🇳🇴/čŋ", "/løten/🇳🇴/čŋ"),
      ([0x2F, 0xFF], #"/\ufffd"#, #"/\xff"#),  // 0xFF never begins a character
      ([0x80, 0x2F], #"\ufffd/"#, #"\x80/"#),  // a continuation byte without a first byte
      ([0xC3], #"\ufffd"#, #"\xc3"#),  // cut short
      ([0xC3, 0x22], #"\ufffd\""#, #"\xc3\""#),  // an incomplete character must not hide the quote
      ([0xC0, 0xAF], #"\ufffd\ufffd"#, #"\xc0\xaf"#),  // an overlong form of /
      ([0xE0, 0x80, 0xAF], #"\ufffd\ufffd\ufffd"#, #"\xe0\x80\xaf"#),
      ([0xED, 0xA0, 0x80], #"\ufffd\ufffd\ufffd"#, #"\xed\xa0\x80"#),  // a surrogate
      ([0xF4, 0x90, 0x80, 0x80], #"\ufffd\ufffd\ufffd\ufffd"#, #"\xf4\x90\x80\x80"#),  // above U+10FFFF
    ] as [([UInt8], String, String)])
  func escaping(bytes: [UInt8], json: String, text: String) throws {
    #expect(line(.json, target: bytes).contains("\"target\":\"\(json)\","))
    #expect(line(.text, target: bytes).contains("\"GET \(text)\" 200"))
    _ = try target(inJSON: line(.json, target: bytes))
  }

  @Test("a target with any pair of bytes is logged as one line of valid JSON")
  func everyPair() throws {
    for first in UInt8.min...UInt8.max {
      let pairs = (UInt8.min...UInt8.max).flatMap { [first, $0] }
      let line = line(.json, target: pairs)
      #expect(line.utf8.filter { $0 == 0x0A }.count == 1)
      _ = try target(inJSON: line)
    }
  }

  @Test("a target of more than 1 KiB is cut, and the line shows it")
  func cut() throws {
    let target = [UInt8](repeating: UInt8(ascii: "a"), count: 5000)
    let shown = try self.target(inJSON: line(.json, target: target))
    #expect(shown == String(repeating: "a", count: 1024) + "...")
  }

  @Test(
    "a token in a target isn't logged",
    arguments: [
      ("/drafts?token=mdt_TOKEN", "/drafts?token=mdt_***"),
      ("/drafts?a=mdt_TOKEN&b=mdt_TOKEN&c=d", "/drafts?a=mdt_***&b=mdt_***&c=d"),
      ("/mdt_TOKEN/topics", "/mdt_***/topics"), ("/search?q=mdt%5fTOKEN+x", "/search?q=mdt%5f***+x"),
      ("/search?q=a.mdt_\u{E9}TOKEN", "/search?q=a.mdt_***\u{E9}TOKEN"),
      // Cut off, but most of it is there.
      ("/members/mdt_ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef", "/members/mdt_***"),
      ("/members?q=MDT_TOKEN", "/members?q=MDT_TOKEN"), ("/members?q=md_TOKEN", "/members?q=md_TOKEN"),
      ("/mdt_x", "/mdt_x"), ("/members?q=mdtTOKEN%5", "/members?q=mdtTOKEN%5"),
    ])
  func tokens(target: String, logged: String) throws {
    // Base64url has both of these characters.
    let token = "AbC-_9" + String(repeating: "z", count: 37)
    func bytes(_ text: String) -> [UInt8] { Array(text.replacing("TOKEN", with: token).utf8) }
    for format in [LogFormat.json, .text] {
      #expect(line(format, target: bytes(target)).utf8.contains(bytes(logged)))
    }
    let cut = Array("/?q=\(String(repeating: "a", count: 1_000))&t=mdt_\(token)".utf8)
    #expect(try self.target(inJSON: line(.json, target: cut)).hasSuffix("a&t=mdt_***..."))
  }

  @Test("many tokens in a target are all left out, within the bound")
  func manyTokens() {
    let line = line(.json, target: Array(String(repeating: "mdt_&", count: 1_000).utf8))
    #expect(line.contains(String(repeating: "mdt_***&", count: 204)))
    #expect(line.utf8.count <= AccessLog.maxLineBytes)
  }

  @Test("the longest possible line is within the limit, so that the buffer never grows")
  func bound() {
    let worst = [UInt8](repeating: 0xFF, count: 5000)
    for format in [LogFormat.json, .text] {
      let line = line(format, method: worst, target: worst, requestID: worst)
      #expect(line.utf8.count <= AccessLog.maxLineBytes)
    }
  }

  @Test("lines are kept until they are flushed, and written at once")
  func gathers() {
    let written = Written()
    let log = AccessLog(format: .text, output: written.output)
    for _ in 0..<3 { log.append(target: Array("/members".utf8)) }
    #expect(written.writes == 0)
    log.flush()
    log.flush()
    #expect(written.writes == 1)
    #expect(written.text.split(separator: "\n").count == 3)
  }

  @Test("a full buffer flushes itself and loses nothing")
  func fullBuffer() {
    let written = Written()
    let log = AccessLog(format: .json, output: written.output)
    for _ in 0..<2000 { log.append(target: Array("/members".utf8)) }
    log.flush()
    #expect(written.writes > 1)
    #expect(written.text.split(separator: "\n").count == 2000)
  }
}

extension AccessLog {
  fileprivate func append(
    method: [UInt8] = Array("GET".utf8), target: [UInt8], requestID: [UInt8] = Array("r-1".utf8)
  ) {
    append(
      at: LoggingTests.moment.unixMilliseconds, method: method.span, target: target.span, status: 200,
      responseBytes: 2512, durationMicroseconds: 143, requestID: requestID.span,
      remoteAddress: Array("192.0.2.1".utf8).span)
  }
}
