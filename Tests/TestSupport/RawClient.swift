import Glibc

/// A client that sends exactly the given bytes and returns the response as received, over a blocking socket.
/// No HTTP library between the test and the server corrects anything.
package final class RawClient {
  package struct Failure: Error, CustomStringConvertible {
    package let description: String
  }

  /// The timeout of reading and writing. It is longer than any response takes, even on a busy machine.
  private static let patience = timeval(tv_sec: 20, tv_usec: 0)

  private let descriptor: Int32
  private var received: [UInt8] = []

  package init(port: UInt16, host: String = "127.0.0.1") throws {
    if host.contains(":") {
      var address = sockaddr_in6()
      address.sin6_family = sa_family_t(AF_INET6)
      address.sin6_port = port.bigEndian
      unsafe inet_pton(AF_INET6, host, &address.sin6_addr)
      descriptor = try Self.connect(AF_INET6, address)
    } else {
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_port = port.bigEndian
      unsafe inet_pton(AF_INET, host, &address.sin_addr)
      descriptor = try Self.connect(AF_INET, address)
    }
  }

  package init(unixSocket path: String) throws {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path.utf8) }
    descriptor = try Self.connect(AF_UNIX, address)
  }

  deinit { close(descriptor) }

  private static func connect<Address>(_ family: Int32, _ address: Address) throws -> Int32 {
    // With SOCK_CLOEXEC a program that a test starts doesn't inherit the connection and keep it open.
    let descriptor = socket(family, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var patience = patience
    let size = socklen_t(MemoryLayout<timeval>.size)
    unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, size)
    unsafe setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, size)
    // Otherwise the system may wait for the acknowledgement of the text before. A Unix socket has no such
    // option.
    var one: Int32 = 1
    unsafe setsockopt(
      descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
    var address = address
    let length = socklen_t(MemoryLayout<Address>.size)
    let result = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe Glibc.connect(
        descriptor, UnsafeRawPointer(pointer).assumingMemoryBound(to: sockaddr.self), length)
    }
    guard result == 0 else {
      close(descriptor)
      throw Failure(description: "cannot connect: errno \(errno)")
    }
    return descriptor
  }

  /// Sends the whole text. Returns false if the server has closed the connection.
  @discardableResult
  package func send(_ text: String) -> Bool { send(Array(text.utf8)) }

  @discardableResult
  package func send(_ bytes: [UInt8]) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        guard let base = buffer.baseAddress else { return 0 }
        return unsafe Glibc.send(descriptor, base + sent, bytes.count - sent, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }

  /// Closes the sending half of the connection; responses can still be read.
  package func finishSending() { shutdown(descriptor, Int32(SHUT_WR)) }

  /// Makes closing the connection send a reset instead of an orderly end.
  package func reset() {
    var linger = linger(l_onoff: 1, l_linger: 0)
    unsafe setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<linger>.size))
  }

  /// Makes the receive window small, to simulate a client that does not read. With the smallest size, a
  /// client that does read takes minutes for some megabytes.
  package func shrinkWindow(to bytes: Int32 = 2_048) {
    var size = bytes
    unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
  }

  /// Reads once. Returns false at the end of the stream or if the connection was reset.
  private func receive() throws -> Bool {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = unsafe buffer.withUnsafeMutableBytes { unsafe recv(descriptor, $0.baseAddress, $0.count, 0) }
    if count > 0 {
      received.append(contentsOf: buffer[..<count])
      return true
    }
    if count < 0, errno == EAGAIN { throw Failure(description: "the server did not answer in time") }
    return false
  }

  /// Reports whether unread bytes or the end of the stream have arrived.
  package func hasArrived() -> Bool {
    var state = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return unsafe !received.isEmpty || poll(&state, 1, 0) > 0
  }

  /// Returns the next `count` bytes, or fewer if the stream ends before.
  package func read(_ count: Int) throws -> [UInt8] {
    while received.count < count, try receive() {}
    let taken = Array(received.prefix(count))
    received.removeFirst(taken.count)
    return taken
  }

  /// Returns all bytes until the server closes the connection.
  package func readToEnd() throws -> String {
    while try receive() {}
    defer { received = [] }
    return String(decoding: received, as: UTF8.self)
  }

  /// Returns the next response, whose content is delimited by Content-Length or by chunks. Returns nil if the
  /// server closes the connection before.
  package func readResponse(toHead: Bool = false) throws -> RawResponse? {
    while true {
      if let (response, length) = RawResponse.parse(received, toHead: toHead) {
        received.removeFirst(length)
        return response
      }
      guard try receive() else {
        guard received.isEmpty else {
          throw Failure(description: "cut off: \(String(decoding: received, as: UTF8.self))")
        }
        return nil
      }
    }
  }
}

/// A response as it was received.
package struct RawResponse: Sendable {
  package let status: Int
  package let statusLine: String
  /// The fields in order, with their names in lower case.
  package let fields: [(name: String, value: String)]
  package let content: [UInt8]

  package func field(_ name: String) -> String? { fields.first { $0.name == name }?.value }
  package var text: String { String(decoding: content, as: UTF8.self) }

  /// Returns the first response in `bytes` and its length in bytes, or nil if it isn't complete yet.
  static func parse(_ bytes: [UInt8], toHead: Bool) -> (RawResponse, Int)? {
    guard
      let headEnd = bytes.indices.dropLast(3).first(where: {
        bytes[$0..<$0 + 4].elementsEqual("\r\n\r\n".utf8)
      })
    else { return nil }
    let lines = String(decoding: bytes[..<headEnd], as: UTF8.self).split(separator: "\r\n")
    let fields = lines.dropFirst().map { line -> (name: String, value: String) in
      let parts = line.split(separator: ":", maxSplits: 1)
      return (parts[0].lowercased(), parts.count > 1 ? String(parts[1].drop { $0 == " " }) : "")
    }
    let status = Int(lines[0].split(separator: " ")[1]) ?? 0
    let start = headEnd + 4
    func response(_ content: [UInt8]) -> RawResponse {
      RawResponse(status: status, statusLine: String(lines[0]), fields: fields, content: content)
    }
    if toHead || status < 200 || status == 204 || status == 304 { return (response([]), start) }
    if fields.contains(where: { $0.name == "transfer-encoding" }) {
      guard let (content, end) = dechunk(bytes, from: start) else { return nil }
      return (response(content), end)
    }
    let length = fields.first { $0.name == "content-length" }.flatMap { Int($0.value) } ?? 0
    guard bytes.count >= start + length else { return nil }
    return (response(Array(bytes[start..<start + length])), start + length)
  }

  private static func dechunk(_ bytes: [UInt8], from start: Int) -> ([UInt8], Int)? {
    var content: [UInt8] = []
    var index = start
    while let lineEnd = bytes[index...].indices.dropLast().first(where: {
      bytes[$0] == 13 && bytes[$0 + 1] == 10
    }) {
      guard let size = Int(String(decoding: bytes[index..<lineEnd], as: UTF8.self), radix: 16),
        bytes.count >= lineEnd + 4 + size
      else { return nil }
      content += bytes[lineEnd + 2..<lineEnd + 2 + size]
      index = lineEnd + 4 + size
      if size == 0 { return (content, index) }
    }
    return nil
  }
}
