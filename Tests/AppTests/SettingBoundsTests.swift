import HTTPCore
import HTTPServer
import Testing

@testable import App

@Suite("The values that a setting accepts")
struct SettingBoundsTests {
  /// What operators may rely on: a range can grow, but a value that was accepted once stays so.
  static let ranges: [(String, ClosedRange<Int>)] = [
    ("http.port", 0...65_535), ("http.loops", 0...256), ("http.maxConnections", 1...1_000_000),
    ("http.maxConnectionsPerAddress", 0...1_000_000), ("http.maxRequestHeadBytes", 1_024...1_048_576),
    ("http.maxRequestTargetBytes", 256...65_536), ("http.maxBodyBytes", 1_024...67_108_864),
    ("http.maxImportBytes", 1_024...1_073_741_824), ("http.headerTimeoutSeconds", 1...600),
    ("http.minimumBytesPerSecond", 1...1_048_576), ("http.writeTimeoutSeconds", 1...3_600),
    ("http.idleTimeoutSeconds", 1...3_600), ("http.shutdownTimeoutSeconds", 0...600),
    ("http.cacheBytes", 0...4_294_967_296), ("cors.maxAgeSeconds", 0...86_400), ("gzip.level", 1...9),
    ("gzip.minimumBytes", 0...1_048_576), ("database.busyTimeoutMilliseconds", 0...600_000),
    ("backup.everyHours", 1...8_760), ("backup.keep", 1...1_000),
  ]

  private func accepts(_ key: String, _ text: String) -> Bool {
    let sources = SettingsSources(flags: [SettingFlag("--test", key, text)])
    return (try? ResolvedSettings(sources)) != nil
  }

  /// As a configuration file has it: `value` is JSON.
  private func fileAccepts(_ key: String, _ value: String) throws -> Bool {
    let names = key.split(separator: ".")
    let file = try TemporaryFile("{\"\(names[0])\": {\"\(names[1])\": \(value)}}")
    return (try? ResolvedSettings(SettingsSources(file: file.path))) != nil
  }

  @Test("a number is accepted from its lowest to its highest value and not beyond", arguments: ranges)
  func range(key: String, range: ClosedRange<Int>) throws {
    let (low, high) = (range.lowerBound, range.upperBound)
    for (number, isAccepted) in [(low, true), (high, true), (low - 1, false), (high + 1, false)] {
      #expect(accepts(key, String(number)) == isAccepted, "\(number)")
      #expect(try fileAccepts(key, String(number)) == isAccepted, "\(number) in a file")
    }
  }

  @Test("every setting that is a number has its range in this table")
  func allNumbers() {
    let numbers = Setting.all.filter { if case .integer = $0.defaultValue { true } else { false } }
    #expect(numbers.map(\.key).sorted() == Self.ranges.map(\.0).sorted())
  }

  @Test(
    "text is accepted as its setting needs it, from a flag or a file",
    arguments: [
      (
        "log.level", ["trace", "debug", "info", "notice", "warning", "error", "critical"],
        ["INFO", "", "warn"]
      ),
      ("log.format", ["auto", "text", "json"], ["JSON", "", "plain"]),
      ("http.host", ["127.0.0.1", "::", "localhost"], ["", "localhost.", "1.2.3", "::1%lo"]),
      ("http.unixSocket", ["", "/run/d.sock", "d.sock"], []),
      ("http.origin", ["", "http://h", "https://h:8080"], ["ftp://h", "https://h:", "https://h/p"]),
      ("database.path", ["d.sqlite"], [""]), ("backup.folder", ["", "/backups"], []),
    ])
  func text(key: String, accepted: [String], refused: [String]) throws {
    for (texts, isAccepted) in [(accepted, true), (refused, false)] {
      for text in texts {
        #expect(accepts(key, text) == isAccepted, "\(text)")
        #expect(try fileAccepts(key, "\"\(text)\"") == isAccepted, "\(text) in a file")
      }
    }
  }

  @Test("a path with a NUL is refused", arguments: ["database.path", "http.unixSocket", "backup.folder"])
  func nul(key: String) throws { #expect(try !fileAccepts(key, #""a\u0000b""#)) }

  @Test(
    "a flag is true or false and nothing else",
    arguments: ["http.sharePort", "data.loadShipped", "log.requests"])
  func boolean(key: String) throws {
    for text in ["true", "false"] { #expect(try accepts(key, text) && fileAccepts(key, text)) }
    for text in ["TRUE", "1", "yes", ""] { #expect(!accepts(key, text)) }
    #expect(try !fileAccepts(key, "\"true\"") && !fileAccepts(key, "1"))
  }
}

@Suite("Where a setting's value comes from")
struct SettingPrecedenceTests {
  @Test("each source wins over those after it: flag, environment, file, profile, default", arguments: 0..<5)
  func order(first: Int) throws {
    let file = try TemporaryFile(#"{"http": {"shutdownTimeoutSeconds": 3}}"#)
    let (key, variable) = ("http.shutdownTimeoutSeconds", "MEMBER_DIRECTORY_HTTP_SHUTDOWN_TIMEOUT_SECONDS")
    let resolved = try ResolvedSettings(
      SettingsSources(
        flags: first == 0 ? [SettingFlag("--flag", key, "1")] : [],
        environment: first <= 1 ? [variable: "2"] : [:], file: first <= 2 ? file.path : nil,
        profile: first <= 3 ? "production" : nil))
    let entry = try #require(resolved.entries.first { $0.setting.key == key })
    #expect(entry.value == .integer([1, 2, 3, 8, 10][first]))
    let origins: [SettingOrigin] = [
      .flag("--flag"), .environment(variable), .file(file.path), .profile("production"), .defaults,
    ]
    #expect(entry.origin == origins[first])
    #expect(resolved.isExplicit(key) == (first < 4))
  }

  @Test("--config and --profile win over their variables, and an empty variable names no source")
  func selectors() {
    let environment = ["MEMBER_DIRECTORY_CONFIG": "b.json", "MEMBER_DIRECTORY_PROFILE": "b"]
    let both = SettingsSources(environment: environment, file: "a.json", profile: "a")
    #expect(both.file == "a.json" && both.profile == "a")
    let variables = SettingsSources(environment: environment)
    #expect(variables.file == "b.json" && variables.profile == "b")
    let empty = SettingsSources(environment: environment.mapValues { _ in "" })
    #expect(empty.file == nil && empty.profile == nil)
  }

  @Test("a file that isn't UTF-8 is refused")
  func notUTF8() throws {
    let file = try TemporaryFile(bytes: [0x7B, 0xFF, 0x7D])
    let error = try #require(throws: SettingsError.self) {
      try ResolvedSettings(SettingsSources(file: file.path))
    }
    #expect(error.description == "\(file.path): not UTF-8")
  }

  @Test("a flag's fault is a wrong command line; one of another source is a wrong configuration")
  func exitStatus() throws {
    let (flag, variable) = (SettingFlag("--port", "http.port", "x"), ["MEMBER_DIRECTORY_HTTP_PORT": "x"])
    for (flags, environment, status) in [
      ([flag], [:], App.ExitStatus.usage), ([], variable, .configuration), ([flag], variable, .configuration),
    ] as [([SettingFlag], [String: String], App.ExitStatus)] {
      let error = try #require(throws: SettingsError.self) {
        try ResolvedSettings(SettingsSources(flags: flags, environment: environment))
      }
      #expect(error.exitStatus == status)
    }
  }
}

@Suite("What the server is given")
struct ServerSettingsTests {
  @Test("each setting of the transport reaches its field")
  func fields() throws {
    let values = [
      "http.loops": "3", "http.sharePort": "true", "http.maxConnections": "11",
      "http.maxConnectionsPerAddress": "12", "http.maxRequestHeadBytes": "1313",
      "http.maxRequestTargetBytes": "1414", "http.headerTimeoutSeconds": "15",
      "http.minimumBytesPerSecond": "16", "http.writeTimeoutSeconds": "17", "http.idleTimeoutSeconds": "18",
    ]
    let flags = values.map { SettingFlag("--test", $0.key, $0.value) }
    let server = try ResolvedSettings(SettingsSources(flags: flags)).serverConfiguration
    #expect(server.loops == 3)
    #expect(server.sharesPort)
    #expect(server.maximumConnections == 11)
    #expect(server.maximumConnectionsPerAddress == 12)
    #expect(server.requestLimits.head == 1_313)
    #expect(server.requestLimits.target == 1_414)
    #expect(server.headTimeout == 15_000)
    #expect(server.minimumRate == 16)
    #expect(server.writeGrace == 17_000)
    #expect(server.idleTimeout == 18_000)
  }

  @Test("TCP stays beside a Unix socket if any source names a host or port")
  func tcpBesideUnixSocket() throws {
    let path = SettingFlag("--unix-socket", "http.unixSocket", "/run/d.sock")
    let file = try TemporaryFile(#"{"http": {"port": 81}}"#)
    for (sources, host, port) in [
      (SettingsSources(flags: [path, SettingFlag("--host", "http.host", "::1")]), "::1", 8080),
      (SettingsSources(flags: [path], file: file.path), "127.0.0.1", 81),
      (SettingsSources(flags: [path], profile: "production"), "0.0.0.0", 8080),
    ] as [(SettingsSources, String, UInt16)] {
      #expect(
        try ResolvedSettings(sources).listenAddresses
          == [.unixSocket(path: "/run/d.sock"), .internet(host: host, port: port)])
    }
  }
}
