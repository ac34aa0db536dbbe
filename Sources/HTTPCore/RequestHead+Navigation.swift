extension RequestHead {
  /// Reports whether a browser asks for a page to show, not a script or a program for data.
  ///
  /// A browser says so in Sec-Fetch-Mode (Fetch Metadata Request Headers §2.2), but over plain HTTP only to
  /// its own machine. Otherwise it is recognised by Accept: browsers name both HTML and XHTML, and `fetch`,
  /// curl and Java do not.
  package func isNavigation(in bytes: Span<UInt8>) -> Bool {
    guard method.isRead else { return false }
    if let mode = first(.secFetchMode) { return bytes.equals(mode, "navigate") }
    // The two names and a comma take 31 bytes; most programs send fewer.
    guard let accept = first(.accept), accept.count >= 31 else { return false }
    var namesHTML = false
    var namesXHTML = false
    QualityList.forEach(accept, in: bytes) { name, _ in
      if bytes.equalsIgnoringCase(name, "text/html") { namesHTML = true }
      if bytes.equalsIgnoringCase(name, "application/xhtml+xml") { namesXHTML = true }
    }
    return namesHTML && namesXHTML
  }
}
