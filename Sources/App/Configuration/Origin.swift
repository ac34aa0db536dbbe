import HTTPCore

/// A scheme and an authority, without a path or a query (RFC 6454 §6.2).
enum Origin {
  static func isOrigin(_ text: String) -> Bool {
    guard let scheme = ["https://", "http://"].first(where: { text.hasPrefix($0) }) else { return false }
    let bytes = Array(text.utf8.dropFirst(scheme.utf8.count))
    guard let authority = Authority.parse(0..<bytes.count, in: bytes.span) else { return false }
    return !authority.host.isEmpty && authority.port?.isEmpty != true
  }
}
