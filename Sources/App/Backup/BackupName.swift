import Directory
import HTTPCore

/// The name of a scheduled backup: `member-directory-2026-05-01T123456Z-1a2b3c4d.sqlite`, with the time in
/// UTC and the id of the directory. A second backup in the same second ends in `-2.sqlite`.
///
/// There is no colon in it, because some file systems refuse that.
struct BackupName: Sendable, Hashable {
  /// Unix seconds.
  let time: Int64
  /// The id of the directory: `FileBackups.directoryID`.
  let directory: String
  /// 1 for the first backup in this second.
  let number: Int

  init(time: Int64, directory: String, number: Int = 1) {
    self.time = time
    self.directory = directory
    self.number = number
  }

  var text: String {
    Self.prefix + Self.stamp(at: time) + "-" + directory + (number > 1 ? "-\(number)" : "") + Self.suffix
  }

  /// Parses a name. Returns nil for a text that differs in any way from the name of a backup, for example in
  /// a date that does not exist.
  init?(_ text: String) {
    guard text.hasPrefix(Self.prefix), text.hasSuffix(Self.suffix) else { return nil }
    let parts = text.dropFirst(Self.prefix.count).dropLast(Self.suffix.count)
      .split(separator: "-", omittingEmptySubsequences: false)
    // Year, month, day with the time, the directory and perhaps a number.
    guard parts.count == 4 || parts.count == 5,
      let time = Self.time(year: parts[0], month: parts[1], dayAndTime: parts[2]),
      parts[3].utf8.count == 8, parts[3].utf8.allSatisfy(Self.isLowerHexDigit)
    else { return nil }
    let number = parts.count == 5 ? Self.number(parts[4]) : 1
    guard let number else { return nil }
    self.init(time: time, directory: String(parts[3]), number: number)
    // Every name has one spelling.
    guard self.text == text else { return nil }
  }

  /// Returns true for a name as the first versions gave it, without the id of a directory. Nothing shows
  /// whose backup such a file is, because its content has no id either.
  static func isWithoutDirectory(_ text: String) -> Bool {
    text.hasSuffix(suffix) && BackupName(text.dropLast(suffix.count) + "-00000000" + suffix) != nil
  }

  /// All files of scheduled backups begin with it.
  static let prefix = "member-directory-"
  private static let suffix = ".sqlite"

  /// Returns a time as it is written in names of files: `2026-05-01T123456Z`.
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

  /// Returns the time of `2026`, `05` and `01T123456Z`; nil if there is no such time.
  private static func time(year: Substring, month: Substring, dayAndTime: Substring) -> Int64? {
    let parts = dayAndTime.split(separator: "T", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1].utf8.count == 7, parts[1].hasSuffix("Z"),
      let year = number(year), let month = number(month), let day = number(parts[0]),
      let clock = number(parts[1].dropLast()), let date = CivilDate(year: year, month: month, day: day)
    else { return nil }
    let (hour, minute, second) = (clock / 10_000, clock / 100 % 100, clock % 100)
    guard year >= 1970, hour < 24, minute < 60, second < 60 else { return nil }
    return date.daysSince1970 * 86_400 + Int64(hour * 3600 + minute * 60 + second)
  }

  /// Returns the value of decimal digits; `Int(_:)` alone accepts a sign too.
  private static func number(_ text: Substring) -> Int? {
    text.utf8.allSatisfy(Byte.isDigit) ? Int(text) : nil
  }

  private static func isLowerHexDigit(_ byte: UInt8) -> Bool {
    Byte.isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
  }
}
