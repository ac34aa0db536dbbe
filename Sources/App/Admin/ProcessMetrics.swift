import FoundationEssentials
import Glibc
import HTTPServer
import OperatingSystem

/// The metrics that Prometheus' client libraries have of a process, under the same names.
extension MetricsText {
  /// - Parameter started: Unix seconds.
  mutating func appendProcess(started: Int64) {
    begin("process_cpu_seconds_total", .counter, "CPU time of the process, of user and system.")
    sample("process_cpu_seconds_total", [:], Self.seconds(Self.cpuMicroseconds))
    gauge("process_start_time_seconds", "Start of the process, in seconds since 1970.", Int(started))
    if let resident = Self.residentBytes {
      gauge("process_resident_memory_bytes", "Memory of the process that is in RAM.", resident)
    }
    if let open = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count {
      gauge("process_open_fds", "Open descriptors.", open)
    }
    gauge("process_max_fds", "The highest number of open descriptors.", DescriptorLimit.hard)
  }

  private static var cpuMicroseconds: Int {
    var time = timespec()
    unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return time.tv_sec * 1_000_000 + time.tv_nsec / 1_000
  }

  /// The second number of proc_pid_statm(5), in pages.
  private static var residentBytes: Int? {
    guard let bytes = try? readFile("/proc/self/statm") else { return nil }
    let numbers = String(decoding: bytes, as: UTF8.self).split(separator: " ")
    guard numbers.count > 1, let pages = Int(numbers[1]) else { return nil }
    return pages * sysconf(Int32(_SC_PAGESIZE))
  }
}
