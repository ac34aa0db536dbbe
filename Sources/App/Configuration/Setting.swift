/// One setting: its key, what it may be, what it is when nobody says, and what it is for. The rows are in
/// SettingsTable.swift; the file format, the environment's names, the checks, `--print-config` and the
/// tests all come from them.
package struct Setting: Sendable {
  /// Where it stands in a configuration file: `http.port` is `{"http": {"port": …}}`.
  package let key: String
  package let kind: Kind
  package let defaultValue: SettingValue
  package let help: String
  /// Never printed or logged.
  package let isSecret: Bool

  package init(
    _ key: String, _ kind: Kind, default defaultValue: SettingValue, isSecret: Bool = false, _ help: String
  ) {
    self.key = key
    self.kind = kind
    self.defaultValue = defaultValue
    self.isSecret = isSecret
    self.help = help
  }

  package enum Kind: Sendable {
    /// An IPv4 or IPv6 address, or `localhost`.
    case address
    case path
    case text
    /// A path, or the empty text for none.
    case optionalPath
    /// A scheme and a host, perhaps with a port, or the empty text for none.
    case optionalOrigin
    case integer(ClosedRange<Int>, unit: Unit)
    case boolean
    case choice([String])
  }

  package enum Unit: String, Sendable {
    case bytes, seconds, milliseconds
    case bytesPerSecond = "bytes per second"
    case connections, hours, loops, none
  }
}

package enum SettingValue: Sendable, Equatable, CustomStringConvertible {
  case text(String)
  case integer(Int)
  case boolean(Bool)

  package var description: String {
    switch self {
    case .text(let text): text
    case .integer(let number): String(number)
    case .boolean(let flag): String(flag)
    }
  }
}

extension Setting {
  static let environmentPrefix = "MEMBER_DIRECTORY_"

  /// `http.cacheBytes` is `MEMBER_DIRECTORY_HTTP_CACHE_BYTES`: the rule of swift-configuration's
  /// environment provider (a test holds the two equal).
  package var environmentName: String {
    var name = Self.environmentPrefix
    var previousIsLowercase = false
    for character in key {
      if character.isUppercase && previousIsLowercase { name.append("_") }
      previousIsLowercase = character.isLowercase
      name.append(character == "." ? "_" : character.uppercased())
    }
    return name
  }

  /// What a value must be, as the end of a sentence.
  var requirement: String {
    switch kind {
    case .address: "must be an IPv4 or IPv6 address such as 127.0.0.1, 0.0.0.0, ::1 or ::, or localhost"
    case .text: "must be text"
    case .path: "must be the path of a file"
    case .optionalPath: "must be a path, or empty for none"
    case .optionalOrigin:
      "must be http:// or https:// and a host, perhaps with a port, such as https://api.example.org, or empty for none"
    case .integer(let range, let unit):
      "must be a whole number from \(range.lowerBound) to \(range.upperBound)"
        + (unit == .none ? "" : " (\(unit.rawValue))")
    case .boolean: "must be true or false"
    case .choice(let values): "must be one of \(values.joined(separator: ", "))"
    }
  }

  /// A value as a flag or the environment gives it; nil when it isn't one that this setting may have.
  func value(fromText text: String) -> SettingValue? {
    switch kind {
    case .integer: Self.wholeNumber(text).flatMap { accepted(.integer($0)) }
    case .boolean: ["true": true, "false": false][text].map { .boolean($0) }
    case .address, .path, .optionalPath, .optionalOrigin, .text, .choice: accepted(.text(text))
    }
  }

  /// The same value when it has this setting's type and lies in its range.
  func accepted(_ value: SettingValue) -> SettingValue? {
    switch (kind, value) {
    case (.integer(let range, _), .integer(let number)): range.contains(number) ? value : nil
    case (.boolean, .boolean): value
    case (.choice(let values), .text(let text)): values.contains(text) ? value : nil
    case (.address, .text(let text)): IPAddress.isAddress(text) || text == "localhost" ? value : nil
    case (.text, .text): value
    case (.path, .text(let text)): text.isEmpty || text.utf8.contains(0) ? nil : value
    case (.optionalPath, .text(let text)): text.utf8.contains(0) ? nil : value
    case (.optionalOrigin, .text(let text)): text.isEmpty || Origin.isOrigin(text) ? value : nil
    default: nil
    }
  }

  /// ASCII digits with an optional minus: `Int(_:)` alone would let `+5` through.
  private static func wholeNumber(_ text: String) -> Int? {
    text.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-") } ? Int(text) : nil
  }
}
