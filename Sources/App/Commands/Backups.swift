import Directory
import FoundationEssentials
import Glibc
import OperatingSystem

extension MemberDirectory {
  package static func backUp(_ settings: Settings, to file: String) throws(StartupError) {
    let location = StoreLocation(settings.database)
    guard location.exists else {
      throw StartupError("\(location.name): there is no such database", .cannotCreate)
    }
    let backups = try backups(of: location)
    do { try backups.write(to: file) } catch {
      // Its text names the file that can't be written: the database is not to blame.
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
    /// Where what was there before has gone; nil where there was nothing.
    package let former: String?
    /// Whether a checksum lay beside the backup.
    package let isChecksummed: Bool
  }

  package static func restore(
    _ settings: Settings, from file: String
  ) throws(StartupError) -> RestoreReport {
    let location = StoreLocation(settings.database)
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
    do {
      return RestoreReport(former: former, isChecksummed: try backups.restore(from: file))
    } catch {
      throw StartupError(error, database: file)
    }
  }

  /// What was kept before is never replaced: it may be the very backup that is restored.
  private static func unusedName(_ name: String) -> String {
    var candidate = name
    var number = 2
    while FileManager.default.fileExists(atPath: candidate) {
      candidate = "\(name)-\(number)"
      number += 1
    }
    return candidate
  }
}
