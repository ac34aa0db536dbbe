internal import HTML

/// Links of the organisation at the end of each page: a text and an address for each, as
/// `About the office https://example.org/about; Vacancies https://example.org/jobs`.
package struct FooterLinks: Sendable, Equatable {
  /// More would be a menu of their own.
  static let most = 10
  static let longestText = 80

  let links: [(text: String, link: Link)]

  /// Returns nil if the text has another form, or more links or longer texts than fit.
  package init?(_ text: String) {
    var links: [(String, Link)] = []
    for entry in text.split(separator: ";") {
      let words = entry.split(separator: " ")
      guard words.count >= 2, let address = words.last, let link = Link(web: String(address)) else {
        return nil
      }
      let label = words.dropLast().joined(separator: " ")
      guard label.count <= Self.longestText, !label.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else {
        return nil
      }
      links.append((label, link))
    }
    guard (1...Self.most).contains(links.count) else { return nil }
    self.links = links
  }

  package static func == (left: FooterLinks, right: FooterLinks) -> Bool {
    left.links.elementsEqual(right.links, by: ==)
  }

  /// Writes the links.
  ///
  /// - Parameter language: that of the texts, if the page is in another one.
  func write(to html: inout HTMLWriter, label: String, language: String?) {
    html.element(.nav, [.class("line"), .label(label)]) { html in
      for (index, link) in links.enumerated() {
        if index > 0 { html.space() }
        html.link(link.link, [.lang(language)], link.text)
      }
    }
  }
}
