import Directory
import FoundationEssentials
import Glibc
import OperatingSystem

extension MemberDirectory {
  /// Writes a backup of the database to the file. Throws if there is no database.
  package static func backUp(_ settings: Settings, to file: String) throws(StartupError) {
    let location = StoreLocation(settings)
    guard location.exists else {
      throw StartupError("\(location.name): there is no such database", .cannotCreate)
    }
    let backups = try backups(of: location)
    do { try backups.write(to: file) } catch {
      // The text names the file that can't be written, so the name of the database would mislead.
      if case .unavailable(let message) = error { throw StartupError(message, .cannotCreate) }
      throw StartupError(error, database: location.name)
    }
  }

  private static func backups(of location: StoreLocation) throws(StartupError) -> any FileBackups {
    guard let backups = location.backups else {
      throw StartupError("\(location.name): this store can't be backed up to a file", .usage)
    }
    return backups
  }

  package struct RestoreReport: Sendable {
    /// The file that has the previous content of the database; nil if there was no database.
    package let former: String?
    /// Whether there was a checksum beside the backup.
    package let isChecksummed: Bool
    /// What was kept, a line for each fact.
    package let kept: [String]
  }

  /// Replaces the content of the database by the backup.
  package static func restore(
    _ settings: Settings, from file: String
  ) throws(StartupError) -> RestoreReport {
    let location = StoreLocation(settings)
    let backups = try backups(of: location)
    guard FileManager.default.fileExists(atPath: file) else {
      throw StartupError("\(file): there is no such backup", .cannotCreate)
    }
    guard PartialFile.canReplace(file) else {
      throw StartupError("\(file): not a regular file", .cannotCreate)
    }
    var former: String?
    if location.exists {
      let kept = unusedName(location.name + ".before-restore-" + BackupName.stamp(at: Int64(time(nil))))
      try backUp(settings, to: kept)
      former = kept
    }
    let outcome: RestoreOutcome
    do throws(DirectoryError) {
      outcome = try backups.restore(from: file) { directory throws(DirectoryError) in
        try recordedWithdrawals(of: directory, settings, backup: file)
      }
    } catch { throw StartupError(error, database: file) }
    var kept = lines(outcome.counts)
    // The restore is complete, so this error doesn't make it fail.
    do { try recordWithdrawals(settings, after: "\(file) is restored") } catch {
      kept.append(error.description)
    }
    return RestoreReport(former: former, isChecksummed: outcome.isChecksummed, kept: kept)
  }

  /// Returns a name that no file has. An earlier file may be the very backup that is restored.
  private static func unusedName(_ name: String) -> String {
    var candidate = name
    var number = 2
    while FileManager.default.fileExists(atPath: candidate) {
      candidate = "\(name)-\(number)"
      number += 1
    }
    return candidate
  }

  private static func lines(_ counts: RestoreCounts) -> [String] {
    var lines = [
      "tokens revoked since the backup, which stay revoked: \(counts.revokedTokens)",
      "tokens created since the backup, which stay: \(counts.newTokens)",
      "contacts erased since the backup, which were erased again: \(counts.erasedContacts)",
    ]
    if counts.unknownTokens > 0 {
      lines.append(
        "\(counts.unknownTokens) of the revoked tokens were not in the database that was replaced; "
          + "`member-directory token create` makes new ones")
    }
    if counts.otherTokens > 0 {
      lines.append(
        "tokens that are valid here now, because the backup of another directory has them: "
          + "\(counts.otherTokens); `member-directory token list` shows them")
    }
    return lines
  }
}

/// Tokens that were revoked and contacts that were erased, as they are recorded beside backups.
extension MemberDirectory {
  /// Returns what is recorded beside the backup, and in the folder of the scheduled backups.
  private static func recordedWithdrawals(
    of directory: String?, _ settings: Settings, backup file: String
  ) throws(DirectoryError) -> Withdrawals {
    let folders = [parentFolder(of: file), settings.backup.folder].compactMap(\.self)
    var withdrawals = Withdrawals()
    do {
      for folder in folders where FileManager.default.fileExists(atPath: folder) {
        withdrawals.add(try WithdrawalsFile(folder: folder).withdrawals(of: directory))
      }
    } catch {
      throw error as? DirectoryError ?? .unavailable("\(error)")
    }
    return withdrawals
  }

  /// Records what was revoked and erased beside the scheduled backups, if there are any.
  ///
  /// - Parameter done: what has succeeded already, for the message of an error.
  static func recordWithdrawals(_ settings: Settings, after done: String) throws(StartupError) {
    guard let folder = settings.backup.folder, let source = StoreLocation(settings).backups else {
      return
    }
    do { try WithdrawalsFile(folder: folder).update(from: source) } catch {
      throw StartupError(
        "\(done), but this could not be recorded beside the backups: \(error); "
          + "the next scheduled backup tries again", .cannotCreate)
    }
  }
}
