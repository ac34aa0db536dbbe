import Directory
import TestSupport
import Testing

@testable import App

/// A browser that has signed in: it has a cookie, and says by which page a request is made.
struct Browser {
  static let sameOrigin = "Sec-Fetch-Site: same-origin"

  let directory: RunningDirectory
  let cookie: String

  init(_ staff: Staff) throws {
    directory = staff.directory
    let answer = try Self.signIn(directory, staff.token)
    #expect(answer.status == 201)
    cookie = try #require(answer.field("set-cookie")?.split(separator: ";").first.map(String.init))
  }

  static func signIn(
    _ directory: RunningDirectory, _ token: String, host: String = "localhost", _ fields: String...
  ) throws -> RawResponse {
    let content = #"{"token":"\#(token)"}"#
    let lines =
      ["POST /session HTTP/1.1", "Host: \(host)", "Content-Type: application/json"] + fields + [
        "Content-Length: \(content.utf8.count)", "Connection: close",
      ]
    let client = try directory.client()
    client.send(lines.joined(separator: "\r\n") + "\r\n\r\n" + content)
    return try #require(try client.readResponse(), "closed without an answer")
  }

  func get(_ target: String, _ fields: String...) throws -> RawResponse {
    try directory.ask("GET", target, ["Cookie: \(cookie)"] + (fields.isEmpty ? [Self.sameOrigin] : fields))
  }

  func send(
    _ method: String, _ target: String, _ content: String = "", _ fields: [String] = [sameOrigin]
  ) throws -> RawResponse {
    let client = try directory.client()
    let own = ["Cookie: \(cookie)", "Content-Type: application/json"]
    client.send(
      RunningDirectory.request(
        method, target, own + fields + ["Content-Length: \(content.utf8.count)", "Connection: close"])
        + content)
    return try #require(try client.readResponse(), "closed without an answer")
  }
}

@Suite("Sessions of browsers")
struct SessionTests {
  let directory: RunningDirectory
  let staff: Staff

  init() throws {
    directory = try RunningDirectory()
    staff = try Staff(directory)
  }

  @Test("a browser gets a cookie for a token, and who it is")
  func signIn() throws {
    let answer = try Browser.signIn(directory, staff.token, host: "127.0.0.1:8080", "User-Agent: Test/1")
    #expect(answer.status == 201)
    let cookie = try #require(answer.field("set-cookie"))
    #expect(cookie.hasPrefix("__Host-session=mds_"))
    #expect(cookie.hasSuffix("; Path=/; Secure; HttpOnly; SameSite=Strict"))
    #expect(answer.field("cache-control") == "private, no-store")
    #expect(answer.field("location") == "/session")
    #expect(answer.fields.allSatisfy { !$0.name.hasPrefix("access-control-") })
    let json = try answer.json
    #expect(json["person"]?["name"]?.string == "Kari" && json["role"]?.string == "editor")
    #expect(json["session"]?["userAgent"]?.string == "Test/1")
    #expect(!answer.text.contains("mds_") && !answer.text.contains("mdt_"))
  }

  @Test("the cookie is a credential anywhere in the API, and its answers are for that browser alone")
  func credential() throws {
    let browser = try Browser(staff)
    for target in [
      "/session", "/drafts", "/members/oslo/revisions", "/members/oslo", "/members", "/snapshot",
    ] {
      let answer = try browser.get(target)
      #expect(answer.status == 200, "\(target)")
      #expect(answer.field("cache-control") == "private, no-store", "\(target)")
      #expect(answer.fields.contains { $0.name == "vary" && $0.value.contains("Cookie") }, "\(target)")
      #expect(answer.fields.allSatisfy { !$0.name.hasPrefix("access-control-") }, "\(target)")
    }
    #expect(try browser.send("POST", "/topics", Sample.topic).status == 201)
    let revision = try browser.get("/topics/tides/revisions").json["items"]?.items.first
    #expect(revision?["author"]?.string == "Kari")
    let wrong = try browser.get("/members?limti=2")
    #expect(wrong.status == 400 && wrong.field("access-control-allow-origin") == nil)
  }

  @Test("a visitor with cookies of others, or without any, gets the cached answer")
  func visitors() throws {
    let plain = try directory.get("/members")
    for cookie in ["a=b", "__Host-session2=x; a", "x__Host-session=mds_1", "__host-session=x", ";;="] {
      let answer = try directory.get("/members", "Cookie: \(cookie)")
      #expect(answer.lastingFields == plain.lastingFields && answer.content == plain.content)
    }
  }

  @Test(
    "a request without proof that a page of this server has made it is refused",
    arguments: [
      (["Sec-Fetch-Site: same-origin"], true), (["Sec-Fetch-Site: same-site"], false),
      (["Sec-Fetch-Site: cross-site"], false), (["Sec-Fetch-Site: none"], false),
      (["Sec-Fetch-Site: Same-Origin"], false), (["Sec-Fetch-Site: "], false),
      (["Sec-Fetch-Site: same-origin", "Sec-Fetch-Site: cross-site"], false),
      (["Sec-Fetch-Site: cross-site", "Origin: http://directory.test"], false),
      (["Origin: http://directory.test"], true), (["Origin: https://directory.test"], true),
      (["Origin: https://DIRECTORY.test"], true), (["Origin: null"], false),
      (["Origin: https://evil.test"], false), (["Origin: https://directory.test.evil.test"], false),
      (["Origin: https://directory.test:8443"], false), (["Origin: directory.test"], false),
      (["Origin: https://directory.test", "Origin: https://evil.test"], false), (["Origin: "], false),
      (["Referer: https://directory.test/"], false), ([], false),
    ] as [([String], Bool)])
  func proof(fields: [String], isProof: Bool) throws {
    let browser = try Browser(staff)
    let cookie = "Cookie: \(browser.cookie)"
    for target in ["/members", "/drafts", "/session"] {
      let answer = try directory.ask("GET", target, [cookie] + fields)
      #expect(answer.status == (isProof ? 200 : 403), "\(target) \(fields)")
      #expect(answer.field("access-control-allow-origin") == nil)
      if !isProof { #expect(try answer.json["code"]?.string == "cross-origin-session") }
    }
    let written = try browser.send("POST", "/topics", Sample.topic, fields)
    #expect(written.status == (isProof ? 201 : 403))
    #expect(try directory.get("/topics/tides").status == (isProof ? 200 : 404))
  }

  @Test("a page that is opened or a part of a page is public if another site or an address bar leads to it")
  func navigation() throws {
    let browser = try Browser(staff)
    for (mode, site) in [("navigate", "none"), ("navigate", "same-site"), ("no-cors", "cross-site")] {
      let fields = ["Cookie: \(browser.cookie)", "Sec-Fetch-Mode: \(mode)", "Sec-Fetch-Site: \(site)"]
      #expect(try directory.ask("GET", "/members.csv", fields).status == 200)
      let staffOnly = try directory.ask("GET", "/drafts", fields)
      #expect(try staffOnly.json["code"]?.string == "token-required")
    }
    let own = ["Cookie: \(browser.cookie)", "Sec-Fetch-Mode: navigate", Browser.sameOrigin]
    #expect(try directory.ask("GET", "/drafts", own).status == 200)
    let write = ["Sec-Fetch-Mode: no-cors", "Sec-Fetch-Site: cross-site"]
    #expect(try browser.send("DELETE", "/members/oslo", "", write).status == 403)
  }

  @Test("the pages of the website don't see the cookie")
  func website() throws {
    let browser = try Browser(staff)
    for page in ["/en", "/en/members"] {
      let (plain, own) = (try directory.get(page), try browser.get(page))
      #expect(own.content == plain.content && own.lastingFields == plain.lastingFields, "\(page)")
    }
  }

  @Test("a token in Authorization wins over the cookie, and gets answers as before")
  func both() throws {
    let browser = try Browser(staff)
    let admin = try Staff(directory, role: "admin", name: "Ola")
    let answer = try directory.get(
      "/session", "Cookie: \(browser.cookie)", "Authorization: Bearer \(admin.token)")
    #expect(try answer.json["person"]?["name"]?.string == "Ola")
    #expect(try answer.json["session"] == .null)
    let wrong = try directory.get(
      "/session", "Cookie: \(browser.cookie)", Browser.sameOrigin, "Authorization: Bearer x")
    #expect(wrong.status == 401)
  }

  @Test(
    "a cookie that isn't one of a session is refused, and the browser is made to forget it",
    arguments: [
      "__Host-session=", "__Host-session=x", "__Host-session=mds_\(String(repeating: "A", count: 43))",
      "__Host-session=a; __Host-session=b",
    ])
  func unknown(cookie: String) throws {
    for target in ["/session", "/members", "/drafts"] {
      let answer = try directory.get(target, "Cookie: \(cookie)", Browser.sameOrigin)
      #expect(answer.status == 401)
      #expect(try answer.json["code"]?.string == "session-expired")
      #expect(answer.field("set-cookie")?.hasPrefix("__Host-session=; Max-Age=0; Path=/; Secure;") == true)
    }
  }

  @Test("neither is a token accepted as a cookie, nor a session as a token")
  func kinds() throws {
    let browser = try Browser(staff)
    let value = String(browser.cookie.split(separator: "=")[1])
    #expect(try directory.get("/drafts", "Authorization: Bearer \(value)").status == 401)
    #expect(
      try directory.get("/drafts", "Cookie: __Host-session=\(staff.token)", Browser.sameOrigin).status == 401)
    #expect(try Browser.signIn(directory, value).status == 401)
  }

  @Test("signing out ends the session at once")
  func signOut() throws {
    let browser = try Browser(staff)
    let answer = try browser.send("DELETE", "/session")
    #expect(answer.status == 204 && answer.field("set-cookie")?.contains("Max-Age=0") == true)
    #expect(try browser.get("/members").status == 401)
    #expect(try staff.get("/session").status == 200)
    #expect(try staff.send("DELETE", "/session").status == 404)
    #expect(try directory.ask("DELETE", "/session").status == 401)
  }

  @Test("signing out fails and says so while another program locks the database")
  func busy() throws {
    let directory = try RunningDirectory(["database.busyTimeoutMilliseconds": "1"])
    let browser = try Browser(try Staff(directory))
    let lock = try DatabaseLock(on: directory.folder.file("directory.sqlite"))
    let refused = try browser.send("DELETE", "/session")
    #expect(refused.status == 503 && refused.field("set-cookie") == nil)
    #expect(try refused.json["code"]?.string == "busy")
    #expect(try browser.get("/session").status == 200)
    lock.release()
    #expect(try browser.send("DELETE", "/session").status == 204)
    #expect(try browser.get("/session").status == 401)
  }

  @Test("a session ends with its token")
  func revocation() throws {
    let browser = try Browser(staff)
    let settings = try Staff.settings(of: directory)
    try MemberDirectory.revokeToken(settings, id: 1)
    #expect(try browser.get("/session").status == 401)
    #expect(try Browser.signIn(directory, staff.token).status == 401)
  }

  @Test(
    "a session begins only over TLS or on the same machine",
    arguments: [
      ("localhost:8080", [], 201), ("127.0.0.1", [], 201), ("[::1]:80", [], 201), ("directory.test", [], 403),
      ("localhost.evil.test", [], 403), ("127.0.0.1.evil.test", [], 403), ("", [], 403),
      ("directory.test", ["Origin: https://directory.test"], 201),
      ("directory.test", ["Origin: http://directory.test"], 403),
      ("localhost", ["Origin: http://localhost"], 201), ("localhost", ["Origin: https://evil.test"], 403),
      ("localhost", ["Origin: null"], 403), ("localhost", ["Sec-Fetch-Site: cross-site"], 403),
      ("localhost", ["Sec-Fetch-Site: same-origin"], 201),
    ] as [(String, [String], Int)])
  func tls(host: String, fields: [String], status: Int) throws {
    let content = #"{"token":"\#(staff.token)"}"#
    let lines = ["POST /session HTTP/1.1", "Host: \(host)", "Content-Type: application/json"] + fields
    let client = try directory.client()
    client.send(
      (lines + ["Content-Length: \(content.utf8.count)", "Connection: close"]).joined(separator: "\r\n")
        + "\r\n\r\n" + content)
    let answer = try #require(try client.readResponse())
    #expect(answer.status == status, "\(host) \(fields)")
    #expect((answer.field("set-cookie") != nil) == (status == 201))
    #expect(answer.field("access-control-allow-origin") == nil)
  }

  @Test("a proxy that ends TLS is known by http.origin")
  func proxy() throws {
    let directory = try RunningDirectory(["http.origin": "https://directory.example.org"])
    let staff = try Staff(directory)
    #expect(try Browser.signIn(directory, staff.token, host: "10.0.0.1").status == 201)
    let plain = try Browser.signIn(directory, staff.token, host: "10.0.0.1", "Origin: http://10.0.0.1")
    #expect(try plain.json["code"]?.string == "tls-required")
    let browser = try Browser(staff)
    let origin = "Origin: https://directory.example.org"
    #expect(try browser.send("POST", "/topics", Sample.topic, [origin]).status == 201)
    #expect(try browser.send("DELETE", "/topics/tides", "", ["Origin: https://example.org"]).status == 403)
  }

  @Test(
    "a body that isn't one token is refused",
    arguments: [
      "", "{}", "[]", "null", #"{"token":1}"#, #"{"token":"mdt_x","more":1}"#, "token=x", #"{"token":null}"#,
    ])
  func bodies(content: String) throws {
    let client = try directory.client()
    let fields = ["Content-Type: application/json", "Content-Length: \(content.utf8.count)"]
    client.send(
      (["POST /session HTTP/1.1", "Host: localhost"] + fields).joined(separator: "\r\n") + "\r\n\r\n"
        + content)
    let status = try #require(try client.readResponse()).status
    #expect([400, 401, 422].contains(status))
  }

  @Test("wrong tokens are slowed down and limited as those in Authorization")
  func tries() throws {
    let wrong = "mdt_\(String(repeating: "A", count: 43))"
    var statuses: [Int] = []
    for _ in 0..<11 { statuses.append(try Browser.signIn(directory, wrong).status) }
    #expect(statuses == Array(repeating: 401, count: 10) + [429])
    #expect(try Browser.signIn(directory, staff.token).status == 201)
  }

  @Test("each person has a limited number of sessions, and sees and ends the own ones only")
  func list() throws {
    let ola = try Browser(try Staff(directory, role: "reader", name: "Ola"))
    let first = try Browser(staff)
    var last = first
    for _ in 0..<Session.mostOfPerson { last = try Browser(staff) }
    #expect(try first.get("/session").status == 401)
    let items = try last.get("/sessions").json["items"]?.items ?? []
    #expect(items.count == Session.mostOfPerson)
    #expect(items.filter { $0["current"] == .boolean(true) }.count == 1)
    let other = try #require(items.last?["links"]?["end"]?.string)
    #expect(try ola.send("DELETE", other).status == 404)
    #expect(try ola.get("/sessions?person=1").status == 404)
    #expect(try ola.get("/sessions").json["items"]?.items.count == 1)
    #expect(try last.send("DELETE", other).status == 204)
    #expect(try last.send("DELETE", other).status == 404)
    #expect(try last.get("/sessions").json["items"]?.items.count == Session.mostOfPerson - 1)
  }
}
