/// The content codings in which a representation can be had (RFC 9110 §8.4.1).
package enum ContentCoding: Sendable, Hashable {
  case identity, gzip

  /// What a client can take (RFC 9110 §12.5.3).
  package struct Acceptance: Sendable, Equatable {
    package let identity: Bool
    package let gzip: Bool
    /// Gzip is taken and not preferred less than identity.
    package let prefersGzip: Bool
  }

  /// Reads all Accept-Encoding lines. Without the field any coding is fine; identity is what such a client,
  /// often a simple one, is sure to read. An empty field asks for identity.
  package static func acceptance(_ head: RequestHead, in bytes: Span<UInt8>) -> Acceptance {
    var gzip: Int?
    var identity: Int?
    var any: Int?
    for field in head.fields where field.known == .acceptEncoding {
      QualityList.forEach(field.value, in: bytes) { name, weight in
        if bytes.equalsIgnoringCase(name, "gzip") || bytes.equalsIgnoringCase(name, "x-gzip") {
          gzip = weight
        } else if bytes.equalsIgnoringCase(name, "identity") {
          identity = weight
        } else if bytes.equals(name, "*") {
          any = weight
        }
      }
    }
    let gzipWeight = gzip ?? any ?? 0
    // Identity is acceptable unless it is excluded by name, or by a `*` without an entry of its own.
    let identityAllowed = identity.map { $0 > 0 } ?? (any != 0)
    let isPreferred = identity.map { gzipWeight >= $0 } ?? true
    return Acceptance(
      identity: identityAllowed, gzip: gzipWeight > 0, prefersGzip: gzipWeight > 0 && isPreferred)
  }
}
