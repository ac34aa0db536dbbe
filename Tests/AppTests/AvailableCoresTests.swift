import Foundation
import OperatingSystem
import Testing

@testable import App

@Suite("The cores that a process may use")
struct AvailableCoresTests {
  @Test(
    "are those in its affinity mask",
    arguments: [
      ("Name:\tx\nCpus_allowed:\tff\nMems_allowed:\t1\n", 8), ("Cpus_allowed:\t3,00000001\n", 3),
      ("Cpus_allowed:\t0\n", nil), ("Name:\tx\n", nil),
    ] as [(String, Int?)])
  func affinity(_ status: String, _ count: Int?) {
    #expect(AvailableCores.allowed(in: status) == count)
  }

  @Test(
    "are limited by a container's quota, rounded up",
    arguments: [
      ("150000 100000\n", 2), ("100000 100000\n", 1), ("50000 100000\n", 1), ("max 100000\n", nil), ("", nil),
      ("100000 0\n", nil),
    ] as [(String, Int?)])
  func quota(_ text: String, _ count: Int?) {
    #expect(AvailableCores.quota(in: text) == count)
  }

  @Test(
    "are the fewer of the two, or all of the machine if the system says neither",
    arguments: [
      ("Cpus_allowed:\tff\n", "300000 100000\n", 3), ("Cpus_allowed:\tff\n", "900000 100000\n", 8),
      ("Cpus_allowed:\tff\n", "max 100000\n", 8), ("Cpus_allowed:\tff\n", nil, 8),
      (nil, "100000 100000\n", 1), (nil, nil, ProcessInfo.processInfo.activeProcessorCount),
    ] as [(String?, String?, Int)])
  func both(_ status: String?, _ quota: String?, _ count: Int) {
    #expect(AvailableCores.count(status: status, quota: quota) == count)
  }

  @Test("are those that the system says this process has")
  func system() throws {
    let status = String(decoding: try readFile("/proc/self/status"), as: UTF8.self)
    let quota = (try? readFile("/sys/fs/cgroup/cpu.max")).map { String(decoding: $0, as: UTF8.self) }
    #expect(status.contains("\nCpus_allowed:"))
    #expect(AvailableCores.count == AvailableCores.count(status: status, quota: quota))
  }
}
