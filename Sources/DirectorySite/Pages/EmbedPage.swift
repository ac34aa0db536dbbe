internal import Directory
internal import HTML
internal import HTTPCore

/// How to show members on another site: a form, what it makes, and the code to copy.
struct EmbedPage {
  private let call: SiteCall
  private let topics: [Topic]
  private let areas: [DirectoryDocument.Area]
  private var say: any Phrases.Type { call.say }

  static func make(_ call: SiteCall) throws(SiteError) -> Page {
    let (topics, areas) = try SiteError.wrapping { () throws(DirectoryError) in
      (try call.allTopics().items, try call.reader.areas())
    }
    return EmbedPage(call: call, topics: topics, areas: areas).page()
  }

  private init(call: SiteCall, topics: [Topic], areas: [DirectoryDocument.Area]) {
    self.call = call
    self.topics = topics
    self.areas = areas
  }

  // MARK: What the form says

  private var topic: String? {
    call.argument("topic").flatMap { slug in topics.contains { $0.slug == slug } ? slug : nil }
  }

  private var area: String? {
    call.argument("area").flatMap { slug in areas.contains { $0.slug == slug } ? slug : nil }
  }

  private var shown: SiteLanguage {
    call.argument("lang").flatMap(SiteLanguage.init(rawValue:)) ?? call.language
  }

  private var limit: String { choice("limit", among: Self.limits, or: "10") }
  private var heading: String { choice("heading", among: Self.headings, or: "3") }
  private static let limits = ["5", "10", "20", "50"]
  private static let headings = ["2", "3", "4", "5", "6"]

  private func choice(_ name: String, among known: [String], or standard: String) -> String {
    call.argument(name).flatMap { known.contains($0) ? $0 : nil } ?? standard
  }

  private var list: SiteAddress {
    var address = SiteAddress.members
    if let topic { address = address.with("topic", topic) }
    if let area { address = address.with("area", area) }
    return address
  }

  // MARK: The page

  private func page() -> Page {
    var page = Page { html in
      html.element(.div, [.class("head")]) { html in
        html.element(.h1, text: say.embedTitle)
        html.paragraph([.class("sub text")], say.embedIntro)
      }
      html.line()
      html.part("choose", say.embedChoose) { writeForm(to: &$0) }
      html.part("preview", say.embedPreview) { html in
        html.element(.div, [.class("preview")]) { writePreview(to: &$0) }
      }
      html.part("element", say.embedElement) { html in
        html.element(.div, [.class("stack")]) { html in
          html.paragraph(say.embedElementText)
          Self.write(code: elementCode, to: &html)
          html.paragraph(say.embedStyle)
          Self.write(code: Self.style, to: &html)
        }
      }
      html.part("fragment", say.embedFragment) { html in
        html.element(.div, [.class("stack")]) { html in
          html.paragraph(say.embedFragmentText)
          Self.write(code: fragmentAddress, to: &html)
        }
      }
    }
    page.title = say.embedTitle
    page.description = say.embedIntro
    page.address = call.query.parameters.isEmpty ? .embed : nil
    page.translated = .embed
    page.scripts = ["widget.js"]
    return page
  }

  private func writeForm(to html: inout HTMLWriter) {
    html.element(.form, [.class("grid"), .action(call.link(.embed))]) { html in
      write(
        "topic", say.filterTopic, [("", say.embedAny)] + topics.map { ($0.slug, $0.name) }, topic ?? "",
        to: &html)
      if !areas.isEmpty {
        write(
          "area", say.filterArea, [("", say.embedAny)] + areas.map { ($0.slug, $0.name) }, area ?? "",
          to: &html)
      }
      write(
        "lang", say.embedLanguage, call.languages.map { ($0.tag, $0.phrases.languageName) }, shown.tag,
        to: &html)
      write("limit", say.embedLimit, Self.limits.map { ($0, $0) }, limit, to: &html)
      write("heading", say.embedHeadingLevel, Self.headings.map { ($0, $0) }, heading, to: &html)
      html.element(.p) { $0.element(.button, text: say.embedUpdate) }
    }
    html.line()
  }

  private func write(
    _ name: StaticString, _ label: String, _ options: [(String, String)], _ chosen: String,
    to html: inout HTMLWriter
  ) {
    html.element(.p) { html in
      html.element(.label, [.for(name)], text: label)
      html.space()
      html.element(.select, [.id(name), .name(name.description)]) { html in
        for (value, text) in options {
          html.element(.option, [.value(value), .selected(value == chosen)], text: text)
        }
      }
    }
    html.line()
  }

  private func writePreview(to html: inout HTMLWriter) {
    var attributes: [Attribute] = []
    if let topic { attributes.append(.widget(.topic, topic)) }
    if let area { attributes.append(.widget(.area, area)) }
    attributes += [.lang(shown.tag), .widget(.limit, limit), .widget(.heading, "3")]
    html.element(.memberDirectory, attributes) { html in
      html.link(list.link(in: shown), shown.phrases.widgetHeading)
    }
  }

  // MARK: The code

  private var elementCode: String {
    var attributes = ""
    for (name, value) in [
      ("topic", topic), ("area", area), ("lang", shown.tag), ("limit", limit), ("heading", heading),
    ] {
      if let value { attributes += " \(name)=\"\(value)\"" }
    }
    let address = (call.origin + list.text(in: shown)).replacing("&", with: "&amp;")
    return """
      <script type="module" src="\(call.origin)\(call.assets.path("widget.js"))"
        integrity="\(call.assets.integrity("widget.js"))" crossorigin="anonymous"></script>
      <member-directory\(attributes)>
        <a href="\(address)">\(shown.phrases.widgetHeading)</a>
      </member-directory>
      """
  }

  private var fragmentAddress: String {
    var query = list.query.map { $0.name + "=" + $0.value }
    query += ["lang=" + shown.tag, "limit=" + limit, "heading=" + heading]
    return call.origin + "/embed/members?" + query.joined(separator: "&")
  }

  private static let style = """
    member-directory {
      --member-directory-accent: #0b4f6c;
      --member-directory-line: #d9d5cc;
    }
    member-directory::part(name) {
      font-weight: 600;
    }
    """

  private static func write(code: String, to html: inout HTMLWriter) {
    html.element(.pre, [.tabIndex(0)]) { $0.element(.code, text: code) }
    html.line()
  }
}
