import Configuration
import Locking

/// The settings in effect, and where each came from.
package struct ResolvedSettings: Sendable {
  package let settings: Settings
  /// One entry for each setting, in the order of SettingsTable.swift.
  package let entries: [Entry]

  package struct Entry: Sendable {
    package let setting: Setting
    package let value: SettingValue
    package let origin: SettingOrigin

    /// The value as it is shown: `***` in place of a secret.
    package var shownValue: String {
      setting.isSecret && value != .text("") ? "***" : value.description
    }
  }

  /// Reads and checks every source. Throws one error with all faults.
  package init(_ sources: SettingsSources) throws(SettingsError) {
    let (layers, strayFaults) = sources.layers()
    let faults = strayFaults + layers.flatMap(\.faults)
    guard faults.isEmpty else { throw SettingsError(faults: faults) }

    let provenance = Provenance()
    let reader = ConfigReader(
      providers: layers.map { InMemoryProvider(values: $0.providerValues) }, accessReporter: provenance)
    var settings = Settings()
    do {
      for setting in Setting.all { setting.set(try reader.value(of: setting), in: &settings) }
    } catch {
      throw SettingsError(faults: [SettingFault(origin: .defaults, description: "\(error)")])
    }
    self.settings = settings
    let chosen = provenance.layerByKey
    entries = Setting.all.compactMap { setting in
      guard let layer = chosen[setting.key], let found = layers[layer].values[setting.key] else { return nil }
      return Entry(setting: setting, value: found.value, origin: found.origin)
    }
  }

  /// Returns true if a source other than the defaults sets the key.
  package func isExplicit(_ key: String) -> Bool {
    entries.contains { $0.setting.key == key && $0.origin != .defaults }
  }

  /// The output of `--print-config`: one line for each setting, `key = value  # origin`.
  package var report: String {
    let rows = entries.map { (text: "\($0.setting.key) = \($0.shownValue)", origin: $0.origin) }
    let width = rows.map(\.text.count).max() ?? 0
    return rows.map { row in
      row.text + String(repeating: " ", count: width - row.text.count) + "  # \(row.origin)\n"
    }.joined()
  }
}

/// Remembers which layer each key's value came from.
private final class Provenance: AccessReporter {
  private let layers = Guarded<[String: Int]>([:])

  var layerByKey: [String: Int] { layers.withLock { $0 } }

  func report(_ event: AccessEvent) {
    let layer = event.providerResults.firstIndex {
      if case .success(let found) = $0.result { found.value != nil } else { false }
    }
    layers.withLock { $0[event.metadata.key.description] = layer }
  }
}

extension ConfigReader {
  /// Throws if no layer has the setting. That can't happen, because the layer of the defaults has them all.
  fileprivate func value(of setting: Setting) throws -> SettingValue {
    let key = ConfigKey(setting.key)
    switch setting.defaultValue {
    case .text: return .text(try requiredString(forKey: key))
    case .integer: return .integer(try requiredInt(forKey: key))
    case .boolean: return .boolean(try requiredBool(forKey: key))
    }
  }
}

extension SettingsLayer {
  fileprivate var providerValues: [AbsoluteConfigKey: ConfigValue] {
    var contents: [AbsoluteConfigKey: ConfigValue] = [:]
    for (key, found) in values {
      let content: ConfigContent =
        switch found.value {
        case .text(let text): .string(text)
        case .integer(let number): .int(number)
        case .boolean(let flag): .bool(flag)
        }
      contents[AbsoluteConfigKey(ConfigKey(key))] = ConfigValue(content, isSecret: false)
    }
    return contents
  }
}
