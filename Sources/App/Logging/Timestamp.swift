import Glibc
import HTTPCore

/// A time that is written as in RFC 3339, in UTC with milliseconds: `2026-05-01T12:34:56.789Z`. The
/// formatters of Foundation would add ICU to the binary, and make a String for each request.
struct Timestamp {
  let unixMilliseconds: Int64

  /// Seconds since 1970.
  var second: Int64 { unixMilliseconds.quotientRoundingDown(by: 1000).quotient }

  static var now: Timestamp {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(unixMilliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }
}

extension LineBuffer {
  mutating func append(_ time: Timestamp) {
    append(second: time.second)
    append(millisecondsOf: time)
  }

  /// Appends what follows the second.
  mutating func append(millisecondsOf time: Timestamp) {
    append(UInt8(ascii: "."))
    append(decimal: Int(time.unixMilliseconds - time.second * 1000), width: 3)
    append(UInt8(ascii: "Z"))
  }

  /// Appends a time in seconds since 1970, without an end.
  mutating func append(second: Int64) {
    let days = second.quotientRoundingDown(by: 86_400)
    let date = CivilDate(daysSince1970: days.quotient)
    let second = Int(days.remainder)
    append(decimal: date.year, width: 4)
    append(UInt8(ascii: "-"))
    append(decimal: date.month, width: 2)
    append(UInt8(ascii: "-"))
    append(decimal: date.day, width: 2)
    append(UInt8(ascii: "T"))
    append(decimal: second / 3600, width: 2)
    append(UInt8(ascii: ":"))
    append(decimal: second / 60 % 60, width: 2)
    append(UInt8(ascii: ":"))
    append(decimal: second % 60, width: 2)
  }
}

extension BinaryInteger {
  /// Divides with a remainder that is never negative, as times before 1970 need.
  fileprivate func quotientRoundingDown(by divisor: Self) -> (quotient: Self, remainder: Self) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}
