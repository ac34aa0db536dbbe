internal import HTML

/// Parts that many pages have.
extension HTMLWriter {
  /// Marks the place in a phrase of an element that is written between its words.
  static let gap = "\u{FFFC}"

  /// Writes a phrase, and an element for each gap in it.
  mutating func phrase(_ phrase: String, _ element: (inout HTMLWriter) -> Void) {
    let pieces = phrase.split(separator: Self.gap, omittingEmptySubsequences: false)
    for (index, piece) in pieces.enumerated() {
      if index > 0 { element(&self) }
      text(String(piece))
    }
  }

  /// Writes a section with a heading.
  mutating func part(
    _ id: StaticString, _ heading: String, class name: StaticString = "part",
    _ content: (inout HTMLWriter) -> Void
  ) {
    element(.section, [.class(name), .labelledBy(id)]) { html in
      html.element(.h2, [.id(id)], text: heading)
      html.element(.div) { content(&$0) }
    }
    line()
  }

  mutating func paragraph(_ attributes: [Attribute] = [], _ text: String) {
    element(.p, attributes, text: text)
    line()
  }

  mutating func link(_ link: Link, _ attributes: [Attribute] = [], _ text: String) {
    element(.a, [.href(link)] + attributes, text: text)
  }

  /// Writes items of a list.
  mutating func list<Item>(
    _ element: Element = .ul, class name: StaticString, _ items: [Item],
    _ write: (inout HTMLWriter, Item) -> Void
  ) {
    self.element(element, [.class(name)]) { html in
      html.line()
      for item in items {
        html.element(.li) { write(&$0, item) }
        html.line()
      }
    }
    line()
  }

  /// Writes the paragraphs of a long text, which empty lines separate.
  mutating func paragraphs(_ text: String, _ attributes: [Attribute] = []) {
    element(.div, [.class("text")] + attributes) { html in
      for paragraph in text.split(separator: "\n\n") { html.paragraph(String(paragraph)) }
    }
    line()
  }

  mutating func time(_ moment: String, _ text: String) {
    element(.time, [.datetime(moment)], text: text)
  }

  mutating func paragraph(_ text: String) { paragraph([], text) }
}
