internal import FoundationEssentials
internal import Glibc

package enum SystemTime {
  /// Returns the time in Unix seconds, as SQLite's unixepoch() does. time(2) reads a clock that is some
  /// milliseconds behind, so its result is sometimes a second less.
  static func now() -> Int64 {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec)
  }

  /// Returns the day in UTC, as `2021-01-31`.
  package static func today() -> String { String(Date.now.ISO8601Format().prefix(10)) }
}
