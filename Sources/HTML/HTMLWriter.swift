/// Writes an HTML document. What it writes is escaped by construction: names are literals of the program,
/// texts and values of attributes can't end where they are, and addresses are `Link`s.
package struct HTMLWriter {
  package private(set) var bytes: [UInt8] = []

  /// - Parameter capacity: about how many bytes will be written.
  package init(capacity: Int = 16_384) { bytes.reserveCapacity(capacity) }

  /// Returns the document whose root element has the attributes and the content.
  package static func document(
    capacity: Int = 16_384, _ attributes: [Attribute], _ content: (inout HTMLWriter) -> Void
  ) -> [UInt8] {
    var html = HTMLWriter(capacity: capacity)
    html.append("<!DOCTYPE html>\n")
    html.element(.html, attributes, content)
    html.append("\n")
    return html.bytes
  }

  /// Returns the elements alone, for a page that includes them.
  package static func fragment(_ content: (inout HTMLWriter) -> Void) -> [UInt8] {
    var html = HTMLWriter()
    content(&html)
    return html.bytes
  }

  package mutating func element(
    _ element: Element, _ attributes: [Attribute] = [], _ content: (inout HTMLWriter) -> Void
  ) {
    start(element.name, attributes)
    content(&self)
    end(element)
  }

  package mutating func element(_ element: Element, _ attributes: [Attribute] = [], text: String) {
    start(element.name, attributes)
    self.text(text)
    end(element)
  }

  /// Writes an element that has no content (HTML §13.1.2, void elements).
  package mutating func void(_ element: VoidElement, _ attributes: [Attribute] = []) {
    start(element.name, attributes)
  }

  /// Writes text. `<`, `>` and `&` are escaped. Characters that HTML doesn't allow (§13.2.3.5) are replaced
  /// by U+FFFD.
  package mutating func text(_ text: String) { append(escaped: text) }

  /// Writes a space, for two inline elements side by side.
  package mutating func space() { bytes.append(0x20) }

  /// Writes a line feed between two elements.
  package mutating func line() { bytes.append(0x0A) }

  /// Writes data for programs. `<` is written as the escape of JSON, so that no text of the data ends the
  /// element.
  ///
  /// - Parameter json: a JSON document.
  package mutating func data(_ type: StaticString, json: [UInt8]) {
    start("script", [Attribute(name: "type", .literal(type))])
    var rest = json[...]
    while let place = rest.firstIndex(of: 0x3C) {
      bytes += rest[..<place]
      append("\\u003c")
      rest = rest[(place + 1)...]
    }
    bytes += rest
    append("</script>")
  }

  private mutating func start(_ name: StaticString, _ attributes: [Attribute]) {
    bytes.append(0x3C)
    append(name)
    for attribute in attributes { append(attribute) }
    bytes.append(0x3E)
  }

  private mutating func end(_ element: Element) {
    append("</")
    append(element.name)
    bytes.append(0x3E)
  }

  private mutating func append(_ attribute: Attribute) {
    guard attribute.isWritten else { return }
    bytes.append(0x20)
    append(attribute.name)
    switch attribute.value {
    case .none: break
    case .literal(let text):
      append("=\"")
      append(text)
      bytes.append(0x22)
    case .text(let text):
      append("=\"")
      append(escaped: text)
      bytes.append(0x22)
    }
  }

  private mutating func append(_ literal: StaticString) {
    literal.withUTF8Buffer { unsafe bytes.append(contentsOf: $0) }
  }

  private mutating func append(escaped text: String) {
    for byte in text.utf8 {
      switch byte {
      case 0x26: append("&amp;")
      case 0x3C: append("&lt;")
      case 0x3E: append("&gt;")
      case 0x22: append("&quot;")
      // Controls other than tab and the ends of lines.
      case 0x00...0x08, 0x0B...0x0C, 0x0E...0x1F, 0x7F: append("\u{FFFD}")
      default: bytes.append(byte)
      }
    }
  }
}
