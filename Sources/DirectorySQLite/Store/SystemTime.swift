internal import Glibc

enum SystemTime {
  /// Returns the time in Unix seconds, as SQLite's unixepoch() does. `time` takes a clock that is some
  /// milliseconds behind, and so at times a second.
  static func now() -> Int64 {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec)
  }
}
