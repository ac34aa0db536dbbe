import Configuration
import Synchronization

/// The settings that hold, and where each came from.
package struct ResolvedSettings: Sendable {
  package let settings: Settings
  /// In the order of the table.
  package let entries: [Entry]

  package struct Entry: Sendable {
    package let setting: Setting
    package let value: SettingValue
    package let origin: SettingOrigin
  }

  /// Reads and checks every source. Throws all that is wrong at once.
  package init(_ sources: SettingsSources) throws(SettingsError) {
    let (layers, strayFaults) = sources.layers()
    let faults = strayFaults + layers.flatMap(\.faults)
    guard faults.isEmpty else { throw SettingsError(faults: faults) }

    let provenance = Provenance()
    let reader = ConfigReader(
      providers: layers.map { InMemoryProvider(values: $0.providerValues) }, accessReporter: provenance)
    do {
      settings = try Settings(reader)
    } catch {
      throw SettingsError(faults: [SettingFault(origin: .defaults, description: "\(error)")])
    }
    let chosen = provenance.layerByKey
    entries = Setting.all.compactMap { setting in
      guard let layer = chosen[setting.key], let found = layers[layer].values[setting.key] else { return nil }
      return Entry(setting: setting, value: found.value, origin: found.origin)
    }
  }

  /// Whether anyone said so, rather than the defaults.
  package func isExplicit(_ key: String) -> Bool {
    entries.contains { $0.setting.key == key && $0.origin != .defaults }
  }

  /// For `--print-config`: a line for each setting, `key = value  # where from`.
  package var report: String { Self.report(of: entries) }

  static func report(of entries: [Entry]) -> String {
    let rows = entries.map { entry in
      let value = entry.setting.isSecret ? "<redacted>" : entry.value.description
      return (text: "\(entry.setting.key) = \(value)", origin: entry.origin)
    }
    let width = rows.map(\.text.count).max() ?? 0
    return rows.map { row in
      row.text + String(repeating: " ", count: width - row.text.count) + "  # \(row.origin)\n"
    }.joined()
  }
}

/// Notes which layer answered for each key.
private final class Provenance: AccessReporter {
  private let layers = Mutex<[String: Int]>([:])

  var layerByKey: [String: Int] { layers.withLock { $0 } }

  func report(_ event: AccessEvent) {
    let layer = event.providerResults.firstIndex {
      if case .success(let found) = $0.result { found.value != nil } else { false }
    }
    layers.withLock { $0[event.metadata.key.description] = layer }
  }
}

extension SettingsLayer {
  fileprivate var providerValues: [AbsoluteConfigKey: ConfigValue] {
    var contents: [AbsoluteConfigKey: ConfigValue] = [:]
    for setting in Setting.all {
      guard let value = values[setting.key]?.value else { continue }
      let content: ConfigContent =
        switch value {
        case .text(let text): .string(text)
        case .integer(let number): .int(number)
        case .boolean(let flag): .bool(flag)
        }
      contents[AbsoluteConfigKey(ConfigKey(setting.key))] = ConfigValue(content, isSecret: setting.isSecret)
    }
    return contents
  }
}
