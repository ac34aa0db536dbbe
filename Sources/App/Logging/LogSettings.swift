import Locking
package import Logging
import Synchronization

/// What is logged, and in which form. The server can change it while it runs; all loggers that were made with
/// these settings follow.
package final class LogSettings: Sendable {
  package struct Values: Sendable, Equatable {
    package var level: Logger.Level
    package var format: LogFormat
    /// Whether requests are logged: `log.requests` is true and the level includes `info`.
    package var logsRequests: Bool
    /// Whether lines of requests show networks instead of addresses.
    package var shortensAddresses: Bool

    package init(level: Logger.Level, format: LogFormat, logsRequests: Bool, shortensAddresses: Bool = true) {
      self.level = level
      self.format = format
      self.logsRequests = logsRequests
      self.shortensAddresses = shortensAddresses
    }

    package init(_ settings: Settings.Log) {
      let level = Logger.Level(rawValue: settings.level) ?? .info
      self.init(
        level: level, format: LogFormat(setting: settings.format),
        logsRequests: settings.requests && level <= .info, shortensAddresses: settings.addresses != "whole")
    }
  }

  private let values: Guarded<Values>
  private let dropped = Atomic(0)

  package init(_ values: Values) { self.values = Guarded(values) }

  package convenience init(_ settings: Settings.Log) { self.init(Values(settings)) }

  package var current: Values { values.withLock { $0 } }

  package func change(to new: Values) { values.withLock { $0 = new } }

  /// The lines that have been dropped and reported.
  package var droppedLines: Int { dropped.load(ordering: .relaxed) }

  /// Returns the line that reports the number of lines that `LogWriter` has dropped.
  package func reportOfDrops(_ count: Int) -> [UInt8] {
    dropped.add(count, ordering: .relaxed)
    let line = Guarded<[UInt8]>([])
    var logger = Logger(label: "member-directory") { _ in
      LineLogHandler(self, output: LogOutput { bytes in line.withLock { $0 += bytes } })
    }
    // A log with gaps says so at every level.
    logger.logLevel = .warning
    logger.warning("the log was not read, so lines were dropped", metadata: ["lines": "\(count)"])
    return line.withLock { $0 }
  }
}
