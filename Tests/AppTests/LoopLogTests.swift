import Glibc
import Testing

@testable import App
@testable import HTTPCore

@Suite("The log of an event loop")
struct LoopLogTests {
  private func refusal(_ peer: PeerAddress, in log: LoopLog) {
    log.recordRefusal(.malformedMethod, id: RequestID(prefix: 1), peer: peer)
  }

  private static func text(_ written: Written, _ log: LoopLog) -> String {
    log.tick()
    return written.text
  }

  @Test("a line of text is written before the loop waits, and lines of JSON are written once a second")
  func flushes() {
    for (format, writes) in [(LogFormat.text, [0, 1, 2]), (.json, [0, 0, 1])] {
      let written = Written()
      let log = LoopLog(format: format, shortensAddresses: true, output: written.output)
      refusal(.local, in: log)
      #expect(written.writes == writes[0])
      log.loopWillWait()
      #expect(written.writes == writes[1])
      refusal(.local, in: log)
      log.tick()
      #expect(written.writes == writes[2])
      #expect(written.text.split(separator: "\n").count == 2)
    }
  }

  @Test("successful health checks have lines only if that is set", arguments: [true, false])
  func healthChecks(areLogged: Bool) throws {
    let written = Written()
    let log = LoopLog(
      format: .text, shortensAddresses: true, logsHealthChecks: areLogged, output: written.output)
    func record(_ target: String, _ status: Status) throws {
      let bytes = Array("GET \(target) HTTP/1.1\r\nHost: a\r\n\r\n".utf8)
      var parser = RequestParser()
      try #require(parser.parse(bytes.span) == .complete(length: bytes.count))
      log.record(
        parser.head, in: bytes.span, status: status, contentLength: 0, microseconds: 1,
        id: RequestID(prefix: 1), peer: .local)
    }
    try record("/health/ready", .ok)
    try record("/health/live?x", .ok)
    #expect(Self.text(written, log).isEmpty != areLogged)
    for target in ["/health/ready", "/members", "/health/readyx"] {
      try record(target, target == "/health/ready" ? .serviceUnavailable : .ok)
      #expect(Self.text(written, log).contains("\(target)\""))
    }
  }

  @Test("each line has the address of its own client, also after a line of another client")
  func peers() {
    let written = Written()
    let log = LoopLog(format: .text, shortensAddresses: true, output: written.output)
    for peer in [.local, PeerAddress(v4: 0x7F00_0001), PeerAddress(v4: 0x7F00_0001), .local] {
      refusal(peer, in: log)
    }
    log.tick()
    let addresses = written.text.split(separator: "\n").map { $0.split(separator: " ").dropLast().last }
    #expect(addresses == ["local", "127.0.0.1", "127.0.0.1", "local"])
  }

  @Test(
    "a line has the network of its client, and the whole address if that is set", arguments: [true, false])
  func networks(shortens: Bool) {
    let written = Written()
    let log = LoopLog(format: .text, shortensAddresses: shortens, output: written.output)
    let peers = [
      PeerAddress(v4: 0xC000_024D), PeerAddress(v6: 0x2001_0DB8_0001_0002, 3), PeerAddress(v6: 0, 1),
    ]
    for peer in peers { refusal(peer, in: log) }
    log.tick()
    let addresses = written.text.split(separator: "\n").compactMap {
      $0.split(separator: " ").dropLast().last
    }
    #expect(
      addresses
        == (shortens
          ? ["192.0.2.0", "2001:db8:1:0:0:0:0:0", "0:0:0:0:0:0:0:1"]
          : ["192.0.2.77", "2001:db8:1:2:0:0:0:3", "0:0:0:0:0:0:0:1"]))
  }

  @Test("a line has each value in its place")
  func values() {
    let written = Written()
    let log = LoopLog(format: .text, shortensAddresses: true, output: written.output)
    let request = Array("PUT /members/oslo?a=b HTTP/1.1\r\nHost: a\r\n\r\n".utf8)
    var parser = RequestParser(limits: RequestLimits())
    _ = parser.parse(request.span)
    log.record(
      parser.head, in: request.span, status: .notFound, contentLength: 12, microseconds: 34,
      id: RequestID(prefix: 1), peer: PeerAddress(v4: 0x7F00_0001))
    refusal(.local, in: log)
    log.tick()
    let lines = written.text.split(separator: "\n").map { $0.drop { $0 != "\"" } }
    #expect(
      lines == [
        "\"PUT /members/oslo?a=b\" 404 12B 34us 127.0.0.1 00000001",
        "\"- malformed-method\" 400 0B 0us local 00000001",
      ])
  }

  @Test("log.format chooses the form of a line; without it, only a terminal gets text")
  func format() {
    #expect(LogFormat(setting: "auto") == (isatty(STDERR_FILENO) == 1 ? .text : .json))
    #expect(LogFormat(setting: "text") == .text)
    #expect(LogFormat(setting: "json") == .json)
  }
}
