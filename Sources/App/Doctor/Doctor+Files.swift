import Glibc
import OperatingSystem

/// Findings about files: who can read and write them, and how much space is left.
extension Doctor {
  func fileFindings(_ configurationFile: String?) -> [Finding] {
    let path = settings.database.path
    var findings = StoreLocation(settings).files.flatMap { modeFindings($0, isSecret: true) }
    if let configurationFile { findings += modeFindings(configurationFile, isSecret: false) }
    findings += folderFindings(parentFolder(of: path))
    if let folder = settings.backup.folder {
      findings += folderFindings(folder)
      if Self.status(folder)?.st_dev == Self.status(parentFolder(of: path))?.st_dev {
        findings.append(
          .warning(
            "backups", "\(folder) is on the same disk as the database", "put the backups on another disk"))
      }
    }
    return findings
  }

  private func modeFindings(_ path: String, isSecret: Bool) -> [Finding] {
    guard let status = Self.status(path) else { return [] }
    let mode = String(status.st_mode & 0o777, radix: 8)
    if status.st_mode & 0o022 != 0 {
      return [.error("files", "others can write \(path) (mode \(mode))", "run chmod go-w \(path)")]
    }
    if isSecret && status.st_mode & 0o004 != 0 {
      return [
        .warning(
          "files",
          "everyone on this machine can read \(path) (mode \(mode)), with its drafts and e-mail "
            + "addresses", "run chmod o-r \(path), and start the server with umask 0077")
      ]
    }
    if isSecret, unsafe access(path, R_OK | W_OK) != 0 {
      return [
        .warning(
          "files", "this user can't read and write \(path)",
          "run the server as the owner, user \(status.st_uid)")
      ]
    }
    return []
  }

  /// Reports a folder in which everyone can replace files. The sticky bit, as in /tmp, prevents that.
  private func folderFindings(_ path: String) -> [Finding] {
    guard let status = Self.status(path), status.st_mode & 0o002 != 0, status.st_mode & S_ISVTX == 0 else {
      return []
    }
    return [.error("files", "everyone can replace files in \(path)", "run chmod o-w \(path)")]
  }

  // MARK: Space

  /// The server needs some space for its write-ahead log. Less than this is an error.
  private static let leastSpace: UInt64 = 64 << 20

  var spaceFindings: [Finding] {
    let path = settings.database.path
    let size = Self.status(path).map { UInt64(clamping: $0.st_size) } ?? 0
    let folders = [parentFolder(of: path)] + [settings.backup.folder].compactMap(\.self)
    return folders.compactMap { folder in
      guard let free = freeBytes(folder) else { return nil }
      let needed = max(Self.leastSpace, 2 * size)
      guard free < needed else { return nil }
      let text = "\(folder) has \(free >> 20) MiB left, and the database has \(size >> 20) MiB"
      let remedy = "free space, so that at least \(needed >> 20) MiB are left"
      return free < Self.leastSpace || free < size
        ? .error("disk", text, remedy) : .warning("disk", text, remedy)
    }
  }

  static func freeBytes(in folder: String) -> UInt64? {
    var status = statvfs()
    guard unsafe statvfs(folder, &status) == 0 else { return nil }
    return UInt64(status.f_bavail) * UInt64(status.f_frsize)
  }

  private static func status(_ path: String) -> stat? {
    var status = stat()
    return unsafe stat(path, &status) == 0 ? status : nil
  }
}
