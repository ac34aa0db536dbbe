import Directory
import Foundation
import HTTPCore
import Logging
import TestSupport
import Testing

@testable import App
@testable import DirectoryAPI

@Suite("The metrics")
struct MetricsTests {
  @Test("the requests of all loops add up, by route, class of status and result of the cache")
  func requests() throws {
    let server = try AdminServer()
    for _ in 0..<30 { #expect(try server.directory.get("/members").status == 200) }
    for _ in 0..<4 { #expect(try server.directory.get("/members/nobody").status == 404) }
    let tag = try #require(try server.directory.get("/members").field("etag"))
    #expect(try server.directory.get("/members", "If-None-Match: \(tag)").status == 304)
    #expect(try server.directory.get("/health/live").status == 200)
    let metrics = try server.metrics()
    let total = "http_requests_total"
    #expect(metrics.sum(total) == 37)
    let hits = try #require(metrics.sum(total, ["route": "/members", "status": "2xx", "cache": "hit"]))
    let misses = try #require(metrics.sum(total, ["route": "/members", "status": "2xx", "cache": "miss"]))
    // Each loop has a cache of its own, which is emptied when the revision gets its date.
    #expect(hits + misses == 31 && 1...4 ~= misses)
    #expect(metrics.sum(total, ["route": "/members", "status": "3xx"]) == 1)
    #expect(metrics.sum(total, ["route": "/members/{slug}", "status": "4xx", "cache": "miss"]) == 4)
    #expect(metrics.sum(total, ["route": "/health/live", "cache": "none"]) == 1)
    let routes = metrics.samples.filter { $0.name.hasSuffix(total) }.compactMap { $0.labels["route"] }
    let places = ["/members", "/members/{slug}", "/health/live"].map { routes.firstIndex(of: $0) ?? -1 }
    #expect(places == places.sorted() && places[0] >= 0, "in the order of the routes")
    let duration = "http_request_duration_seconds"
    #expect(metrics.sum(duration + "_count") == 37)
    #expect(metrics.sum(duration + "_bucket", ["le": "+Inf"]) == 37)
    let seconds = try #require(metrics.sum(duration + "_sum"))
    #expect(seconds > 0 && seconds < 60)
  }

  @Test("a request with a token and a write have nothing to do with the cache")
  func writes() throws {
    let server = try AdminServer()
    let staff = try Staff(server.directory)
    #expect(try staff.send("POST", "/members", Sample.member).status == 201)
    #expect(try staff.get("/members").status == 200)
    let metrics = try server.metrics()
    for status in ["201", "200"] {
      let labels = ["route": "/members", "status": "\(status.prefix(1))xx", "cache": "none"]
      #expect(metrics.sum("http_requests_total", labels) == 2)
    }
    #expect(metrics.sum("edits_waiting") == 0)
    // There are too few members for one.
    #expect(metrics.sum("index_bytes") == 0)
  }

  @Test("the first error of a route is an increase, because its series exists before")
  func zeros() throws {
    let server = try AdminServer()
    #expect(try server.metrics().sum("http_requests_total") == nil)
    #expect(try server.directory.get("/topics").status == 200)
    let metrics = try server.metrics()
    #expect(metrics.sum("http_requests_total", ["route": "/topics", "status": "5xx"]) == 0)
    #expect(metrics.sum("http_request_duration_seconds_count", ["status": "5xx"]) == nil)
  }

  @Test("no request makes a label: not by its path, method, query, fields or errors")
  func labels() throws {
    let server = try AdminServer()
    let client = try server.directory.client()
    for target in [
      "/evil", "/members/evil", "/members/evil%22%7D%0Aevil%201", "/evil?evil=evil", "/members.evil",
      "/members?evil=1", "/members/a/b/c/evil", "//evil", "http://evil/members",
    ] {
      client.send(RunningDirectory.request("GET", target, ["Evil: evil"]))
      #expect(try client.readResponse() != nil)
      client.send(RunningDirectory.request("EVIL", target))
      #expect(try client.readResponse()?.status == 501)
    }
    client.send("evil\r\n\r\n")
    #expect(try client.readResponse()?.status == 400)
    let metrics = try server.metrics()
    #expect(!metrics.text.lowercased().contains("evil"))
    #expect(metrics.routes.isSubset(of: Set(Routes.all.map(\.pattern) + ["other"])))
    #expect(metrics.sum("http_requests_total", ["route": "other", "status": "5xx"]) == 9)
    #expect(metrics.sum("http_refusals_total") == 1)
  }

  @Test("each label of a request has the pattern of its route and the result of the cache")
  func names() {
    let names = (0..<RequestLabels.count).map { RequestLabels.names(of: RequestLabel($0)) }
    #expect(Set(names.map { "\($0.route) \($0.cache)" }).count == RequestLabels.count)
    for route in Routes.all.indices {
      #expect(RequestLabels.names(of: RequestLabels.label(route, .hit)) == (Routes.all[route].pattern, "hit"))
    }
    for number in [-1, RequestLabels.count, .max] {
      #expect(RequestLabels.names(of: RequestLabel(number)) == ("other", "none"))
    }
  }

  @Test("the state of the directory is measured: its revision, drafts and backups")
  func directory() throws {
    let folder = try TemporaryFolder()
    let backups = folder.file("backups")
    try FileManager.default.createDirectory(atPath: backups, withIntermediateDirectories: false)
    let server = try AdminServer(["backup.folder": backups], in: folder)
    #expect(server.directory.log.hasLine(with: "backed up"))
    let before = try server.metrics()
    let staff = try Staff(server.directory)
    let draft = "{\"status\":\"draft\"," + Sample.member.dropFirst()
    #expect(try staff.send("POST", "/members", draft).status == 201)
    let after = try server.metrics()
    #expect(before.sum("drafts") == 0 && after.sum("drafts") == 1)
    let revision = try #require(before.sum("revision"))
    #expect(try #require(after.sum("revision")) > revision)
    let now = Date().timeIntervalSince1970
    for name in ["backup_timestamp_seconds", "revision_timestamp_seconds"] {
      #expect(try #require(after.sum(name)) > now - 120)
    }
    #expect(after.sum("backup_interval_seconds") == 86_400 && after.sum("backup_failures_total") == 0)
  }

  @Test("a backup that fails is counted")
  func failedBackup() throws {
    let server = try AdminServer(["backup.folder": "/nonexistent/backups"])
    #expect(server.directory.log.hasLine(with: "no backup"))
    let metrics = try server.metrics()
    #expect(metrics.sum("backup_failures_total") == 1 && metrics.sum("backup_timestamp_seconds") == 0)
  }

  @Test("connections, waiting bytes and caches have their sizes and limits")
  func sizes() throws {
    let server = try AdminServer(["http.maxConnections": "77", "http.maxWaitingBytes": "2000000"])
    let client = try server.directory.client()
    client.send(RunningDirectory.request("GET", "/members"))
    #expect(try client.readResponse()?.status == 200)
    var metrics = try server.metrics()
    // The loops publish the counters of their caches once a second, and empty the caches when the revision
    // gets its date.
    for _ in 0..<20_000 where metrics.sum("cache_entries") == 0 {
      client.send(RunningDirectory.request("GET", "/members"))
      #expect(try client.readResponse()?.status == 200)
      metrics = try server.metrics()
    }
    #expect(metrics.sum("http_connections") == 1 && metrics.sum("http_connections_limit") == 77)
    #expect(metrics.sum("http_waiting_bytes") == 0)
    #expect(metrics.sum("http_waiting_bytes_limit") == 2_000_000)
    #expect(metrics.sum("cache_entries") == 1)
    #expect(1...2 ~= (metrics.sum("cache_misses_total") ?? 0))
    #expect(try #require(metrics.sum("cache_bytes")) > 1_000)
    #expect(metrics.sum("long_queries") == 0 && metrics.sum("log_lines_dropped_total") == 0)
    #expect(metrics.sum("ready") == 1 && metrics.sum("build_info") == 1)
  }

  @Test("every metric has its help and its type once, before its samples, and each series is there once")
  func format() throws {
    let server = try AdminServer()
    _ = try server.directory.get("/members")
    let response = try server.ask("GET", "/metrics")
    #expect(response.field("content-type") == "text/plain; version=0.0.4; charset=utf-8")
    var current = ""
    var (names, series): (Set<String>, Set<String>) = ([], [])
    for line in response.text.split(separator: "\n") {
      if line.hasPrefix("# HELP ") {
        current = String(line.split(separator: " ")[2])
        #expect(names.insert(current).inserted)
      } else if line.hasPrefix("# TYPE ") {
        #expect(line.hasPrefix("# TYPE \(current) "))
      } else {
        #expect(line.hasPrefix(current))
        let end = try #require(line.lastIndex(of: " "))
        #expect(series.insert(String(line[..<end])).inserted)
      }
    }
    #expect(response.text.hasSuffix("\n"))
  }

  @Test("values of labels are escaped")
  func escaping() {
    var text = MetricsText()
    text.sample("m", ["a": "x\"\\\n{}", "b": ""], 1)
    #expect(String(decoding: text.bytes, as: UTF8.self) == #"m{a="x\"\\\n{}",b=""} 1"# + "\n")
  }

  @Test(
    "microseconds are written as seconds",
    arguments: [
      (0, "0"), (25, "0.000025"), (100, "0.0001"), (1_000_000, "1"), (2_500_000, "2.5"),
      (10_000_001, "10.000001"), (999_999, "0.999999"),
    ])
  func seconds(microseconds: Int, text: String) { #expect(MetricsText.seconds(microseconds) == text) }

  @Test("the lines that the log has dropped are counted")
  func droppedLines() {
    let log = LogSettings(.init(level: .info, format: .json, logsRequests: true))
    _ = log.reportOfDrops(3)
    _ = log.reportOfDrops(4)
    #expect(log.droppedLines == 7)
  }
}
