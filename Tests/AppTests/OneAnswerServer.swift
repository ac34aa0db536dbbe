import Foundation
import Glibc
import Locking
import Testing

@testable import App

/// A server that accepts one connection, keeps the request and sends a fixed answer. With it the tests of
/// `check-health` don't depend on our own server.
final class OneAnswerServer: Sendable {
  let target: HealthCheck.Target
  private let descriptor: Int32
  private let received = Guarded("")

  var request: String { received.withLock { $0 } }

  /// - Parameter answer: if nil, the server doesn't answer.
  init(family: Int32, answer: String?) throws {
    descriptor = socket(family, Int32(SOCK_STREAM.rawValue), 0)
    target = try Self.bind(descriptor, family)
    try #require(listen(descriptor, 8) == 0)
    guard let answer else { return }
    let thread = Thread { [self] in
      let client = accept(descriptor, nil, nil)
      var buffer = [UInt8](repeating: 0, count: 4096)
      let count = unsafe recv(client, &buffer, buffer.count, 0)
      received.withLock { $0 = String(decoding: buffer.prefix(max(0, count)), as: UTF8.self) }
      _ = unsafe send(client, answer, answer.utf8.count, Int32(MSG_NOSIGNAL))
      close(client)
    }
    thread.start()
  }

  deinit {
    close(descriptor)
    if case .unixSocket(let path) = target { unsafe unlink(path) }
  }

  private static func bind(_ descriptor: Int32, _ family: Int32) throws -> HealthCheck.Target {
    if family == AF_UNIX {
      let path = NSTemporaryDirectory() + "d-\(UUID().uuidString.prefix(8)).sock"
      var address = sockaddr_un()
      address.sun_family = sa_family_t(AF_UNIX)
      unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path.utf8) }
      try #require(bind(descriptor, &address) == 0)
      return .unixSocket(path)
    }
    if family == AF_INET6 {
      var address = sockaddr_in6()
      address.sin6_family = sa_family_t(AF_INET6)
      address.sin6_addr = in6addr_loopback
      try #require(bind(descriptor, &address) == 0)
      return .tcp(host: "::1", port: Int(UInt16(bigEndian: try name(descriptor, of: address).sin6_port)))
    }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    try #require(bind(descriptor, &address) == 0)
    return .tcp(host: "127.0.0.1", port: Int(UInt16(bigEndian: try name(descriptor, of: address).sin_port)))
  }

  private static func bind<Address>(_ descriptor: Int32, _ address: inout Address) -> Int32 {
    let size = socklen_t(MemoryLayout<Address>.size)
    return unsafe withUnsafeBytes(of: &address) {
      unsafe Glibc.bind(descriptor, $0.baseAddress?.assumingMemoryBound(to: sockaddr.self), size)
    }
  }

  /// Returns the address that the kernel chose.
  private static func name<Address>(_ descriptor: Int32, of address: Address) throws -> Address {
    var address = address
    var size = socklen_t(MemoryLayout<Address>.size)
    let result = unsafe withUnsafeMutableBytes(of: &address) {
      unsafe getsockname(descriptor, $0.baseAddress?.assumingMemoryBound(to: sockaddr.self), &size)
    }
    try #require(result == 0)
    return address
  }
}
