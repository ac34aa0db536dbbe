internal import Directory
internal import HTTPCore

/// Writes vCard 4.0 (RFC 6350).
struct VCardWriter {
  private(set) var bytes: [UInt8] = []

  /// - Parameter revisedAt: when one of the records that the card shows last changed, in seconds since 1970.
  mutating func card(revisedAt: Int64, _ body: (inout VCardWriter) -> Void) {
    line("BEGIN:VCARD")
    line("VERSION:4.0")
    body(&self)
    property("REV", verbatim: RFC3339.text(revisedAt, .basic))
    line("END:VCARD")
  }

  mutating func property(_ name: StaticString, _ text: String?) {
    guard let text else { return }
    line("\(name):\(Self.escaped(text))")
  }

  /// Writes a structured value: its components, separated by semicolons (§3.3).
  mutating func property(_ name: StaticString, components: [String]) {
    line("\(name):" + components.map(Self.escaped).joined(separator: ";"))
  }

  /// Writes an address: its post office box, extended address, street, locality, region, postal code and
  /// country (§6.3.1).
  ///
  /// - Parameter extended: the name of the house, or what else comes before the street.
  mutating func address(
    extended: String = "", street: String?, postcode: String?, city: String?, country: String?
  ) {
    property(
      "ADR;TYPE=work",
      components: ["", extended, street ?? "", city ?? "", "", postcode ?? "", country ?? ""])
  }

  /// Writes the address of a web page. Its characters beyond ASCII are escaped, because a URI has none
  /// (§6.7.8, RFC 3987 §3.1).
  mutating func property(_ name: StaticString, uri address: String) {
    var uri: [UInt8] = []
    for byte in address.utf8 {
      if byte < 0x80 { uri.append(byte) } else { PercentEncoding.append([byte].span, to: &uri) }
    }
    property(name, verbatim: String(decoding: uri, as: UTF8.self))
  }

  /// Writes a list of texts, separated by commas (§3.3).
  mutating func property(_ name: StaticString, list: [String]) {
    line("\(name):" + list.map(Self.escaped).joined(separator: ","))
  }

  /// Writes the properties that say where a card comes from. UID is the address of the record, because `id`
  /// alone could be the same in two directories; without an origin only `id` is known (§6.7.6).
  mutating func properties(of source: Provenance, _ path: String, id: String) {
    if source.origin.isEmpty {
      property("UID;VALUE=text", id)
    } else {
      property("UID", verbatim: source.id(path))
      property("SOURCE", verbatim: source.id(path) + ".vcf")
    }
    // Address books group cards by this.
    property("CATEGORIES", source.organisation.map { $0.shortName ?? $0.name })
  }

  /// Writes the address of the largest size of a picture (§6.2.4). Writes nothing without one, and without an
  /// origin: a URI that isn't absolute has no meaning in an address book.
  mutating func photo(_ image: Image?, of key: RecordKey, from source: Provenance) {
    guard let size = image?.largest, !source.origin.isEmpty else { return }
    line("PHOTO;MEDIATYPE=\(size.type):\(source.id(Links.picture(of: key, size)))")
  }

  /// Writes a value that isn't text, such as a URI, without escaping it.
  mutating func property(_ name: StaticString, verbatim value: String) { line("\(name):\(value)") }

  /// Escapes a text value (§3.4).
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

  /// Writes a line, folded so that no part has more than 75 bytes and no character is split (§3.2).
  private mutating func line(_ text: String) {
    var length = 0
    for scalar in text.unicodeScalars {
      let encoded = UTF8.encode(scalar).map(Array.init) ?? []
      if length + encoded.count > 75 {
        bytes.append("\r\n " as StaticString)
        length = 1
      }
      bytes += encoded
      length += encoded.count
    }
    bytes.append("\r\n" as StaticString)
  }
}
