import HTTPCore
import Testing

@Suite("Times that are read")
struct TimeParsingTests {
  @Test(
    "are those of RFC 3339",
    arguments: [
      ("1970-01-01T00:00:00Z", 0), ("2026-05-01T12:34:56Z", 1_777_638_896),
      ("2026-05-01T14:34:56+02:00", 1_777_638_896), ("2026-05-01t12:34:56.789z", 1_777_638_896),
      ("2026-05-01T12:34Z", 1_777_638_840), ("2024-02-29T23:59:60-00:30", 1_709_252_999),
      ("9999-12-31T23:59:59Z", 253_402_300_799),
    ] as [(String, Int64)])
  func times(text: String, seconds: Int64) { #expect(RFC3339.seconds(of: text) == seconds) }

  @Test("are as they were written", arguments: [0, 1_777_638_896, 253_402_300_799] as [Int64])
  func back(seconds: Int64) { #expect(RFC3339.seconds(of: RFC3339.text(seconds)) == seconds) }

  @Test(
    "aren't other texts",
    arguments: [
      "", "2026", "2026-05-01", "2026-05-01T12:34:56", "2026-05-01 12:34:56Z", "2026-02-30T00:00:00Z",
      "2026-13-01T00:00:00Z", "2026-05-01T24:00:00Z", "2026-05-01T12:60:00Z", "2026-05-01T12:34:61Z",
      "2026-05-01T12:34:56.Z", "2026-05-01T12:34:56+2:00", "2026-05-01T12:34:56+24:00",
      "2026-05-01T12:34:56Zx", "+026-05-01T12:34:56Z", "２０２６-05-01T12:34:56Z", "2026-05-01T12:34:56\u{0}",
    ])
  func others(text: String) { #expect(RFC3339.seconds(of: text) == nil) }
}
