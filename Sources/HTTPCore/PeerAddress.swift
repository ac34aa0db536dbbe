/// A client's address without its port. The limits per address count by it, and the log shows it.
package struct PeerAddress: Sendable, Hashable, CustomStringConvertible {
  private enum Family: UInt8 { case none, v4, v6 }

  private let family: Family
  private let high: UInt64
  private let low: UInt64

  /// The peer of a Unix domain socket, which has no address.
  package static let local = PeerAddress(family: .none, high: 0, low: 0)

  private init(family: Family, high: UInt64, low: UInt64) {
    self.family = family
    self.high = high
    self.low = low
  }

  /// An IPv4 address, with its first byte as the highest.
  package init(v4 address: UInt32) { self.init(family: .v4, high: 0, low: UInt64(address)) }

  /// An IPv6 address in two halves. An IPv4 address that is mapped into IPv6 becomes the IPv4 address.
  package init(v6 high: UInt64, _ low: UInt64) {
    if high == 0, low >> 32 == 0xFFFF {
      self.init(family: .v4, high: 0, low: low & 0xFFFF_FFFF)
    } else {
      self.init(family: .v6, high: high, low: low)
    }
  }

  /// The network that one customer usually has: a /64 of IPv6 (RFC 6177), or one address of IPv4.
  package var network: PeerAddress {
    family == .v6 ? PeerAddress(family: .v6, high: high, low: 0) : self
  }

  /// 32 for IPv4, 128 for IPv6, 0 without an address.
  package var bits: Int {
    switch family {
    case .none: 0
    case .v4: 32
    case .v6: 128
    }
  }

  /// Returns the address with zeros after its first `count` bits.
  package func masked(to count: Int) -> PeerAddress {
    switch family {
    case .none: self
    case .v4: PeerAddress(family: .v4, high: 0, low: low & Self.mask(count + 32))
    case .v6: PeerAddress(family: .v6, high: high & Self.mask(count), low: low & Self.mask(count - 64))
    }
  }

  /// Returns a number whose first `count` bits are ones, and the others zeros.
  private static func mask(_ count: Int) -> UInt64 {
    count <= 0 ? 0 : count >= 64 ? .max : .max << UInt64(64 - count)
  }

  /// The network that the address belongs to, for a log that shows no single person: a /24 of IPv4 or a /48
  /// of IPv6. An address of this machine identifies nobody and stays whole.
  package var shortened: PeerAddress { isThisMachine ? self : masked(to: family == .v4 ? 24 : 48) }

  /// Whether the peer is a program on this machine.
  package var isThisMachine: Bool {
    self == .local || AddressRange.loopback.contains { $0.contains(self) }
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
