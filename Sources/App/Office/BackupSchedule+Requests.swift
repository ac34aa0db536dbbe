import Directory
import DirectoryAPI
import Dispatch
import Glibc
import OperatingSystem
import Synchronization

/// Backups that administrators ask for. Each method may take long.
extension BackupSchedule {
  /// Returns the backups in the folder, the newest first.
  func backups() throws -> [StoredBackup] {
    try folder.backups(of: source, at: Int64(time(nil))).reversed().compactMap { name in
      // One that is removed meanwhile isn't listed.
      guard let file = try? ReadableFile(folder.file(of: name)) else { return nil }
      return StoredBackup(name: name.text, at: name.time, bytes: file.length)
    }
  }

  /// Makes a backup after the one that the schedule may be making. Returns nil if another request waits for
  /// one already.
  func backUpNow() throws -> StoredBackup? {
    guard !isRequested.exchange(true, ordering: .acquiringAndReleasing) else { return nil }
    defer { isRequested.store(false, ordering: .releasing) }
    return try queue.sync {
      begin()
      let made = try add()
      let file = try ReadableFile(made.file)
      let name = made.file.split(separator: "/").last.map(String.init) ?? made.file
      return StoredBackup(name: name, at: BackupName(name)?.time ?? 0, bytes: file.length)
    }
  }

  /// Opens a backup; returns nil if there is none of this directory with that name.
  func open(_ name: BackupName) throws -> ReadableFile? {
    let path = folder.file(of: name)
    guard try source.directoryID() == name.directory, source.isBackup(path) else { return nil }
    return try ReadableFile(path)
  }
}
