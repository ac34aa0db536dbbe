internal import Directory
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

  /// What every card says of where it comes from: `id` alone would not tell two directories' cards apart, and
  /// is what there is where no one said where the server stands (§6.7.6).
  mutating func properties(of source: Provenance, _ path: String, id: String) {
    if source.origin.isEmpty {
      property("UID;VALUE=text", id)
    } else {
      property("UID", verbatim: source.id(path))
      property("SOURCE", verbatim: source.id(path) + ".vcf")
    }
    // The basic format, without hyphens and colons (§4.3.5).
    property("REV", verbatim: RFC3339.text(source.changedAt, .basic))
    // What an address book groups by.
    property("CATEGORIES", source.organisation.map { $0.shortName ?? $0.name })
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
