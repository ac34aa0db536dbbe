/// An attribute. There is none whose value is a script or a style, and those that hold an address take a
/// `Link`.
package struct Attribute: Sendable {
  enum Value: Sendable {
    case none
    case literal(StaticString)
    case text(String)
  }

  let name: StaticString
  let value: Value
  /// False for an attribute that is left out.
  let isWritten: Bool

  init(name: StaticString, _ value: Value, if isWritten: Bool = true) {
    self.name = name
    self.value = value
    self.isWritten = isWritten
  }

  // MARK: Addresses

  package static func href(_ link: Link) -> Attribute { Attribute(name: "href", .text(link.text)) }
  package static func src(_ link: Link) -> Attribute { Attribute(name: "src", .text(link.text)) }
  package static func action(_ link: Link) -> Attribute { Attribute(name: "action", .text(link.text)) }

  /// The sizes of a picture with their widths in pixels (HTML §4.8.4.2.1).
  package static func srcset(_ sizes: [(link: Link, width: Int)]) -> Attribute {
    let candidates = sizes.map { "\($0.link.text) \($0.width)w" }.joined(separator: ", ")
    return Attribute(name: "srcset", .text(candidates), if: !sizes.isEmpty)
  }

  // MARK: Names, which are literals

  package static func `class`(_ name: StaticString) -> Attribute { Attribute(name: "class", .literal(name)) }
  package static func id(_ name: StaticString) -> Attribute { Attribute(name: "id", .literal(name)) }
  /// An id that comes from the data, for a place that others link to.
  package static func id(of name: String) -> Attribute { Attribute(name: "id", .text(name)) }
  package static func `for`(_ name: StaticString) -> Attribute { Attribute(name: "for", .literal(name)) }
  package static func form(_ name: StaticString) -> Attribute { Attribute(name: "form", .literal(name)) }
  package static func type(_ name: StaticString) -> Attribute { Attribute(name: "type", .literal(name)) }
  package static func rel(_ name: StaticString) -> Attribute { Attribute(name: "rel", .literal(name)) }
  package static func role(_ name: StaticString) -> Attribute { Attribute(name: "role", .literal(name)) }
  package static func scope(_ name: StaticString) -> Attribute { Attribute(name: "scope", .literal(name)) }
  package static func sizes(_ name: StaticString) -> Attribute { Attribute(name: "sizes", .literal(name)) }
  package static func charset(_ name: StaticString) -> Attribute {
    Attribute(name: "charset", .literal(name))
  }

  /// What a form field is called in the query.
  package static func name(_ name: String) -> Attribute { Attribute(name: "name", .text(name)) }
  package static func meta(_ name: StaticString) -> Attribute { Attribute(name: "name", .literal(name)) }
  package static func property(_ name: StaticString) -> Attribute {
    Attribute(name: "property", .literal(name))
  }
  package static func enterKeyHint(_ hint: StaticString) -> Attribute {
    Attribute(name: "enterkeyhint", .literal(hint))
  }
  package static func autocomplete(_ value: StaticString) -> Attribute {
    Attribute(name: "autocomplete", .literal(value))
  }

  /// An attribute for the scripts of the page. Its name begins with `data-`.
  package static func data(_ name: DataName, _ value: String) -> Attribute {
    Attribute(name: name.name, .text(value))
  }

  package struct DataName: Sendable {
    let name: StaticString

    package static let results = DataName(name: "data-results")
    package static let total = DataName(name: "data-total")
    package static let api = DataName(name: "data-api")
    package static let list = DataName(name: "data-list")
    package static let none = DataName(name: "data-none")
    package static let one = DataName(name: "data-one")
    package static let many = DataName(name: "data-many")
    package static let member = DataName(name: "data-member")
    package static let topic = DataName(name: "data-topic")
    package static let contact = DataName(name: "data-contact")
    package static let office = DataName(name: "data-office")
  }

  /// An attribute of the element `member-directory`.
  package static func widget(_ name: WidgetName, _ value: String) -> Attribute {
    Attribute(name: name.name, .text(value))
  }

  package struct WidgetName: Sendable {
    let name: StaticString

    package static let topic = WidgetName(name: "topic")
    package static let area = WidgetName(name: "area")
    package static let kind = WidgetName(name: "kind")
    package static let limit = WidgetName(name: "limit")
    package static let heading = WidgetName(name: "heading")
  }

  // MARK: Texts

  package static func title(_ text: String) -> Attribute { Attribute(name: "title", .text(text)) }
  package static func content(_ text: String) -> Attribute { Attribute(name: "content", .text(text)) }
  package static func value(_ text: String) -> Attribute { Attribute(name: "value", .text(text)) }
  package static func alt(_ text: String) -> Attribute { Attribute(name: "alt", .text(text)) }
  package static func datetime(_ text: String) -> Attribute { Attribute(name: "datetime", .text(text)) }
  package static func label(_ text: String) -> Attribute { Attribute(name: "aria-label", .text(text)) }
  package static func labelledBy(_ id: StaticString) -> Attribute {
    Attribute(name: "aria-labelledby", .literal(id))
  }
  package static func hreflang(_ tag: String) -> Attribute { Attribute(name: "hreflang", .text(tag)) }
  package static func lang(_ tag: String) -> Attribute { Attribute(name: "lang", .text(tag)) }
  /// The language of a part; left out if it is that of the page.
  package static func lang(_ tag: String?) -> Attribute {
    Attribute(name: "lang", .text(tag ?? ""), if: tag != nil)
  }
  package static func current(_ kind: StaticString, if isCurrent: Bool = true) -> Attribute {
    Attribute(name: "aria-current", .literal(kind), if: isCurrent)
  }

  // MARK: Numbers and flags

  package static func width(_ number: Int) -> Attribute { Attribute(name: "width", .text(String(number))) }
  package static func height(_ number: Int) -> Attribute { Attribute(name: "height", .text(String(number))) }
  package static func x(_ number: Int) -> Attribute { Attribute(name: "x", .text(String(number))) }
  package static func y(_ number: Int) -> Attribute { Attribute(name: "y", .text(String(number))) }
  package static func cx(_ number: Int) -> Attribute { Attribute(name: "cx", .text(String(number))) }
  package static func cy(_ number: Int) -> Attribute { Attribute(name: "cy", .text(String(number))) }
  package static func r(_ number: Int) -> Attribute { Attribute(name: "r", .text(String(number))) }
  /// The part of a drawing that is shown, from its upper left corner.
  package static func viewBox(_ width: Int, _ height: Int) -> Attribute {
    Attribute(name: "viewBox", .text("0 0 \(width) \(height)"))
  }
  package static func tabIndex(_ number: Int) -> Attribute {
    Attribute(name: "tabindex", .text(String(number)))
  }
  package static func checked(_ isChecked: Bool) -> Attribute {
    Attribute(name: "checked", .none, if: isChecked)
  }
  package static func selected(_ isSelected: Bool) -> Attribute {
    Attribute(name: "selected", .none, if: isSelected)
  }
  /// For what assistive technology leaves out.
  package static let unseen = Attribute(name: "aria-hidden", .literal("true"))
  package static let hidden = Attribute(name: "hidden", .none)
  /// For names, which no dictionary has.
  package static let noCapitals = Attribute(name: "autocapitalize", .literal("off"))
  package static let noSpelling = Attribute(name: "spellcheck", .literal("false"))
  /// For a picture below the first screen.
  package static let lazy = Attribute(name: "loading", .literal("lazy"))
}
