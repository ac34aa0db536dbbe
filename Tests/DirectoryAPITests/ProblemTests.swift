import Directory
import DirectoryAPI
import HTTPCore
import TestSupport
import Testing

@Suite("Problems")
struct ProblemTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let target: String
    let status: Int
    let code: String
    var parameter: String?
    var nearest: [String]?
    var allowed: [String]?
    var testDescription: String { target }

    init(
      _ target: String, _ status: Int, _ code: String, parameter: String? = nil, nearest: [String]? = nil,
      allowed: [String]? = nil
    ) {
      self.target = target
      self.status = status
      self.code = code
      self.parameter = parameter
      self.nearest = nearest
      self.allowed = allowed
    }
  }

  private static let kinds = ["county", "municipality", "university"]

  static let cases = [
    Case("/members?limit=5&limit=6", 400, "repeated-parameter", parameter: "limit"),
    Case("/changes?limit=0", 400, "invalid-limit", parameter: "limit"),
    Case("/members?limit=1001", 400, "invalid-limit", parameter: "limit"),
    Case("/members?limit=+5", 400, "invalid-limit", parameter: "limit"),
    Case("/members?limit=%2B5", 400, "invalid-limit", parameter: "limit"),
    Case("/members?limit=-1", 400, "invalid-limit", parameter: "limit"),
    Case("/members?limit=", 400, "invalid-limit", parameter: "limit"),
    Case("/members?limit=99999999999999999999", 400, "invalid-limit", parameter: "limit"),
    Case("/members?limit=1e2", 400, "invalid-limit", parameter: "limit"),
    Case("/members?cursor=", 400, "invalid-cursor", parameter: "cursor"),
    Case("/members?cursor=AAAA", 400, "invalid-cursor", parameter: "cursor"),
    Case("/members?cursor=%00", 400, "malformed-query"),
    Case("/members?kind=%ff", 400, "malformed-query"),
    Case("/members?kind=%4", 400, "malformed-query"),
    Case(
      "/members?kind=municipalty", 400, "unknown-value", parameter: "kind", nearest: ["municipality"],
      allowed: kinds),
    Case("/members?kind=", 400, "unknown-value", parameter: "kind", nearest: [], allowed: kinds),
    Case(
      "/members?county=Viken", 400, "unknown-value", parameter: "county", nearest: ["viken"],
      allowed: ["innlandet", "viken"]),
    Case(
      "/topics?kind=themes", 400, "unknown-value", parameter: "kind", nearest: ["theme"],
      allowed: Kind.firstOfTopics.map(\.slug)),
    Case(
      "/members?Kind=county", 400, "unknown-parameter", parameter: "Kind", nearest: ["kind"],
      allowed: [
        "kind", "area", "county", "topic", "worksWith", "interestedIn", "local", "population", "joined",
        "numberOfMembers", "numberOfEmployees", "city", "postcode", "identifier", "hasWebsite", "hasLocation",
        "slug", "at", "near", "within",
        "q", "sort", "facets", "countUnder", "fields",
        "include",
        "pretty", "lang", "delimiter", "bom", "limit", "cursor",
      ]),
    Case("/members?kind%3Dcounty", 400, "unknown-parameter", parameter: "kind=county"),
    Case(
      "/members/asker?limit=1", 400, "unknown-parameter", parameter: "limit",
      allowed: ["fields", "include", "pretty", "lang"]),
    Case("/members/B%C3%A6rum", 404, "unknown-member", nearest: ["baerum"]),
    Case("/members/askr/topics", 404, "unknown-member", nearest: ["asker"]),
    Case("/members/zzzzzz", 404, "unknown-member", nearest: []),
    Case("/topics/healthh", 404, "unknown-topic", nearest: ["mental-health", "public-health"]),
    Case("/members?topic=health", 400, "unknown-value", nearest: ["mental-health", "public-health"]),
    Case("/members/Viken%20County", 404, "unknown-member", nearest: ["viken"]),
    Case("/topics/climat", 404, "unknown-topic", nearest: ["climate"]),
    Case("/topics/climat/members", 404, "unknown-topic", nearest: ["climate"]),
    Case("/contacts/ola-nordman", 404, "unknown-contact", nearest: ["ola-nordmann"]),
    Case("/offices/osl", 404, "unknown-office", nearest: ["oslo"]),
    Case("/member", 404, "unknown-path", nearest: ["/members"]),
    Case("/Members/", 404, "unknown-path", nearest: ["/members"]),
    Case("/members/asker/topic", 404, "unknown-path", nearest: ["/members/asker/topics"]),
    Case("/health", 404, "unknown-path", nearest: []),
    Case("//", 404, "unknown-path", nearest: []),
    Case("/members/%zz", 400, "malformed-path"),
    Case("/members/%00", 400, "malformed-path"),
    Case("/../members", 400, "malformed-path"),
  ]

  @Test("each wrong request gets a problem that says what is wrong and how to correct it", arguments: cases)
  func refusals(wrong: Case) throws {
    let answer = try Service().ask("GET", wrong.target)
    #expect(answer.status == wrong.status)
    #expect(answer["Content-Type"] == "application/problem+json")
    #expect(answer["Cache-Control"] == "no-store")
    #expect(answer["Access-Control-Allow-Origin"] == "*")
    let json = try answer.json
    #expect(json["code"]?.string == wrong.code)
    #expect(json["status"] == .integer(wrong.status))
    #expect(json["type"]?.string == "/problems/\(wrong.code)")
    #expect(json["detail"]?.string?.isEmpty == false)
    if let parameter = wrong.parameter { #expect(json["parameter"]?.string == parameter) }
    if let nearest = wrong.nearest { #expect(json["nearest"]?.strings == nearest) }
    if let allowed = wrong.allowed { #expect(json["allowed"]?.strings == allowed) }
  }

  @Test("an unknown method gets a 501, and a known one a 405")
  func methods() throws {
    let service = try Service()
    #expect(try service.ask("BREW", "/members").status == 501)
    #expect(try service.ask("BREW", "/nowhere").status == 501)
    #expect(try service.ask("get", "/members").status == 501)
    let connect = try service.ask("CONNECT", "example.org:443")
    #expect(connect.status == 405)
    #expect(connect["Allow"] == "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS")
  }

  struct Failure: Sendable, CustomTestStringConvertible {
    let error: DirectoryError
    let status: Int
    let code: String
    let isLogged: Bool
    var testDescription: String { code }
  }

  @Test(
    "each failure of the directory has a problem, and the reason is logged but not sent",
    arguments: [
      Failure(error: .busy, status: 503, code: "busy", isLogged: true),
      Failure(
        error: .damaged("secret.db page 4"), status: 503, code: "directory-unavailable", isLogged: true),
      Failure(error: .incompatible("secret.db"), status: 503, code: "directory-unavailable", isLogged: true),
      Failure(error: .unavailable("secret.db"), status: 503, code: "directory-unavailable", isLogged: true),
      Failure(error: .full, status: 507, code: "storage-full", isLogged: true),
      Failure(error: .readOnly, status: 503, code: "read-only", isLogged: true),
      Failure(error: .notEmpty, status: 409, code: "not-empty", isLogged: false),
    ])
  func failures(failure: Failure) throws {
    let service = try Service()
    service.store.fail(with: failure.error)
    for path in ["/members", "/members/asker", "/organisation", "/health/ready"] {
      let answer = try service.ask("GET", path)
      #expect(answer.status == failure.status)
      #expect(try answer.code == failure.code)
      #expect((answer["Retry-After"] != nil) == (failure.status == 503 || failure.status == 507))
      #expect(!answer.text.contains("secret"))
    }
    #expect(!service.logged.text.isEmpty == failure.isLogged)
    if "\(failure.error)".contains("secret") { #expect(service.logged.text.contains("secret.db")) }
    #expect(try service.ask("GET", "/health/live").status == 200)
    service.store.fail(with: nil)
    #expect(try service.ask("GET", "/members").status == 200)
  }

  @Test("the errors of a document are listed with their positions")
  func document() throws {
    let service = try Service()
    let fault = DocumentFault(pointer: "/members/0", code: .missing, message: "no slug", hint: "give one")
    service.store.fail(with: .invalidDocument([fault]))
    let answer = try service.ask("GET", "/members")
    #expect(answer.status == 422)
    #expect(try answer.json["errors"]?.items.first?["pointer"]?.string == "/members/0")
  }

  @Test("an empty directory has lists without items and no organisation")
  func empty() throws {
    let service = try Service(nil)
    #expect(try service.ask("GET", "/members").text == "{\"items\":[],\"total\":0,\"next\":null}\n")
    let answer = try service.ask("GET", "/organisation")
    #expect(answer.status == 404)
    #expect(try answer.code == "organisation-not-stated")
  }

  @Test(
    "errors of the transport have the same form",
    arguments: [
      RequestError.requestTimeout, .contentTooLarge, .tooManyConnections,
    ])
  func transport(error: RequestError) throws {
    let answer = Answer(StoredResponse(try Service().responder.response(to: error)), .whole)
    #expect(answer.status == error.status.code)
    #expect(try answer.code == error.code)
    #expect(answer["Content-Type"] == "application/problem+json")
    #expect(answer["Access-Control-Allow-Origin"] == "*")
    #expect((answer["Retry-After"] != nil) == (error.status.code == 503))
  }

  @Test("text from the client is escaped in the response, and cannot end a field line")
  func echoes() throws {
    let service = try Service()
    let answer = try service.ask("GET", "/members?%22%0d%0aX:%201%7f=%C3%A6")
    #expect(try answer.json["parameter"]?.string == "\"\r\nX: 1\u{7f}")
    #expect(answer["X"] == nil)
    let long = String(repeating: "x", count: 8_000)
    #expect(try service.ask("GET", "/members/\(long)").status == 404)
    #expect(try service.ask("GET", "/" + String(repeating: "a/", count: 4_000)).status == 404)
    #expect(try service.ask("GET", "/members?" + String(repeating: "&", count: 8_000)).status == 200)
  }
}
