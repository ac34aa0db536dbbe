import HTTPCore

/// When the clock is changed each year, in the form of POSIX's variable TZ: `CET-1CEST,M3.5.0,M10.5.0/3`.
struct TimeZoneRule: Sendable, Equatable {
  /// A day of the year and a local time, in seconds.
  struct Change: Sendable, Equatable {
    enum Day: Sendable, Equatable {
      /// The n-th such weekday of a month, counted from Sunday, 0; 5 is the last one.
      case weekday(month: Int, week: Int, weekday: Int)
      /// 1 to 365: February 29 isn't counted.
      case withoutLeapDay(Int)
      /// 0 to 365.
      case ofYear(Int)
    }

    var day: Day
    var second: Int
  }

  /// Seconds ahead of UTC.
  var standard: Int
  var summer: (offset: Int, begins: Change, ends: Change)?

  static let day: Int64 = 86_400
  /// The times for which a change is looked up, from 1900 to about 8300. `CivilDate` has no year after 9999.
  private static let known: Range<Int64> = -2_208_988_800..<200_000_000_000

  static func == (one: TimeZoneRule, other: TimeZoneRule) -> Bool {
    one.standard == other.standard && one.summer?.offset == other.summer?.offset
      && one.summer?.begins == other.summer?.begins && one.summer?.ends == other.summer?.ends
  }

  /// Returns nil if the text isn't in this form.
  init?(_ text: String) {
    var scanner = Scanner(rest: Array(text.utf8)[...])
    guard scanner.skipName(), let west = scanner.time(hours: 24) else { return nil }
    standard = -west
    guard !scanner.rest.isEmpty else { return }
    guard scanner.skipName() else { return nil }
    var offset = standard + 3600
    if scanner.rest.first != UInt8(ascii: ",") {
      guard let west = scanner.time(hours: 24) else { return nil }
      offset = -west
    }
    guard scanner.skip(","), let begins = scanner.change(), scanner.skip(","), let ends = scanner.change(),
      scanner.rest.isEmpty
    else { return nil }
    summer = (offset, begins, ends)
  }

  func offset(at time: Int64) -> Int {
    guard let summer, Self.known.contains(time) else { return standard }
    let date = CivilDate(daysSince1970: Self.days(time + Int64(standard)))
    let begin = Self.seconds(summer.begins, in: date.year) - Int64(standard)
    let end = Self.seconds(summer.ends, in: date.year) - Int64(summer.offset)
    // In the south, summer is at the beginning and at the end of a year.
    let isSummer = begin < end ? time >= begin && time < end : time >= begin || time < end
    return isSummer ? summer.offset : standard
  }

  private static func days(_ time: Int64) -> Int64 { time >= 0 ? time / day : (time - (day - 1)) / day }

  /// Returns the local time of a change, in seconds since the beginning of 1970.
  private static func seconds(_ change: Change, in year: Int) -> Int64 {
    let newYear = firstDay(of: 1, in: year)
    let days: Int64 =
      switch change.day {
      case .ofYear(let number): newYear + Int64(number)
      case .withoutLeapDay(let number):
        newYear + Int64(number - 1) + (number > 59 && firstDay(of: 3, in: year) - newYear == 60 ? 1 : 0)
      case .weekday(let month, let week, let weekday): dayOf(month, week, weekday, in: year)
      }
    return days * day + Int64(change.second)
  }

  private static func dayOf(_ month: Int, _ week: Int, _ weekday: Int, in year: Int) -> Int64 {
    let first = firstDay(of: month, in: year)
    let next = month == 12 ? firstDay(of: 1, in: year + 1) : firstDay(of: month + 1, in: year)
    // 1970-01-01 was a Thursday.
    let firstWeekday = ((first + 4) % 7 + 7) % 7
    var found = first + (Int64(weekday) - firstWeekday + 7) % 7 + Int64(week - 1) * 7
    while found >= next { found -= 7 }
    return found
  }

  private static func firstDay(of month: Int, in year: Int) -> Int64 {
    CivilDate(year: year, month: month, day: 1)?.daysSince1970 ?? 0
  }
}

extension TimeZoneRule {
  private struct Scanner {
    var rest: ArraySlice<UInt8>

    mutating func skip(_ byte: Unicode.Scalar) -> Bool {
      guard rest.first == UInt8(ascii: byte) else { return false }
      rest.removeFirst()
      return true
    }

    /// Skips the abbreviation of a zone: letters, or anything in angle brackets.
    mutating func skipName() -> Bool {
      if skip("<") {
        guard let end = rest.firstIndex(of: UInt8(ascii: ">")) else { return false }
        rest = rest[(end + 1)...]
        return true
      }
      let name = rest.prefix { $0.isLetter }
      rest = rest.dropFirst(name.count)
      return name.count >= 3
    }

    mutating func number(_ range: ClosedRange<Int>) -> Int? {
      let digits = rest.prefix { Byte.isDigit($0) }
      guard 1...3 ~= digits.count else { return nil }
      rest = rest.dropFirst(digits.count)
      let number = digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
      return range.contains(number) ? number : nil
    }

    /// Reads hours, minutes and seconds, as seconds.
    mutating func time(hours: Int) -> Int? {
      let isNegative = skip("-")
      if !isNegative { _ = skip("+") }
      guard var seconds = number(0...hours).map({ $0 * 3600 }) else { return nil }
      for unit in [60, 1] where skip(":") {
        guard let part = number(0...59) else { return nil }
        seconds += part * unit
      }
      return isNegative ? -seconds : seconds
    }

    /// Reads a day, and after a slash the time, which is 2 o'clock if there is none.
    mutating func change() -> Change? {
      guard let day = day() else { return nil }
      guard skip("/") else { return Change(day: day, second: 7200) }
      return time(hours: 167).map { Change(day: day, second: $0) }
    }

    private mutating func day() -> Change.Day? {
      if skip("J") { return number(1...365).map { .withoutLeapDay($0) } }
      guard skip("M") else { return number(0...365).map { .ofYear($0) } }
      guard let month = number(1...12), skip("."), let week = number(1...5), skip("."),
        let weekday = number(0...6)
      else { return nil }
      return .weekday(month: month, week: week, weekday: weekday)
    }
  }
}

extension UInt8 {
  /// Whether it is a letter of ASCII.
  var isLetter: Bool { (self | 0x20) &- UInt8(ascii: "a") < 26 }
}
