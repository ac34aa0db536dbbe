/// The values of one source, which have been checked, and the faults that were found. Each value has its
/// origin.
struct SettingsLayer {
  private(set) var values: [String: (value: SettingValue, origin: SettingOrigin)] = [:]
  private(set) var faults: [SettingFault] = []

  private static let settings = Dictionary(uniqueKeysWithValues: Setting.all.map { ($0.key, $0) })
  private static let keys = Setting.all.map(\.key)

  /// Makes a layer of the flags on the command line.
  init(flags: [SettingFlag]) {
    for flag in flags {
      set(flag.key, text: flag.text, origin: .flag(flag.name))
    }
  }

  /// Makes a layer of the variables that begin with MEMBER_DIRECTORY_, except the two that choose sources.
  init(environment: [String: String]) {
    let keysByName = Dictionary(uniqueKeysWithValues: Setting.all.map { ($0.environmentName, $0.key) })
    for (name, text) in environment.sorted(by: { $0.key < $1.key })
    where name.hasPrefix(Setting.environmentPrefix) && !SettingsSources.selectors.contains(name) {
      if let key = keysByName[name] {
        set(key, text: text, origin: .environment(name))
      } else {
        let names = keysByName.keys.sorted() + SettingsSources.selectors
        faults.append(
          .unknownKey(name, nearest: nearestName(to: name, among: names) ?? "", from: .environment(name)))
      }
    }
  }

  /// Makes a layer of the text of a configuration file.
  init(json text: String, origin: SettingOrigin) {
    do {
      for (key, value) in try ConfigurationFile(text).entries {
        set(key, json: value, origin: origin)
      }
    } catch {
      faults.append(SettingFault(origin: origin, description: "\(origin): \(error)"))
    }
  }

  /// The defaults of all settings.
  static let defaults: SettingsLayer = {
    var layer = SettingsLayer(flags: [])
    for setting in Setting.all {
      layer.values[setting.key] = (setting.defaultValue, .defaults)
    }
    return layer
  }()

  private mutating func set(_ key: String, text: String, origin: SettingOrigin) {
    guard let setting = Self.settings[key] else { return unknown(key, origin) }
    guard let value = setting.value(fromText: text) else {
      return faults.append(.wrongValue(text, of: setting, from: origin))
    }
    values[key] = (value, origin)
  }

  private mutating func set(_ key: String, json: ConfigurationFile.Value, origin: SettingOrigin) {
    guard let setting = Self.settings[key] else { return unknown(key, origin) }
    guard let value = json.settingValue.flatMap(setting.accepted) else {
      return faults.append(.wrongValue(json.description, of: setting, from: origin))
    }
    values[key] = (value, origin)
  }

  private mutating func unknown(_ key: String, _ origin: SettingOrigin) {
    faults.append(
      .unknownKey(key, nearest: nearestName(to: key, among: Self.keys) ?? "", from: origin))
  }
}
