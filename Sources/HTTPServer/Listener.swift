import CEpoll
import Glibc
import OperatingSystem

/// A listening socket, closed with its last reference.
final class Listener: Sendable {
  let descriptor: Int32
  /// The address, with the port that the system chose if the port was 0.
  let address: ListenAddress
  /// Whether to unlink the path at the end.
  private let path: String?

  private init(descriptor: Int32, address: ListenAddress, path: String? = nil) {
    self.descriptor = descriptor
    self.address = address
    self.path = path
  }

  deinit { close(descriptor) }

  var isUnixSocket: Bool { path != nil }

  /// Pending connections: the kernel's own limit (net.core.somaxconn, 4,096 since Linux 5.4) applies as well.
  static let backlog: Int32 = 4_096
  /// Bytes that the kernel takes for a connection beyond those that are on their way to the client.
  private static let unsentBytes: Int32 = 65_536

  static func open(_ address: ListenAddress) throws(ServerError) -> Listener {
    switch address {
    case .internet(let host, let port): try internet(host, port, address)
    case .unixSocket(let path): try unixSocket(path, address)
    }
  }

  // MARK: Internet

  /// Throws if another socket listens on the port. The loops need SO_REUSEPORT among themselves, and it would
  /// hide this from a second server of the same user: two servers by mistake would each get half of the
  /// connections.
  static func probe(_ address: ListenAddress) throws(ServerError) {
    guard case .internet(let host, let port) = address else { return }
    if let v4 = parse4(host, port) {
      try probe(AF_INET, address, v4)
    } else if let v6 = parse6(host, port) {
      try probe(AF_INET6, address, v6)
    }
  }

  private static func probe<Address>(
    _ family: Int32, _ address: ListenAddress, _ socketAddress: Address
  ) throws(ServerError) {
    let descriptor = try makeSocket(family, address)
    // Connections in TIME_WAIT don't prevent the bind, but a listener does (socket(7), SO_REUSEADDR).
    enable(descriptor, SOL_SOCKET, SO_REUSEADDR)
    if family == AF_INET6 { set(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, 0) }
    // Not listening: no client can end up in the queue of a socket that is about to be closed.
    try bind(descriptor, socketAddress, address, listens: false)
    close(descriptor)
  }

  private static func internet(
    _ host: String, _ port: UInt16, _ address: ListenAddress
  ) throws(ServerError) -> Listener {
    if let v4 = parse4(host, port) {
      return try listen(AF_INET, address, on: v4)
    }
    if let v6 = parse6(host, port) {
      return try listen(AF_INET6, address, on: v6)
    }
    throw .invalidAddress(address)
  }

  private static func parse4(_ host: String, _ port: UInt16) -> sockaddr_in? {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    return unsafe inet_pton(AF_INET, host, &address.sin_addr) == 1 ? address : nil
  }

  private static func parse6(_ host: String, _ port: UInt16) -> sockaddr_in6? {
    var address = sockaddr_in6()
    address.sin6_family = sa_family_t(AF_INET6)
    address.sin6_port = port.bigEndian
    return unsafe inet_pton(AF_INET6, host, &address.sin6_addr) == 1 ? address : nil
  }

  private static func listen<Address>(
    _ family: Int32, _ address: ListenAddress, on socketAddress: Address
  ) throws(ServerError) -> Listener {
    let descriptor = try makeSocket(family, address)
    enable(descriptor, SOL_SOCKET, SO_REUSEADDR)
    // One listener per loop, connections spread by the kernel; and two processes may overlap on one port, so
    // that a new version can take over without a refused connection.
    enable(descriptor, SOL_SOCKET, SO_REUSEPORT)
    enable(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY)
    // Accepted sockets inherit this. Without it the kernel takes megabytes for a client that reads slowly,
    // and the deadlines of output don't see that it does.
    set(descriptor, Int32(IPPROTO_TCP), TCP_NOTSENT_LOWAT, unsentBytes)
    // A socket on :: serves IPv4 as well, whatever net.ipv6.bindv6only says.
    if family == AF_INET6 { set(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, 0) }
    try bind(descriptor, socketAddress, address)
    return Listener(descriptor: descriptor, address: bound(descriptor, address))
  }

  private static func bound(_ descriptor: Int32, _ address: ListenAddress) -> ListenAddress {
    guard case .internet(let host, _) = address else { return address }
    var storage = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    let port = unsafe withUnsafeMutableBytes(of: &storage) { bytes -> UInt16 in
      guard let base = bytes.baseAddress else { return 0 }
      guard unsafe getsockname(descriptor, base.assumingMemoryBound(to: sockaddr.self), &length) == 0 else {
        return 0
      }
      // The port is at the same offset, after the family, in sockaddr_in and sockaddr_in6.
      return UInt16(bigEndian: unsafe bytes.loadUnaligned(fromByteOffset: 2, as: UInt16.self))
    }
    return .internet(host: host, port: port)
  }

  // MARK: Unix domain sockets

  private static func unixSocket(_ path: String, _ address: ListenAddress) throws(ServerError) -> Listener {
    var socketAddress = sockaddr_un()
    socketAddress.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path.utf8)
    let fits = unsafe withUnsafeMutableBytes(of: &socketAddress.sun_path) { target in
      guard bytes.count < target.count, !bytes.isEmpty else { return false }
      unsafe target.copyBytes(from: bytes)
      return true
    }
    guard fits else { throw .cannotListen(address, reason: "the path is empty or longer than 107 bytes") }
    let descriptor = try makeSocket(AF_UNIX, address)
    try removeStale(path, socketAddress, address, descriptor)
    try bind(descriptor, socketAddress, address)
    return Listener(descriptor: descriptor, address: address, path: path)
  }

  /// Removes a socket file that no process listens on: such a file remains after a process was killed.
  private static func removeStale(
    _ path: String, _ socketAddress: sockaddr_un, _ address: ListenAddress, _ descriptor: Int32
  ) throws(ServerError) {
    let probe = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard probe != -1 else { return }
    defer { close(probe) }
    var socketAddress = socketAddress
    let length = socklen_t(MemoryLayout<sockaddr_un>.size)
    let result = unsafe withUnsafePointer(to: &socketAddress) { pointer in
      unsafe connect(probe, UnsafeRawPointer(pointer).assumingMemoryBound(to: sockaddr.self), length)
    }
    if result == 0 {
      close(descriptor)
      throw .addressInUse(address)
    }
    if errno == ECONNREFUSED { unsafe unlink(path) }
  }

  /// Removes the socket file, so that clients fail at once.
  func unlinkPath() {
    if let path { unsafe Glibc.unlink(path) }
  }

  // MARK: Shared

  private static func makeSocket(_ family: Int32, _ address: ListenAddress) throws(ServerError) -> Int32 {
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
    let descriptor = socket(family, kind, 0)
    guard descriptor != -1 else { throw .cannotListen(address, reason: "\(SystemError.last)") }
    return descriptor
  }

  private static func bind<Address>(
    _ descriptor: Int32, _ socketAddress: Address, _ address: ListenAddress, listens: Bool = true
  ) throws(ServerError) {
    var socketAddress = socketAddress
    let length = socklen_t(MemoryLayout<Address>.size)
    let result = unsafe withUnsafePointer(to: &socketAddress) { pointer in
      unsafe Glibc.bind(
        descriptor, UnsafeRawPointer(pointer).assumingMemoryBound(to: sockaddr.self), length)
    }
    guard result == 0, !listens || Glibc.listen(descriptor, backlog) == 0 else {
      let code = errno
      close(descriptor)
      switch code {
      case EADDRINUSE: throw .addressInUse(address)
      case EACCES, EPERM: throw .notPermitted(address)
      case EADDRNOTAVAIL: throw .invalidAddress(address)
      default: throw .cannotListen(address, reason: "\(SystemError(code))")
      }
    }
  }

  private static func enable(_ descriptor: Int32, _ level: Int32, _ option: Int32) {
    set(descriptor, level, option, 1)
  }

  private static func set(_ descriptor: Int32, _ level: Int32, _ option: Int32, _ value: Int32) {
    var value = value
    unsafe setsockopt(descriptor, level, option, &value, socklen_t(MemoryLayout<Int32>.size))
  }
}
