import CEpoll
import Foundation
import Glibc
import TestSupport
import Testing

@testable import HTTPServer

@Suite("A listening socket")
struct ListenerTests {
  private func option(_ listener: Listener, _ level: Int32, _ name: Int32) -> Int32? {
    var value: Int32 = -1
    var size = socklen_t(MemoryLayout<Int32>.size)
    let result = unsafe getsockopt(listener.descriptor, level, name, &value, &size)
    return result == 0 ? value : nil
  }

  @Test("has the options that its connections inherit", arguments: ["127.0.0.1", "::1"])
  func options(_ host: String) throws {
    let listener = try Listener.open(.internet(host: host, port: 0))
    #expect(option(listener, Int32(IPPROTO_TCP), TCP_NODELAY) == 1)
    #expect(option(listener, Int32(IPPROTO_TCP), TCP_NOTSENT_LOWAT) == 65_536)
    #expect(option(listener, SOL_SOCKET, SO_REUSEADDR) == 1)
    #expect(option(listener, SOL_SOCKET, SO_REUSEPORT) == 1)
  }

  @Test(
    "may be opened where connections of an earlier one have just ended", arguments: ["127.0.0.1", "::1"])
  func restart(_ host: String) throws {
    var earlier: Listener? = try Listener.open(.internet(host: host, port: 0))
    let address = try #require(earlier?.address)
    guard case .internet(_, let port) = address else { return }
    let client = try RawClient(port: port, host: host)
    let accepted = accept(try #require(earlier?.descriptor), nil, nil)
    #expect(accepted != -1)
    // The side that closes first keeps the connection in TIME_WAIT.
    close(accepted)
    #expect(try client.readToEnd().isEmpty)
    client.finishSending()
    earlier = nil
    try Listener.probe(address)
  }

  @Test("isn't opened where another one listens", arguments: ["127.0.0.1", "::1"])
  func taken(_ host: String) throws {
    let earlier = try Listener.open(.internet(host: host, port: 0))
    #expect(throws: ServerError.addressInUse(earlier.address)) { try Listener.probe(earlier.address) }
  }

  @Test("may have a path of 107 bytes, which is what its address has room for")
  func path() throws {
    let folder = try TemporaryFolder()
    let name = String(repeating: "s", count: 107 - folder.file("").utf8.count)
    let longest = ListenAddress.unixSocket(path: folder.file(name))
    _ = try Listener.open(longest)
    for path in [folder.file(name + "s"), ""] {
      let error = #expect(throws: ServerError.self) { try Listener.open(.unixSocket(path: path)) }
      #expect(error?.description.contains("107 bytes") == true)
    }
  }

  @Test("leaves no descriptor behind where it can't be opened")
  func descriptors() throws {
    let folder = try TemporaryFolder()
    let local = ListenAddress.unixSocket(path: folder.file("s"))
    let (first, second) = (try Listener.open(local), try Listener.open(.internet(host: "127.0.0.1", port: 0)))
    let before = try openDescriptors()
    for _ in 0..<1_000 {
      #expect(throws: ServerError.addressInUse(local)) { try Listener.open(local) }
      #expect(throws: ServerError.addressInUse(second.address)) { try Listener.probe(second.address) }
      try Listener.probe(.internet(host: "127.0.0.1", port: 0))
    }
    // Other tests open some meanwhile.
    #expect(try openDescriptors() < before + 800)
    #expect(first.isUnixSocket)
  }

  private func openDescriptors() throws -> Int {
    try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
  }

  @Test(
    "on :: serves IPv4 as well and needs its port there too, whatever the system's default is",
    arguments: [true, false])
  func bothFamilies(_ isFirst: Bool) throws {
    let everywhere = ["0.0.0.0", "::"]
    let isRefused = try NetworkNamespace.withoutDualStack {
      let first = try Listener.open(.internet(host: everywhere[isFirst ? 1 : 0], port: 0))
      guard case .internet(_, let port) = first.address else { return false }
      let second = ListenAddress.internet(host: everywhere[isFirst ? 0 : 1], port: port)
      do throws(ServerError) { try Listener.probe(second) } catch { return error == .addressInUse(second) }
      return false
    }
    #expect(isRefused != false)
  }
}
