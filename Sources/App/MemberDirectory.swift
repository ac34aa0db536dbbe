package import Directory
import DirectoryAPI
import Dispatch
import FoundationEssentials
import HTTPCore
package import HTTPServer
package import Logging
import Synchronization

/// The whole program, assembled: store, API and server. What `serve` runs, and what the end-to-end tests
/// boot on port 0.
package final class MemberDirectory: Sendable {
  private let server: Server
  private let store: any DirectoryAdministration
  private let logger: Logger
  private let shutdownTimeout: Milliseconds
  private let schedule: BackupSchedule?

  /// Opens the database, brings it to this program's schema and, if it is empty and `data.loadShipped` is
  /// true, loads the data that ships with the program. Doesn't listen yet.
  package init(_ resolved: ResolvedSettings, output: LogOutput = .standardError) throws(StartupError) {
    let settings = resolved.settings
    let format = LogFormat(setting: settings.log.format)
    let level = Logger.Level(rawValue: settings.log.level) ?? .info
    let logger = Logger(label: "member-directory") { _ in
      LineLogHandler(level: level, format: format, output: output)
    }
    self.logger = logger
    shutdownTimeout = settings.http.shutdownTimeout
    let store = try Self.openStore(settings, logger)
    self.store = store
    PrivateFiles.warn(of: settings, logger)
    schedule = Self.schedule(settings, store, logger)
    let configuration = resolved.serverConfiguration
    let makeLog: @Sendable () -> any RequestLog = { LoopLog(format: format, output: output) }
    server = Server(
      configuration,
      responder: Self.responders(store, Self.apiSettings(settings, loops: configuration.loops, logger)),
      log: settings.log.requests && level <= .info ? makeLog : nil,
      warn: { logger.warning("\($0)") })
  }

  static func apiSettings(_ settings: Settings, loops: Int, _ logger: Logger) -> APISettings {
    APISettings(
      settings.api, loops: loops, version: ProgramVersion.number, log: { logger.error("\($0)") }
    ) { counters in
      logger.debug(
        "the cache of a loop",
        metadata: [
          "hits": "\(counters.hits)", "misses": "\(counters.misses)", "evictions": "\(counters.evictions)",
          "entries": "\(counters.entries)", "bytes": "\(counters.bytes)",
        ])
    }
  }

  /// Returns a function that makes the responder of each loop.
  private static func responders(
    _ store: any DirectoryStore, _ settings: APISettings
  ) -> @Sendable () throws -> any Responder {
    let access = Access()
    let firstLoop = FirstCall()
    let largeAnswers = LargeAnswers()
    let dates = ModificationDates(startedAt: Timestamp.now.unixMilliseconds / 1000)
    // As many long queries at once as there are loops. The system prefers the loops, because they sleep more.
    let workers = QueryWorkers(
      store: store, settings: settings, access: access, dates: dates, running: settings.loops)
    return {
      // One loop is enough to notice what other processes commit.
      try DirectoryResponder(
        store: store, settings: settings, access: access, watchesStore: firstLoop.isFirst(),
        largeAnswers: largeAnswers, dates: dates, workers: workers)
    }
  }

  /// The database, ready: made, migrated and filled as the settings say.
  package static func openStore(
    _ settings: Settings, _ logger: Logger? = nil
  ) throws(StartupError) -> any DirectoryAdministration {
    let location = StoreLocation(settings.database)
    do {
      try backUpBeforeMigration(location, logger)
      let store = try location.open()
      if settings.loadsShippedData { try loadShipped(into: store, logger) }
      return store
    } catch {
      throw StartupError(error, database: location.name)
    }
  }

  /// Backs up a database that opening it will migrate, since an older version of the program can't read it
  /// afterwards. Does nothing if there is such a backup of the same revision, so that starts in quick
  /// succession make one file.
  private static func backUpBeforeMigration(
    _ location: StoreLocation, _ logger: Logger?
  ) throws(DirectoryError) {
    guard let backups = location.backups, let state = try backups.stateToMigrate() else { return }
    let file = "\(location.name).before-migration-\(state)"
    guard !backups.isBackup(file) else { return }
    try backups.write(to: file)
    logger?.notice("backed up before the database is migrated", metadata: ["file": "\(file)"])
  }

  private static func schedule(
    _ settings: Settings, _ store: any DirectoryAdministration, _ logger: Logger
  ) -> BackupSchedule? {
    guard let path = settings.backup.folder, let source = StoreLocation(settings.database).backups else {
      return nil
    }
    return BackupSchedule(
      BackupFolder(path: path, keep: settings.backup.keep), of: source,
      everyHours: settings.backup.everyHours, logger: logger
    ) {
      removeOldAnswers(from: store, logger)
    }
  }

  private static func removeOldAnswers(from store: any DirectoryAdministration, _ logger: Logger) {
    do { try store.removeOldAnswers() } catch {
      logger.warning("answers that were kept for 24 hours could not be removed: \(error)")
    }
  }

  /// The API as OpenAPI 3.1.
  package static func describe() -> [UInt8] { OpenAPIDocument.json(version: ProgramVersion.number) }

  /// Never over data that is there: the store refuses that too, when two processes start at once.
  private static func loadShipped(
    into store: any DirectoryStore, _ logger: Logger?
  ) throws(DirectoryError) {
    guard try store.isEmpty(), let shipped = EmbeddedFiles.data.first else { return }
    let document = try DocumentJSON.decode(Array(shipped.text.utf8))
    do {
      try store.load(document)
      logger?.info("loaded the shipped data", metadata: ["members": "\(document.members.count)"])
    } catch DirectoryError.notEmpty {}
  }

  /// Listens and serves; returns the addresses, with the ports that the system chose.
  package func start() throws(StartupError) -> [ListenAddress] {
    do {
      let addresses = try server.start()
      for address in addresses {
        logger.notice(
          "listening", metadata: ["address": "\(address)", "version": "\(ProgramVersion.number)"])
      }
      schedule?.start()
      tidy()
      return addresses
    } catch let error as ServerError {
      throw StartupError(error)
    } catch let error as DirectoryError {
      throw StartupError(error, database: "the database")
    } catch {
      throw StartupError("\(error)", .software)
    }
  }

  /// Once it serves: it reads every row's entry in the index.
  private func tidy() {
    DispatchQueue(label: "member-directory.search", qos: .utility).async { [store, logger] in
      Self.removeOldAnswers(from: store, logger)
      do {
        if try store.repairSearch() { logger.notice("another program's rows are indexed for search now") }
      } catch { logger.warning("whether search finds all rows could not be seen: \(error)") }
    }
  }

  /// Stops accepting, finishes what runs, and returns when all is done: within `http.shutdownTimeoutSeconds`.
  package func stop() {
    logger.notice("stopping")
    schedule?.stop()
    if !server.stop(within: shutdownTimeout) { logger.warning("stopped before all requests were answered") }
    do {
      try store.close()
    } catch {
      logger.warning("the database was not closed as it should be; nothing is lost: \(error)")
    }
    logger.notice("stopped")
  }
}

/// True once.
private final class FirstCall: Sendable {
  private let called = Atomic(false)

  func isFirst() -> Bool { !called.exchange(true, ordering: .relaxed) }
}
