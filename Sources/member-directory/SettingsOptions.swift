import App
import ArgumentParser
import FoundationEssentials

/// The options that name further sources of settings. Most commands have them.
struct SourceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A JSON file with settings, such as {\"http\": {\"port\": 9000}}. Also MEMBER_DIRECTORY_CONFIG.",
      valueName: "file"))
  var config: String?

  @Option(
    help: ArgumentHelp(
      "A built-in set of settings: \(SettingsSources.profiles.joined(separator: " or ")). "
        + "Also MEMBER_DIRECTORY_PROFILE.", valueName: "name"))
  var profile: String?

  func resolve(_ flags: [SettingFlag]) throws(SettingsError) -> ResolvedSettings {
    try ResolvedSettings(sources(flags))
  }

  func sources(_ flags: [SettingFlag]) -> SettingsSources {
    SettingsSources(
      flags: flags, environment: ProcessInfo.processInfo.environment, file: config, profile: profile)
  }
}

/// The option of the commands that open the database.
struct DatabaseOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The SQLite database; a relative path starts at the working directory (database.path).",
      valueName: "path"))
  var database: String?

  var flags: [SettingFlag] {
    [database.map { SettingFlag("--database", "database.path", $0) }].compactMap(\.self)
  }
}

/// The options for the address of a server: `serve` listens on it, `check-health` asks at it.
struct AddressOptions: ParsableArguments {
  @Option(help: ArgumentHelp("An IPv4 or IPv6 address (http.host, default 127.0.0.1).", valueName: "address"))
  var host: String?

  @Option(
    help: ArgumentHelp(
      "A TCP port; with 0, serve takes any free port (http.port, default 8080).", valueName: "port"))
  var port: String?

  @Flag(help: "Take over a port while the old server still listens on it (http.sharePort).")
  var sharePort = false

  @Option(
    help: ArgumentHelp(
      "A Unix domain socket. It replaces TCP, unless a host or port is given too "
        + "(http.unixSocket).", valueName: "path"))
  var unixSocket: String?

  var flags: [SettingFlag] {
    [
      host.map { SettingFlag("--host", "http.host", $0) },
      port.map { SettingFlag("--port", "http.port", $0) },
      sharePort ? SettingFlag("--share-port", "http.sharePort", "true") : nil,
      unixSocket.map { SettingFlag("--unix-socket", "http.unixSocket", $0) },
    ].compactMap(\.self)
  }
}

struct LogOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "trace, debug, info, notice, warning, error or critical (log.level, default info).", valueName: "level")
  )
  var logLevel: String?

  @Option(
    help: ArgumentHelp(
      "text, json, or auto: text on a terminal, else json (log.format, default auto).", valueName: "format"))
  var logFormat: String?

  var flags: [SettingFlag] {
    [
      logLevel.map { SettingFlag("--log-level", "log.level", $0) },
      logFormat.map { SettingFlag("--log-format", "log.format", $0) },
    ].compactMap(\.self)
  }
}
