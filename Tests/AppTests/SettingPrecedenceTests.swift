import Testing

@testable import App

@Suite("The sources of settings")
struct SettingPrecedenceTests {
  @Test(
    "a flag takes precedence over the environment, then come a file, a profile and the default",
    arguments: 0..<5)
  func order(first: Int) throws {
    let file = try TemporaryFile(#"{"http": {"shutdownTimeoutSeconds": 3}}"#)
    let (key, variable) = ("http.shutdownTimeoutSeconds", "MEMBER_DIRECTORY_HTTP_SHUTDOWN_TIMEOUT_SECONDS")
    let resolved = try ResolvedSettings(
      SettingsSources(
        flags: first == 0 ? [SettingFlag("--flag", key, "1")] : [],
        environment: first <= 1 ? [variable: "2"] : [:], file: first <= 2 ? file.path : nil,
        profile: first <= 3 ? "production" : nil))
    let entry = try #require(resolved.entries.first { $0.setting.key == key })
    #expect(entry.value == .integer([1, 2, 3, 8, 10][first]))
    let origins: [SettingOrigin] = [
      .flag("--flag"), .environment(variable), .file(file.path), .profile("production"), .defaults,
    ]
    #expect(entry.origin == origins[first])
    #expect(resolved.isExplicit(key) == (first < 4))
  }

  @Test("--config and --profile take precedence over their variables, and an empty variable is ignored")
  func selectors() {
    let environment = ["MEMBER_DIRECTORY_CONFIG": "b.json", "MEMBER_DIRECTORY_PROFILE": "b"]
    let both = SettingsSources(environment: environment, file: "a.json", profile: "a")
    #expect(both.file == "a.json" && both.profile == "a")
    let variables = SettingsSources(environment: environment)
    #expect(variables.file == "b.json" && variables.profile == "b")
    let empty = SettingsSources(environment: environment.mapValues { _ in "" })
    #expect(empty.file == nil && empty.profile == nil)
  }

  @Test("a file that isn't UTF-8 is refused")
  func notUTF8() throws {
    let file = try TemporaryFile(bytes: [0x7B, 0xFF, 0x7D])
    let error = try #require(throws: SettingsError.self) {
      try ResolvedSettings(SettingsSources(file: file.path))
    }
    #expect(error.description == "\(file.path): not UTF-8")
  }

  @Test("the exit code is 64 if only flags are wrong, and 78 if another source is wrong")
  func exitStatus() throws {
    let (flag, variable) = (SettingFlag("--port", "http.port", "x"), ["MEMBER_DIRECTORY_HTTP_PORT": "x"])
    for (flags, environment, status) in [
      ([flag], [:], App.ExitStatus.usage), ([], variable, .configuration), ([flag], variable, .configuration),
    ] as [([SettingFlag], [String: String], App.ExitStatus)] {
      let error = try #require(throws: SettingsError.self) {
        try ResolvedSettings(SettingsSources(flags: flags, environment: environment))
      }
      #expect(error.exitStatus == status)
    }
  }
}
