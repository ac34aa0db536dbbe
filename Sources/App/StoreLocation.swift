import Directory
import DirectorySQLite
import FoundationEssentials

/// Where the directory is stored, as the settings say. This is the only file of the program that names a
/// store: the others know the protocols of Directory alone, and `ArchitectureTests` checks that.
package struct StoreLocation: Sendable {
  private let settings: Settings.Database

  init(_ settings: Settings.Database) { self.settings = settings }

  /// What messages call it.
  var name: String { settings.path }

  /// Whether there is something at that place already.
  var exists: Bool { FileManager.default.fileExists(atPath: settings.path) }

  /// Opens the directory, creating it if need be, and migrates it to the program's schema.
  func open() throws(DirectoryError) -> any DirectoryAdministration {
    try SQLiteDirectoryStore(
      path: settings.path, busyTimeout: .milliseconds(settings.busyTimeoutMilliseconds))
  }

  /// Copies of the directory as files; nil for a store that has no such copies. Opens nothing yet.
  var backups: (any FileBackups)? { SQLiteBackups(path: settings.path) }
}
