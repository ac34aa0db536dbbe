import Glibc
import OperatingSystem

/// The pages of code that only the start needs. The start reads most of the program's file: the options, the
/// settings, the conformances that the runtime searches. Serving needs a third of these pages, but all that
/// are mapped count as the process's memory.
package enum StartPages {
  /// Unmaps the pages of code. If one is needed again, the kernel maps it and its neighbours from its cache
  /// of the file in about a microsecond (madvise(2), MADV_DONTNEED). Nothing is lost, because executable
  /// pages are never written to. The other segments are left alone: they contain addresses that the loader
  /// has relocated.
  ///
  /// - Returns: the size of all that code in bytes, including pages that were not mapped.
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

  /// Returns the executable mappings of files. proc_pid_maps(5) has one line for each mapping:
  /// `55e0-55f0 r-xp 00000000 fe:00 1234  /path`.
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
