import HTTPCore
import Locking
import TestSupport
import Testing

@testable import HTTPServer

@Suite("The client of a forwarded request")
struct TrustedProxiesTests {
  private static let proxies = TrustedProxies(text: "10.0.0.0/8, 2001:db8::1,192.0.2.1")
  private static let peer = PeerAddress("10.1.2.3")

  private func client(_ fields: String, from peer: PeerAddress? = Self.peer) throws -> String {
    let bytes = Array("GET / HTTP/1.1\r\nHost: a\r\n\(fields)\r\n".utf8)
    var parser = RequestParser()
    try #require(parser.parse(bytes.span) == .complete(length: bytes.count))
    let proxies = try #require(Self.proxies)
    return try proxies.client(of: parser.head, in: bytes.span, from: #require(peer)).description
  }

  @Test(
    "is the last address that isn't a trusted proxy",
    arguments: [
      ("X-Forwarded-For: 198.51.100.7\r\n", "198.51.100.7"),
      ("X-Forwarded-For: 203.0.113.9, 198.51.100.7\r\n", "198.51.100.7"),
      ("X-Forwarded-For: 198.51.100.7, 10.9.9.9,192.0.2.1\r\n", "198.51.100.7"),
      ("X-Forwarded-For: 198.51.100.7\r\nX-Forwarded-For: 10.9.9.9\r\n", "198.51.100.7"),
      ("X-Forwarded-For: 198.51.100.7:4711\r\n", "198.51.100.7"),
      ("X-Forwarded-For: [2001:db8::7]:4711\r\n", "2001:db8:0:0:0:0:0:7"),
      ("X-Forwarded-For: 2001:db8::7\r\n", "2001:db8:0:0:0:0:0:7"),
      ("X-Forwarded-For: ::ffff:198.51.100.7\r\n", "198.51.100.7"),
      ("Forwarded: for=198.51.100.7;proto=https\r\n", "198.51.100.7"),
      ("Forwarded: for=203.0.113.9, By=10.0.0.1 ; FOR=\"198.51.100.7:80\"\r\n", "198.51.100.7"),
      ("Forwarded: for=\"[2001:db8::7]\"\r\n", "2001:db8:0:0:0:0:0:7"),
      ("Forwarded: for=198.51.100.7\r\nX-Forwarded-For: 198.51.100.7\r\n", "198.51.100.7"),
      // All are trusted: the request began at the first.
      ("X-Forwarded-For: 10.0.0.1, 10.0.0.2\r\n", "10.0.0.1"),
    ])
  func trusted(fields: String, client: String) throws {
    #expect(try self.client(fields) == client)
  }

  @Test(
    "is the proxy itself if it names none, or if it isn't known which field it has written",
    arguments: [
      "", "X-Forwarded-For: unknown\r\n", "X-Forwarded-For: 198.51.100.7, unknown\r\n",
      "Forwarded: for=_x\r\n",
      "Forwarded: proto=https\r\n", "X-Forwarded-For: \r\n",
      "X-Forwarded-For: 198.51.100.7\r\nForwarded: for=203.0.113.9\r\n",
    ])
  func unnamed(fields: String) throws {
    #expect(try client(fields) == "10.1.2.3")
  }

  @Test("is the peer if that isn't a trusted proxy, whatever it says")
  func untrusted() throws {
    let stranger = PeerAddress("198.51.100.7")
    #expect(try client("X-Forwarded-For: 203.0.113.9\r\n", from: stranger) == "198.51.100.7")
    #expect(try client("X-Forwarded-For: 203.0.113.9\r\n", from: .local) == "203.0.113.9")
  }

  @Test(
    "trusted proxies are addresses and ranges of them",
    arguments: ["10.0.0.1", "::1", "10.0.0.0/8,::/0", " ::1 "])
  func text(text: String) {
    #expect(TrustedProxies(text: text)?.ranges.isEmpty == false)
  }

  @Test(
    "other texts are not",
    arguments: [
      "10.0.0.1/8", "10.0.0.0/33", "10.0.0", "a", "10.0.0.0/", "10.0.0.0/+8", "::1/129", "10.0.0.0/8 x",
    ])
  func invalid(text: String) {
    #expect(TrustedProxies(text: text) == nil)
  }
}

final class Warnings: Sendable {
  private let texts = Guarded<[String]>([])
  var all: [String] { texts.withLock { $0 } }
  func add(_ text: String) { texts.withLock { $0.append(text) } }
}

@Suite("The accounts of a loop's clients")
struct ClientAccountsTests {
  @Test("are one for each network, and none for programs on this machine")
  func networks() throws {
    var accounts = ClientAccounts()
    let first = accounts.account(of: PeerAddress(v6: 1, 1), now: 1)
    #expect(first != nil && first === accounts.account(of: PeerAddress(v6: 1, 2), now: 1))
    #expect(first !== accounts.account(of: PeerAddress(v6: 2, 1), now: 1))
    for address in ["127.0.0.1", "127.9.9.9", "::1"] {
      #expect(accounts.account(of: try #require(PeerAddress(address)), now: 1) == nil)
    }
    #expect(accounts.account(of: .local, now: 1) == nil)
    #expect(accounts.count == 2)
  }

  @Test("are limited in number: those that were used longest ago are forgotten")
  func limit() {
    var accounts = ClientAccounts()
    let used = accounts.account(of: PeerAddress(v4: 1), now: 1)
    for number in 2...UInt32(ClientAccounts.limit) {
      _ = accounts.account(of: PeerAddress(v4: number), now: Int64(number))
    }
    #expect(used === accounts.account(of: PeerAddress(v4: 1), now: 1_000_000))
    let second = accounts.account(of: PeerAddress(v4: UInt32.max), now: 1_000_000)
    #expect(ClientAccounts.limit == 16_384)
    #expect(second != nil && accounts.count == ClientAccounts.limit * 3 / 4 + 1)
    #expect(used === accounts.account(of: PeerAddress(v4: 1), now: 1_000_000))
  }

  /// Returns what the responder knows of the client.
  private func answer(_ server: TestServer, _ fields: String) throws -> String? {
    let client = try server.client()
    client.send("GET /client HTTP/1.1\r\nHost: a\r\n\(fields)\r\n")
    return try client.readResponse()?.text
  }

  @Test("are those of the clients behind a trusted proxy, which the log has as well")
  func proxied() throws {
    let log = RecordedLog()
    let server = try TestServer(
      { $0.trustedProxies = TrustedProxies(text: "127.0.0.1") ?? TrustedProxies() },
      log: { RecordedLog.Writer(log) })
    #expect(try answer(server, "X-Forwarded-For: 198.51.100.7\r\n") == "198.51.100.7 limited")
    #expect(try answer(server, "") == "127.0.0.1 unlimited")
    #expect(log.all.map(\.peer) == ["198.51.100.7", "127.0.0.1"])
    let client = try server.client()
    client.send("GET /a HTTP/1.1\r\nHost: a\r\nForwarded: for=198.51.100.8\r\n\r\n")
    client.send("GET /b HTTP/1.1\r\nHost: a\r\n\r\n")
    for path in ["a", "b"] { #expect(try client.readResponse()?.text == "path /\(path)") }
    #expect(log.all.map(\.peer).suffix(2) == ["198.51.100.8", "127.0.0.1"])
  }

  @Test("are not used behind a proxy that the configuration doesn't name, which is warned of once")
  func unknownProxy() throws {
    let warnings = Warnings()
    let server = try TestServer(
      {
        $0.loops = 1
        $0.limitsThisMachine = true
      }, warn: { warnings.add($0) })
    #expect(try answer(server, "") == "127.0.0.1 limited")
    for _ in 0..<3 {
      #expect(try answer(server, "X-Forwarded-For: 198.51.100.7\r\n") == "127.0.0.1 unlimited")
    }
    #expect(warnings.all.count == 1)
    #expect(warnings.all.first?.contains("http.trustedProxies") == true)
  }
}
