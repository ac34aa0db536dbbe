import App
import ArgumentParser
import Dispatch

struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Start the server.",
    discussion: """
      The server runs until SIGTERM or SIGINT (Control-C). Then it finishes running requests, for at most \
      http.shutdownTimeoutSeconds, and exits with 0. A second signal ends it at once.

      The database is created if it does not exist, and filled with the data that ships with the program if \
      it is empty. Existing data is never changed. Logs go to standard error.

      Examples:
        $ member-directory serve
        $ member-directory serve --host 0.0.0.0 --port 80 --database /srv/directory.sqlite
        $ member-directory serve --host :: --log-format json
        $ member-directory serve --unix-socket /run/member-directory.sock
        $ MEMBER_DIRECTORY_GZIP_LEVEL=9 member-directory serve --config settings.json --print-config
      """)

  @OptionGroup(title: "Listening") var address: AddressOptions
  @OptionGroup(title: "Storing") var database: DatabaseOptions
  @OptionGroup(title: "Logging") var log: LogOptions
  @OptionGroup(title: "Configuring") var sources: SourceOptions

  @Flag(help: "Print the value and the source of every setting, and exit.")
  var printConfig = false

  private func serve(_ resolved: ResolvedSettings) throws {
    ShutdownSignals.ignoreBrokenPipes()
    let stopRequested = DispatchSemaphore(value: 0)
    let signals = ShutdownSignals(onFirst: { _ in stopRequested.signal() })
    let program = try MemberDirectory(resolved)
    _ = try program.start()
    StartPages.letGo()
    stopRequested.wait()
    program.stop()
    withExtendedLifetime(signals) {}
  }

  func run() throws {
    try reportingErrors {
      let resolved = try sources.resolve(address.flags + database.flags + log.flags)
      if printConfig {
        print(resolved.report, terminator: "")
        return
      }
      try serve(resolved)
    }
  }
}
