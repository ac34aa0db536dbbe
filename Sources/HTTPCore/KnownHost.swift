/// The last Host that was valid. Nearly all requests to a server name the same host, so nearly all are found
/// valid by one comparison.
package struct KnownHost: Sendable {
  /// A longer value isn't remembered. Most names are far shorter.
  private static let longest = 64

  private var bytes: [UInt8] = []

  package init() {}

  /// Reports whether the value of a Host field is an authority, or empty (RFC 9110 §7.2).
  package mutating func isValid(_ value: Range<Int>, in bytes: Span<UInt8>) -> Bool {
    if bytes.equals(value, self.bytes) { return true }
    guard Authority.parse(value, in: bytes) != nil else { return false }
    if value.count <= Self.longest { self.bytes = bytes.array(value) }
    return true
  }
}
