internal import HTTPCore

extension RequestHead {
  /// The origin that the client has asked, as it sees it: of an absolute target, or of Host. Whether a proxy
  /// has ended TLS is not known here; `http.origin` says it.
  func origin(in bytes: Span<UInt8>) -> String {
    guard let authority = target.authority ?? first(.host), !authority.isEmpty else { return "" }
    let start = target.whole.lowerBound
    let isTLS =
      target.form == .absolute && bytes.equalsIgnoringCase(start..<start &+ 6, "https:")
    return (isTLS ? "https://" : "http://") + bytes.text(authority)
  }
}
