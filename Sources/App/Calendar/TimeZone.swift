import HTTPCore
import OperatingSystem

/// A time zone of the system's database, in which the directory has its days. FoundationEssentials knows only
/// fixed offsets, and the whole of Foundation would add ICU.
struct TimeZone: Sendable {
  let name: String
  private let offsets: [(since: Int64, offset: Int)]
  /// The offset before the first of `offsets`.
  private let first: Int
  /// What holds after the last of `offsets`.
  private let rule: TimeZoneRule?

  static let utc = TimeZone(name: "UTC", offsets: [], first: 0, rule: nil)

  /// The folder of the database, Debian's package `tzdata`.
  static let folder = "/usr/share/zoneinfo"

  private init(name: String, offsets: [(since: Int64, offset: Int)], first: Int, rule: TimeZoneRule?) {
    (self.name, self.offsets, self.first, self.rule) = (name, offsets, first, rule)
  }

  /// Returns nil if the database has no such zone, or a file for it that isn't in the format of RFC 9636.
  /// `UTC` needs no file.
  init?(named name: String) {
    if name == Self.utc.name {
      self = .utc
      return
    }
    // The name becomes a path: it may only go down from the folder.
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    let isName = parts.allSatisfy { part in
      !part.isEmpty && part.utf8.allSatisfy { $0.isLetter || Byte.isDigit($0) || "_+-".utf8.contains($0) }
    }
    guard isName, let bytes = try? readFile(Self.folder + "/" + name) else { return nil }
    self.init(name: name, file: bytes)
  }

  init?(name: String, file bytes: [UInt8]) {
    guard let parts = TimeZoneFile(bytes) else { return nil }
    self.init(name: name, offsets: parts.offsets, first: parts.first, rule: parts.rule)
  }

  /// Returns the names that the database lists, or none if it has no list. A line of the list is a zone, `Z
  /// NAME …`, or another name for one, `L ZONE NAME`.
  static var names: [String] {
    guard let list = try? readFile(folder + "/tzdata.zi") else { return [] }
    return String(decoding: list, as: UTF8.self).split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ")
      switch words.first {
      case "Z": return words.count > 1 ? String(words[1]) : nil
      case "L": return words.count > 2 ? String(words[2]) : nil
      default: return nil
      }
    }
  }

  /// Returns the seconds by which the local time is ahead of UTC.
  func offset(at time: Int64) -> Int {
    guard let last = offsets.last, time >= (offsets.first?.since ?? 0) else {
      return offsets.isEmpty ? rule?.offset(at: time) ?? first : first
    }
    if time >= last.since { return rule?.offset(at: time) ?? last.offset }
    var (low, high) = (0, offsets.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if offsets[middle].since <= time { low = middle } else { high = middle }
    }
    return offsets[low].offset
  }

  /// Returns the day, as `2021-01-31`.
  func day(at time: Int64) -> String { String(RFC3339.text(localTime(time)).prefix(10)) }

  /// Returns how many seconds the day still has, at least 1. On a day on which the clock is changed, it may
  /// be an hour more or less.
  func secondsLeft(at time: Int64) -> Int {
    let past = Int(localTime(time) % TimeZoneRule.day)
    return Int(TimeZoneRule.day) - (past < 0 ? past + Int(TimeZoneRule.day) : past)
  }

  private func localTime(_ time: Int64) -> Int64 {
    time.addingReportingOverflow(Int64(offset(at: time))).partialValue
  }
}

extension Settings {
  /// The time zone of the directory. Settings that weren't checked may name one that doesn't exist.
  var zone: TimeZone { TimeZone(named: directory.timeZone) ?? .utc }
}
