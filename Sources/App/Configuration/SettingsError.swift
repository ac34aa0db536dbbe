/// Everything that is wrong with the settings, from all sources at once.
package struct SettingsError: CommandError, Equatable {
  package let faults: [SettingFault]

  /// One fault a line.
  package var description: String { faults.map(\.description).joined(separator: "\n") }

  /// A wrong flag is a wrong command line; anything else is a wrong configuration.
  package var exitStatus: ExitStatus {
    faults.allSatisfy { if case .flag = $0.origin { true } else { false } } ? .usage : .configuration
  }
}

/// One thing wrong: where, what, and what would be right.
package struct SettingFault: Sendable, Equatable, CustomStringConvertible {
  package let origin: SettingOrigin
  package let description: String

  /// `value` as the source wrote it.
  static func wrongValue(_ value: String, of setting: Setting, from origin: SettingOrigin) -> SettingFault {
    let shown = setting.isSecret ? "the value" : "\"\(value)\""
    return SettingFault(
      origin: origin, description: "\(origin.place(of: setting.key)): \(shown) \(setting.requirement)")
  }

  static func unknownKey(_ key: String, nearest: String, from origin: SettingOrigin) -> SettingFault {
    let place =
      switch origin {
      case .environment(let name): name
      default: origin.place(of: key)
      }
    return SettingFault(origin: origin, description: "\(place): no such setting; the nearest is \(nearest)")
  }
}

/// Where a value was set.
package enum SettingOrigin: Sendable, Equatable, CustomStringConvertible {
  /// A flag of the command line, with its dashes.
  case flag(String)
  /// The name of an environment variable.
  case environment(String)
  /// The path of a file, as it was given.
  case file(String)
  /// A configuration that is built into the program, by its name.
  case profile(String)
  case defaults

  package var description: String {
    switch self {
    case .flag(let name): name
    case .environment(let name): name
    case .file(let path): path
    case .profile(let name): "profile \(name)"
    case .defaults: "default"
    }
  }

  /// The place of a key for an error message: a flag and a variable stand for one setting, a file for many.
  func place(of key: String) -> String {
    switch self {
    case .flag(let name): name
    case .environment(let name): name
    case .file(let path): "\(path): \(key)"
    case .profile(let name): "Config/\(name).json: \(key)"
    case .defaults: "Config/default.json: \(key)"
    }
  }
}
