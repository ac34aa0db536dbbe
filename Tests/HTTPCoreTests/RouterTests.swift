import HTTPCore
import Testing

@Suite("The router")
struct RouterTests {
  static let names = ["root", "members", "member", "new", "topics"]
  static let router = Router([
    ("/", 0), ("/members", 1), ("/members/{slug}", 2), ("/members/new", 3), ("/members/{slug}/topics", 4),
  ])

  @Test(
    "finds a resource by decoded segments",
    arguments: [
      ("/", "root", []), ("", "root", []), ("/members", "members", []), ("/members/oslo", "member", ["oslo"]),
      ("/members/new", "new", []), ("/m%65mbers", "members", []),
      ("/members/b%C3%A6rum", "member", ["bærum"]),
      ("/members/a%2Fb", "member", ["a/b"]), ("/members/%2525", "member", ["%25"]),
      ("/members/oslo/topics", "topics", ["oslo"]), ("/members/./oslo", "member", ["oslo"]),
      ("/a/../members", "members", []), ("/a/%2e%2E/members", "members", []),
      ("/members/oslo/..", "members", []), ("/members/oslo.csv", "member", ["oslo.csv"]),
      ("/members/a..b", "member", ["a..b"]),
    ] as [(String, String, [String])])
  func finds(_ path: String, _ resource: String, _ parameters: [String]) throws {
    let bytes = Array(path.utf8)
    guard case .found(let match) = Self.router.route(0..<bytes.count, in: bytes.span) else {
      Issue.record("\(path) was not found")
      return
    }
    #expect(Self.names[match.resource] == resource)
    #expect(match.parameters == parameters)
  }

  @Test(
    "finds nothing where there is nothing",
    arguments: [
      "/member", "/memberz", "/members/", "//members", "/members//topics", "/members/oslo/topics/x",
      "/MEMBERS",
    ])
  func findsNothing(_ path: String) {
    let bytes = Array(path.utf8)
    guard case .notFound = Self.router.route(0..<bytes.count, in: bytes.span) else {
      Issue.record("\(path) was found")
      return
    }
  }

  @Test(
    "refuses what cannot be decoded, and what leads above the root",
    arguments: [
      "/members/%00", "/members/%", "/members/%4", "/members/%zz", "/members/%FF", "/..", "/members/../..",
      "/%2e%2e/etc",
    ])
  func refuses(_ path: String) {
    let bytes = Array(path.utf8)
    guard case .malformed = Self.router.route(0..<bytes.count, in: bytes.span) else {
      Issue.record("\(path) was not refused")
      return
    }
  }
}

@Suite("Queries")
struct QueryTests {
  @Test(
    "are pairs in order, decoded once",
    arguments: [
      ("a=1&b=2", ["a=1", "b=2"]), ("a=b=c", ["a=b=c"]), ("a", ["a="]), ("&&a=1&", ["a=1"]),
      ("q=B%C3%A6rum+by", ["q=Bærum by"]), ("a=%2526", ["a=%26"]), ("", []),
    ])
  func pairs(_ text: String, _ expected: [String]) throws {
    let bytes = Array(text.utf8)
    let query = try Query(0..<bytes.count, in: bytes.span)
    #expect(query.parameters.map { "\($0.name)=\($0.value)" } == expected)
  }

  @Test("are refused where they cannot be decoded", arguments: ["a=%", "a=%0", "a=%00", "%ff=1", "a=%C3"])
  func refused(_ text: String) {
    let bytes = Array(text.utf8)
    #expect(throws: PercentEncoding.Malformed()) { try Query(0..<bytes.count, in: bytes.span) }
  }
}
