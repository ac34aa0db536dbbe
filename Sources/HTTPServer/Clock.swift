import Glibc

/// The kernel's clocks. They are read through the vDSO, without a system call.
enum Clock {
  /// The monotonic clock, exact to a tick of the kernel (1 to 4 ms): for deadlines.
  static func milliseconds() -> Milliseconds {
    let time = read(CLOCK_MONOTONIC_COARSE)
    return time.tv_sec &* 1_000 &+ time.tv_nsec / 1_000_000
  }

  /// The exact monotonic clock: for durations.
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
