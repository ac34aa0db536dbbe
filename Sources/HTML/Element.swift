/// An element with content. There is none for `style`, and `script` is written only by
/// `HTMLWriter.module` and `HTMLWriter.data`, because their content isn't text.
package struct Element: Sendable {
  let name: StaticString

  private init(_ name: StaticString) { self.name = name }

  package static let html = Element("html")
  package static let head = Element("head")
  package static let title = Element("title")
  package static let body = Element("body")
  package static let header = Element("header")
  package static let nav = Element("nav")
  package static let main = Element("main")
  package static let article = Element("article")
  package static let section = Element("section")
  package static let footer = Element("footer")
  package static let address = Element("address")
  package static let h1 = Element("h1")
  package static let h2 = Element("h2")
  package static let h3 = Element("h3")
  package static let h4 = Element("h4")
  package static let h5 = Element("h5")
  package static let h6 = Element("h6")
  package static let p = Element("p")
  package static let div = Element("div")
  package static let span = Element("span")
  package static let a = Element("a")
  package static let b = Element("b")
  package static let mark = Element("mark")
  package static let time = Element("time")
  package static let code = Element("code")
  package static let pre = Element("pre")
  package static let ul = Element("ul")
  package static let ol = Element("ol")
  package static let li = Element("li")
  package static let dl = Element("dl")
  package static let dt = Element("dt")
  package static let dd = Element("dd")
  package static let figure = Element("figure")
  package static let figcaption = Element("figcaption")
  package static let table = Element("table")
  package static let thead = Element("thead")
  package static let tbody = Element("tbody")
  package static let tr = Element("tr")
  package static let th = Element("th")
  package static let td = Element("td")
  package static let form = Element("form")
  package static let fieldset = Element("fieldset")
  package static let legend = Element("legend")
  package static let label = Element("label")
  package static let button = Element("button")
  package static let select = Element("select")
  package static let option = Element("option")
  package static let details = Element("details")
  package static let summary = Element("summary")
  package static let memberDirectory = Element("member-directory")
  package static let svg = Element("svg")
  package static let g = Element("g")
  package static let rect = Element("rect")
  package static let circle = Element("circle")
  package static let svgText = Element("text")
}

/// An element without content and without an end tag.
package struct VoidElement: Sendable {
  let name: StaticString

  private init(_ name: StaticString) { self.name = name }

  package static let meta = VoidElement("meta")
  package static let link = VoidElement("link")
  package static let img = VoidElement("img")
  package static let input = VoidElement("input")
  package static let br = VoidElement("br")
}

extension HTMLWriter {
  /// Writes the element that loads a script of this server as a module.
  package mutating func module(_ source: Link) {
    element(Element.script, [Attribute(name: "type", .literal("module")), .src(source)]) { _ in }
  }
}

extension Element {
  fileprivate static let script = Element("script")
}
