import Directory
import FoundationEssentials
import Glibc
import OperatingSystem

/// The folder of the scheduled backups. Several directories may use one folder: each removes only its own
/// backups.
struct BackupFolder: Sendable {
  let path: String
  /// The number of the newest backups to keep. Of each of as many days, today included, the newest backup is
  /// kept too.
  let keep: Int

  /// Returns this directory's backups, oldest first. A file is one of them if its name is that of a backup of
  /// the directory, its time is not in the future, and its content is a database of this program.
  func backups(of source: any FileBackups, at now: Int64) throws -> [BackupName] {
    let directory = try source.directoryID()
    return try FileManager.default.contentsOfDirectory(atPath: path).compactMap(BackupName.init)
      .filter { $0.directory == directory && $0.time <= now && source.isBackup(file(of: $0)) }
      .sorted { ($0.time, $0.number) < ($1.time, $1.number) }
  }

  /// Returns the names of backups that the first versions of the program have made, oldest first. They may be
  /// those of any directory, so they are never removed.
  func backupsWithoutDirectory(of source: any FileBackups) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path)
      .filter { BackupName.isWithoutDirectory($0) && source.isBackup("\(path)/\($0)") }.sorted()
  }

  /// Writes a backup, and then removes the backups that are no longer kept. The new one always stays.
  func add(
    _ source: any FileBackups, at now: Int64, unless isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws -> AddedBackup {
    let new = try reserveName(try source.directoryID(), at: now)
    do { try source.write(to: file(of: new), unless: isCancelled) } catch {
      unsafe unlink(file(of: new))
      throw error
    }
    var failures: [FileError] = []
    for old in surplus(try backups(of: source, at: now), at: now) where old != new {
      for path in [file(of: old), source.checksumPath(of: file(of: old))] {
        guard unsafe unlink(path) != 0, errno != ENOENT else { continue }
        failures.append(FileError("remove", path))
      }
    }
    return AddedBackup(file: file(of: new), notRemoved: failures)
  }

  func file(of name: BackupName) -> String { "\(path)/\(name.text)" }

  /// Creates an empty file under the first name that is not in use, so that no other process takes the name
  /// before the backup is complete. An empty file is not a backup.
  private func reserveName(_ directory: String, at now: Int64) throws(FileError) -> BackupName {
    var number = 1
    while true {
      let name = BackupName(time: now, directory: directory, number: number)
      let descriptor = unsafe open(file(of: name), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
      if descriptor >= 0 {
        close(descriptor)
        return name
      }
      guard errno == EEXIST else { throw FileError("create", file(of: name)) }
      number += 1
    }
  }

  /// Returns the backups that are not kept. `backups` are sorted, oldest first.
  func surplus(_ backups: [BackupName], at now: Int64) -> [BackupName] {
    var days: Set<Int64> = []
    let isNewestOfRecentDay = backups.reversed().map { backup in
      let day = backup.time / 86_400
      return days.insert(day).inserted && now / 86_400 - day < keep
    }
    return zip(backups.reversed(), isNewestOfRecentDay).dropFirst(keep).filter { !$0.1 }.map(\.0)
  }
}

/// A backup that was written.
struct AddedBackup: Sendable {
  let file: String
  /// The older files that could not be removed.
  let notRemoved: [FileError]
}
