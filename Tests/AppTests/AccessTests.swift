import Directory
import TestSupport
import Testing

@testable import App

@Suite("Tokens and roles")
struct AccessTests {
  let directory: RunningDirectory

  init() throws { directory = try RunningDirectory() }

  @Test(
    "a request with a bad token is refused, even if it doesn't need a token",
    arguments: [
      "Bearer", "Bearer x", "Basic a2FyaTpvbGE=", "Bearer mdt_\(String(repeating: "A", count: 43))", "x", "",
    ])
  func bad(credentials: String) throws {
    for method in ["GET", "HEAD", "DELETE"] {
      let answer = try directory.ask(method, "/members/oslo", "Authorization: \(credentials)")
      #expect(answer.status == 401)
      #expect(answer.field("www-authenticate")?.hasPrefix("Bearer realm=") == true)
      #expect(answer.field("cache-control") == "no-store")
    }
  }

  @Test("a token that was revoked or has expired is refused at once")
  func revoked() throws {
    let settings = try Staff.settings(of: directory)
    let staff = try Staff(directory)
    #expect(try staff.get("/drafts").status == 200)
    let id = try #require(MemberDirectory.tokenLines(settings).first?.split(separator: "\t").first)
    try MemberDirectory.revokeToken(settings, id: try #require(Int64(id)))
    let answer = try staff.get("/drafts")
    #expect(answer.status == 401)
    #expect(answer.field("www-authenticate")?.contains(#"error="invalid_token""#) == true)
    #expect(throws: StartupError.self) { try MemberDirectory.revokeToken(settings, id: 99) }
    #expect(throws: StartupError.self) {
      try MemberDirectory.createToken(settings, name: "K", role: "editor", expires: TokenExpiry("2020-01-01"))
    }
  }

  @Test("each line of the log names its own request, also after one whose content was empty")
  func loggedRequests() throws {
    let staff = try Staff(directory)
    let client = try directory.client()
    let requests = [("POST", "/members", 400), ("GET", "/snapshot", 200), ("DELETE", "/members/oslo", 428)]
    for (method, target, status) in requests {
      client.send(
        staff.request(method, target, "", type: "application/json", ["X-Request-Id: for-\(method)"]))
      #expect(try client.readResponse()?.status == status)
    }
    client.send("GET / HTTP/2.0\r\n")
    #expect(try client.readResponse()?.status == 505)
    directory.stop()
    let lines = directory.log.lines.filter { $0.contains("\"message\":\"request\"") }
    #expect(lines.count == 4)
    for (line, (method, target, status)) in zip(lines, requests) {
      #expect(line.contains("\"method\":\"\(method)\",\"target\":\"\(target)\",\"status\":\(status),"))
      #expect(line.contains("\"requestId\":\"for-\(method)\""))
    }
    #expect(lines.last?.contains("\"requestId\":\"for-") == false)
  }

  @Test(
    "the expiry of a token is a number of days or a day", arguments: ["90d", "2027-01-31"])
  func expiry(text: String) { #expect(TokenExpiry(text) != nil) }

  @Test("another expiry is refused", arguments: ["90", "d", "-1d", "2027-02-30", "0d", "soon"])
  func noExpiry(text: String) { #expect(TokenExpiry(text) == nil) }

  @Test("after too many wrong tokens a client must wait, but a right token is still accepted")
  func limit() throws {
    let staff = try Staff(directory)
    // The requests are sent at the same time, because most of the responses are delayed.
    let clients = try (0..<10).map { _ in try directory.client() }
    for client in clients {
      client.send(RunningDirectory.request("GET", "/members", ["Authorization: Bearer x"]))
    }
    for client in clients { #expect(try client.readResponse()?.status == 401) }
    let answer = try directory.get("/members", "Authorization: Bearer x")
    #expect(answer.status == 429)
    #expect(answer.field("retry-after").flatMap { Int($0) }.map { (1...60).contains($0) } == true)
    #expect(try staff.get("/members").status == 200)
    #expect(try directory.get("/members").status == 200)
  }

  @Test("a response to a request with a token is not cached, and is never sent to another client")
  func caches() throws {
    let staff = try Staff(directory)
    _ = try staff.send("POST", "/contacts", Sample.contact)
    for _ in 0..<4 {
      let own = try staff.get("/contacts/kari-nordmann")
      #expect(own.field("cache-control") == "private, no-store")
      #expect(try own.json["email"]?.string == "kari.nordmann@example.org")
      let other = try directory.get("/contacts/kari-nordmann")
      #expect(other.field("cache-control") == "public, no-cache")
      #expect(try other.json["email"] == nil)
      #expect(other.field("etag") != own.field("etag"))
    }
  }

  @Test("a protected e-mail address is shown only to a client with a token")
  func protectedAddress() throws {
    let staff = try Staff(directory)
    _ = try staff.send("POST", "/contacts", Sample.contact)
    for target in ["/contacts", "/contacts/kari-nordmann", "/changes", "/search?q=kari"] {
      let answer = try directory.get(target)
      #expect(answer.status == 200)
      #expect(!answer.text.contains("@example.org"))
    }
    #expect(try directory.get("/search?q=kari.nordmann@example.org").text.contains("@example.org") == false)
    // When it is no longer protected, everyone sees it.
    let item = "/contacts/kari-nordmann"
    _ = try staff.send("PATCH", item, #"{"emailProtected":false}"#, try staff.ifMatch(item))
    #expect(try directory.get(item).json["email"]?.string == "kari.nordmann@example.org")
    let fault = try staff.send("PATCH", item, #"{"email":"kari@"}"#, try staff.ifMatch(item))
    #expect(try fault.json["errors"]?.items.first?["code"]?.string == "invalid-email")
  }

  @Test("a draft is shown only to a client with a token")
  func drafts() throws {
    let staff = try Staff(directory)
    let before = try [
      "/members", "/members?topic=climate", "/topics/climate", "/search?q=horten", "/changes",
    ].map {
      ($0, try directory.get($0).content)
    }
    let draft = String(Sample.member.dropLast()) + #","status":"draft"}"#
    #expect(try staff.send("POST", "/members", draft).status == 201)
    for (target, content) in before { #expect(try directory.get(target).content == content, "\(target)") }
    #expect(try directory.get("/members/horten").status == 404)
    #expect(try staff.get("/members/horten").json["status"]?.string == "draft")
    #expect(try staff.get("/drafts").json.slugs == ["horten"])
    let item = "/members/horten"
    let published = try staff.send("PATCH", item, #"{"status":"published"}"#, try staff.ifMatch(item))
    #expect(published.status == 200)
    #expect(try directory.get("/members?topic=climate").json.slugs.contains("horten"))
    #expect(try staff.get("/drafts").json.slugs == [])
  }

  @Test("a draft may refer to a record that doesn't exist, but then it can't be published")
  func draftReferences() throws {
    let staff = try Staff(directory)
    let draft = """
      {"slug":"d","kind":"county","name":"D","shortName":"D","summary":"D.","topics":["soon"],"status":"draft"}
      """
    let never = draft.replacing("soon", with: "so on")
    #expect(try staff.send("POST", "/members", never).status == 422)
    #expect(try staff.send("POST", "/members", draft).status == 201)
    let tag = try staff.ifMatch("/members/d")
    let early = try staff.send("PATCH", "/members/d", #"{"status":"published"}"#, tag)
    #expect(early.status == 422)
    #expect(try early.json["errors"]?.items.first?["pointer"]?.string == "/topics/0")
  }

  @Test("a record that others refer to cannot become a draft")
  func withdraw() throws {
    let staff = try Staff(directory)
    let answer = try staff.send(
      "PATCH", "/topics/climate", #"{"status":"draft"}"#, try staff.ifMatch("/topics/climate"))
    #expect(answer.status == 409)
    #expect(try directory.get("/topics/climate").status == 200)
  }
}
