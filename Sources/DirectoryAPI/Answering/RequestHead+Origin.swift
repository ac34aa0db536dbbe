internal import HTTPCore

extension RequestHead {
  /// Returns the origin that the client has sent the request to, from an absolute target or from Host; empty
  /// if it has neither. It is not known whether a proxy has ended TLS; the setting `http.origin` is for that.
  func origin(in bytes: Span<UInt8>) -> String {
    guard let authority = target.authority ?? first(.host), !authority.isEmpty else { return "" }
    let start = target.whole.lowerBound
    let isTLS =
      target.form == .absolute && bytes.equalsIgnoringCase(start..<start &+ 6, "https:")
    return (isTLS ? "https://" : "http://") + bytes.text(authority)
  }
}
