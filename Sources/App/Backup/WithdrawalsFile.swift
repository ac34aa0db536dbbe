import Directory
import FoundationEssentials
import Glibc
import OperatingSystem

/// The files beside the scheduled backups that list what a restore must not bring back
/// (`member-directory-1a2b3c4d.withdrawals.json`, with the id of the directory). They are needed if the
/// database itself is lost: otherwise the database knows the same.
struct WithdrawalsFile: Sendable {
  let folder: String

  private static let suffix = ".withdrawals.json"

  private func path(of directory: String) -> String {
    "\(folder)/\(BackupName.prefix)\(directory)\(Self.suffix)"
  }

  /// Adds what the directory has withdrawn to its file. Nothing is ever removed from the file.
  func update(from source: any FileBackups) throws {
    // Two processes that write at the same time must not overwrite each other's additions.
    let lock = try FolderLock(folder)
    defer { withExtendedLifetime(lock) {} }
    let path = path(of: try source.directoryID())
    let before = try Self.read(path)
    var withdrawals = before ?? Withdrawals()
    withdrawals.add(try source.withdrawals())
    guard withdrawals != before else { return }
    let file = try PartialFile(for: path, permissions: 0o600)
    try file.write(withdrawals.json)
    try file.moveIntoPlace()
  }

  /// Returns what the file of the directory lists; nothing if there is no file.
  ///
  /// - Parameter directory: nil if the directory of a backup is not known; then all files are read.
  func withdrawals(of directory: String?) throws -> Withdrawals {
    var withdrawals = Withdrawals()
    for path in try directory.map({ [path(of: $0)] }) ?? paths() {
      if let found = try Self.read(path) { withdrawals.add(found) }
    }
    return withdrawals
  }

  private func paths() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasPrefix(BackupName.prefix) && $0.hasSuffix(Self.suffix) }.map { "\(folder)/\($0)" }
  }

  /// Returns nil if there is no such file.
  private static func read(_ path: String) throws -> Withdrawals? {
    let bytes: [UInt8]
    do throws(FileError) { bytes = try readFile(path) } catch {
      if error.cause.isNotFound { return nil }
      throw error
    }
    do { return try Withdrawals(json: bytes) } catch { throw DirectoryError.damaged("\(path): \(error)") }
  }
}

/// A lock on a folder, held until the end of its lifetime.
private final class FolderLock {
  private let descriptor: Int32

  init(_ path: String) throws(FileError) {
    descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError("open", path) }
    while flock(descriptor, LOCK_EX) != 0 {
      guard errno == EINTR else { throw FileError("lock", path) }
    }
  }

  deinit { close(descriptor) }
}
