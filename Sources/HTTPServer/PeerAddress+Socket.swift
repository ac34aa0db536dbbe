import CEpoll
import Glibc
import HTTPCore

extension PeerAddress {
  /// Reads the address that the kernel gives with an accepted connection.
  init(_ storage: sockaddr_storage) {
    let family = Int32(storage.ss_family)
    var storage = storage
    self = unsafe withUnsafeBytes(of: &storage) { bytes in
      switch family {
      case AF_INET:
        let address = unsafe bytes.loadUnaligned(as: sockaddr_in.self)
        return PeerAddress(v4: UInt32(bigEndian: address.sin_addr.s_addr))
      case AF_INET6:
        // sin6_addr begins at byte 8 of sockaddr_in6.
        let high = UInt64(bigEndian: unsafe bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
        let low = UInt64(bigEndian: unsafe bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self))
        return PeerAddress(v6: high, low)
      default: return .local
      }
    }
  }
}
