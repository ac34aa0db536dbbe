package import HTTPCore

/// The coding in which the representation is sent (RFC 9110 §12.5.3).
package enum CodingChoice: Sendable {
  case identity
  /// Gzip if it makes the content smaller.
  case gzip
  /// Gzip in any case: the client has excluded identity.
  case gzipOnly

  /// Nil if the client has excluded both.
  package init?(_ acceptance: ContentCoding.Acceptance) {
    if acceptance.identity {
      self = acceptance.prefersGzip ? .gzip : .identity
    } else {
      guard acceptance.gzip else { return nil }
      self = .gzipOnly
    }
  }
}
