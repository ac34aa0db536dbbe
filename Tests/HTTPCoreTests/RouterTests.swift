import HTTPCore
import Testing

@Suite("The router")
struct RouterTests {
  static let names = ["root", "members", "member", "new", "topics", "numbered"]
  static let router = Router([
    ("/", 0), ("/members", 1), ("/members/{slug}", 2), ("/members/new", 3), ("/members/{slug}/topics", 4),
    ("/members/{slug}/topics/{number}", 5),
  ])

  @Test(
    "finds a resource by the decoded segments of the path",
    arguments: [
      ("/", "root", []), ("", "root", []), ("/members", "members", []), ("/members/oslo", "member", ["oslo"]),
      ("/members/new", "new", []), ("/m%65mbers", "members", []), ("/members/%6eew", "new", []),
      ("/members/newer", "member", ["newer"]), ("/members/ne", "member", ["ne"]),
      ("/members/b%C3%A6rum", "member", ["bærum"]), ("/members/b\u{E6}rum", "member", ["bærum"]),
      ("/members/a%2Fb", "member", ["a/b"]), ("/members/%2525", "member", ["%25"]),
      ("/members/oslo/topics", "topics", ["oslo"]), ("/members/./oslo", "member", ["oslo"]),
      ("/members/oslo/topics/1", "numbered", ["oslo", "1"]),
      ("/a/../members", "members", []), ("/a/%2e%2E/members", "members", []),
      ("/members/oslo.csv", "member", ["oslo.csv"]),
      ("/members/a..b", "member", ["a..b"]), ("/members/...", "member", ["..."]),
      ("/members/.a", "member", [".a"]), ("/members/..a", "member", ["..a"]),
      ("/members/a.", "member", ["a."]),
      ("/..a/../members", "members", []), ("/.", "root", []), ("/a/..", "root", []), ("/./", "root", []),
      ("/members/..", "root", []), ("/a/../", "root", []), ("/%2e", "root", []), ("//..", "root", []),
      ("/members/[a]", "member", ["[a]"]),
      ("/members/%22%3C%3E%5C%5E%60%7B%7C%7D", "member", ["\"<>\\^`{|}"]),
      ("/members/oslo/./topics", "topics", ["oslo"]), ("/members/+", "member", ["+"]),
    ] as [(String, String, [String])])
  func finds(_ path: String, _ resource: String, _ parameters: [String]) throws {
    // The bytes around the path are ignored.
    let bytes = Array(" \(path)/x".utf8)
    guard case .found(let match) = Self.router.route(1..<bytes.count - 2, in: bytes.span) else {
      Issue.record("\(path) was not found")
      return
    }
    #expect(Self.names[match.resource] == resource)
    #expect(match.parameters == parameters)
  }

  @Test(
    "finds nothing if no route has the path",
    arguments: [
      "/member", "/memberz", "/members/", "//members", "/members//topics", "/members/oslo/topics/x/y",
      "/members/oslo/topics/", "/members/oslo/topicz", "/MEMBERS", "//", "/ ", "/members%2Foslo", "//.",
      "/members/%2e/", "/a", "/%61",
      // A dot segment at the end leaves an empty segment, as in /members/ (RFC 3986 §5.2.4).
      "/members/.", "/members/oslo/..", "/members/oslo/topics/%2e", "/members/oslo/%2E%2e", "/members/./.",
    ])
  func findsNothing(_ path: String) {
    let bytes = Array(path.utf8)
    guard case .notFound = Self.router.route(0..<bytes.count, in: bytes.span) else {
      Issue.record("\(path) was found")
      return
    }
  }

  @Test(
    "refuses a path that cannot be decoded or that leads above the root",
    arguments: [
      "/members/%00", "/members/%", "/members/%4", "/members/%zz", "/members/%FF", "/..", "/members/../..",
      "/%2e%2e/etc", "/members/oslo/%", "/../members", "/members/../../members",
      // No path may contain these (RFC 3986 §3.3).
      "/members/\\", "/members/a\"b", "/<members", "/members>", "/^", "/`", "/{", "/members|",
      "/members/}/topics",
    ])
  func refuses(_ path: String) {
    let bytes = Array(path.utf8)
    guard case .malformed = Self.router.route(0..<bytes.count, in: bytes.span) else {
      Issue.record("\(path) was not refused")
      return
    }
  }

  @Test("refuses raw bytes that aren't UTF-8")
  func notUTF8() {
    let bytes: [UInt8] = [0x2F, 0xE6]
    guard case .malformed = Self.router.route(0..<2, in: bytes.span) else {
      Issue.record("it was not refused")
      return
    }
  }
}

@Suite("Queries")
struct QueryTests {
  @Test(
    "are lists of pairs in order, which are decoded once",
    arguments: [
      ("a=1&b=2", ["a=1", "b=2"]), ("a=b=c", ["a=b=c"]), ("a", ["a="]), ("&&a=1&", ["a=1"]), ("=1", ["=1"]),
      ("a=", ["a="]), ("a&b", ["a=", "b="]), ("a=1&a=2", ["a=1", "a=2"]), ("+=+", [" = "]),
      ("a%3Db=%26", ["a=b=&"]),
      ("q=B%C3%A6rum+by", ["q=Bærum by"]), ("q=1%2B1", ["q=1+1"]), ("a=%2526", ["a=%26"]), ("", []),
      ("&", []),
    ])
  func pairs(_ text: String, _ expected: [String]) throws {
    let bytes = Array("&\(text)=".utf8)
    let query = try Query(1..<bytes.count - 1, in: bytes.span)
    #expect(query.parameters.map { "\($0.name)=\($0.value)" } == expected)
  }

  @Test("have no pairs if there is no query")
  func none() throws {
    #expect(try Query(nil, in: [UInt8]().span).parameters.isEmpty)
  }

  @Test(
    "are refused if they cannot be decoded", arguments: ["a=%", "a=%0", "a=%00", "%ff=1", "a=%C3", "%&a=1"])
  func refused(_ text: String) {
    let bytes = Array(text.utf8)
    #expect(throws: PercentEncoding.Malformed()) { try Query(0..<bytes.count, in: bytes.span) }
  }
}

@Suite("Percent-encoding")
struct PercentEncodingTests {
  @Test(
    "leaves alone unreserved characters and those that the caller names",
    arguments: [
      ("", "", ""), ("aZ09-._~", "", "aZ09-._~"), ("a b", "", "a%20b"), (" ", "", "%20"),
      ("a/b", "", "a%2Fb"),
      ("a/b", "/", "a/b"), ("a/b?c", "/?", "a/b?c"), ("a/b ", "/", "a/b%20"), ("bærum", "", "b%C3%A6rum"),
      ("%", "", "%25"), ("\u{0}\u{F}\u{10}\u{7F}", "", "%00%0F%10%7F"), ("a+b&c=d", "", "a%2Bb%26c%3Dd"),
      ("\u{AA}\u{9F}", "", "%C2%AA%C2%9F"),
    ])
  func encodes(_ text: String, _ kept: String, _ expected: String) {
    switch kept {
    case "/": #expect(PercentEncoding.encode(text, keeping: "/") == expected)
    case "/?": #expect(PercentEncoding.encode(text, keeping: "/?") == expected)
    default: #expect(PercentEncoding.encode(text) == expected)
    }
  }

  @Test("decodes every character that it has encoded")
  func roundTrip() throws {
    for scalar in (1...0x2FF).compactMap(Unicode.Scalar.init) {
      let text = "a\(scalar)b"
      let bytes = Array(PercentEncoding.encode(text).utf8)
      let decoded = try PercentEncoding.decode(0..<bytes.count, in: bytes.span)
      #expect(decoded == text)
    }
  }

  @Test(
    "decodes a plus as a space in a query, but not in a path",
    arguments: [("a+b", "a+b", "a b"), ("a%2Bb", "a+b", "a+b"), ("a%20b", "a b", "a b"), ("+", "+", " ")])
  func plus(_ text: String, _ inPath: String, _ inQuery: String) throws {
    let bytes = Array(text.utf8)
    #expect(try PercentEncoding.decode(0..<bytes.count, in: bytes.span) == inPath)
    #expect(try PercentEncoding.decode(0..<bytes.count, in: bytes.span, plusIsSpace: true) == inQuery)
  }

  @Test(
    "is refused if it is incomplete, isn't hexadecimal, or encodes NUL",
    arguments: ["%", "%4", "a%", "%4x", "%x4", "%00", "%C3", "%C3x"])
  func refused(_ text: String) {
    // A digit after the range doesn't complete an incomplete escape.
    let bytes = Array("\(text)1".utf8)
    #expect(throws: PercentEncoding.Malformed()) {
      try PercentEncoding.decode(0..<bytes.count - 1, in: bytes.span)
    }
  }

  @Test(
    "accepts an escape at the end, in upper or lower case",
    arguments: [
      ("%41", "A"), ("a%7e", "a~"), ("%7E", "~"), ("%01", "\u{1}"), ("%10", "\u{10}"), ("%c3%A6", "æ"),
    ])
  func escapes(_ text: String, _ expected: String) throws {
    let bytes = Array(text.utf8)
    #expect(try PercentEncoding.decode(0..<bytes.count, in: bytes.span) == expected)
  }
}
