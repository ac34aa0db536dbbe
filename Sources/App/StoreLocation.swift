import Directory
import DirectorySQLite
import FoundationEssentials

/// The place where the settings say that the directory is stored. Only this file of the program names a
/// store: the others use the protocols of Directory, as `ArchitectureTests` checks.
package struct StoreLocation: Sendable {
  private let settings: Settings.Database
  private let zone: TimeZone

  init(_ settings: Settings) {
    self.settings = settings.database
    zone = settings.zone
  }

  /// The name of the store in messages.
  var name: String { settings.path }

  /// The files that the directory is stored in while it is open. Some of them may not exist.
  var files: [String] { ["", "-wal", "-shm"].map { settings.path + $0 } }

  /// Whether the store's file exists.
  var exists: Bool { FileManager.default.fileExists(atPath: settings.path) }

  /// Whether the store's file exists and is not empty.
  var hasContent: Bool {
    let attributes = try? FileManager.default.attributesOfItem(atPath: settings.path)
    return attributes.map { ($0[.size] as? UInt64 ?? 1) > 0 } ?? exists
  }

  /// Opens the directory and migrates it to the program's schema. Creates the directory if it doesn't exist.
  /// Calls `progress` with each step that may take long.
  func open(
    progress: @escaping @Sendable (OpeningStep) -> Void = { _ in }
  ) throws(DirectoryError) -> any DirectoryAdministration {
    try SQLiteDirectoryStore(
      path: settings.path, busyTimeout: .milliseconds(settings.busyTimeoutMilliseconds),
      progress: progress, today: { [zone] in zone.day(at: Timestamp.now.second) })
  }

  /// Opens a new, empty directory that is in memory only and ends with the store.
  func openEmpty() throws(DirectoryError) -> any DirectoryAdministration {
    try SQLiteDirectoryStore(inMemory: settings.path)
  }

  /// Makes and restores copies of the directory as files. It is nil if the store can't be copied to a file.
  /// The store isn't opened before a copy is made or restored.
  var backups: (any FileBackups)? { SQLiteBackups(path: settings.path) }

  /// Looks at the store without changing it. The store must exist.
  var inspection: any StoreInspection { SQLiteInspection(path: settings.path) }
}
