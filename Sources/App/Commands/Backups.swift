import Directory
import DirectorySQLite
import FoundationEssentials
import Glibc
import OperatingSystem

extension MemberDirectory {
  package static func backUp(_ settings: Settings, to file: String) throws(StartupError) {
    let path = settings.database.path
    guard FileManager.default.fileExists(atPath: path) else {
      throw StartupError("\(path): there is no such database", .cannotCreate)
    }
    do { try DirectoryBackup.write(database: path, to: file) } catch {
      // Its text names the file that can't be written: the database is not to blame.
      if case .unavailable(let message) = error { throw StartupError(message, .cannotCreate) }
      throw StartupError(error, database: path)
    }
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
    let path = settings.database.path
    guard FileManager.default.fileExists(atPath: file) else {
      throw StartupError("\(file): there is no such backup", .cannotCreate)
    }
    guard PartialFile.canReplace(file) else {
      throw StartupError("\(file): not a regular file", .cannotCreate)
    }
    var former: String?
    if FileManager.default.fileExists(atPath: path) {
      let kept = unusedName(path + ".before-restore-" + BackupFolder.stamp(at: Int64(time(nil))))
      try backUp(settings, to: kept)
      former = kept
    }
    do {
      return RestoreReport(former: former, isChecksummed: try DirectoryBackup.restore(file, into: path))
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
