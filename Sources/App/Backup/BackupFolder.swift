import Directory
import FoundationEssentials
import Glibc
import HTTPCore

/// The folder that scheduled backups go to: one file each, named after its time, the oldest removed.
struct BackupFolder: Sendable {
  let path: String
  /// How many stay.
  let keep: Int

  private static let prefix = "member-directory-"
  private static let suffix = ".sqlite"

  /// `member-directory-2026-05-01T123456Z.sqlite`: in the order of their times, and free of the colon, which
  /// some file systems refuse.
  static func name(at seconds: Int64) -> String { prefix + stamp(at: seconds) + suffix }

  /// `2026-05-01T123456Z`
  static func stamp(at seconds: Int64) -> String {
    let day = CivilDate(daysSince1970: seconds / 86_400)
    let second = Int(seconds % 86_400)
    let date = "\(padded(day.year, 4))-\(padded(day.month, 2))-\(padded(day.day, 2))"
    return "\(date)T\(padded(second / 3600, 2))\(padded(second / 60 % 60, 2))\(padded(second % 60, 2))Z"
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  /// Returns the names of the backups, the oldest first. A file whose name differs from what `name(at:)`
  /// makes in more than its digits isn't a backup, and is never removed.
  func backups() throws -> [String] {
    let form = Self.form(of: Self.name(at: 0))
    return try FileManager.default.contentsOfDirectory(atPath: path).filter { Self.form(of: $0) == form }
      .sorted()
  }

  private static func form(of name: String) -> [UInt8] {
    name.utf8.map { Byte.isDigit($0) ? Byte.zero : $0 }
  }

  /// Writes a backup, and removes the oldest beyond `keep` when the new one is there.
  func add(_ source: any FileBackups, at seconds: Int64) throws -> String {
    let file = "\(path)/\(Self.name(at: seconds))"
    try source.write(to: file)
    for name in try backups().dropLast(keep) {
      unsafe unlink("\(path)/\(name)")
      unsafe unlink(source.checksumPath(of: "\(path)/\(name)"))
    }
    return file
  }
}
