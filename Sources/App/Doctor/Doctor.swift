import Directory
import DirectoryAPI
import Glibc
import HTTPServer

/// Looks for mistakes in the settings, the machine and the data, without changing anything. A server may be
/// running with the same settings.
package struct Doctor {
  let resolved: ResolvedSettings
  /// Unix seconds.
  let now: Int64
  /// The highest number of descriptors that the process may have.
  let descriptors: Int
  /// Returns the free space of a folder's disk, in bytes, or nil if it isn't known.
  let freeBytes: (String) -> UInt64?

  init(
    _ resolved: ResolvedSettings, now: Int64, descriptors: Int,
    freeBytes: @escaping (String) -> UInt64? = { Self.freeBytes(in: $0) }
  ) {
    self.resolved = resolved
    self.now = now
    self.descriptors = descriptors
    self.freeBytes = freeBytes
  }

  /// Returns the diagnosis of these settings. Settings that are wrong are findings; nothing
  /// else can be looked at then.
  package static func diagnose(
    _ sources: SettingsSources
  ) -> Diagnosis {
    let resolved: ResolvedSettings
    do { resolved = try ResolvedSettings(sources) } catch {
      return Diagnosis(
        error.faults.map {
          .error("settings", $0.description, "correct it, because the server doesn't start")
        })
    }
    let doctor = Doctor(resolved, now: Int64(time(nil)), descriptors: DescriptorLimit.hard)
    return doctor.diagnosis(configurationFile: sources.file)
  }

  func diagnosis(configurationFile: String?) -> Diagnosis {
    Diagnosis(
      proxyFindings + adminFindings + descriptorFindings + fileFindings(configurationFile) + spaceFindings
        + storeFindings
        + backupFindings)
  }

  /// The findings that take no look at the database itself, which may take long.
  var quickFindings: [Finding] {
    proxyFindings + adminFindings + descriptorFindings + fileFindings(nil) + spaceFindings + backupFindings
  }

  var settings: Settings { resolved.settings }

  // MARK: Settings and limits

  /// Findings about the network: who can reach the server, and what a proxy in front of it changes.
  var proxyFindings: [Finding] {
    var findings: [Finding] = []
    let isLocal = settings.http.unixSocket != nil || Self.isLoopback(settings.http.host)
    let limit = settings.server.maximumConnectionsPerAddress
    if !isLocal && limit == 0 {
      findings.append(
        .note(
          "proxy", "one client may open all \(settings.server.maximumConnections) connections",
          "put a proxy with a limit per client in front, or set http.maxConnectionsPerAddress"))
    }
    if !isLocal && limit > 0 && settings.http.trustedProxies == nil {
      findings.append(
        .note(
          "proxy", "clients beyond this machine can connect without TLS",
          "put a proxy with TLS in front, and name it in http.trustedProxies"))
    }
    if settings.api.origin == nil {
      let problem = "http.origin is not set, so ids in JSON-LD and vCard begin with the host of each request"
      let remedy = "set it to the address that clients use, such as https://api.example.org"
      findings.append(isLocal ? .note("origin", problem, remedy) : .warning("origin", problem, remedy))
    }
    return findings
  }

  /// Findings about who can reach the listener of operators.
  var adminFindings: [Finding] {
    let admin = settings.admin
    guard admin.isEnabled, admin.unixSocket == nil, !Self.isLoopback(admin.host) else { return [] }
    return [
      .note(
        "admin",
        "everyone who reaches \(admin.host):\(admin.port) can read the settings and drain the server",
        "let only Prometheus and operators connect, or set admin.host to 127.0.0.1")
    ]
  }

  private static func isLoopback(_ host: String) -> Bool { ["127.0.0.1", "::1", "localhost"].contains(host) }

  var descriptorFindings: [Finding] {
    let wanted = settings.server.maximumConnections
    let possible = DescriptorLimit.connections(atMost: wanted, limit: descriptors)
    guard possible < wanted else { return [] }
    return [
      .warning(
        "descriptors",
        "the process may open \(descriptors) descriptors, so \(possible) connections are accepted",
        "raise the limit (LimitNOFILE, ulimit -n) to \(wanted + DescriptorLimit.reserve), or set "
          + "http.maxConnections to \(possible)")
    ]
  }

  // MARK: Data

  var storeFindings: [Finding] {
    let location = StoreLocation(settings)
    guard location.exists else {
      return [.note("database", "\(location.name) does not exist", "start the server, which creates it")]
    }
    let report: StoreReport
    do { report = try location.inspection.inspect() } catch {
      return [.error("database", "\(location.name): \(error)", "restore a backup, or use another file")]
    }
    var findings = report.faults.prefix(1).map { fault in
      Finding.error("database", "\(location.name) is damaged: \(fault)", "restore a backup")
    }
    if report.pendingMigrations > 0 {
      findings.append(
        .note(
          "database", "the next start applies \(report.pendingMigrations) migrations",
          "make a backup before it, because older versions can't open the database then"))
    }
    return findings + clockFindings(lastChange: report.lastChange)
  }

  /// 2026-01-01, which is before the first version of the program.
  private static let earliestTime: Int64 = 1_767_225_600
  /// Clocks of servers differ by less than this if they are synchronised.
  private static let tolerance: Int64 = 60

  func clockFindings(lastChange: Int64?) -> [Finding] {
    let remedy = "set the clock, for example with systemd-timesyncd or chrony"
    if now < Self.earliestTime {
      return [.error("clock", "the clock shows a time before 2026", remedy)]
    }
    if let lastChange, lastChange > now + Self.tolerance {
      return [
        .error(
          "clock", "the last change of the directory is \(lastChange - now) seconds in the future", remedy)
      ]
    }
    return []
  }

  var backupFindings: [Finding] {
    guard let path = settings.backup.folder else {
      return [
        .warning(
          "backups", "backup.folder is not set, so no backups are made", "set it, or make backups another way"
        )
      ]
    }
    guard unsafe access(path, W_OK | X_OK) == 0 else {
      return [
        .error(
          "backups", "\(path) is not a folder in which this user can write",
          "create it, and give it to the user of the server")
      ]
    }
    let location = StoreLocation(settings)
    guard location.exists, let source = location.backups else { return [] }
    let folder = BackupFolder(path: path, keep: settings.backup.keep)
    return ageFindings(in: folder, of: source) + olderFindings(in: folder, of: source)
  }

  /// Finds backups that no server ever removes.
  private func olderFindings(in folder: BackupFolder, of source: any FileBackups) -> [Finding] {
    guard let older = try? folder.backupsWithoutDirectory(of: source), let first = older.first else {
      return []
    }
    return [
      .note(
        "backups",
        "\(folder.path) has \(older.count) backups of an older version, which no server removes, such as "
          + first, "delete them when they are not needed any more")
    ]
  }

  private func ageFindings(in folder: BackupFolder, of source: any FileBackups) -> [Finding] {
    let remedy = "look for \"no backup\" in the log of the server"
    guard let newest = try? folder.backups(of: source, at: now).last else {
      return [.warning("backups", "\(folder.path) has no backup of this database", remedy)]
    }
    let hours = (now - newest.time) / 3600
    guard hours >= 2 * Int64(settings.backup.everyHours) else { return [] }
    return [
      .warning(
        "backups",
        "the newest backup in \(folder.path) is \(hours) hours old, although one is due every "
          + "\(settings.backup.everyHours)", remedy)
    ]
  }
}
