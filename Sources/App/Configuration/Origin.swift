import HTTPCore

/// A scheme and an authority, and nothing behind them (RFC 6454 §6.2).
enum Origin {
  static func isOrigin(_ text: String) -> Bool {
    guard let scheme = ["https://", "http://"].first(where: { text.hasPrefix($0) }) else { return false }
    let octets = Array(text.utf8.dropFirst(scheme.utf8.count))
    guard let authority = Authority.parse(0..<octets.count, in: octets.span) else { return false }
    return !authority.host.isEmpty && authority.port?.isEmpty != true
  }
}
