/// What a request may be. docs/threat-model.md says what each one defends against.
package struct RequestLimits: Sendable {
  /// RFC 9112 §3 asks for at least 8,000 bytes; nginx and Apache accept 8 KiB.
  package var target = 8_192
  /// Request line and fields together. nginx accepts 4 × 8 KiB, Go 1 MiB, Node 16 KiB.
  package var head = 32_768
  /// Apache accepts 100 (LimitRequestFields), Node 2,000.
  package var fields = 100
  /// All chunk extensions of one request. Go counts them against 16 KiB of overhead; nothing here reads them.
  package var chunkExtensions = 4_096
  /// All trailer fields of one request.
  package var trailers = 8_192
  /// Whether an https URI may be the target. A server must refuse it unless the client's connection is
  /// secured, or comes from a gateway that it trusts (RFC 9110 §7.4).
  package var acceptsSecureTargets: Bool

  package init(acceptsSecureTargets: Bool = false) { self.acceptsSecureTargets = acceptsSecureTargets }
}
