import App
import ArgumentParser

struct CheckHealthCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check-health",
    abstract: "Ask a running server whether it is ready.",
    discussion: """
      Sends GET /health/ready, prints one line, and exits with 0 if the status of the answer is 200, else \
      with 1. It asks at the address where `serve` would listen with the same settings, so that in the \
      container it needs no argument. With --url it asks at any other address.

      Examples:
        $ member-directory check-health
        $ member-directory check-health --port 9000 --timeout 1
        $ member-directory check-health --unix-socket /run/member-directory.sock
        $ member-directory check-health --url http://10.0.0.7:8080/health/live
      """)

  /// Docker's own timeout for a check is 30 seconds. A server that takes 3 seconds for one small query isn't
  /// ready.
  private static let defaultTimeoutSeconds = 3.0

  @Option(
    help: ArgumentHelp("http://ADDRESS[:PORT][/PATH]; without a path, /health/ready.", valueName: "url"))
  var url: String?

  @OptionGroup(title: "Asking") var address: AddressOptions

  @Option(help: ArgumentHelp("How long to wait for the answer.", valueName: "seconds"))
  var timeout = Self.defaultTimeoutSeconds

  @OptionGroup(title: "Configuring") var sources: SourceOptions

  func validate() throws {
    guard timeout > 0, timeout <= 3600 else {
      throw ValidationError("--timeout must be more than 0 and at most 3600 seconds.")
    }
    guard let url else { return }
    guard address.flags.isEmpty else {
      throw ValidationError("--url already says where to ask; leave out --host, --port and --unix-socket.")
    }
    guard HealthCheck(url: url, timeoutSeconds: timeout) != nil else {
      throw ValidationError("--url must be http://ADDRESS[:PORT][/PATH] with a numeric address or localhost.")
    }
  }

  func run() throws {
    try reportingErrors {
      print(try check().run())
    }
  }

  private func check() throws(SettingsError) -> HealthCheck {
    if let check = url.flatMap({ HealthCheck(url: $0, timeoutSeconds: timeout) }) { return check }
    // The environment may set a Unix socket for serve. An address on the command line replaces it.
    var flags = address.flags
    if address.unixSocket == nil && !flags.isEmpty {
      flags.append(SettingFlag("--port", "http.unixSocket", ""))
    }
    return HealthCheck(try sources.resolve(flags).settings.http, timeoutSeconds: timeout)
  }
}
