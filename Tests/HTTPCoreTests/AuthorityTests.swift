import HTTPCore
import Testing

@Suite("An authority")
struct AuthorityTests {
  /// Returns the host and the port that are found, or nil if there are none. Bytes after the range make no
  /// difference.
  private func parse(_ text: String) -> (host: String, port: String?)? {
    let found = parse(text, followedBy: "")
    for next in ["/", "[", "]", ":", ".", "1", "a", "%", "41"] {
      let other = parse(text, followedBy: next)
      #expect(other?.host == found?.host && other?.port == found?.port, "followed by \(next)")
    }
    return found
  }

  private func parse(_ text: String, followedBy next: String) -> (host: String, port: String?)? {
    let stream = Array("/\(text)\(next)".utf8)
    let bytes = stream.span
    guard let authority = Authority.parse(1..<1 + text.utf8.count, in: bytes) else { return nil }
    return (bytes.text(authority.host), authority.port.map { bytes.text($0) })
  }

  @Test(
    "is a host, which a port may follow",
    arguments: [
      ("", "", nil), ("a", "a", nil), ("a:", "a", ""), (":1", "", "1"), ("a:0", "a", "0"),
      ("a:65535", "a", "65535"), ("a:000080", "a", "000080"), ("127.0.0.1:80", "127.0.0.1", "80"),
      ("a%2Fb", "a%2Fb", nil), ("%41", "%41", nil), ("%41:1", "%41", "1"),
      ("a.b-c_d~!$&'()*+,;=", "a.b-c_d~!$&'()*+,;=", nil),
      ("[::1]", "[::1]", nil), ("[::1]:", "[::1]", ""), ("[::1]:80", "[::1]", "80"),
      ("[v1.a:b]:80", "[v1.a:b]", "80"),
    ] as [(String, String, String?)])
  func valid(_ text: String, _ host: String, _ port: String?) throws {
    let found = try #require(parse(text))
    #expect(found.host == host)
    #expect(found.port == port)
  }

  @Test(
    "is refused if its host or port is malformed",
    arguments: [
      "a b", "a/b", "a@b", "a?b", "a#b", "a:b", "a:1:2", "a:-1", "a:+1", "a:65536", "a: 1", "a:1 ",
      "a:99999999999999999999", "%4", "%", "%4g", "%g4", "a%", "a%4", "\u{E6}", "[::1", "[::1]a", "[::1]80",
      "]",
      "[]", "[]:80", "[a]", "[::1]:65536", "a[::1]", "\"", "\\", "<", "\u{7F}",
    ])
  func invalid(_ text: String) {
    #expect(parse(text) == nil)
  }

  @Test(
    "may be an IPv6 address",
    arguments: [
      "::", "::1", "1::", "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7::", "::2:3:4:5:6:7:8", "1::3:4:5:6:7:8",
      "1:2:3::6:7:8", "abcd:EF01:0::", "fe80::0000", "::ffff:10.0.0.1", "::10.0.0.1", "1:2:3:4:5:6:1.2.3.4",
      "1:2:3:4:5::1.2.3.4", "::0.0.0.0", "::255.255.255.255", "::1.20.199.200",
    ])
  func ipv6(_ text: String) {
    #expect(parse("[\(text)]")?.host == "[\(text)]")
  }

  @Test(
    "is refused if its IPv6 address has too many groups, too few, or malformed ones",
    arguments: [
      ":", ":::", "1", "1:", ":1", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8:",
      ":1:2:3:4:5:6:7:8",
      "1:2:3:4:5:6:7:8::", "::1:2:3:4:5:6:7:8", "1::2:3:4:5:6:7:8", "1:2:3:4::5:6:7:8", "1::2::3", "::1::",
      ":::1",
      "1:::2", "12345::", "::12345", "g::", "::g", "1:2:3:4:5:6:7:1.2.3.4", "1:2:3:4:5:1.2.3.4",
      "1:2:3:4:5:6::1.2.3.4", "1.2.3.4", "::1.2.3.4:5", "::1.2.3", "::1.2.3.4.5", "::1.2.3.", "::.2.3.4",
      "::1..3.4", "::256.2.3.4", "::1.2.3.256", "::01.2.3.4", "::1.2.3.04", "::00.2.3.4", "::1.2.3.1000",
      "::a.2.3.4", "::1.2.3.a", "::1.2.3.4 ", " ::1", "::1%25eth0",
    ])
  func notIPv6(_ text: String) {
    #expect(parse("[\(text)]") == nil)
  }

  @Test(
    "may be an IP address of a future version (RFC 3986 §3.2.2)",
    arguments: ["v1.a", "V1.a", "vF0.:", "v1.a:b!", "v12.~"])
  func future(_ text: String) {
    #expect(parse("[\(text)]")?.host == "[\(text)]")
  }

  @Test(
    "is refused if an IP address of a future version lacks the version or the address",
    arguments: ["v", "v1", "v1.", "v.a", "vg.a", "v1.a/", "v1.a%20", "w1.a", "v1a", "v1:a"])
  func notFuture(_ text: String) {
    #expect(parse("[\(text)]") == nil)
  }

  @Test("is judged the same if the last valid one is remembered, whatever comes after what")
  func remembered() {
    let values = [
      "", "a", "a:80", "a:", "a:x", "a b", "ab", "[::1]", "[::1", "example.org", "example.orh",
      "example.org:443",
      String(repeating: "a", count: 64), String(repeating: "a", count: 65), "a\u{E9}",
    ].map { Array($0.utf8) }
    var known = KnownHost()
    for first in values {
      for second in values {
        for value in [first, second] {
          let isValid = Authority.parse(0..<value.count, in: value.span) != nil
          #expect(known.isValid(0..<value.count, in: value.span) == isValid)
        }
      }
    }
  }
}
