/// The addresses that share their first bits, written as in `10.0.0.0/8` (RFC 4632 §3.1, RFC 4291 §2.3).
package struct AddressRange: Sendable, Hashable {
  package let first: PeerAddress
  /// The bits that all addresses share: of 32 for IPv4, of 128 for IPv6.
  package let prefix: Int

  /// Nil if the prefix has more bits than the address, or if the address has bits beyond it.
  package init?(_ address: PeerAddress, prefix: Int) {
    guard 0...address.bits ~= prefix, address.masked(to: prefix) == address else { return nil }
    first = address
    self.prefix = prefix
  }

  package func contains(_ address: PeerAddress) -> Bool {
    address.bits == first.bits && address.masked(to: prefix) == first
  }

  /// The addresses of programs on the same machine.
  static let loopback = [
    AddressRange(PeerAddress(v4: 0x7F00_0000), prefix: 8),
    AddressRange(PeerAddress(v6: 0, 1), prefix: 128),
  ].compactMap { $0 }

  /// The addresses that aren't used on the internet: loopback, private and link-local ones (RFC 6890).
  package static let local =
    loopback
    + [
      AddressRange(PeerAddress(v4: 0x0A00_0000), prefix: 8),
      AddressRange(PeerAddress(v4: 0xAC10_0000), prefix: 12),
      AddressRange(PeerAddress(v4: 0xC0A8_0000), prefix: 16),
      AddressRange(PeerAddress(v4: 0xA9FE_0000), prefix: 16),
      AddressRange(PeerAddress(v6: 0xFC00 << 48, 0), prefix: 7),
      AddressRange(PeerAddress(v6: 0xFE80 << 48, 0), prefix: 10),
    ].compactMap { $0 }
}
