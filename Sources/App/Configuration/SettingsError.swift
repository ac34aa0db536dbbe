/// All faults of the settings, from all sources.
package struct SettingsError: CommandError, Equatable {
  package let faults: [SettingFault]

  /// One line for each fault.
  package var description: String { faults.map(\.description).joined(separator: "\n") }

  /// A wrong flag is a wrong command line; anything else is a wrong configuration.
  package var exitStatus: ExitStatus {
    faults.allSatisfy { if case .flag = $0.origin { true } else { false } } ? .usage : .configuration
  }
}

/// One fault of the settings. The description says where it is and what would be right.
package struct SettingFault: Error, Equatable, CustomStringConvertible {
  package let origin: SettingOrigin
  package let description: String

  /// Describes a value, written as its source has it, that the setting doesn't accept.
  static func wrongValue(_ value: String, of setting: Setting, from origin: SettingOrigin) -> SettingFault {
    SettingFault(
      origin: origin,
      description: "\(origin.place(of: setting.key)): \"\(value)\" \(setting.requirement)"
        + setting.suggestion(for: value))
  }

  static func unknownKey(_ key: String, nearest: String, from origin: SettingOrigin) -> SettingFault {
    SettingFault(
      origin: origin, description: "\(origin.place(of: key)): no such setting; the nearest is \(nearest)")
  }
}
