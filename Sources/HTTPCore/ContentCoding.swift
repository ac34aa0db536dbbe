/// The content codings that a representation can have here (RFC 9110 §8.4.1).
package enum ContentCoding: Sendable, Hashable {
  case identity, gzip

  /// Which codings a client accepts (RFC 9110 §12.5.3).
  package struct Acceptance: Sendable, Equatable {
    package let identity: Bool
    package let gzip: Bool
    /// Gzip is accepted, and identity isn't preferred to it.
    package let prefersGzip: Bool
  }

  /// Reads all Accept-Encoding lines. Without the field, any coding is allowed, but such a client is often a
  /// simple one that understands only identity. An empty field asks for identity.
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
