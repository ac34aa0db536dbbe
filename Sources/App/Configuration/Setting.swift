/// One setting. The rows are in SettingsTable.swift; the format of a configuration file, the names in the
/// environment, the checks, `--print-config`, the table in docs/operations.md and the tests are made from
/// them.
package struct Setting: Sendable {
  /// Its place in a configuration file: `http.port` is `{"http": {"port": …}}`.
  package let key: String
  /// The flag of `serve` that sets it too.
  package let flag: String?
  package let field: Field
  package let help: String
  /// Whether the value is hidden wherever settings are shown.
  package let isSecret: Bool

  init(_ key: String, flag: String? = nil, isSecret: Bool = false, _ field: Field, _ help: String) {
    self.key = key
    self.flag = flag
    self.isSecret = isSecret
    self.field = field
    self.help = help
  }

  package typealias Property<Value> = WritableKeyPath<Settings, Value> & Sendable

  /// The property that a setting sets, and the values that it accepts.
  package enum Field: Sendable {
    case integer(any Property<Int>, ClosedRange<Int>, Unit? = nil)
    /// A time that is set in seconds and stored in milliseconds.
    case seconds(any Property<Int>, ClosedRange<Int>)
    case boolean(any Property<Bool>)
    case text(any Property<String>, TextForm)
    /// A text that may be missing: an empty text sets the property to nil.
    case optionalText(any Property<String?>, TextForm)
  }

  package enum TextForm: Sendable {
    /// An IPv4 or IPv6 address, or `localhost`.
    case address
    case path
    /// A scheme and a host, perhaps with a port.
    case origin
    /// Addresses and ranges of them, separated by commas.
    case ranges
    /// Names of hosts, separated by commas.
    case hostNames
    case choice([String])
    /// `#rrggbb`, dark enough for text on a light page.
    case colour
    /// The address of a page.
    case page
    /// The address of a page or of a mailbox.
    case contact
    /// Texts with addresses, separated by semicolons.
    case links
    /// The name of a time zone.
    case timeZone
  }

  package enum Unit: String, Sendable {
    case bytes, seconds, milliseconds, minutes
    case bytesPerSecond = "bytes per second"
    case connections, hours, loops
  }
}

extension Setting {
  /// The value of the property if no source sets it.
  package var defaultValue: SettingValue { value(in: Settings()) }

  func value(in settings: Settings) -> SettingValue {
    switch field {
    case .integer(let property, _, _): .integer(settings[keyPath: property])
    case .seconds(let property, _): .integer(settings[keyPath: property] / 1000)
    case .boolean(let property): .boolean(settings[keyPath: property])
    case .text(let property, _): .text(settings[keyPath: property])
    case .optionalText(let property, _): .text(settings[keyPath: property] ?? "")
    }
  }

  /// Sets the property. Ignores a value of another type, which `accepted(_:)` has refused before.
  func set(_ value: SettingValue, in settings: inout Settings) {
    switch (field, value) {
    case (.integer(let property, _, _), .integer(let number)): settings[keyPath: property] = number
    case (.seconds(let property, _), .integer(let number)): settings[keyPath: property] = number * 1000
    case (.boolean(let property), .boolean(let flag)): settings[keyPath: property] = flag
    case (.text(let property, _), .text(let text)): settings[keyPath: property] = text
    case (.optionalText(let property, _), .text(let text)):
      settings[keyPath: property] = text.isEmpty ? nil : text
    case (.integer, _), (.seconds, _), (.boolean, _), (.text, _), (.optionalText, _): break
    }
  }

  static let environmentPrefix = "MEMBER_DIRECTORY_"

  /// The name of the setting's environment variable, `MEMBER_DIRECTORY_HTTP_CACHE_BYTES` for
  /// `http.cacheBytes`. A test checks that swift-configuration's environment provider uses the same names.
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
}
