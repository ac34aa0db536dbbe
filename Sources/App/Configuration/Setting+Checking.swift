import DirectorySite
import HTTPCore
import HTTPServer

extension Setting {
  /// What a value must be, as the end of a sentence.
  var requirement: String {
    switch field {
    case .integer(_, let range, let unit): Self.wholeNumber(in: range, unit)
    case .seconds(_, let range): Self.wholeNumber(in: range, .seconds)
    case .boolean: "must be true or false"
    case .text(_, let form): "must be \(form.requirement)"
    case .optionalText(_, let form): "must be \(form.requirement), or empty for none"
    }
  }

  /// Returns what the person who has written a wrong value most likely meant, as the end of a sentence.
  func suggestion(for text: String) -> String {
    guard case .text(_, .timeZone) = field else { return "" }
    let names = TimeZone.names
    guard !names.isEmpty else {
      return "; there is no \(TimeZone.folder)/tzdata.zi, so install the package tzdata, or set UTC"
    }
    return nearestName(to: text, among: names).map { "; the nearest is \($0)" } ?? ""
  }

  private static func wholeNumber(in range: ClosedRange<Int>, _ unit: Unit?) -> String {
    "must be a whole number from \(range.lowerBound) to \(range.upperBound)"
      + (unit.map { " (\($0.rawValue))" } ?? "")
  }

  /// Returns the value that a flag or the environment gives as text, or nil if the setting doesn't accept it.
  func value(fromText text: String) -> SettingValue? {
    switch field {
    case .integer, .seconds: Self.wholeNumber(text).flatMap { accepted(.integer($0)) }
    case .boolean: ["true": true, "false": false][text].map { .boolean($0) }
    case .text, .optionalText: accepted(.text(text))
    }
  }

  /// Returns the value if it has this setting's type and is one that the setting accepts, else nil.
  func accepted(_ value: SettingValue) -> SettingValue? {
    switch (field, value) {
    case (.integer(_, let range, _), .integer(let number)), (.seconds(_, let range), .integer(let number)):
      range.contains(number) ? value : nil
    case (.boolean, .boolean): value
    case (.text(_, let form), .text(let text)): form.accepts(text) ? value : nil
    case (.optionalText(_, let form), .text(let text)): text.isEmpty || form.accepts(text) ? value : nil
    default: nil
    }
  }

  /// Returns the value of decimal digits with an optional minus. `Int(_:)` would also accept `+5`.
  private static func wholeNumber(_ text: String) -> Int? {
    text.utf8.allSatisfy { Byte.isDigit($0) || $0 == Byte.dash } ? Int(text) : nil
  }
}

extension Setting.TextForm {
  fileprivate var requirement: String {
    switch self {
    case .address: "an IPv4 or IPv6 address such as 127.0.0.1, 0.0.0.0, ::1 or ::, or localhost"
    case .path: "the path of a file"
    case .origin: "http:// or https:// and a host, perhaps with a port, such as https://api.example.org"
    case .hostNames: "host names separated by commas, such as directory.internal, members"
    case .ranges: "IP addresses or ranges separated by commas, such as 10.0.0.0/8, ::1"
    case .choice(let values): "one of \(values.joined(separator: ", "))"
    case .colour:
      "a colour such as #0b4f6c, dark enough to be read on a light page (a contrast of 4.5 to 1, WCAG 2.2)"
    case .page: "an address that begins with https:// or http://"
    case .contact: "an address that begins with https:// or mailto:"
    case .links:
      "at most ten links separated by semicolons, each a text and an address, such as About us "
        + "https://example.org/about; Vacancies https://example.org/jobs"
    case .timeZone: "the name of a time zone such as Europe/Oslo, or UTC"
    }
  }

  fileprivate func accepts(_ text: String) -> Bool {
    switch self {
    case .address: IPAddress.isAddress(text) || text == "localhost"
    case .path: !text.isEmpty && !text.utf8.contains(0)
    case .origin: Origin.isOrigin(text)
    case .hostNames: AdminHost.names(text) != nil
    case .ranges: TrustedProxies(text: text).map { !$0.ranges.isEmpty } ?? false
    case .choice(let values): values.contains(text)
    case .colour: BrandColours(text).map(\.isReadable) ?? false
    case .page: Self.isAddress(text, of: ["https://", "http://"])
    case .contact: Self.isAddress(text, of: ["https://", "mailto:"])
    case .links: FooterLinks(text) != nil
    case .timeZone: TimeZone(named: text) != nil
    }
  }

  /// Reports whether the text is an address with one of the schemes and without spaces and controls.
  private static func isAddress(_ text: String, of schemes: [String]) -> Bool {
    schemes.contains { text.hasPrefix($0) && text.utf8.count > $0.utf8.count }
      && text.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x22 && $0 != 0x3C && $0 != 0x3E }
  }
}
