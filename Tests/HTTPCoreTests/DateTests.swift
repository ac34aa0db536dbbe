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
      (-1, "Thu, 01 Jan 1970 00:00:00 GMT"),
    ] as [(Int64, String)])
  func write(_ seconds: Int64, _ text: String) {
    #expect(HTTPDate.text(seconds) == text)
  }

  @Test(
    "are read in all three formats",
    arguments: [
      ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777), ("Sunday, 06-Nov-94 08:49:37 GMT", 784_111_777),
      ("Sun Nov  6 08:49:37 1994", 784_111_777), ("Thursday, 01-Jan-70 00:00:00 GMT", 3_155_760_000),
      ("Wednesday, 01-Jan-80 00:00:00 GMT", 315_532_800),
      ("Sun, 31 Feb 1994 08:49:37 GMT", nil), ("Sun, 06 Nov 1994 24:00:00 GMT", nil), ("now", nil), ("", nil),
      ("Sun, 06 Nov 1994 08:49:37 GM+", 784_111_777),
    ] as [(String, Int64?)])
  func read(_ text: String, _ seconds: Int64?) {
    let bytes = Array(text.utf8)
    // 2026-11-23: the year 70 is 44 years ahead, 80 is 54 and so 1980.
    #expect(HTTPDate.parse(0..<bytes.count, in: bytes.span, now: 1_795_392_000) == seconds)
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

  @Test("survive a round trip through the calendar")
  func roundTrip() {
    for day in stride(from: Int64(-700_000), through: 2_900_000, by: 97) {
      #expect(CivilDate(daysSince1970: day).daysSince1970 == day)
    }
    #expect(CivilDate(year: 2023, month: 2, day: 29) == nil)
    #expect(CivilDate(year: 2024, month: 2, day: 29) != nil)
    #expect(CivilDate(year: 2024, month: 13, day: 1) == nil)
  }
}
