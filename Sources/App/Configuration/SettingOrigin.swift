/// Where a value was set.
package enum SettingOrigin: Sendable, Equatable, CustomStringConvertible {
  /// A flag of the command line, with its dashes.
  case flag(String)
  /// The name of an environment variable.
  case environment(String)
  /// The path of a file, as it was given.
  case file(String)
  /// The name of a configuration that is built into the program.
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

  /// Returns the place of a key for an error message. A flag or a variable is for one setting, a file for
  /// many.
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
