import OperatingSystem

/// A setting on the command line: the flag, the setting's key, and the text that was typed.
package struct SettingFlag: Sendable {
  package let name: String
  package let key: String
  package let text: String

  package init(_ name: String, _ key: String, _ text: String) {
    self.name = name
    self.key = key
    self.text = text
  }
}

/// The sources of settings. A flag takes precedence over the environment, then come a file, a profile and the
/// defaults.
package struct SettingsSources: Sendable {
  package var flags: [SettingFlag]
  package var environment: [String: String]
  /// The path of a JSON file, from `--config` or else from MEMBER_DIRECTORY_CONFIG.
  package var file: String?
  /// The name of a configuration in Config/, which the program contains. It comes from `--profile` or else
  /// from MEMBER_DIRECTORY_PROFILE.
  package var profile: String?

  /// The two variables that choose a source and are not settings.
  static let selectors = [fileVariable, profileVariable]
  private static let fileVariable = "MEMBER_DIRECTORY_CONFIG"
  private static let profileVariable = "MEMBER_DIRECTORY_PROFILE"

  package init(
    flags: [SettingFlag] = [], environment: [String: String] = [:], file: String? = nil,
    profile: String? = nil
  ) {
    self.flags = flags
    self.environment = environment
    self.file = file ?? environment[Self.fileVariable].flatMap { $0.isEmpty ? nil : $0 }
    self.profile = profile ?? environment[Self.profileVariable].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The names that `--profile` accepts.
  package static var profiles: [String] {
    EmbeddedFiles.config.map(\.name).filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }
  }

  /// Returns the layers, the one that takes precedence first, and the faults of sources that couldn't be read
  /// and so don't have a layer.
  func layers() -> (layers: [SettingsLayer], faults: [SettingFault]) {
    var layers = [SettingsLayer(flags: flags), SettingsLayer(environment: environment)]
    var faults: [SettingFault] = []
    if let file {
      do {
        layers.append(SettingsLayer(json: try Self.text(ofFile: file), origin: .file(file)))
      } catch {
        faults.append(error)
      }
    }
    if let profile {
      if let text = Self.text(ofProfile: profile) {
        layers.append(SettingsLayer(json: text, origin: .profile(profile)))
      } else {
        faults.append(Self.unknownProfile(profile))
      }
    }
    if let text = Self.text(ofProfile: "default") {
      layers.append(SettingsLayer(json: text, origin: .defaults))
    }
    return (layers + [.defaults], faults)
  }

  private static func text(ofProfile name: String) -> String? {
    EmbeddedFiles.config.first { $0.name == "\(name).json" }?.text
  }

  private static func text(ofFile path: String) throws(SettingFault) -> String {
    let bytes: [UInt8]
    do { bytes = try readFile(path) } catch {
      throw SettingFault(
        origin: .file(path), description: "\(path): the configuration file can't be read: \(error.cause)")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw SettingFault(origin: .file(path), description: "\(path): not UTF-8")
    }
    return text
  }

  private static func unknownProfile(_ name: String) -> SettingFault {
    SettingFault(
      origin: .profile(name),
      description: "profile \"\(name)\": must be one of \(profiles.joined(separator: ", "))")
  }
}
