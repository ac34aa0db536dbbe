import Directory
import DirectoryAPI
import HTTPCore
import TestSupport
import Testing

@Suite("Any request")
struct AnyInputTests {
  private static let pieces = [
    "/", "members", "search?q=", "q", "type", "topics", "contacts", "offices", "asker", "climate", "health",
    "ready", "?", "&", "=",
    "limit", "cursor", "kind", "county", "topic", "1", "0", "-", "%", "%2F", "%00", "%C3%A6", "%ff", "..",
    ".",
    "AQ", "+", "*", "http://x", "AQAAAAAAAAAAAAAAAAAAAAAA", "99999999999999999999", "{slug}", "\"", "<", "'",
  ]
  private static let methods = ["GET", "HEAD", "OPTIONS", "POST", "BREW"]
  private static let fields = [
    "Accept: */*;q=0", "Accept: ,;=,", "Accept-Encoding: gzip, identity;q=0", "Accept-Encoding: *;q=0",
    "If-None-Match: \"", "If-Match: W/", "If-Modified-Since: Sun, 99 Foo 0000 99:99:99 GMT",
    "Origin: null", "Access-Control-Request-Method: GET", "User-Agent: curl/", "X: y",
  ]

  @Test("has a well-formed response, and the same one if it is repeated", arguments: 0..<8)
  func anything(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    // The cache is small, so that entries are evicted all the time.
    let service = try Service { $0.options.cacheBytes = 32 << 10 }
    for _ in 0..<1_000 {
      var target = Int.random(in: 0..<8, using: &random) == 0 ? "" : "/"
      for _ in 0..<Int.random(in: 0..<9, using: &random) {
        target += Self.pieces.randomElement(using: &random) ?? ""
      }
      let method = Self.methods.randomElement(using: &random) ?? ""
      let field = Self.fields.randomElement(using: &random) ?? ""
      let other = Self.fields.randomElement(using: &random) ?? ""
      // A request that the parser refuses never reaches the responder.
      guard let answer = try? service.ask(method, target, field, other) else { continue }
      #expect([200, 204, 304, 400, 401, 404, 405, 406, 412, 501].contains(answer.status))
      #expect(answer["Access-Control-Allow-Origin"] == "*")
      if answer["Content-Type"]?.hasSuffix("json") == true, answer["Content-Encoding"] == nil,
        !answer.body.isEmpty
      {
        #expect(throws: Never.self) { try answer.json }
      }
      let again = try service.ask(method, target, field, other)
      #expect(again.status == answer.status)
      #expect(again.body == answer.body)
    }
  }
}
