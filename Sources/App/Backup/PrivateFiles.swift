import FoundationEssentials
import Logging
import OperatingSystem

/// The files that contain what is not public: drafts, protected e-mail addresses and digests of tokens. They
/// are created for their owner only, but files that exist keep their mode.
enum PrivateFiles {
  /// Logs a warning for each file that users outside the owner's group can read or write.
  static func warn(of settings: Settings, _ logger: Logger) {
    for file in StoreLocation(settings).files + backups(settings) where isOpenToOthers(file) {
      logger.warning(
        "other users can read or write a file with unpublished data", metadata: ["file": "\(file)"])
    }
  }

  private static func backups(_ settings: Settings) -> [String] {
    guard let folder = settings.backup.folder,
      let names = try? FileManager.default.contentsOfDirectory(atPath: folder)
    else { return [] }
    return names.filter { $0.hasPrefix(BackupName.prefix) }.map { "\(folder)/\($0)" }
  }
}
