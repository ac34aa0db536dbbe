internal import HTTPCore

/// Which coding of the chosen representation is sent (RFC 9110 §12.5.3).
enum CodingChoice: Sendable {
  case identity
  /// Gzip where it makes the content smaller.
  case gzip
  /// Gzip whatever it costs: the client has excluded identity.
  case gzipOnly

  /// Nil where the client takes neither.
  init?(_ acceptance: ContentCoding.Acceptance) {
    if acceptance.identity {
      self = acceptance.prefersGzip ? .gzip : .identity
    } else {
      guard acceptance.gzip else { return nil }
      self = .gzipOnly
    }
  }
}
