internal import HTTPCore

/// vCard 4.0 (RFC 6350).
struct VCardWriter {
  private(set) var bytes: [UInt8] = []

  mutating func card(_ body: (inout VCardWriter) -> Void) {
    line("BEGIN:VCARD")
    line("VERSION:4.0")
    body(&self)
    line("END:VCARD")
  }

  mutating func property(_ name: StaticString, _ text: String?) {
    guard let text else { return }
    line("\(name):\(Self.escaped(text))")
  }

  /// Components of a structured value, parted by semicolons (§3.3).
  mutating func property(_ name: StaticString, components: [String]) {
    line("\(name):" + components.map(Self.escaped).joined(separator: ";"))
  }

  /// A value that is not text, such as a URI: nothing in it is escaped.
  mutating func property(_ name: StaticString, verbatim value: String) { line("\(name):\(value)") }

  /// §3.4.
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", ",", ";": escaped.unicodeScalars += ["\\", scalar]
      case "\n": escaped += "\\n"
      case "\r": continue
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  /// Folded so that no line has more than 75 octets, and no character is parted (§3.2).
  private mutating func line(_ text: String) {
    var length = 0
    for scalar in text.unicodeScalars {
      let octets = UTF8.encode(scalar).map(Array.init) ?? []
      if length + octets.count > 75 {
        bytes.append("\r\n " as StaticString)
        length = 1
      }
      bytes += octets
      length += octets.count
    }
    bytes.append("\r\n" as StaticString)
  }
}
