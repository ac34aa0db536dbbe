import HTTPCore
import Testing

@Suite("Dates")
struct DateTests {
  @Test(
    "are written as IMF-fixdate",
    arguments: [
      (0, "Thu, 01 Jan 1970 00:00:00 GMT"), (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"),
      (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"), (4_107_542_399, "Sun, 28 Feb 2100 23:59:59 GMT"),
      (253_402_300_799, "Fri, 31 Dec 9999 23:59:59 GMT"), (Int64.max, "Fri, 31 Dec 9999 23:59:59 GMT"),
      (-1, "Thu, 01 Jan 1970 00:00:00 GMT"), (82_800, "Thu, 01 Jan 1970 23:00:00 GMT"),
      (82_799, "Thu, 01 Jan 1970 22:59:59 GMT"), (3_540, "Thu, 01 Jan 1970 00:59:00 GMT"),
    ] as [(Int64, String)])
  func write(_ seconds: Int64, _ text: String) {
    #expect(HTTPDate.text(seconds) == text)
  }

  @Test(
    "are read in all three formats of RFC 9110 §5.6.7",
    arguments: [
      ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777), ("Sunday, 06-Nov-94 08:49:37 GMT", 784_111_777),
      ("Sun Nov  6 08:49:37 1994", 784_111_777), ("Thursday, 01-Jan-70 00:00:00 GMT", 3_155_760_000),
      ("Wednesday, 01-Jan-80 00:00:00 GMT", 315_532_800),
      // The current year is 2026. 76 means 2076, which is 50 years ahead, but 77 means 1977.
      ("Wednesday, 01-Jan-76 00:00:00 GMT", 3_345_062_400),
      ("Saturday, 01-Jan-77 00:00:00 GMT", 220_924_800),
      ("Friday, 01-Jan-99 00:00:00 GMT", 915_148_800), ("Saturday, 01-Jan-00 00:00:00 GMT", 946_684_800),
      ("Sun Nov 06 08:49:37 1994", 784_111_777), ("Sun Nov 16 08:49:37 1994", 784_975_777),
      ("Sun, 06 Nov 1994 00:00:00 GMT", 784_080_000), ("Sun, 06 Nov 1994 23:59:59 GMT", 784_166_399),
      // This is a leap second.
      ("Sun, 06 Nov 1994 23:59:60 GMT", 784_166_400),
      // Only the date and the time count. The day of the week and the zone are ignored.
      ("Sun, 06 Nov 1994 08:49:37 GM+", 784_111_777), ("Mon, 06 Nov 1994 08:49:37 GMT", 784_111_777),
    ] as [(String, Int64)])
  func read(_ text: String, _ seconds: Int64) {
    // The bytes around the date are ignored.
    let bytes = Array("1\(text)1".utf8)
    #expect(HTTPDate.parse(1..<bytes.count - 1, in: bytes.span, now: 1_795_392_000) == seconds)
  }

  @Test(
    "are refused if they are malformed or don't exist",
    arguments: [
      "", "now", "784111777", "Sun, 06 Nov 1994", "08:49:37", "Sun, 31 Feb 1994 08:49:37 GMT",
      "Sun, 00 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:00:00 GMT", "Sun, 06 Nov 1994 08:60:37 GMT",
      "Sun, 06 Nov 1994 08:49:61 GMT", "Sun, 06 Nov 1994 8:49:37 GMT ", "Sun, 06 Nov 1994 08:49:7 GMT ",
      "Sun, 06 Nov 1994 08-49-37 GMT", "Sun, 06 Nov 1994 08:49::7 GMT",
      "Sun, 06 Nov 1994 08:49:37: GM", "Sun, 06 Nov 1994 :08:49:37 GM", "Sun, 06 Nov 1994 08:49 GMT+00",
      "Sun, 06 Nov 94 08:49:37 GMT+2", "Sun, 06 nov 1994 08:49:37 GMT", "Sun, 06 Mai 1994 08:49:37 GMT",
      "Sun, 06 Nov 19941 8:49:37 GMT", "Sun, 6 Nov 1994 08:49:37 GMT", "Sun, 006 Nov 1994 08:49:37 GMT",
      "Sun, -6 Nov 1994 08:49:37 GMT", "Sun, 06 Nov +994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37GMT ",
      "Sun, 06 Nov 1994 +8:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 a b", "Sun 06 Nov 1994  08:49:37 GM",
      "Sun Nov  6 08:49:37 94  ", "Sun Nov  6 08:49:37 19944", "Sun Nov 6 08:49:37 1994",
      "Sunday, 06-Nov-1994 08:49:37 GMT", "Sunday, 06-Nov-4 08:49:37 GMT", "Sunday, 06-Nov 08:49:37 GMT",
      "Sunday, 06-Nov-94-1 08:49:37 GMT", "Sunday, 06 Nov 94 08:49:37 GMT", "Sunday, 31-Feb-94 08:49:37 GMT",
      "Sunday, 06-Nov-94 08:49:37", "Sunday, 06-Nov-94 08:49:37 GMT x",
    ])
  func refused(_ text: String) {
    let bytes = Array(text.utf8)
    #expect(HTTPDate.parse(0..<bytes.count, in: bytes.span, now: 1_795_392_000) == nil)
  }

  @Test("are in the current century or the previous one if their year has two digits")
  func century() {
    let bytes = Array("Friday, 01-Jan-10 00:00:00 GMT".utf8)
    func year(now: Int) -> Int? {
      let day = CivilDate(year: now, month: 7, day: 1)?.daysSince1970 ?? 0
      let seconds = HTTPDate.parse(0..<bytes.count, in: bytes.span, now: day * 86_400)
      return seconds.map { CivilDate(daysSince1970: $0 / 86_400).year }
    }
    #expect(
      [1999, 2000, 2010, 2026, 2060, 2099].map { year(now: $0) } == [1910, 2010, 2010, 2010, 2010, 2010])
    #expect([2100, 2101, 2199, 2200].map { year(now: $0) } == [2110, 2110, 2110, 2210])
  }

  @Test("are read for every month")
  func months() {
    for month in 1...12 {
      let seconds = (CivilDate(year: 2026, month: month, day: 15)?.daysSince1970 ?? 0) * 86_400 + 45_296
      let bytes = Array(HTTPDate.text(seconds).utf8)
      #expect(HTTPDate.parse(0..<bytes.count, in: bytes.span, now: 0) == seconds)
    }
  }

  @Test(
    "are written as RFC 3339 specifies",
    arguments: [
      (0, "1970-01-01T00:00:00Z"), (784_111_777, "1994-11-06T08:49:37Z"),
      (951_782_400, "2000-02-29T00:00:00Z"), (4_107_542_399, "2100-02-28T23:59:59Z"),
      (-1, "1969-12-31T23:59:59Z"), (-86_400, "1969-12-31T00:00:00Z"), (-86_401, "1969-12-30T23:59:59Z"),
      (253_402_300_799, "9999-12-31T23:59:59Z"), (253_402_300_800, "9999-12-31T23:59:59Z"),
      (Int64.max, "9999-12-31T23:59:59Z"), (-62_135_596_800, "0001-01-01T00:00:00Z"),
      (Int64.min, "0001-01-01T00:00:00Z"),
    ] as [(Int64, String)])
  func timestamps(_ seconds: Int64, _ text: String) {
    #expect(RFC3339.text(seconds) == text)
    #expect(RFC3339.text(seconds, .basic) == text.filter { $0 != "-" && $0 != ":" })
    #expect(RFC3339.text(seconds, .fileName) == text.filter { $0 != ":" })
  }

  @Test(
    "are written with milliseconds",
    arguments: [
      (0, "1970-01-01T00:00:00.000Z"), (784_111_777_089, "1994-11-06T08:49:37.089Z"),
      (999, "1970-01-01T00:00:00.999Z"), (1_000, "1970-01-01T00:00:01.000Z"),
      (-1, "1969-12-31T23:59:59.999Z"), (-1_000, "1969-12-31T23:59:59.000Z"),
    ] as [(Int64, String)])
  func milliseconds(_ milliseconds: Int64, _ text: String) {
    var bytes: [UInt8] = []
    RFC3339.append(milliseconds: milliseconds, to: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == text)
  }
}

@Suite("The calendar")
struct CivilDateTests {
  private static func length(of month: Int, in year: Int) -> Int {
    if month == 2 { return year % 400 == 0 || year % 4 == 0 && year % 100 != 0 ? 29 : 28 }
    return [4, 6, 9, 11].contains(month) ? 30 : 31
  }

  @Test(
    "gives the same dates as counting the days one by one",
    arguments: [
      // These are the calendar's first 400 years, the years around now, and the last years of four digits.
      (-719_468, (0, 3, 1), 146_097), (-25_567, (1900, 1, 1), 80_000), (2_931_985, (9997, 7, 3), 911),
    ])
  func days(_ first: Int64, _ date: (Int, Int, Int), _ count: Int64) {
    var (year, month, day) = date
    for number in first...first + count {
      let found = CivilDate(daysSince1970: number)
      let isEqual = found.year == year && found.month == month && found.day == day
      let isInverse = found.daysSince1970 == number && CivilDate(year: year, month: month, day: day) == found
      guard isEqual, isInverse else {
        Issue.record("day \(number) is \(found) and not \(year)-\(month)-\(day)")
        return
      }
      day += 1
      if day > Self.length(of: month, in: year) { (month, day) = (month + 1, 1) }
      if month > 12 { (year, month) = (year + 1, 1) }
    }
  }

  @Test("rejects months and days that don't exist, and years before 0 or after 9999")
  func bounds() {
    for year in [1900, 2000, 2023, 2024] {
      for month in 1...12 {
        #expect(CivilDate(year: year, month: month, day: 0) == nil)
        #expect(CivilDate(year: year, month: month, day: Self.length(of: month, in: year)) != nil)
        #expect(CivilDate(year: year, month: month, day: Self.length(of: month, in: year) + 1) == nil)
      }
    }
    for (year, month) in [(2024, 0), (2024, 13), (-1, 1), (10_000, 1)] {
      #expect(CivilDate(year: year, month: month, day: 1) == nil)
    }
    #expect(CivilDate(year: 9_999, month: 12, day: 31)?.daysSince1970 == 2_932_896)
    #expect(CivilDate(year: 0, month: 1, day: 1)?.daysSince1970 == -719_528)
  }
}
