import Glibc
import HTTPServer
import TestSupport
import Testing

@Suite("A server")
struct ServerTests {
  @Test("refuses connections over its limits and says why")
  func limits() throws {
    let server = try TestServer {
      $0.maximumConnections = 3
      $0.maximumConnectionsPerAddress = 2
    }
    let kept = [try server.client(), try server.client()]
    for client in kept {
      client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
      #expect(try client.readResponse()?.status == 200)
    }
    let third = try #require(try server.client().readResponse())
    #expect(third.status == 429 && third.text.contains("too-many-connections-from-address"))
    let all = try TestServer { $0.maximumConnections = 1 }
    let one = try all.client()
    one.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(try one.readResponse()?.status == 200)
    #expect(try all.client().readResponse()?.status == 503)
  }

  @Test("serves IPv6 and a Unix domain socket, and removes the socket's file at the end")
  func addresses() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("server.sock")
    let server = Server(
      ServerConfiguration(addresses: [.internet(host: "::1", port: 0), .unixSocket(path: path)], loops: 2),
      responder: { StubResponder() })
    guard case .internet(_, let port)? = try server.start().first else { return }
    for client in [try RawClient(port: port, host: "::1"), try RawClient(unixSocket: path)] {
      client.send("GET /x HTTP/1.1\r\nHost: a\r\n\r\n")
      #expect(try client.readResponse()?.text == "path /x")
    }
    _ = server.stop(within: 2_000)
    #expect(unsafe access(path, F_OK) != 0)
  }

  @Test("replaces the socket file of a process that was killed, but not of one that runs")
  func staleSocket() throws {
    let folder = try TemporaryFolder()
    let address = ListenAddress.unixSocket(path: folder.file("server.sock"))
    let first = Server(ServerConfiguration(addresses: [address], loops: 1), responder: { StubResponder() })
    _ = try first.start()
    let second = Server(ServerConfiguration(addresses: [address], loops: 1), responder: { StubResponder() })
    #expect(throws: ServerError.addressInUse(address)) { try second.start() }
    _ = first.stop(within: 1_000)
    // A killed process leaves a socket file on which no process listens.
    let left = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(left) }
    var name = sockaddr_un()
    name.sun_family = sa_family_t(AF_UNIX)
    unsafe withUnsafeMutableBytes(of: &name.sun_path) {
      unsafe $0.copyBytes(from: folder.file("server.sock").utf8)
    }
    let bound = unsafe withUnsafePointer(to: &name) {
      unsafe bind(
        left, UnsafeRawPointer($0).assumingMemoryBound(to: sockaddr.self),
        socklen_t(MemoryLayout<sockaddr_un>.size))
    }
    try #require(bound == 0)
    let third = Server(ServerConfiguration(addresses: [address], loops: 1), responder: { StubResponder() })
    #expect(throws: Never.self) { try third.start() }
    _ = third.stop(within: 1_000)
  }

  @Test(
    "refuses a port on which another server listens, unless both share it",
    arguments: ["127.0.0.1", "::1"])
  func portInUse(_ host: String) throws {
    let first = Server(
      ServerConfiguration(addresses: [.internet(host: host, port: 0)], loops: 2),
      responder: { StubResponder() })
    let address = try #require(try first.start().first)
    var configuration = ServerConfiguration(addresses: [address], loops: 2)
    let second = Server(configuration, responder: { StubResponder() })
    #expect(throws: ServerError.addressInUse(address)) { try second.start() }
    configuration.sharesPort = true
    let third = Server(configuration, responder: { StubResponder() })
    #expect(try third.start() == [address])
    _ = first.stop(within: 1_000)
    _ = third.stop(within: 1_000)
  }

  @Test(
    "names the address on which it can't listen", arguments: ["999.1.1.1", "example.org", "203.0.113.7", ""])
  func badAddress(_ host: String) {
    let address = ListenAddress.internet(host: host, port: 0)
    let server = Server(ServerConfiguration(addresses: [address], loops: 1), responder: { StubResponder() })
    #expect(throws: ServerError.invalidAddress(address)) { try server.start() }
  }

  @Test("finishes its running requests when it is stopped, and announces that the connection ends")
  func drain() throws {
    let server = try TestServer { $0.drainGrace = 300 }
    let busy = try server.client()
    busy.send("GET /deferred HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(try busy.readResponse()?.status == 200)
    let idle = try server.client()
    #expect(try server.isServing())
    busy.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\na")
    busy.send("b")
    #expect(server.server.stop(within: 5_000))
    let last = try #require(try busy.readResponse())
    #expect(last.text == "ab")
    #expect(try idle.readToEnd().isEmpty)
    #expect(throws: (any Error).self) { try server.client() }
  }

  @Test("doesn't wait for a delay that begins while it stops")
  func delayDuringDrain() throws {
    let server = try TestServer { $0.loops = 1 }
    let client = try server.client()
    client.send("GET /delayed-long HTTP/1.1\r\n")
    #expect(try server.isServing())
    let stop = try Stop(server, within: 4_000)
    client.send("Host: a\r\n\r\n")
    #expect(try client.readResponse()?.text == "delayed long")
    #expect(stop.wait())
  }

  @Test("stops at its deadline even if clients are still connected")
  func deadline() throws {
    let server = try TestServer()
    let client = try server.client()
    client.shrinkWindow()
    client.send("GET /big HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(try server.isServing())
    #expect(!server.server.stop(within: 100))
  }
}
