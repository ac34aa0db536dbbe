package import Directory
import DirectoryAPI
import DirectorySite
import Dispatch
import FoundationEssentials
import HTTPCore
package import HTTPServer
import Locking
package import Logging
import OperatingSystem
import Representations

/// The whole program: the store, the API and the server. `serve` runs it, and the end-to-end tests start it
/// on port 0.
package final class MemberDirectory: Sendable {
  let logger: Logger
  let server: Server
  let responders: LoopResponders
  private let loops: Int
  private let shutdownTimeout: Milliseconds
  let schedule: BackupSchedule?
  private let days: MembershipDays
  private let publishing: PublishingSchedule
  let state = ServiceState()
  let log: LogSettings
  /// Unix seconds.
  let startedAt = Timestamp.now.second
  private let output: LogOutput
  /// The settings with which the server was started, and those that were read last.
  let settings: Guarded<(first: ResolvedSettings, last: ResolvedSettings)>
  let admin = Guarded<AdminListener?>(nil)

  /// Neither opens the database nor listens yet.
  ///
  /// - Parameter log: what is logged; by default, what the settings say.
  package init(_ resolved: ResolvedSettings, log: LogSettings? = nil, output: LogOutput = .standardError) {
    let log = log ?? LogSettings(resolved.settings.log)
    let logger = Logger(label: "member-directory") { _ in LineLogHandler(log, output: output) }
    let configuration = resolved.serverConfiguration
    let schedule = Self.schedule(resolved.settings, state, logger)
    var api = Self.apiSettings(resolved.settings, loops: configuration.loops, logger)
    api.office = ProgramOffice(settings: resolved, schedule: schedule)
    api.withdrawn = { schedule?.recordWithdrawals() }
    let site = Self.siteSettings(resolved.settings, api)
    let assets = Assets(brandColour: site.brandColour, origin: site.origin)
    let preview = SitePreview(settings: site, assets: assets)
    api.page = { key, language, reader, now throws(DirectoryError) in
      try preview.page(of: key, in: language, reader, now: now)
    }
    publishing = PublishingSchedule(api, logger)
    let responders = LoopResponders(
      api, site, assets, state,
      folder: parentFolder(of: resolved.settings.database.path))
    (self.log, self.logger, self.output, self.responders) = (log, logger, output, responders)
    self.schedule = schedule
    settings = Guarded((resolved, resolved))
    loops = configuration.loops
    shutdownTimeout = resolved.settings.http.shutdownTimeout
    days = MembershipDays(resolved.settings.zone, logger: logger)
    server = Server(
      configuration, responder: { try responders.make() }, log: Self.makeLog(log.current, output),
      labels: resolved.settings.admin.isEnabled ? AllLabels.count : 0,
      warn: { logger.warning("\($0)") })
  }

  /// Returns the function that makes the log of each loop, or nil if requests aren't logged.
  private static func makeLog(
    _ log: LogSettings.Values, _ output: LogOutput
  ) -> (@Sendable () -> any RequestLog)? {
    guard log.logsRequests else { return nil }
    return {
      LoopLog(
        format: log.format, shortensAddresses: log.shortensAddresses, logsHealthChecks: log.level <= .debug,
        output: output)
    }
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

  static func siteSettings(_ settings: Settings, _ api: APISettings) -> SiteSettings {
    var site = settings.site
    site.origin = settings.api.origin
    site.cacheControl = settings.api.cacheControl
    site.cacheTag = settings.api.tagOfAll
    site.gzipMinimumBytes = settings.api.gzipMinimumBytes
    site.costLimit = settings.api.costLimit
    site.labels = AllLabels.ofSite
    site.log = api.log
    site.linkedData = { key, reader throws(DirectoryError) in
      try LinkedData.document(of: key, reader, origin: settings.api.origin ?? "", settings: api)
    }
    return site
  }

  /// Opens the database. Creates and migrates it, but writes no data of the directory.
  ///
  /// - Parameter show: called with each step that may take long.
  package static func openStore(
    _ settings: Settings, _ logger: Logger? = nil,
    show: @escaping @Sendable (OpeningStep) -> Void = { _ in }
  ) throws(StartupError) -> any DirectoryAdministration {
    let location = StoreLocation(settings)
    do {
      try backUpBeforeMigration(location, logger)
      return try location.open(progress: show)
    } catch {
      throw StartupError(error, database: location.name)
    }
  }

  /// Opens the database of a command that has nothing to do without one. Throws if there is none.
  static func openExistingStore(_ settings: Settings) throws(StartupError) -> any DirectoryAdministration {
    let location = StoreLocation(settings)
    guard location.exists else {
      throw StartupError("\(location.name): there is no such database", .cannotCreate)
    }
    return try openStore(settings)
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
    _ settings: Settings, _ state: ServiceState, _ logger: Logger
  ) -> BackupSchedule? {
    guard let path = settings.backup.folder, let source = StoreLocation(settings).backups else {
      return nil
    }
    return BackupSchedule(
      BackupFolder(path: path, keep: settings.backup.keep), of: source,
      everyHours: settings.backup.everyHours, logger: logger
    ) {
      if let store = state.store { removeOldAnswers(from: store, logger) }
    }
  }

  private static func removeOldAnswers(from store: any DirectoryAdministration, _ logger: Logger) {
    do { try store.removeOldAnswers() } catch {
      logger.warning("answers that were kept for 24 hours could not be removed: \(error)")
    }
  }

  /// Returns the description of the API as OpenAPI 3.1.
  package static func describe() -> [UInt8] { OpenAPIDocument.json(version: ProgramVersion.number) }

  /// Loads the shipped data if the directory has not been used yet. The store checks in its transaction that
  /// there is no record, because two processes may start at once.
  private static func loadShipped(into store: any DirectoryStore, _ logger: Logger) throws(DirectoryError) {
    guard try store.isEmpty(), let shipped = EmbeddedFiles.data.first else { return }
    guard try store.isUnused() else {
      logger.notice("the directory is empty, but was used before, so the shipped data is not loaded")
      return
    }
    let document = try DocumentJSON.decode(Array(shipped.text.utf8))
    do {
      try store.load(document)
      logger.info("loaded the shipped data", metadata: ["members": "\(document.members.count)"])
    } catch DirectoryError.notEmpty {}
  }

  /// Stores newly read settings and applies those of the log. Returns the first and the last settings before.
  func changeSettings(to new: ResolvedSettings) -> (first: ResolvedSettings, last: ResolvedSettings) {
    settings.withLock { settings in
      defer { settings.last = new }
      let values = LogSettings.Values(new.settings.log)
      if values != log.current {
        log.change(to: values)
        server.changeLogs(Self.makeLog(values, output))
      }
      return settings
    }
  }
}

// MARK: Starting and stopping

extension MemberDirectory {
  /// Listens, opens the database and serves. Returns the addresses, with the ports that the system chose.
  ///
  /// The server listens while the database is opened and migrated, which may take long: `/health/live` then
  /// answers 200 and everything else 503. A port that is shared with another server is joined when the
  /// database is open, since that server can answer until then.
  package func start() throws(StartupError) -> [ListenAddress] {
    do {
      let resolved = settings.withLock { $0.first }
      let joinsLate = resolved.settings.server.sharesPort
      var addresses = joinsLate ? [] : try listen("starting")
      startAdminListener(resolved)
      let progress = StartProgress(logger)
      let store = try Self.openStore(resolved.settings, logger) { [state] in
        progress.show($0)
        state.opening($0)
      }
      if resolved.settings.loadsShippedData { try Self.fill(store, resolved.settings, logger) }
      let isCurrent = try days.begin(store, database: resolved.settings.database.path)
      withExtendedLifetime(progress) {}
      state.opened(store)
      PrivateFiles.warn(of: resolved.settings, logger)
      responders.use(store)
      if joinsLate { addresses = try server.start() } else { try replaceResponders() }
      // A drain that was asked for while the loops were starting has not reached them.
      if state.isDraining { server.changeResponders { StoppingResponder(replacing: $0) } }
      announce(addresses, "listening")
      schedule?.start()
      days.start(store, isCurrent: isCurrent)
      publishing.start(store)
      tidy(store)
      return addresses
    } catch {
      stopAdminListener()
      _ = server.stop(within: 0)
      throw Self.startupError(error)
    }
  }

  private static func fill(
    _ store: any DirectoryStore, _ settings: Settings, _ logger: Logger
  ) throws(StartupError) {
    do { try loadShipped(into: store, logger) } catch {
      throw StartupError(error, database: settings.database.path)
    }
  }

  private static func startupError(_ error: any Error) -> StartupError {
    switch error {
    case let error as StartupError: error
    case let error as ServerError: StartupError(error)
    case let error as DirectoryError: StartupError(error, database: "the database")
    default: StartupError("\(error)", .software)
    }
  }

  private func listen(_ message: Logger.Message) throws -> [ListenAddress] {
    let addresses = try server.start()
    announce(addresses, message)
    return addresses
  }

  private func announce(_ addresses: [ListenAddress], _ message: Logger.Message) {
    for address in addresses {
      logger.notice(message, metadata: ["address": "\(address)", "version": "\(ProgramVersion.number)"])
    }
  }

  /// Gives each loop a responder that uses the store. Returns when all loops have theirs, and throws the
  /// error of one that could not be made.
  private func replaceResponders() throws {
    let failure = Guarded<(any Error)?>(nil)
    let replaced = DispatchGroup()
    for _ in 0..<loops { replaced.enter() }
    server.changeResponders { [responders] starting in
      defer { replaced.leave() }
      do { return try responders.make() } catch {
        failure.withLock { $0 = error }
        return starting
      }
    }
    replaced.wait()
    if let error = failure.withLock({ $0 }) { throw error }
  }

  /// Checks that search finds all rows, on a queue of its own, because the check reads every row's entry in
  /// the index. Removes old kept answers before, unless the schedule of backups does that.
  private func tidy(_ store: any DirectoryAdministration) {
    let removesAnswers = schedule == nil
    DispatchQueue(label: "member-directory.search", qos: .utility).async { [logger] in
      if removesAnswers { Self.removeOldAnswers(from: store, logger) }
      do {
        if try store.repairSearch() { logger.notice("another program's rows are indexed for search now") }
      } catch { logger.warning("whether search finds all rows could not be checked: \(error)") }
    }
  }

  /// Stops accepting, interrupts a running backup and finishes running requests. Returns when all of this is
  /// done, about `http.shutdownTimeoutSeconds` later at most.
  package func stop() {
    state.beginStopping()
    let end = DispatchTime.now() + .milliseconds(shutdownTimeout)
    // None of these waits. The loops close their listeners first, because that is their next message.
    server.changeResponders { StoppingResponder(replacing: $0) }
    // A client that sends after it has seen this line is answered by the new responders.
    logger.notice("stopping")
    schedule?.cancel()
    days.cancel()
    publishing.cancel()
    if !server.stop(within: shutdownTimeout) { logger.warning("stopped before all requests were answered") }
    // A stop that had to cut off requests still gets some time for the rest.
    let latest = max(end, .now() + .seconds(2))
    if let schedule, !schedule.waitUntilStopped(until: latest) {
      logger.warning("stopped before the backup had ended")
    }
    if let store = state.store { close(store, until: latest) }
    stopAdminListener()
    logger.notice("stopped")
  }

  /// Closes the store. A write that runs, such as a long import, is waited for until `end`; after that the
  /// process ends and the next start rolls the write back.
  private func close(_ store: any DirectoryAdministration, until end: DispatchTime) {
    let closed = DispatchSemaphore(value: 0)
    DispatchQueue(label: "member-directory.close").async { [logger] in
      do { try store.close() } catch {
        logger.warning("the database was not closed as it should be; nothing is lost: \(error)")
      }
      closed.signal()
    }
    if closed.wait(timeout: end) == .timedOut {
      logger.warning("stopped while a write was running; it is rolled back")
    }
  }

  /// Ends a start that another thread has begun: closes the listeners. The caller then ends the process; a
  /// migration that was interrupted like this is rolled back by the next start.
  package func abandonStart() {
    logger.notice("stopping")
    _ = server.stop(within: 0)
    logger.notice("stopped", metadata: ["reason": "the server was asked to stop while it was starting"])
  }
}
