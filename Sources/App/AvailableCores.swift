import FoundationEssentials
import OperatingSystem

/// The cores that this process may use. An affinity mask (taskset, cpuset) or a container's CPU quota may
/// allow fewer than the machine has; `ProcessInfo.activeProcessorCount` ignores both.
enum AvailableCores {
  static var count: Int {
    count(status: text("/proc/self/status"), quota: text("/sys/fs/cgroup/cpu.max"))
  }

  static func count(status: String?, quota: String?) -> Int {
    let allowed = status.flatMap(allowed(in:)) ?? ProcessInfo.processInfo.activeProcessorCount
    return min(allowed, quota.flatMap(Self.quota(in:)) ?? allowed)
  }

  /// Returns the number of cores in the affinity mask. proc(5): `Cpus_allowed:` is a mask in hexadecimal
  /// digits, with a comma after each 32 bits.
  static func allowed(in status: String) -> Int? {
    guard let line = status.split(separator: "\n").first(where: { $0.hasPrefix("Cpus_allowed:") }) else {
      return nil
    }
    let count = line.dropFirst("Cpus_allowed:".count).reduce(0) {
      $0 + ($1.hexDigitValue ?? 0).nonzeroBitCount
    }
    return count > 0 ? count : nil
  }

  /// Returns the quota in cores, or nil if there is no limit. cgroups(7): `cpu.max` has the microseconds that
  /// may be used in each period, or `max`, and the length of the period in microseconds. The quotient is
  /// rounded up, because rounding down would leave a part of the quota unused.
  static func quota(in text: String) -> Int? {
    let parts = text.split(whereSeparator: \.isWhitespace).map { Int($0) }
    guard parts.count == 2, let quota = parts[0], let period = parts[1], quota > 0, period > 0 else {
      return nil
    }
    return (quota - 1) / period + 1
  }

  private static func text(_ path: String) -> String? {
    (try? readFile(path)).map { String(decoding: $0, as: UTF8.self) }
  }
}
