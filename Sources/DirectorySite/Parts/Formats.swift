internal import HTML

/// The formats that a list or a record is offered in, beside its page.
enum Formats {
  case csv, json, jsonld, vcf

  /// The ending of its addresses.
  var ending: StaticString {
    switch self {
    case .csv: "csv"
    case .json: "json"
    case .jsonld: "jsonld"
    case .vcf: "vcf"
    }
  }

  var name: String {
    switch self {
    case .csv: "CSV"
    case .json: "JSON"
    case .jsonld: "JSON-LD"
    case .vcf: "vCard"
    }
  }
}

extension SiteCall {
  /// Writes links to the same list or record in other formats.
  ///
  /// - Parameter address: the path in the API, and the filters as the API understands them.
  func writeFormats(
    _ label: String, of address: SiteAddress, _ formats: [Formats], feed: Bool = false,
    to html: inout HTMLWriter
  ) {
    html.element(.p, [.class("formats line small quiet")]) { html in
      html.element(.span, text: label)
      for format in formats {
        html.space()
        html.link(address.api(format.ending), format.name)
      }
      if feed {
        html.space()
        html.link(Self.feed, [.type("application/atom+xml")], say.feed)
      }
    }
    html.line()
  }

  static let feed = Link(local: "/changes.atom")
}

extension HTMLWriter {
  mutating func link(_ link: Link, _ text: String) { self.link(link, [], text) }
}
