import Configuration
import HTTPServer
import Testing

@testable import App

@Suite("Settings")
struct SettingsTests {
  @Test("the built-in default.json has every setting with the default in SettingsTable.swift")
  func defaultFileIsComplete() throws {
    let text = try #require(EmbeddedFiles.config.first { $0.name == "default.json" }?.text)
    let layer = SettingsLayer(json: text, origin: .defaults)
    #expect(layer.faults.isEmpty)
    #expect(layer.values.mapValues(\.value) == SettingsLayer.defaults.values.mapValues(\.value))
  }

  @Test("every setting accepts its default", arguments: Setting.all)
  func defaultsAreAccepted(setting: Setting) {
    #expect(setting.accepted(setting.defaultValue) == setting.defaultValue)
  }

  @Test("every setting is resolved and reported, in the order of SettingsTable.swift")
  func everySettingIsResolved() throws {
    let resolved = try ResolvedSettings(SettingsSources())
    #expect(resolved.entries.map(\.setting.key) == Setting.all.map(\.key))
    #expect(resolved.entries.allSatisfy { $0.origin == .defaults })
    #expect(resolved.settings.http.port == 8080)
    #expect(resolved.settings.http.unixSocket == nil)
  }

  @Test("a setting sets its own property and no other", arguments: Setting.all)
  func ownProperty(setting: Setting) throws {
    let value: SettingValue =
      switch setting.field {
      case .integer(_, let range, _), .seconds(_, let range):
        .integer(setting.defaultValue == .integer(range.upperBound) ? range.lowerBound : range.upperBound)
      case .boolean: .boolean(setting.defaultValue == .boolean(false))
      case .text(_, .choice(let values)), .optionalText(_, .choice(let values)):
        .text(try #require(values.last))
      case .text(_, .address): .text("::1")
      case .text(_, .timeZone): .text("Europe/Helsinki")
      case .optionalText(_, .origin): .text("https://api.example.org")
      case .optionalText(_, .colour): .text("#7a1f2b")
      case .optionalText(_, .links): .text("About us https://example.org/about")
      case .optionalText(_, .page), .optionalText(_, .contact): .text("https://example.org/statement")
      case .optionalText(_, .ranges): .text("10.0.0.0/8,::1")
      case .text, .optionalText: .text("other")
      }
    #expect(value != setting.defaultValue)
    let sources = SettingsSources(environment: [setting.environmentName: value.description])
    let settings = try ResolvedSettings(sources).settings
    for other in Setting.all {
      #expect(
        other.value(in: settings) == (other.key == setting.key ? value : other.defaultValue), "\(other.key)")
    }
  }

  @Test("every property of Settings' own types has a setting")
  func everyProperty() {
    let settings = Settings()
    let set = Set(Setting.all.map { "\($0.property)" })
    let groups: [(String, Any)] = [
      ("http", settings.http), ("directory", settings.directory), ("database", settings.database),
      ("backup", settings.backup), ("log", settings.log),
    ]
    for (name, group) in groups {
      for label in Mirror(reflecting: group).children.compactMap(\.label) {
        #expect(set.contains("\\Settings.\(name).\(label)"))
      }
    }
  }

  @Test("a flag takes precedence over the environment, then come a profile and the defaults")
  func precedence() throws {
    let resolved = try ResolvedSettings(
      SettingsSources(
        flags: [SettingFlag("--port", "http.port", "1")],
        environment: [
          "MEMBER_DIRECTORY_HTTP_PORT": "2", "MEMBER_DIRECTORY_HTTP_HOST": "::1", "PATH": "/bin",
          "MEMBER_DIRECTORY_PROFILE": "production",
        ]))
    #expect(resolved.settings.http.port == 1)
    #expect(resolved.settings.http.host == "::1")
    #expect(resolved.settings.database.path == "/data/member-directory.sqlite")
    let origins = Dictionary(uniqueKeysWithValues: resolved.entries.map { ($0.setting.key, $0.origin) })
    #expect(origins["http.port"] == .flag("--port"))
    #expect(origins["http.host"] == .environment("MEMBER_DIRECTORY_HTTP_HOST"))
    #expect(origins["database.path"] == .profile("production"))
    #expect(origins["gzip.level"] == .defaults)
    #expect(resolved.isExplicit("http.port"))
    #expect(!resolved.isExplicit("gzip.level"))
  }

  @Test("a file takes precedence over a profile, and --print-config names it")
  func file() throws {
    let file = try TemporaryFile(#"{"http": {"port": 9000, "unixSocket": "/run/directory.sock"}}"#)
    let resolved = try ResolvedSettings(SettingsSources(file: file.path, profile: "production"))
    #expect(resolved.settings.http.port == 9000)
    #expect(resolved.settings.http.unixSocket == "/run/directory.sock")
    #expect(resolved.settings.http.host == "0.0.0.0")
    let lines = resolved.report.split(separator: "\n")
    #expect(lines.count == Setting.all.count)
    #expect(lines.contains { $0.hasPrefix("http.port = 9000 ") && $0.hasSuffix("  # \(file.path)") })
    #expect(lines.contains { $0.hasPrefix("log.format = json ") && $0.hasSuffix("  # profile production") })
    #expect(lines.contains { $0.hasPrefix("gzip.level = 6 ") && $0.hasSuffix("  # default") })
  }

  @Test("swift-configuration uses the same names of environment variables", arguments: Setting.all)
  func environmentNames(setting: Setting) throws {
    let provider = EnvironmentVariablesProvider(environmentVariables: [setting.environmentName: "x"])
    let reader = ConfigReader(provider: provider.prefixKeys(with: "member.directory"))
    #expect(reader.string(forKey: ConfigKey(setting.key)) == "x")
  }

  @Test(
    "the error for a wrong value has its source, the value, and what it must be",
    arguments: [
      ("http.port", "eighty", "--flag: \"eighty\" must be a whole number from 0 to 65535"),
      ("http.port", "65536", "--flag: \"65536\" must be a whole number from 0 to 65535"),
      ("http.port", "+80", "--flag: \"+80\" must be a whole number from 0 to 65535"),
      ("http.port", "-1", "--flag: \"-1\" must be a whole number from 0 to 65535"),
      ("http.port", "", "--flag: \"\" must be a whole number from 0 to 65535"),
      ("http.port", "99999999999999999999", "--flag: \"99999999999999999999\" must be a whole number"),
      ("http.idleTimeoutSeconds", "0", "\"0\" must be a whole number from 1 to 3600 (seconds)"),
      ("http.host", "example.org", "must be an IPv4 or IPv6 address such as 127.0.0.1"),
      ("http.host", "[::1]", "must be an IPv4 or IPv6 address"),
      ("http.origin", "api.example.org", "must be http:// or https:// and a host"),
      ("http.origin", "https://api.example.org/", "must be http:// or https:// and a host"),
      ("http.origin", "https://", "must be http:// or https:// and a host"),
      ("log.requests", "yes", "\"yes\" must be true or false"),
      ("log.format", "xml", "\"xml\" must be one of auto, text, json"),
      ("database.path", "", "\"\" must be the path of a file"),
      (
        "directory.timeZone", "Europe/Olso",
        "\"Europe/Olso\" must be the name of a time zone such as Europe/Oslo, or UTC; the nearest is Europe/Oslo"
      ),
      ("directory.timeZone", "../../../etc/passwd", "must be the name of a time zone"),
      ("directory.timeZone", "/etc/localtime", "must be the name of a time zone"),
      ("directory.timeZone", "tzdata.zi", "must be the name of a time zone"),
      ("directory.timeZone", "Europe", "must be the name of a time zone"),
    ])
  func wrongValue(key: String, text: String, message: String) throws {
    let error = try #require(throws: SettingsError.self) {
      try ResolvedSettings(SettingsSources(flags: [SettingFlag("--flag", key, text)]))
    }
    #expect(error.description.contains(message))
    #expect(error.exitStatus == .usage)
  }

  @Test(
    "an IPv4 address, an IPv6 address and localhost are accepted as addresses",
    arguments: ["127.0.0.1", "::", "::1", "fe80::1", "localhost"])
  func addresses(text: String) throws {
    let sources = SettingsSources(flags: [SettingFlag("--host", "http.host", text)])
    #expect(try ResolvedSettings(sources).settings.http.host == text)
  }

  @Test("all faults of all sources are reported at once, and an unknown key with the nearest valid one")
  func allFaultsAtOnce() throws {
    let file = try TemporaryFile(
      #"{"http": {"prot": 80, "port": "80", "loops": 1.5}, "log": {"requests": null}, "gzip": [6]}"#)
    let error = try #require(throws: SettingsError.self) {
      try ResolvedSettings(
        SettingsSources(
          environment: ["MEMBER_DIRECTORY_PORT": "1", "MEMBER_DIRECTORY_LOG_LEVEL": "loud"],
          file: file.path, profile: "staging"))
    }
    let path = file.path
    #expect(
      error.description.split(separator: "\n").sorted()
        == [
          "\(path): gzip: no such setting; the nearest is gzip.level",
          "\(path): http.loops: \"1.5\" must be a whole number from 0 to 256 (loops)",
          "\(path): http.port: \"80\" must be a whole number from 0 to 65535",
          "\(path): http.prot: no such setting; the nearest is http.port",
          "\(path): log.requests: \"null\" must be true or false",
          "MEMBER_DIRECTORY_LOG_LEVEL: \"loud\" must be one of trace, debug, info, notice, warning, "
            + "error, critical",
          "MEMBER_DIRECTORY_PORT: no such setting; the nearest is MEMBER_DIRECTORY_HTTP_PORT",
          "profile \"staging\": must be one of default, production",
        ].map { Substring($0) }.sorted())
    #expect(error.exitStatus == .configuration)
  }

  @Test(
    "a configuration file that isn't a JSON object is refused with an error that names it",
    arguments: ["", "[]", "{\"http\": {", "{\"http\": {\"port\": 1,, }}", "8080"])
  func malformedFile(text: String) throws {
    let file = try TemporaryFile(text)
    let error = try #require(throws: SettingsError.self) {
      try ResolvedSettings(SettingsSources(file: file.path))
    }
    #expect(error.faults.count == 1)
    #expect(error.description.contains(file.path))
    #expect(error.description.contains("JSON"))
  }

  @Test("a configuration file that doesn't exist is refused with an error that names it")
  func missingFile() throws {
    let error = try #require(throws: SettingsError.self) {
      try ResolvedSettings(SettingsSources(file: "/nowhere/settings.json"))
    }
    #expect(error.description.hasPrefix("/nowhere/settings.json: "))
  }
}

@Suite("The addresses that the server listens on")
struct ListenAddressTests {
  private func addresses(_ environment: [String: String]) throws -> [ListenAddress] {
    try ResolvedSettings(SettingsSources(environment: environment)).listenAddresses
  }

  @Test("the server listens on the loopback address by default, and for localhost")
  func tcp() throws {
    #expect(try addresses([:]) == [.internet(host: "127.0.0.1", port: 8080)])
    #expect(
      try addresses(["MEMBER_DIRECTORY_HTTP_HOST": "localhost", "MEMBER_DIRECTORY_HTTP_PORT": "0"])
        == [.internet(host: "127.0.0.1", port: 0)])
  }

  @Test("the server listens on a Unix socket instead of TCP, unless a host or port is set too")
  func unixSocket() throws {
    let socket = ["MEMBER_DIRECTORY_HTTP_UNIX_SOCKET": "/run/d.sock"]
    #expect(try addresses(socket) == [.unixSocket(path: "/run/d.sock")])
    #expect(
      try addresses(socket.merging(["MEMBER_DIRECTORY_HTTP_PORT": "80"]) { $1 })
        == [.unixSocket(path: "/run/d.sock"), .internet(host: "127.0.0.1", port: 80)])
  }

  @Test("timeouts are converted to milliseconds, and there is at least one loop")
  func configuration() throws {
    let configuration = try ResolvedSettings(SettingsSources()).serverConfiguration
    #expect(configuration.idleTimeout == 75_000)
    #expect(configuration.headTimeout == 10_000)
    #expect(configuration.loops >= 1)
    #expect(configuration.maximumConnectionsPerAddress == 1024)
  }
}

extension Setting {
  fileprivate var property: AnyKeyPath {
    switch field {
    case .integer(let property, _, _), .seconds(let property, _): property
    case .boolean(let property): property
    case .text(let property, _): property
    case .optionalText(let property, _): property
    }
  }
}
