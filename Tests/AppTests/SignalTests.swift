import Directory
import Dispatch
import Foundation
import Glibc
import Logging
import TestSupport
import Testing

@testable import App

@Suite("Signals to a server")
struct SignalTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func serve(
    _ options: String..., environment: [String: String] = [:]
  ) throws -> CommandProcess {
    try CommandProcess(
      ["serve", "--port", "0", "--log-format", "json", "--database", folder.file("d.sqlite")] + options,
      environment: environment, in: folder)
  }

  private func configure(_ text: String) throws { try folder.write(Array(text.utf8), to: "settings.json") }

  @Test("SIGUSR1, SIGUSR2 and SIGPIPE change nothing", arguments: [SIGUSR1, SIGUSR2, SIGPIPE])
  func harmless(number: Int32) throws {
    let server = try serve()
    let client = try RawClient(port: server.port())
    server.signal(number)
    client.send(RunningDirectory.request("GET", "/health/ready"))
    #expect(try client.readResponse()?.status == 200)
    server.signal(SIGTERM)
    #expect(try server.end().status == 0)
  }

  @Test("while the server stops, it answers requests that have begun, but isn't ready for others")
  func notReady() throws {
    // On a busy machine the test may take longer than the defaults allow.
    let server = try serve(environment: [
      "MEMBER_DIRECTORY_HTTP_HEADER_TIMEOUT_SECONDS": "600",
      "MEMBER_DIRECTORY_HTTP_SHUTDOWN_TIMEOUT_SECONDS": "600",
    ])
    let port = try server.port()
    let ready = RunningDirectory.request("GET", "/health/ready")
    let clients = try ["/health/ready", "/members/oslo"].map { target in
      let client = try RawClient(port: port)
      client.send(ready)
      #expect(try client.readResponse()?.status == 200)
      client.send(String(RunningDirectory.request("GET", target).dropLast(2)))
      return client
    }
    // The server has read the beginnings of both requests when it has answered another client.
    let other = try RawClient(port: port)
    other.send(ready)
    #expect(try other.readResponse()?.status == 200)
    server.signal(SIGTERM)
    _ = try server.line(with: "\"stopping\"")
    for client in clients { client.send("\r\n\r\n") }
    let refused = try #require(try clients[0].readResponse())
    #expect(refused.status == 503)
    #expect(try refused.json["code"] == .string("stopping"))
    #expect(refused.field("retry-after") == "1")
    #expect(try clients[1].readResponse()?.status == 200)
    #expect(try server.end().status == 0)
  }

  @Test("SIGHUP applies the settings of the log, and the log says which changes need a restart")
  func reload() throws {
    try configure(#"{"log": {"requests": true}}"#)
    let server = try serve("--config", folder.file("settings.json"))
    let client = try RawClient(port: server.port())
    try configure(#"{"log": {"requests": false, "level": "warning"}, "gzip": {"level": 9}}"#)
    server.signal(SIGHUP)
    let restart = try server.line(with: "need a restart")
    #expect(restart.contains(#""settings":"gzip.level""#))
    client.send(RunningDirectory.request("GET", "/offices"))
    #expect(try client.readResponse()?.status == 200)
    try configure(#"{"log": {"requests": true, "level": "info"}}"#)
    server.signal(SIGHUP)
    let reloaded = try server.line(with: "the settings were reloaded")
    #expect(reloaded.contains("log.level = info, log.requests = true"))
    client.send(RunningDirectory.request("GET", "/topics"))
    #expect(try client.readResponse()?.status == 200)
    server.signal(SIGTERM)
    let ended = try server.end()
    #expect(ended.status == 0)
    #expect(!ended.errors.contains { $0.contains(#""target":"/offices""#) })
    #expect(ended.errors.contains { $0.contains(#""target":"/topics""#) })
  }

  @Test(
    "a configuration file that is wrong is reported at SIGHUP, and changes nothing",
    arguments: [#"{"log": {"requests": false, "level": "loud"}}"#, "{", #"{"nonsense": 1}"#])
  func brokenReload(text: String) throws {
    try configure("{}")
    let server = try serve("--config", folder.file("settings.json"))
    let client = try RawClient(port: server.port())
    try configure(text)
    server.signal(SIGHUP)
    #expect(try server.line(with: "the settings were not reloaded").contains("settings.json"))
    client.send(RunningDirectory.request("GET", "/offices"))
    #expect(try client.readResponse()?.status == 200)
    server.signal(SIGTERM)
    let ended = try server.end()
    #expect(ended.status == 0)
    #expect(ended.errors.contains { $0.contains(#""target":"/offices""#) })
  }

  @Test("SIGHUP without a change says so")
  func unchangedReload() throws {
    let server = try serve()
    _ = try server.port()
    server.signal(SIGHUP)
    #expect(try server.line(with: "the settings were reloaded").contains("nothing has changed"))
    server.signal(SIGTERM)
    #expect(try server.end().status == 0)
  }

  /// A store whose backup takes until it is cancelled.
  private struct EndlessBackups: FileBackups {
    let begun = DispatchSemaphore(value: 0)

    func write(to file: String, unless isCancelled: @escaping @Sendable () -> Bool) throws(DirectoryError) {
      begun.signal()
      while !isCancelled() { sched_yield() }
      throw .unavailable("interrupted")
    }

    func restore(
      from file: String, recorded: (_ directory: String?) throws(DirectoryError) -> Withdrawals
    ) throws(DirectoryError) -> RestoreOutcome { throw .unavailable("not a real store") }

    func withdrawals() throws(DirectoryError) -> Withdrawals { Withdrawals() }

    func stateToMigrate() throws(DirectoryError) -> String? { nil }

    func directoryID() throws(DirectoryError) -> String { "01234567" }

    func isBackup(_ file: String) -> Bool { false }

    func checksumPath(of file: String) -> String { file + ".sha256" }
  }

  @Test("a stop interrupts a backup, and the log doesn't call that an error")
  func backup() {
    let log = CapturedLog()
    let settings = LogSettings(.init(level: .info, format: .json, logsRequests: false))
    let logger = Logger(label: "test") { _ in
      LineLogHandler(settings, output: LogOutput { log.append($0) })
    }
    let source = EndlessBackups()
    let schedule = BackupSchedule(
      BackupFolder(path: folder.path, keep: 1), of: source, everyHours: 1, logger: logger,
      prepare: {})
    schedule.start()
    source.begun.wait()
    schedule.cancel()
    #expect(schedule.waitUntilStopped(until: .now() + 60))
    #expect(log.lines.count == 1)
    #expect(log.lines[0].contains("the stop has interrupted a backup"))
    #expect(log.lines[0].contains(#""level":"notice""#))
  }
}
