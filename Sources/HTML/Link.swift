/// An address that a page may link to. Only those of this server, of the Web, of mail and of telephones can
/// be made, so that no value of a record becomes a script.
package struct Link: Sendable, Equatable {
  let text: String

  private init(_ text: String) { self.text = text }

  /// An address on this server.
  ///
  /// - Parameter local: an absolute path, escaped, with or without a query and a fragment. If it could mean
  ///   another server, or has a character that no address has, the link leads to the start page.
  package init(local: String) {
    let bytes = Array(local.utf8)
    let isPath = bytes.first == 0x2F && bytes.dropFirst().first != 0x2F
    self.init(isPath && bytes.allSatisfy(Self.isAllowed) ? local : "/")
  }

  /// A place on the same page.
  package static func fragment(_ id: StaticString) -> Link { Link("#" + id.description) }

  /// A place on the same page that is named after a record.
  package init(place id: String) { self.init("#" + (id.utf8.allSatisfy(Self.isAllowed) ? id : "")) }

  /// Returns the link to a place on the page.
  package func at(_ id: StaticString) -> Link { Link(text + "#" + id.description) }

  /// An address on the Web, or nil if the text isn't one with the scheme http or https.
  package init?(web: String) {
    let lowered = web.prefix(8).lowercased()
    guard lowered.hasPrefix("https://") || lowered.hasPrefix("http://"),
      !web.utf8.contains(where: Self.isControl)
    else { return nil }
    self.init(web)
  }

  /// - Parameter origin: scheme and host of this server, as `https://members.example.org`.
  package init?(origin: String, local: String) { self.init(web: origin + Link(local: local).text) }

  /// Returns nil if the text can't be an e-mail address.
  package init?(email: String) {
    let bytes = Array(email.utf8)
    guard bytes.contains(0x40), bytes.allSatisfy(Self.isAllowed), !bytes.contains(0x3F),
      !bytes.contains(0x26),
      !bytes.contains(0x25)
    else { return nil }
    self.init("mailto:" + email)
  }

  /// Returns nil if the text isn't a number with `+` and digits (E.164).
  package init?(telephone: String) {
    guard telephone.first == "+", telephone.count > 1,
      telephone.utf8.dropFirst().allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    self.init("tel:" + telephone)
  }

  /// Printable ASCII without what ends an attribute or starts markup, and without the backslash, which
  /// browsers take for a slash.
  private static func isAllowed(_ byte: UInt8) -> Bool {
    (0x21...0x7E).contains(byte) && ![0x22, 0x3C, 0x3E, 0x5C, 0x5E, 0x60, 0x7B, 0x7C, 0x7D].contains(byte)
  }

  private static func isControl(_ byte: UInt8) -> Bool { byte <= 0x20 || byte == 0x7F }
}
