/// Writes times in UTC as RFC 3339 §5.6 specifies, from seconds since 1970.
///
/// It is in this module because the calendar is (`CivilDate`). Foundation's formatters would add ICU to the
/// binary and would make a String for each line of the access log.
package enum RFC3339 {
  package enum Style: Sendable {
    /// `2026-05-01T12:34:56Z`
    case extended
    /// `20260501T123456Z`: the basic format of ISO 8601, which vCard uses (RFC 6350 §4.3.5).
    case basic
    /// `2026-05-01T123456Z`: for file names, because some file systems refuse a colon.
    case fileName
  }

  private static let secondsPerDay: Int64 = 86_400
  /// 0001-01-01T00:00:00Z and 9999-12-31T23:59:59Z: the year has four digits, and `CivilDate` begins in the
  /// year 0.
  private static let range: ClosedRange<Int64> = -62_135_596_800...253_402_300_799

  /// Returns the time as text. A time outside the years 1 to 9999 becomes the nearest one inside.
  package static func text(_ seconds: Int64, _ style: Style = .extended) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(20)
    appendSecond(seconds, style, to: &bytes)
    bytes.append(UInt8(ascii: "Z"))
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends `2026-05-01T12:34:56.789Z`. It allocates nothing if `output` has room for 24 bytes.
  package static func append(milliseconds: Int64, to output: inout [UInt8]) {
    let (seconds, rest) = quotient(of: milliseconds, by: 1_000)
    appendSecond(seconds, .extended, to: &output)
    output.append(Byte.dot)
    output.append(Byte.zero &+ UInt8(truncatingIfNeeded: rest / 100))
    output.append(twoDigits: Int(rest))
    output.append(UInt8(ascii: "Z"))
  }

  private static func appendSecond(_ seconds: Int64, _ style: Style, to output: inout [UInt8]) {
    let clamped = min(max(seconds, range.lowerBound), range.upperBound)
    let (days, rest) = quotient(of: clamped, by: secondsPerDay)
    let date = CivilDate(daysSince1970: days)
    let second = Int(rest)
    output.append(twoDigits: date.year / 100)
    output.append(twoDigits: date.year)
    if style != .basic { output.append(Byte.dash) }
    output.append(twoDigits: date.month)
    if style != .basic { output.append(Byte.dash) }
    output.append(twoDigits: date.day)
    output.append(UInt8(ascii: "T"))
    output.append(twoDigits: second / 3_600)
    if style == .extended { output.append(Byte.colon) }
    output.append(twoDigits: second / 60 % 60)
    if style == .extended { output.append(Byte.colon) }
    output.append(twoDigits: second % 60)
  }

  /// Divides with a remainder that is never negative, which times before 1970 need.
  private static func quotient(of number: Int64, by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
    let (quotient, remainder) = number.quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}
