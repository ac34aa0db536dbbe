import Glibc

/// The kernel's clocks, read through the vDSO: no system call.
enum Clock {
  /// Monotonic, at the kernel's tick (1 to 4 ms): for deadlines.
  static func milliseconds() -> Milliseconds {
    let time = read(CLOCK_MONOTONIC_COARSE)
    return time.tv_sec &* 1_000 &+ time.tv_nsec / 1_000_000
  }

  /// Monotonic and exact: for durations.
  static func microseconds() -> Int {
    let time = read(CLOCK_MONOTONIC)
    return time.tv_sec &* 1_000_000 &+ time.tv_nsec / 1_000
  }

  /// Seconds since 1970.
  static func wallSeconds() -> Int64 { Int64(read(CLOCK_REALTIME_COARSE).tv_sec) }

  private static func read(_ clock: clockid_t) -> timespec {
    var time = timespec()
    unsafe clock_gettime(clock, &time)
    return time
  }
}
