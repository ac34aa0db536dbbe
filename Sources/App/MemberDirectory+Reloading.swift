import Logging

extension MemberDirectory {
  /// Reads the settings again and applies those of the log. All others need a restart, and the log says which
  /// of them have changed. If the settings are wrong, the log has a line for each fault, and nothing changes.
  package func reload(_ read: () throws(SettingsError) -> ResolvedSettings) {
    let new: ResolvedSettings
    do { new = try read() } catch {
      for fault in error.faults { logger.error("the settings were not reloaded: \(fault.description)") }
      return
    }
    let before = changeSettings(to: new)
    let (applied, needsRestart) = new.changes(since: before.last, sinceStart: before.first)
    var values = "nothing has changed"
    if !applied.isEmpty { values = applied.map(\.description).joined(separator: ", ") }
    logger.notice("the settings were reloaded", metadata: ["applied": "\(values)"])
    if !needsRestart.isEmpty {
      let keys = needsRestart.map(\.setting.key).joined(separator: ", ")
      logger.warning("settings have changed that need a restart", metadata: ["settings": "\(keys)"])
    }
  }
}

extension ResolvedSettings {
  /// The settings that can change while the server runs.
  static let reloadable: Set = ["log.level", "log.format", "log.requests", "log.addresses"]

  /// Returns the reloadable settings that differ from the last ones, and the others that differ from those
  /// with which the server was started.
  func changes(
    since last: ResolvedSettings, sinceStart first: ResolvedSettings
  ) -> (applied: [Entry], needsRestart: [Entry]) {
    let isReloadable = { (entry: Entry) in Self.reloadable.contains(entry.setting.key) }
    return (
      entries.filter { isReloadable($0) && last.value(of: $0.setting.key) != $0.value },
      entries.filter { !isReloadable($0) && first.value(of: $0.setting.key) != $0.value }
    )
  }

  private func value(of key: String) -> SettingValue? {
    entries.first { $0.setting.key == key }?.value
  }
}

extension ResolvedSettings.Entry: CustomStringConvertible {
  package var description: String { "\(setting.key) = \(shownValue)" }
}
