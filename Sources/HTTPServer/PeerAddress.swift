import CEpoll
import Glibc

/// A client's address without its port, comparable and small: the unit of the per-address limit, and what
/// the log names.
package struct PeerAddress: Sendable, Hashable, CustomStringConvertible {
  private enum Family: UInt8 { case none, v4, v6 }

  private let family: Family
  private let high: UInt64
  private let low: UInt64

  /// A Unix domain socket's peer, which has no address.
  package static let local = PeerAddress(family: .none, high: 0, low: 0)

  private init(family: Family, high: UInt64, low: UInt64) {
    self.family = family
    self.high = high
    self.low = low
  }

  /// IPv4 addresses that arrive mapped into IPv6 count as IPv4.
  init(_ storage: sockaddr_storage) {
    let family = Int32(storage.ss_family)
    var storage = storage
    self = unsafe withUnsafeBytes(of: &storage) { bytes in
      switch family {
      case AF_INET:
        let address = unsafe bytes.loadUnaligned(as: sockaddr_in.self)
        return PeerAddress(family: .v4, high: 0, low: UInt64(UInt32(bigEndian: address.sin_addr.s_addr)))
      case AF_INET6:
        // sin6_addr stands 8 octets into sockaddr_in6.
        let high = UInt64(bigEndian: unsafe bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
        let low = UInt64(bigEndian: unsafe bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self))
        if high == 0, low >> 32 == 0xFFFF {
          return PeerAddress(family: .v4, high: 0, low: low & 0xFFFF_FFFF)
        }
        return PeerAddress(family: .v6, high: high, low: low)
      default: return .local
      }
    }
  }

  package var description: String {
    switch family {
    case .none: return "local"
    case .v4: return (0..<4).map { String(low >> UInt64(24 - $0 * 8) & 255) }.joined(separator: ".")
    case .v6:
      return (0..<8).map { index in
        String((index < 4 ? high : low) >> UInt64(48 - index % 4 * 16) & 0xFFFF, radix: 16)
      }.joined(separator: ":")
    }
  }
}
