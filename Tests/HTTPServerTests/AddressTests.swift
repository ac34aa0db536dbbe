import CEpoll
import Glibc
import HTTPCore
import Testing

@testable import HTTPServer

@Suite("Addresses")
struct AddressTests {
  @Test(
    "are written in the form in which people type them",
    arguments: [
      (.internet(host: "127.0.0.1", port: 80), "127.0.0.1:80"),
      (.internet(host: "::1", port: 8080), "[::1]:8080"),
      (.unixSocket(path: "/run/a.sock"), "unix:/run/a.sock"),
    ] as [(ListenAddress, String)])
  func listening(_ address: ListenAddress, _ text: String) {
    #expect(address.description == text)
    #expect(ServerError.addressInUse(address).description.hasPrefix("\(text) is in use"))
    #expect(ServerError.notPermitted(address).description.hasSuffix("listen on \(text)"))
    #expect(ServerError.invalidAddress(address).description.hasPrefix(text))
    #expect(ServerError.cannotListen(address, reason: "why").description == "cannot listen on \(text): why")
    #expect(ServerError.systemLimit(reason: "why").description.hasSuffix(": why"))
  }

  @Test("of clients are read from the socket addresses that the kernel returns")
  func clients() {
    var v4 = sockaddr_in()
    v4.sin_family = sa_family_t(AF_INET)
    v4.sin_port = UInt16(0x1234).bigEndian
    v4.sin_addr.s_addr = UInt32(0x7F01_0203).bigEndian
    #expect(PeerAddress(storage(v4)).description == "127.1.2.3")
    var v6 = sockaddr_in6()
    v6.sin6_family = sa_family_t(AF_INET6)
    v6.sin6_port = UInt16(0x1234).bigEndian
    _ = unsafe inet_pton(AF_INET6, "2001:db8:1:2:3:4:5:6", &v6.sin6_addr)
    #expect(PeerAddress(storage(v6)).description == "2001:db8:1:2:3:4:5:6")
    _ = unsafe inet_pton(AF_INET6, "::ffff:10.0.0.1", &v6.sin6_addr)
    #expect(PeerAddress(storage(v6)) == PeerAddress(v4: 0x0A00_0001))
    var local = sockaddr_un()
    local.sun_family = sa_family_t(AF_UNIX)
    #expect(PeerAddress(storage(local)) == .local)
  }

  private func storage<Address>(_ address: Address) -> sockaddr_storage {
    var storage = sockaddr_storage()
    unsafe withUnsafeMutableBytes(of: &storage) { target in
      unsafe withUnsafeBytes(of: address) { unsafe target.copyMemory(from: $0) }
    }
    return storage
  }
}

@Suite("The clock")
struct ClockTests {
  @Test("counts milliseconds and microseconds from the same moment, and seconds from 1970")
  func units() {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    let microseconds = Clock.microseconds()
    let start = time.tv_sec * 1_000_000 + time.tv_nsec / 1_000
    #expect(start...start + 5_000_000 ~= microseconds)
    // The coarse clock is late by at most one tick of 10 ms.
    let milliseconds = Clock.milliseconds()
    #expect(start / 1_000 - 11...start / 1_000 + 5_000 ~= milliseconds)
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    #expect(Int64(time.tv_sec) - 1...Int64(time.tv_sec) + 5 ~= Clock.wallSeconds())
  }
}
