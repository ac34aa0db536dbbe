import DirectoryAPI
import HTTPCore
import Testing

@Suite("Pages of other origins")
struct CrossOriginTests {
  @Test(
    "may read every response, including errors",
    arguments: [
      "/", "/members", "/members/asker", "/nowhere", "/members?x=1", "/members/%zz", "/health/live",
    ])
  func everywhere(target: String) throws {
    let service = try Service()
    for method in ["GET", "HEAD", "POST", "OPTIONS", "BREW"] {
      let answer = try service.ask(method, target, "Origin: https://example.org")
      #expect(answer["Access-Control-Allow-Origin"] == "*")
      #expect(
        answer["Access-Control-Expose-Headers"]
          == "ETag, Link, Location, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id")
      #expect(answer["X-Content-Type-Options"] == "nosniff")
      #expect(Set(answer.fieldNames).count == answer.fieldNames.count)
    }
  }

  @Test(
    "learn from a preflight what they may send", arguments: ["/members", "/nowhere", "/members/asker?x=1"])
  func preflight(target: String) throws {
    let answer = try Service().ask(
      "OPTIONS", target, "Origin: https://example.org", "Access-Control-Request-Method: GET",
      "Access-Control-Request-Headers: if-none-match, x-request-id")
    #expect(answer.status == 204)
    #expect(answer["Access-Control-Allow-Methods"]?.hasPrefix("GET, HEAD, ") == true)
    #expect(answer["Access-Control-Max-Age"] == "7200")
    #expect(
      answer["Vary"] == "Origin, Access-Control-Request-Method, Access-Control-Request-Headers")
    let allowed = (answer["Access-Control-Allow-Headers"] ?? "").lowercased()
      .split(separator: ", ").map(String.init)
    for name in [
      "accept", "content-type", "if-none-match", "if-modified-since", "x-request-id",
      "authorization", "if-match", "idempotency-key", "cache-control", "prefer", "traceparent", "tracestate",
      "x-requested-with",
    ] {
      #expect(allowed.contains(name))
    }
  }

  @Test("get Allow, but no fields of a preflight, if OPTIONS isn't a preflight")
  func plain() throws {
    let service = try Service()
    let whole = try service.ask("OPTIONS", "*")
    #expect(whole.status == 204)
    #expect(whole["Allow"] == "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS")
    #expect(whole["Access-Control-Allow-Methods"] == nil)
    #expect(try service.ask("OPTIONS", "/nowhere").status == 404)
  }
}
