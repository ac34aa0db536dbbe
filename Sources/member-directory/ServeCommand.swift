import App
import ArgumentParser
import Dispatch
import Glibc
import Synchronization

struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Start the server.",
    discussion: """
      The server runs until SIGTERM, SIGQUIT or SIGINT (Control-C). Then it finishes running requests, for \
      at most http.shutdownTimeoutSeconds, and exits with 0. A second signal ends it at once. At SIGHUP it \
      reads the settings again and applies those of the log.

      The database is created if it does not exist. If nobody has used it yet, it is filled with the data \
      that ships with the program, unless there is --empty. A record, a draft or a token that was ever written \
      to it is a use. Existing data is never changed. Logs go to standard error.

      Examples:
        $ member-directory serve
        $ member-directory serve --host 0.0.0.0 --port 80 --database /srv/directory.sqlite
        $ member-directory serve --host :: --log-format json
        $ member-directory serve --empty --database /srv/choirs.sqlite
        $ member-directory serve --unix-socket /run/member-directory.sock
        $ MEMBER_DIRECTORY_GZIP_LEVEL=9 member-directory serve --config settings.json --print-config
      """)

  @OptionGroup(title: "Listening") var address: AddressOptions
  @OptionGroup(title: "Storing") var database: DatabaseOptions
  @Flag(help: "Don't fill a new database with the data that ships with the program (data.loadShipped).")
  var empty = false
  @OptionGroup(title: "Logging") var log: LogOptions
  @OptionGroup(title: "Configuring") var sources: SourceOptions

  @Flag(help: "Print the value and the source of every setting, and exit.")
  var printConfig = false

  /// The time for which the end of the process waits for a log that isn't read.
  private static let logPatience = DispatchTimeInterval.seconds(1)

  private func serve(_ resolved: ResolvedSettings) throws {
    ShutdownSignals.ignore()
    let log = LogSettings(resolved.settings.log)
    let writer = LogWriter(to: .standardError) { log.reportOfDrops($0) }
    defer { writer.close(within: Self.logPatience) }
    let program = MemberDirectory(resolved, log: log, output: writer.output)
    let isStarting = Atomic(true)
    let stopRequested = DispatchSemaphore(value: 0)
    let signals = ShutdownSignals(onFirst: { _ in
      if isStarting.exchange(false, ordering: .sequentiallyConsistent) {
        program.abandonStart()
        writer.close(within: Self.logPatience)
        _exit(0)
      }
      stopRequested.signal()
    })
    let reloads = ShutdownSignals(onReload: { program.reload { () throws(SettingsError) in try resolve() } })
    _ = try program.start()
    // If a signal has come just now, its handler ends the process.
    if !isStarting.exchange(false, ordering: .sequentiallyConsistent) { stopRequested.wait() }
    StartPages.letGo()
    stopRequested.wait()
    program.stop()
    withExtendedLifetime((signals, reloads)) {}
  }

  private func resolve() throws(SettingsError) -> ResolvedSettings {
    let filling = empty ? [SettingFlag("--empty", "data.loadShipped", "false")] : []
    return try sources.resolve(address.flags + database.flags + filling + log.flags)
  }

  func run() throws {
    try reportingErrors {
      let resolved = try resolve()
      if printConfig {
        print(resolved.report, terminator: "")
        return
      }
      try serve(resolved)
    }
  }
}
