import Directory
import DirectoryAPI
import HTTPCore
import HTTPServer
import Locking
import Logging
import Representations

extension ResolvedSettings {
  /// A scraper has one or two connections. Half of the descriptors that the public port leaves
  /// (`DescriptorLimit.reserve`).
  private static let mostAdminConnections = 32
  /// Operators are near, so their heads arrive at once. A program that opens all connections and sends
  /// nothing keeps them out for this time.
  private static let adminHeadTimeout: Milliseconds = 2_000

  /// How long a stop waits for requests of operators.
  static let adminGrace: Milliseconds = 500

  /// The configuration of the admin listener; nil if there is none.
  var adminConfiguration: ServerConfiguration? {
    let admin = settings.admin
    guard admin.isEnabled else { return nil }
    let host = admin.host == "localhost" ? "127.0.0.1" : admin.host
    let tcp = ListenAddress.internet(host: host, port: UInt16(clamping: admin.port))
    let address = admin.unixSocket.map { ListenAddress.unixSocket(path: $0) } ?? tcp
    var configuration = ServerConfiguration(addresses: [address], loops: 1)
    configuration.maximumConnections = Self.mostAdminConnections
    configuration.maximumConnectionsPerAddress = 0
    configuration.headTimeout = Self.adminHeadTimeout
    return configuration
  }
}

extension MemberDirectory {
  func startAdminListener(_ resolved: ResolvedSettings) {
    guard let listener = makeAdminListener(resolved) else { return }
    admin.withLock { $0 = listener }
    listener.start()
  }

  func stopAdminListener() { admin.withLock { $0 }?.stop(within: ResolvedSettings.adminGrace) }

  /// Makes the listener of operators; nil if the settings have none.
  private func makeAdminListener(_ resolved: ResolvedSettings) -> AdminListener? {
    guard let configuration = resolved.adminConfiguration, let address = configuration.addresses.first else {
      return nil
    }
    let hostNames = resolved.settings.admin.hostNames.flatMap { AdminHost.names($0) } ?? []
    return AdminListener(address, logger) { [weak self, logger] in
      Server(
        configuration,
        responder: { [weak self] in
          guard let self else { return StartingResponder() }
          return AdminResponder(self, hostNames: hostNames)
        },
        queueName: "member-directory.admin", warn: { logger.warning("admin listener: \($0)") })
    }
  }

  /// Every setting with its source, as `--print-config` prints them.
  var settingsReport: String { settings.withLock { $0.last.report } }

  /// Makes `/health/ready` answer 503 from now on, so that proxies send their requests to other servers.
  /// Everything else works as before, until a signal stops the server.
  func drain() {
    guard state.beginDraining() else { return }
    logger.notice("draining: /health/ready answers 503 until the server is stopped")
    server.changeResponders { StoppingResponder(replacing: $0) }
  }

  /// - Parameter reader: nil if the store isn't open.
  func readiness(reader: (any DirectoryReader)?) -> Readiness {
    Readiness(state, check: reader.map { reader in { try reader.check() } })
  }

  // MARK: Metrics

  /// Returns all metrics, in Prometheus' text format.
  func metrics(reader: (any DirectoryReader)?) -> [UInt8] {
    var text = MetricsText()
    text.begin("member_directory_build_info", .gauge, "The version of the program; the value is always 1.")
    text.sample("member_directory_build_info", ["version": ProgramVersion.number], 1)
    text.gauge(
      "member_directory_ready", "1 if requests for data succeed and /health/ready answers 200, else 0.",
      readiness(reader: reader).isReady ? 1 : 0)
    text.append(server.requestCounts)
    text.append(refusals: server.refusalCounts)
    appendTransport(to: &text)
    appendCaches(to: &text)
    if let reader { append(reader, to: &text) }
    if let schedule { append(schedule, to: &text) }
    text.counter(
      "member_directory_log_lines_dropped_total", "Log lines that were dropped because the log was not read.",
      log.droppedLines)
    text.appendProcess(started: startedAt)
    return text.bytes
  }

  private func appendTransport(to text: inout MetricsText) {
    text.gauge("member_directory_http_connections", "Open connections.", server.connectionCount)
    text.gauge(
      "member_directory_http_connections_limit", "Open connections that are accepted.",
      server.connectionLimit)
    text.gauge(
      "member_directory_http_waiting_bytes", "Bytes that wait in memory for clients to read them.",
      server.waitingBytes)
    text.gauge(
      "member_directory_http_waiting_bytes_limit", "Waiting bytes above which long answers get 503.",
      settings.withLock { $0.first.settings.server.maximumWaitingOutput })
    text.gauge(
      "member_directory_long_queries", "Requests whose queries may take long, running and waiting.",
      responders.longQueries)
  }

  private func appendCaches(to text: inout MetricsText) {
    let counters = responders.cacheCounters
    text.counter(
      "member_directory_cache_hits_total", "Responses that were found in the caches of the loops.",
      counters.hits)
    text.counter(
      "member_directory_cache_misses_total", "Look-ups in these caches that found nothing.", counters.misses)
    text.counter(
      "member_directory_cache_evictions_total", "Responses that made room for others.", counters.evictions)
    text.gauge(
      "member_directory_cache_entries", "Targets whose responses are in the caches.", counters.entries)
    text.gauge("member_directory_cache_bytes", "Bytes of the caches.", counters.bytes)
  }

  /// Nothing is written of a directory that can't be read; `member_directory_ready` is 0 then.
  private func append(_ reader: any DirectoryReader, to text: inout MetricsText) {
    if let store = state.store {
      text.gauge(
        "member_directory_edits_waiting", "Edits that wait for the writer.", store.waitingEdits)
      text.gauge(
        "member_directory_index_bytes", "Memory of the index of members.", store.indexBytes)
    }
    if let revision = try? reader.revision() {
      text.gauge(
        "member_directory_revision", "Number of the revision of the directory.",
        Int(clamping: revision.number))
      text.gauge(
        "member_directory_revision_timestamp_seconds", "Time of the last change, in seconds since 1970.",
        Int(clamping: revision.changedAt))
    }
    if let drafts = try? reader.staff.draftCount() {
      text.gauge("member_directory_drafts", "Records that are not published.", drafts)
    }
  }

  private func append(_ schedule: BackupSchedule, to text: inout MetricsText) {
    text.gauge(
      "member_directory_backup_interval_seconds", "Time between scheduled backups.", Int(schedule.interval))
    text.gauge(
      "member_directory_backup_timestamp_seconds",
      "Time of the newest scheduled backup, in seconds since 1970; 0 if there is none.",
      Int(schedule.newest))
    text.counter(
      "member_directory_backup_failures_total", "Scheduled backups that failed.", schedule.failures)
  }
}
