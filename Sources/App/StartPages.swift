import Glibc
import OperatingSystem

/// The start touches most of the program's file: its options, its settings, the conformances that the runtime
/// looks through. Of these pages serving needs a third, and what is mapped counts as the process's memory.
package enum StartPages {
  /// Unmaps the pages of code; each that is needed again comes back from the system's cache of the file, with
  /// its neighbours, in about a microsecond (madvise(2), MADV_DONTNEED). Nothing is lost: what may be
  /// executed is never written to, whereas the other segments hold what the loader has relocated.
  ///
  /// - Returns: the octets of all that code, mapped before or not.
  @discardableResult package static func letGo() -> Int {
    var total = 0
    for range in executableMappings() {
      guard let start = unsafe UnsafeMutableRawPointer(bitPattern: range.lowerBound),
        unsafe madvise(start, range.count, MADV_DONTNEED) == 0
      else { continue }
      total += range.count
    }
    return total
  }

  /// Those of files (proc_pid_maps(5)): `55e0-55f0 r-xp 00000000 fe:00 1234  /path`.
  private static func executableMappings() -> [Range<UInt>] {
    guard let bytes = try? readFile("/proc/self/maps") else { return [] }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").compactMap { line in
      let fields = line.split(separator: " ", maxSplits: 5)
      guard fields.count == 6, fields[1] == "r-xp", fields[5].contains("/") else { return nil }
      let ends = fields[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
      guard ends.count == 2, ends[0] < ends[1] else { return nil }
      return ends[0]..<ends[1]
    }
  }
}
