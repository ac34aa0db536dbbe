extension RequestHead {
  /// Reports whether a browser asks for a page to show, not a script or a program for data.
  ///
  /// A browser says so in Sec-Fetch-Mode (Fetch Metadata Request Headers §2.2), but over plain HTTP only to
  /// its own machine. Otherwise it is recognised by Accept: browsers name both HTML and XHTML, and `fetch`,
  /// curl and Java do not.
  package func isNavigation(in bytes: Span<UInt8>) -> Bool {
    guard method.isRead else { return false }
    var accept: Range<Int>?
    // Every request passes here, so the fields are looked through once.
    for index in fields.indices {
      switch fields[index].known {
      case .secFetchMode: return bytes.equals(fields[index].value, "navigate")
      case .accept: accept = accept ?? fields[index].value
      default: break
      }
    }
    // The two names and a comma take 31 bytes; most programs send fewer.
    guard let accept, accept.count >= 31 else { return false }
    return Self.isBrowsers(accept, in: bytes)
  }

  private static func isBrowsers(_ accept: Range<Int>, in bytes: Span<UInt8>) -> Bool {
    var namesHTML = false
    var namesXHTML = false
    QualityList.forEach(accept, in: bytes) { name, _ in
      if bytes.equalsIgnoringCase(name, "text/html") { namesHTML = true }
      if bytes.equalsIgnoringCase(name, "application/xhtml+xml") { namesXHTML = true }
    }
    return namesHTML && namesXHTML
  }
}
