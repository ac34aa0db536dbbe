import Testing

@testable import HTTPCore

@Suite("The name of a field")
struct FieldNameTests {
  static let names: [(String, FieldName)] = [
    ("Accept", .accept), ("Accept-Encoding", .acceptEncoding),
    ("Access-Control-Request-Method", .accessControlRequestMethod), ("Authorization", .authorization),
    ("Accept-Language", .acceptLanguage),
    ("Connection", .connection), ("Content-Encoding", .contentEncoding), ("Content-Length", .contentLength),
    ("Content-Type", .contentType), ("Expect", .expect), ("Forwarded", .forwarded), ("Host", .host),
    ("Idempotency-Key", .idempotencyKey), ("If-Match", .ifMatch), ("If-Modified-Since", .ifModifiedSince),
    ("If-None-Match", .ifNoneMatch), ("If-Range", .ifRange), ("If-Unmodified-Since", .ifUnmodifiedSince),
    ("Origin", .origin), ("Range", .range), ("Sec-Fetch-Mode", .secFetchMode),
    ("Sec-Fetch-Site", .secFetchSite), ("Cookie", .cookie), ("Trailer", .trailer),
    ("Transfer-Encoding", .transferEncoding),
    ("Upgrade", .upgrade), ("User-Agent", .userAgent), ("X-Forwarded-For", .xForwardedFor),
    ("X-Request-Id", .xRequestID),
  ]

  private func found(_ text: String) -> FieldName {
    let stream = Array(text.utf8)
    return FieldName(0..<stream.count, in: stream.span)
  }

  @Test("is recognised in any case, but only as a whole", arguments: names)
  func recognised(_ name: String, _ field: FieldName) {
    #expect(found(name) == field)
    #expect(found(name.lowercased()) == field)
    #expect(found(name.uppercased()) == field)
    #expect(found("\(name)s") == .other)
    #expect(found(String(name.dropLast())) == .other)
    for place in name.indices {
      var changed = name
      changed.replaceSubrange(place...place, with: "_")
      #expect(found(changed) == .other, "\(changed)")
    }
  }

  @Test("is one of the names listed in this test, or `other`")
  func complete() {
    let listed = Set(Self.names.map(\.1.rawValue))
    #expect(listed == Set(0..<FieldName.other.rawValue))
    for name in ["", "a", "Cookies", "Set-Cookie", "X-Forwarded-Host", "Content-Range"] {
      #expect(found(name) == .other)
    }
  }
}

@Suite("A method")
struct MethodTests {
  static let names: [(String, Method)] = [
    ("GET", .get), ("HEAD", .head), ("POST", .post), ("PUT", .put), ("PATCH", .patch), ("DELETE", .delete),
    ("OPTIONS", .options), ("CONNECT", .connect), ("TRACE", .trace), ("QUERY", .query),
  ]

  private func found(_ text: String) -> Method {
    let stream = Array(text.utf8)
    return Method(0..<stream.count, in: stream.span)
  }

  @Test("is recognised in capitals, but only as a whole", arguments: names)
  func recognised(_ name: String, _ method: Method) {
    #expect(found(name) == method)
    #expect("\(method.name)" == name)
    #expect(found(name.lowercased()) == .unrecognized)
    #expect(found("\(name)S") == .unrecognized)
    #expect(found(String(name.dropLast())) == .unrecognized)
    for place in name.indices {
      var changed = name
      changed.replaceSubrange(place...place, with: "_")
      #expect(found(changed) == .unrecognized, "\(changed)")
    }
  }

  @Test("is read-only if it is GET or HEAD")
  func reads() {
    #expect(Method.allCases.filter(\.isRead) == [.get, .head])
    #expect(Method.allCases.filter(\.isHead) == [.head])
    #expect("\(Method.unrecognized.name)" == "")
  }

  @Test("can be found in a set, which lists its methods in the order of their declaration")
  func sets() {
    let set: MethodSet = [MethodSet(.delete), MethodSet(.get), MethodSet(.unrecognized)]
    #expect(Method.allCases.filter { set.contains($0) } == [.get, .delete, .unrecognized])
    #expect(set.allow == "GET, DELETE")
    #expect(MethodSet().allow == "")
  }
}

@Suite("The address of a client")
struct PeerAddressTests {
  @Test("is written in numbers")
  func text() {
    #expect(PeerAddress(v4: 0x7F00_0001).description == "127.0.0.1")
    #expect(PeerAddress(v4: 0xFF02_1A0B).description == "255.2.26.11")
    #expect(
      PeerAddress(v6: 0x2001_0DB8_0001_0000, 0x0000_0A0B_FFFF_0001).description == "2001:db8:1:0:0:a0b:ffff:1"
    )
    #expect(PeerAddress.local.description == "local")
  }

  @Test("is written as IPv4 if it is an IPv4 address mapped to IPv6")
  func mapped() {
    #expect(PeerAddress(v6: 0, 0xFFFF_7F00_0001) == PeerAddress(v4: 0x7F00_0001))
    #expect(PeerAddress(v6: 0, 0xFFFF_FFFF_FFFF).description == "255.255.255.255")
    #expect(PeerAddress(v6: 1, 0xFFFF_7F00_0001) != PeerAddress(v4: 0x7F00_0001))
    #expect(PeerAddress(v6: 0, 0xFFFE_7F00_0001) != PeerAddress(v4: 0x7F00_0001))
    #expect(PeerAddress(v6: 0, 0x1_FFFF_7F00_0001) != PeerAddress(v4: 0x7F00_0001))
    #expect(PeerAddress(v6: 0, 0x7F00_0001) != PeerAddress(v4: 0x7F00_0001))
  }

  @Test("belongs to a network, which is its /64 for IPv6 and the address itself for IPv4")
  func networks() {
    let first = PeerAddress(v6: 0x2001_0DB8_0000_0001, 1)
    #expect(first.network == PeerAddress(v6: 0x2001_0DB8_0000_0001, 2).network)
    #expect(first.network == PeerAddress(v6: 0x2001_0DB8_0000_0001, 0))
    #expect(first.network != PeerAddress(v6: 0x2001_0DB8_0000_0002, 1).network)
    #expect(PeerAddress(v4: 1).network == PeerAddress(v4: 1))
    #expect(PeerAddress(v4: 1).network != PeerAddress(v4: 2).network)
    #expect(PeerAddress.local.network == .local)
  }
}
