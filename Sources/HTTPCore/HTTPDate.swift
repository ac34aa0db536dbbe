/// Dates as HTTP writes them (RFC 9110 §5.6.7), as seconds since 1970 in UTC.
package enum HTTPDate {
  private static let days: [StaticString] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
  private static let months: [StaticString] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
  private static let secondsPerDay: Int64 = 86_400
  /// 9999-12-31T23:59:59Z: the format has four digits for the year.
  private static let latest: Int64 = 253_402_300_799

  /// Appends an IMF-fixdate: 29 bytes such as `Sun, 06 Nov 1994 08:49:37 GMT`. A time that the format can't
  /// represent becomes the nearest one that it can.
  package static func append(_ seconds: Int64, to output: inout [UInt8]) {
    let clamped = min(max(seconds, 0), latest)
    let day = clamped / secondsPerDay
    let time = Int(clamped % secondsPerDay)
    let date = CivilDate(daysSince1970: day)
    output.append(days[Int(day % 7)])
    output.append(", ")
    output.append(twoDigits: date.day)
    output.append(Byte.space)
    output.append(months[date.month - 1])
    output.append(Byte.space)
    output.append(twoDigits: date.year / 100)
    output.append(twoDigits: date.year % 100)
    output.append(Byte.space)
    output.append(twoDigits: time / 3_600)
    output.append(Byte.colon)
    output.append(twoDigits: time / 60 % 60)
    output.append(Byte.colon)
    output.append(twoDigits: time % 60)
    output.append(" GMT")
  }

  package static func text(_ seconds: Int64) -> String {
    var bytes: [UInt8] = []
    append(seconds, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// All three formats that a recipient has to take: IMF-fixdate, RFC 850 and asctime. Nil for what is none;
  /// a field with such a value is to be ignored (RFC 9110 §13.1.3). `now` settles the century of RFC 850.
  package static func parse(_ range: Range<Int>, in bytes: Span<UInt8>, now: Int64) -> Int64? {
    let fields = bytes.array(range).split(whereSeparator: { $0 == Byte.space || $0 == Byte.comma })
    // Sun, 06 Nov 1994 08:49:37 GMT
    if range.count == 29, fields.count == 6 {
      return time(day: fields[1], month: fields[2], year: number(fields[3], digits: 4), clock: fields[4])
    }
    // Sun Nov  6 08:49:37 1994
    if range.count == 24, fields.count == 5 {
      return time(day: fields[2], month: fields[1], year: number(fields[4], digits: 4), clock: fields[3])
    }
    // Sunday, 06-Nov-94 08:49:37 GMT
    guard fields.count == 4 else { return nil }
    let date = fields[1].split(separator: Byte.dash)
    guard date.count == 3, let short = number(date[2], digits: 2) else { return nil }
    let thisYear = CivilDate(daysSince1970: now / secondsPerDay).year
    let year = thisYear / 100 * 100 + short
    // More than 50 years ahead means the most recent past year with those digits.
    return time(
      day: date[0], month: date[1], year: year > thisYear + 50 ? year - 100 : year, clock: fields[2])
  }

  private static func time(
    day: ArraySlice<UInt8>, month: ArraySlice<UInt8>, year: Int?, clock: ArraySlice<UInt8>
  ) -> Int64? {
    let parts = clock.split(separator: Byte.colon, omittingEmptySubsequences: false)
    guard parts.count == 3, let year, let day = number(day, digits: day.count),
      let monthIndex = months.firstIndex(where: { month.elementsEqual("\($0)".utf8) }),
      let date = CivilDate(year: year, month: monthIndex + 1, day: day),
      let hour = number(parts[0], digits: 2), let minute = number(parts[1], digits: 2),
      let second = number(parts[2], digits: 2), hour < 24, minute < 60, second <= 60
    else { return nil }
    return date.daysSince1970 * secondsPerDay + Int64(hour * 3_600 + minute * 60 + second)
  }

  private static func number(_ digits: ArraySlice<UInt8>, digits count: Int) -> Int? {
    guard digits.count == count, 1...4 ~= count else { return nil }
    let bytes = Array(digits)
    return bytes.span.decimal(0..<bytes.count)
  }
}
