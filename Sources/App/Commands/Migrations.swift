import Logging

extension MemberDirectory {
  /// Creates the database or migrates it. What takes longer than some seconds is logged.
  package static func migrate(_ settings: Settings, output: LogOutput = .standardError) throws(StartupError) {
    let log = LogSettings(settings.log)
    let progress = StartProgress(
      Logger(label: "member-directory") { _ in LineLogHandler(log, output: output) })
    _ = try openStore(settings) { progress.show($0) }
    withExtendedLifetime(progress) {}
  }
}
