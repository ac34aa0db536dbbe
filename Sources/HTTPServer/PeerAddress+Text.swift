import Glibc
package import HTTPCore

extension PeerAddress {
  /// The longest IPv6 address with an IPv4 part has 45 characters (INET6_ADDRSTRLEN without its NUL).
  private static let longestText = 45

  /// Reads an address in the usual notation. Nil if `text` is none.
  package init?(_ text: String) {
    guard text.utf8.count <= Self.longestText else { return nil }
    var v4 = in_addr()
    var v6 = in6_addr()
    if unsafe inet_pton(AF_INET, text, &v4) == 1 {
      self.init(v4: UInt32(bigEndian: v4.s_addr))
    } else if unsafe inet_pton(AF_INET6, text, &v6) == 1 {
      let (high, low) = unsafe withUnsafeBytes(of: &v6) {
        unsafe ($0.loadUnaligned(as: UInt64.self), $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
      }
      self.init(v6: UInt64(bigEndian: high), UInt64(bigEndian: low))
    } else {
      return nil
    }
  }
}

extension AddressRange {
  /// Reads a range such as `10.0.0.0/8`, or one address.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let address = PeerAddress(String(parts[0])) else { return nil }
    guard parts.count == 2 else {
      self.init(address, prefix: address.bits)
      return
    }
    guard parts[1].utf8.allSatisfy({ Byte.isDigit($0) }), let prefix = Int(parts[1]) else { return nil }
    self.init(address, prefix: prefix)
  }
}
