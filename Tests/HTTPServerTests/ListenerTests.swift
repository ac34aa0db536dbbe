import CEpoll
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

  @Test("may be opened where connections of an earlier one have just ended")
  func restart() throws {
    var earlier: Listener? = try Listener.open(.internet(host: "127.0.0.1", port: 0))
    let address = try #require(earlier?.address)
    guard case .internet(_, let port) = address else { return }
    let client = try RawClient(port: port)
    let accepted = accept(try #require(earlier?.descriptor), nil, nil)
    #expect(accepted != -1)
    // The side that closes first keeps the connection in TIME_WAIT.
    close(accepted)
    #expect(try client.readToEnd().isEmpty)
    client.finishSending()
    earlier = nil
    try Listener.probe(address)
  }

  @Test("isn't opened where another one listens")
  func taken() throws {
    let earlier = try Listener.open(.internet(host: "127.0.0.1", port: 0))
    #expect(throws: ServerError.addressInUse(earlier.address)) { try Listener.probe(earlier.address) }
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
