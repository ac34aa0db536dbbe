package import HTTPCore

/// The proxies whose word is taken for the address of a client.
///
/// Each proxy adds the address of its own peer at the end of the field, so the field is read from the right:
/// what is further left than the first address that isn't a trusted proxy may be written by the client
/// itself.
package struct TrustedProxies: Sendable, Equatable {
  package var ranges: [AddressRange]

  package init(_ ranges: [AddressRange] = []) { self.ranges = ranges }

  /// Reads ranges that are separated by commas. Nil if one of them isn't a range.
  package init?(text: String) {
    ranges = []
    for part in text.split(separator: ",") {
      guard let range = AddressRange(Self.trimmed(part)) else { return nil }
      ranges.append(range)
    }
  }

  /// Whether the peer is a proxy to trust. A program that uses a Unix domain socket of the server is one as
  /// soon as there is any.
  func contains(_ address: PeerAddress) -> Bool {
    address == .local ? !ranges.isEmpty : ranges.contains { $0.contains(address) }
  }

  /// Returns the address of the client for whom the peer has forwarded the request, or the peer's own if it
  /// isn't trusted or names no address.
  func client(of head: RequestHead, in bytes: Span<UInt8>, from peer: PeerAddress) -> PeerAddress {
    guard contains(peer) else { return peer }
    let forwarded = client(in: Self.addresses(head, in: bytes, .forwarded), from: peer)
    let listed = client(in: Self.addresses(head, in: bytes, .xForwardedFor), from: peer)
    guard let forwarded else { return listed ?? peer }
    guard let listed, listed != forwarded else { return forwarded }
    // A proxy writes one of the fields and passes the other on as the client sent it. As it isn't known
    // which, neither counts.
    return peer
  }

  /// Returns the last address that isn't a trusted proxy; if all are, the first; nil without addresses. An
  /// element that isn't an address ends the search, as what is left of it can't be attributed.
  private func client(in addresses: [PeerAddress?], from peer: PeerAddress) -> PeerAddress? {
    guard !addresses.isEmpty else { return nil }
    var nearest = peer
    for address in addresses.reversed() {
      guard let address else { return nearest }
      nearest = address
      if !contains(address) { return address }
    }
    return nearest
  }

  /// Returns the elements of all field lines of this name in order, nil for one that isn't an address.
  private static func addresses(
    _ head: RequestHead, in bytes: Span<UInt8>, _ name: FieldName
  ) -> [PeerAddress?] {
    var addresses: [PeerAddress?] = []
    for field in head.fields where field.known == name {
      bytes.forEachListElement(of: field.value) { element in
        let text = bytes.text(element)
        addresses.append(address(name == .forwarded ? parameter("for", of: text) : text))
      }
    }
    return addresses
  }

  /// Returns the value of a parameter of an element of Forwarded (RFC 7239 §4), without quotes.
  private static func parameter(_ name: String, of element: String) -> String {
    for pair in element.split(separator: ";") {
      let parts = pair.split(separator: "=", maxSplits: 1)
      guard parts.count == 2, trimmed(parts[0]).lowercased() == name else { continue }
      let value = trimmed(parts[1])
      return value.hasPrefix("\"") && value.hasSuffix("\"") ? String(value.dropFirst().dropLast()) : value
    }
    return ""
  }

  /// Reads an address, which may be in brackets and have a port (RFC 7239 §6).
  private static func address(_ text: String) -> PeerAddress? {
    if text.hasPrefix("[") { return PeerAddress(String(text.dropFirst().prefix { $0 != "]" })) }
    if let address = PeerAddress(text) { return address }
    return PeerAddress(String(text.prefix { $0 != ":" }))
  }

  private static func trimmed(_ text: Substring) -> String {
    let bytes = Array(text.utf8)
    return bytes.span.text(bytes.span.trimmingBlanks(0..<bytes.count))
  }
}
