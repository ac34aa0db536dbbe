import Glibc
import OperatingSystem

/// Why a system call failed, as text for a person.
struct SocketError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }

  static func system(_ number: Int32) -> SocketError {
    SocketError("\(SystemError(number))")
  }
  static let timedOut = SocketError("no answer in time")
}

/// A client's connection. Its calls block, each until a deadline at most.
struct ClientSocket: ~Copyable {
  private let descriptor: Int32

  private init(descriptor: Int32) {
    self.descriptor = descriptor
  }

  static func connect(
    to target: HealthCheck.Target, until deadline: ContinuousClock.Instant
  ) throws(SocketError) -> ClientSocket {
    let address = try SocketAddress(target)
    let kind = SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue
    let socket = ClientSocket(descriptor: Glibc.socket(address.family, Int32(kind), 0))
    guard socket.descriptor >= 0 else { throw .system(errno) }
    if address.connect(socket.descriptor) == 0 { return socket }
    // connect() fails with EAGAIN if the queue of a Unix socket is full: a server that doesn't accept
    // connections isn't ready either.
    guard errno == EINPROGRESS else { throw .system(errno) }
    try socket.wait(for: POLLOUT, until: deadline)
    var status: Int32 = 0
    var length = socklen_t(MemoryLayout<Int32>.size)
    guard unsafe getsockopt(socket.descriptor, SOL_SOCKET, SO_ERROR, &status, &length) == 0 else {
      throw .system(errno)
    }
    guard status == 0 else { throw .system(status) }
    return socket
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  borrowing func send(_ bytes: [UInt8], until deadline: ContinuousClock.Instant) throws(SocketError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let sent = unsafe rest.withUnsafeBytes {
        // With MSG_NOSIGNAL a server that closed the connection is reported as an error. Without it, this
        // process would get SIGPIPE.
        unsafe Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if sent > 0 {
        rest = rest.dropFirst(sent)
      } else if errno == EAGAIN {
        try wait(for: POLLOUT, until: deadline)
      } else if errno != EINTR {
        throw .system(errno)
      }
    }
  }

  /// Waits for at least `count` bytes and returns all that have arrived. Returns fewer at the end of the
  /// stream.
  borrowing func receive(
    atLeast count: Int, until deadline: ContinuousClock.Instant
  ) throws(SocketError) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while bytes.count < count {
      let received = unsafe buffer.withUnsafeMutableBytes {
        unsafe recv(descriptor, $0.baseAddress, $0.count, 0)
      }
      if received > 0 {
        bytes += buffer.prefix(received)
      } else if received == 0 {
        break
      } else if errno == EAGAIN {
        try wait(for: POLLIN, until: deadline)
      } else if errno != EINTR {
        throw .system(errno)
      }
    }
    return bytes
  }

  private borrowing func wait(for events: Int32, until deadline: ContinuousClock.Instant) throws(SocketError)
  {
    while true {
      let left = ContinuousClock.now.duration(to: deadline) / .milliseconds(1)
      guard left > 0 else { throw .timedOut }
      var poller = pollfd(fd: descriptor, events: Int16(events), revents: 0)
      let ready = unsafe poll(&poller, 1, Int32(min(left.rounded(.up), 1_000_000)))
      if ready > 0 { return }
      if ready < 0 && errno != EINTR { throw .system(errno) }
    }
  }
}

/// An address of any family, in the form that system calls take.
private struct SocketAddress {
  let family: Int32
  private var storage = sockaddr_storage()
  private let length: socklen_t

  init(_ target: HealthCheck.Target) throws(SocketError) {
    switch target {
    case .tcp(let host, let port): try self.init(host: host, port: port)
    case .unixSocket(let path): try self.init(unixSocket: path)
    }
  }

  /// Accepts only numeric addresses: a health check must not depend on a name server.
  private init(host: String, port: Int) throws(SocketError) {
    guard let port = UInt16(exactly: port) else { throw SocketError("\(port) is not a port") }
    var v4 = sockaddr_in()
    var v6 = sockaddr_in6()
    if unsafe inet_pton(AF_INET, host, &v4.sin_addr) == 1 {
      v4.sin_family = sa_family_t(AF_INET)
      v4.sin_port = port.bigEndian
      family = AF_INET
      length = socklen_t(MemoryLayout<sockaddr_in>.size)
      unsafe withUnsafeMutableBytes(of: &storage) { unsafe $0.storeBytes(of: v4, as: sockaddr_in.self) }
    } else if unsafe inet_pton(AF_INET6, host, &v6.sin6_addr) == 1 {
      v6.sin6_family = sa_family_t(AF_INET6)
      v6.sin6_port = port.bigEndian
      family = AF_INET6
      length = socklen_t(MemoryLayout<sockaddr_in6>.size)
      unsafe withUnsafeMutableBytes(of: &storage) { unsafe $0.storeBytes(of: v6, as: sockaddr_in6.self) }
    } else {
      throw SocketError("\(host) is not an IPv4 or IPv6 address")
    }
  }

  private init(unixSocket path: String) throws(SocketError) {
    let bytes = Array(path.utf8)
    let room = MemoryLayout.size(ofValue: sockaddr_un().sun_path)
    guard !bytes.isEmpty, bytes.count < room else {
      throw SocketError("the path of a socket must have 1 to \(room - 1) bytes")
    }
    family = AF_UNIX
    length = socklen_t(MemoryLayout<sockaddr_un>.size)
    unsafe withUnsafeMutableBytes(of: &storage) { storage in
      unsafe storage.storeBytes(of: sa_family_t(AF_UNIX), as: sa_family_t.self)
      let start = MemoryLayout<sockaddr_un>.offset(of: \.sun_path) ?? 2
      for (index, byte) in bytes.enumerated() { unsafe storage[start + index] = byte }
    }
  }

  func connect(_ descriptor: Int32) -> Int32 {
    var storage = storage
    return unsafe withUnsafePointer(to: &storage) {
      unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe Glibc.connect(descriptor, $0, length)
      }
    }
  }
}
