package import HTTPCore

extension RequestHead {
  /// Returns the origin that the client has sent the request to, from an absolute target or from Host; empty
  /// if it has neither. Whether a proxy has ended TLS isn't known, and https targets are accepted only if the
  /// setting `http.origin` says so, which then replaces this.
  package func origin(in bytes: Span<UInt8>) -> String {
    guard let authority = target.authority ?? first(.host), !authority.isEmpty else { return "" }
    return "http://" + bytes.text(authority)
  }
}
