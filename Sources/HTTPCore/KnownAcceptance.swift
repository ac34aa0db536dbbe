/// The last value of Accept-Encoding, and what it accepts. Most clients are browsers or one proxy, which send
/// the same value again and again, so most values are read by one comparison.
package struct KnownAcceptance {
  /// A longer value isn't remembered. Browsers send up to 23 bytes.
  private static let longest = 64

  private var value: [UInt8] = []
  private var acceptance: ContentCoding.Acceptance?

  package init() {}

  /// Returns the same as `ContentCoding.acceptance`.
  package mutating func acceptance(_ head: RequestHead, in bytes: Span<UInt8>) -> ContentCoding.Acceptance {
    var only: Range<Int>?
    for field in head.fields where field.known == .acceptEncoding {
      guard only == nil else { return ContentCoding.acceptance(head, in: bytes) }
      only = field.value
    }
    guard let only, only.count <= Self.longest else { return ContentCoding.acceptance(head, in: bytes) }
    if let acceptance, bytes.equals(only, value) { return acceptance }
    let read = ContentCoding.acceptance(head, in: bytes)
    value = bytes.array(only)
    acceptance = read
    return read
  }
}
