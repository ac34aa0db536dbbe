import Directory
import Foundation
import HTTPCore
import TestSupport
import Testing

@testable import App

@Suite("The admin listener")
struct AdminTests {
  private func reasons(_ response: RawResponse) throws -> [String] {
    try response.json["reasons"]?.items.compactMap { $0["code"]?.string } ?? []
  }

  @Test("operators get metrics, health, settings and help, and no cache keeps an answer")
  func resources() throws {
    let server = try AdminServer()
    for (path, type) in [
      ("/", "text/plain; charset=utf-8"), ("/metrics", "text/plain; version=0.0.4; charset=utf-8"),
      ("/health/live", "application/json"), ("/health/ready", "application/json"),
      ("/config", "text/plain; charset=utf-8"),
    ] {
      let response = try server.ask("GET", path)
      #expect(response.status == 200 && !response.content.isEmpty, "\(path)")
      #expect(response.field("content-type") == type)
      #expect(response.field("cache-control") == "no-store")
      #expect(response.field("x-content-type-options") == "nosniff")
      #expect(response.field("access-control-allow-origin") == nil)
      let head = try server.ask("HEAD", path)
      #expect(head.status == 200 && head.content.isEmpty && head.field("content-type") == type)
    }
    #expect(try server.ask("GET", "/health/ready").text == "{\"status\":\"ready\"}\n")
  }

  @Test("other paths and methods are refused, and OPTIONS names the methods")
  func refusals() throws {
    let server = try AdminServer()
    for (method, path, status, allow) in [
      ("GET", "/members", 404, nil), ("GET", "/metrics/", 404, nil), ("GET", "/METRICS", 404, nil),
      ("POST", "/evil%0a", 404, nil), ("POST", "/metrics", 405, "GET, HEAD, OPTIONS"),
      ("GET", "/drain", 405, "POST, OPTIONS"), ("DELETE", "/drain", 405, "POST, OPTIONS"),
      ("OPTIONS", "/drain", 204, "POST, OPTIONS"), ("OPTIONS", "/metrics", 204, "GET, HEAD, OPTIONS"),
      ("BREW", "/metrics", 405, "GET, HEAD, OPTIONS"), ("OPTIONS", "*", 404, nil),
    ] as [(String, String, Int, String?)] {
      let response = try server.ask(method, path)
      #expect(response.status == status, "\(method) \(path)")
      #expect(response.field("allow") == allow)
      #expect(status == 204 || response.field("content-type") == "application/problem+json")
    }
    #expect(try server.ask("GET", "/health/ready").status == 200)
  }

  @Test("none of it is on the public port", arguments: ["/metrics", "/config", "/drain"])
  func publicPort(path: String) throws {
    let server = try AdminServer()
    #expect(try server.directory.get(path).status == 404)
    #expect(try server.directory.ask("POST", path, []).status == 404)
    #expect(try server.directory.get("/health/ready").text == "{\"status\":\"ready\"}\n")
  }

  @Test("without the listener nothing is counted and no port is opened")
  func disabled() throws {
    let directory = try RunningDirectory()
    #expect(try directory.get("/members").status == 200)
    #expect(!directory.log.lines.contains { $0.contains("admin listener") })
  }

  // MARK: Draining

  @Test("POST /drain makes the server not ready, and it still answers requests")
  func drain() throws {
    let server = try AdminServer()
    for _ in 0..<2 {
      let response = try server.ask("POST", "/drain")
      #expect(response.status == 200 && response.text == "{\"status\":\"draining\"}\n")
    }
    let refused = try server.directory.get("/health/ready")
    #expect(refused.status == 503)
    #expect(!refused.text.contains("drain"))
    #expect(try server.directory.get("/health/live").status == 200)
    #expect(try server.directory.get("/members").status == 200)
    let ready = try server.ask("GET", "/health/ready")
    #expect(ready.status == 503)
    #expect(try reasons(ready) == ["draining"])
    #expect(try server.metrics().sum("ready") == 0)
    #expect(server.directory.log.lines.count { $0.contains("\"draining: ") } == 1)
    // Requests are still counted by their routes.
    #expect(try server.metrics().sum("http_requests_total", ["route": "/members", "status": "2xx"]) == 1)
  }

  @Test("a request from a page in a browser can't drain the server", arguments: ["http://a.example", "null"])
  func origin(origin: String) throws {
    let server = try AdminServer()
    let response = try server.ask("POST", "/drain", ["Origin: \(origin)"])
    #expect(response.status == 403)
    #expect(try response.json["code"] == .string("origin-not-allowed"))
    #expect(try server.directory.get("/health/ready").status == 200)
  }

  @Test("content of any length that comes with POST is not read")
  func hugeContent() throws {
    let server = try AdminServer()
    let client = try RawClient(port: server.port)
    client.send(
      "POST /config HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9000000000000\r\n\r\n"
        + String(repeating: "x", count: 100_000))
    #expect(try client.readResponse()?.status == 405)
    #expect(try server.ask("GET", "/health/live").status == 200)
  }

  @Test("a head that does not arrive is refused, and meanwhile others are answered")
  func slowClients() throws {
    let server = try AdminServer()
    let slow = try (0..<20).map { _ in
      let client = try RawClient(port: server.port)
      client.send("GET /metrics HTTP/1.1\r\nHost: loc")
      return client
    }
    #expect(try server.ask("GET", "/health/live").status == 200)
    #expect(try server.directory.get("/members").status == 200)
    for client in slow { #expect(try client.readResponse()?.status == 408) }
  }

  // MARK: Hosts

  @Test(
    "a name that is not configured is refused, because a page may have it (DNS rebinding)",
    arguments: [
      ("localhost", 200), ("LOCALHOST:9080", 200), ("127.0.0.1:1", 200), ("[::1]:9080", 200),
      ("10.1.2.3", 200), ("directory.internal", 200), ("Members:80", 200), ("evil.example", 421),
      ("localhost.evil.example", 421), ("127.0.0.1.evil.example", 421), ("localhost.", 421),
      ("internal", 421), ("", 200),
    ])
  func hosts(host: String, status: Int) throws {
    let server = try AdminServer(["admin.hostNames": "directory.internal, members"])
    for path in ["/config", "/metrics", "/unknown"] {
      let response = try server.ask("GET", path, host: host)
      #expect(response.status == (status == 200 && path == "/unknown" ? 404 : status), "\(path)")
    }
    let absolute = try server.ask("GET", "http://evil.example/config", host: "localhost")
    #expect(absolute.status == 421)
  }

  @Test("it can listen on a Unix domain socket instead")
  func unixSocket() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("admin.sock")
    let directory = try RunningDirectory(
      ["admin.enabled": "true", "admin.unixSocket": path, "http.loops": "1"], in: folder)
    let ready = try AdminServer.ask("GET", "/health/ready", host: "any", on: RawClient(unixSocket: path))
    #expect(ready.status == 200)
    #expect(AdminServer.port(in: directory.log.lines) == nil)
    directory.stop()
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  // MARK: Settings

  @Test("/config has every setting with its source")
  func config() throws {
    let server = try AdminServer(["http.maxBodyBytes": "2345"])
    let text = try server.ask("GET", "/config").text
    let lines = text.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
    #expect(lines.map { String($0.prefix { $0 != " " }) } == Setting.all.map(\.key))
    #expect(lines.contains("http.maxBodyBytes = 2345 # --test"))
    #expect(lines.contains("gzip.level = 6 # default"))
  }

  @Test("a secret is hidden wherever settings are shown, unless it is empty")
  func secrets() {
    let setting = Setting("mail.password", isSecret: true, .text(\.log.level, .path), "")
    for (value, shown) in [("hunter2", "***"), ("", "")] {
      let entry = ResolvedSettings.Entry(setting: setting, value: .text(value), origin: .defaults)
      #expect(entry.shownValue == shown)
      #expect(entry.description == "mail.password = \(shown)")
    }
  }

  // MARK: Readiness

  @Test("the reasons say what an operator has to know")
  func readiness() throws {
    let state = ServiceState()
    state.opening(.migration(3, of: 9))
    #expect(Readiness(state, check: nil).reasons.map(\.detail) == ["migration 3 of 9"])
    let broken = Readiness(state) { throw DirectoryError.unavailable("disk I/O error in /d.sqlite") }
    #expect(broken.reasons.map { "\($0.code)" } == ["store-unavailable"])
    #expect(String(decoding: broken.json, as: UTF8.self).contains("disk I/O error in /d.sqlite"))
    #expect(Readiness(state, check: {}).isReady)
    #expect(state.beginDraining() && !state.beginDraining())
    #expect(Readiness(state, check: {}).reasons.map { "\($0.code)" } == ["draining"])
    state.beginStopping()
    let both = Readiness(state, check: nil)
    #expect(both.reasons.map { "\($0.code)" } == ["stopping", "starting"])
    #expect(try JSONParser.parse(both.json)["reasons"]?.items.count == 2)
  }

  @Test("while the server starts, the listener answers, and a drain lasts beyond the start")
  func start() throws {
    let folder = try TemporaryFolder()
    let lock = try StartLock(in: folder)
    let server = try lock.serve()
    let port = try server.port(in: "the admin listener is open")
    let client = { try RawClient(port: port) }
    let ready = try AdminServer.ask("GET", "/health/ready", on: client())
    #expect(ready.status == 503)
    #expect(try reasons(ready) == ["starting"])
    let metrics = Metrics(try AdminServer.ask("GET", "/metrics", on: client()).text)
    #expect(metrics.sum("ready") == 0 && metrics.sum("revision") == nil)
    #expect(try AdminServer.ask("POST", "/drain", on: client()).status == 200)
    lock.release()
    let open = try RawClient(port: server.port())
    open.send(RunningDirectory.request("GET", "/health/ready"))
    #expect(try open.readResponse()?.status == 503)
    open.send(RunningDirectory.request("GET", "/members"))
    #expect(try open.readResponse()?.status == 200)
    #expect(try reasons(AdminServer.ask("GET", "/health/ready", on: client())) == ["draining"])
    server.signal(SIGTERM)
    #expect(try server.end().status == 0)
  }

  // MARK: The port

  @Test("a port that another server uses is tried again until that server has stopped")
  func takenPort() throws {
    let first = try AdminServer()
    let second = try RunningDirectory(["admin.enabled": "true", "admin.port": "\(first.port)"])
    #expect(try second.get("/members").status == 200)
    #expect(second.log.hasLine(with: "the admin listener is tried again until it opens"))
    // Meanwhile the first one has it alone.
    #expect(try first.metrics().sum("http_requests_total") == nil)
    first.directory.stop()
    #expect(second.log.hasLine(with: "the admin listener is open"))
    let client = try RawClient(port: first.port)
    let metrics = Metrics(try AdminServer.ask("GET", "/metrics", on: client).text)
    #expect(metrics.sum("http_requests_total", ["route": "/members", "status": "2xx"]) == 1)
    #expect(second.log.lines.count { $0.contains("is tried again") } == 1)
  }

  @Test("an address that can't be listened on does not end the server, and a stop ends the tries")
  func wrongAddress() throws {
    let directory = try RunningDirectory(["admin.enabled": "true", "admin.host": "192.0.2.1"])
    #expect(directory.log.hasLine(with: "is not an address of this machine"))
    #expect(try directory.get("/members").status == 200)
    directory.stop()
  }
}

/// A database whose lock lets a start wait when it loads the shipped data.
private final class StartLock {
  private let folder: TemporaryFolder
  private let lock: DatabaseLock

  init(in folder: TemporaryFolder) throws {
    self.folder = folder
    let settings = try ResolvedSettings(
      SettingsSources(flags: [
        SettingFlag("--test", "database.path", folder.file("d.sqlite")),
        SettingFlag("--test", "data.loadShipped", "false"),
      ])
    ).settings
    try MemberDirectory.openStore(settings).close()
    lock = try DatabaseLock(on: folder.file("d.sqlite"))
  }

  func release() { lock.release() }

  func serve() throws -> CommandProcess {
    try CommandProcess(
      ["serve", "--port", "0", "--log-format", "json", "--database", folder.file("d.sqlite")],
      environment: [
        "MEMBER_DIRECTORY_DATABASE_BUSY_TIMEOUT_MILLISECONDS": "600000", "MEMBER_DIRECTORY_ADMIN_PORT": "0",
      ], in: folder)
  }
}
