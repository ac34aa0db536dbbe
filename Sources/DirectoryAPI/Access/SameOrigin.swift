internal import HTTPCore

/// Whether a page of this server has made the request. A browser adds the cookie of a session to requests
/// that other sites cause too; SameSite=Strict leaves out most, but not those of other hosts of the same
/// domain.
enum SameOrigin {
  /// Reports whether the browser says so in Sec-Fetch-Site (Fetch Metadata Request Headers §2.4), which no
  /// script can set. Browsers without that field send Origin with each write.
  static func isProven(_ head: RequestHead, in bytes: Span<UInt8>, origin: String?) -> Bool {
    let sites = head.fields.filter { $0.known == .secFetchSite }
    if !sites.isEmpty { return sites.count == 1 && bytes.equals(sites[0].value, "same-origin") }
    return isOurs(head, in: bytes, origin) == true
  }

  /// Reports whether a page of another origin may have made the request. A program that isn't a browser sends
  /// neither field.
  static func isDenied(_ head: RequestHead, in bytes: Span<UInt8>, origin: String?) -> Bool {
    if head.first(.secFetchSite) == nil, head.first(.origin) == nil { return false }
    return !isProven(head, in: bytes, origin: origin)
  }

  /// Reports whether the browser has added the cookie to a read that no script has asked to have it: a page
  /// that is opened, or a part of a page. Links of other sites and address bars lead to public pages too.
  static func isWithoutScript(_ head: RequestHead, in bytes: Span<UInt8>) -> Bool {
    guard head.method.isRead, let mode = head.first(.secFetchMode) else { return false }
    return bytes.equals(mode, "navigate") || bytes.equals(mode, "no-cors")
  }

  /// Reports whether the request has come over TLS, or from this machine, as far as that can be known: a
  /// proxy ends TLS, and the program itself gets plain HTTP.
  static func isSecure(_ head: RequestHead, in bytes: Span<UInt8>, origin: String?) -> Bool {
    if let line = head.first(.origin) {
      let text = bytes.text(line).lowercased()
      if text.hasPrefix("https://") { return true }
      return isLoopback(String(text.dropFirst("http://".utf8.count)))
    }
    if origin?.lowercased().hasPrefix("https://") == true { return true }
    return (head.target.authority ?? head.first(.host)).map { isLoopback(bytes.text($0)) } ?? false
  }

  /// Returns true if Origin is that of this server, false if it is another one, and nil without the field.
  private static func isOurs(_ head: RequestHead, in bytes: Span<UInt8>, _ origin: String?) -> Bool? {
    let lines = head.fields.filter { $0.known == .origin }
    guard let line = lines.first else { return nil }
    guard lines.count == 1 else { return false }
    let text = bytes.text(line.value).lowercased()
    if let origin, text == origin.lowercased() { return true }
    // A proxy may end TLS, so the scheme can't be compared. A page can't choose the host that it names.
    guard let host = head.target.authority ?? head.first(.host), !host.isEmpty else { return false }
    let own = bytes.text(host).lowercased()
    return text == "https://\(own)" || text == "http://\(own)"
  }

  private static func isLoopback(_ authority: String) -> Bool {
    let host = authority.lowercased()
    return ["localhost", "127.0.0.1", "[::1]"].contains { name in
      host == name || host.hasPrefix(name + ":")
    }
  }
}
