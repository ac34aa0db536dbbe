import Testing

@testable import App

@Suite("The values that a setting accepts")
struct SettingBoundsTests {
  /// The ranges that operators may rely on. A range may grow, but a value that was accepted once must remain
  /// so.
  static let ranges: [(String, ClosedRange<Int>)] = [
    ("http.port", 0...65_535), ("http.loops", 0...256), ("http.maxConnections", 1...1_000_000),
    ("http.maxConnectionsPerAddress", 0...1_000_000), ("http.maxRequestHeadBytes", 1_024...1_048_576),
    ("http.costPerSecond", 0...1_000_000_000), ("http.costBurst", 1...1_000_000_000),
    ("http.maxWaitingBytes", 1_048_576...17_179_869_184),
    ("http.maxRequestTargetBytes", 256...65_536), ("http.maxBodyBytes", 1_024...67_108_864),
    ("http.maxImportBytes", 1_024...1_073_741_824),
    ("http.maxPictureBytes", 1_024...67_108_864), ("http.headerTimeoutSeconds", 1...600),
    ("http.minimumBytesPerSecond", 1...1_048_576), ("http.writeTimeoutSeconds", 1...3_600),
    ("http.idleTimeoutSeconds", 1...3_600), ("http.shutdownTimeoutSeconds", 0...600),
    ("http.cacheBytes", 0...4_294_967_296), ("cors.maxAgeSeconds", 0...86_400), ("gzip.level", 1...9),
    ("session.idleMinutes", 5...43_200),
    ("gzip.minimumBytes", 0...1_048_576), ("database.busyTimeoutMilliseconds", 0...600_000),
    ("caching.maxAgeSeconds", 0...31_536_000), ("caching.sharedMaxAgeSeconds", 0...31_536_000),
    ("caching.staleWhileRevalidateSeconds", 0...31_536_000),
    ("admin.port", 0...65_535), ("backup.everyHours", 1...8_760), ("backup.keep", 1...1_000),
  ]

  private func accepts(_ key: String, _ text: String) -> Bool {
    let sources = SettingsSources(flags: [SettingFlag("--test", key, text)])
    return (try? ResolvedSettings(sources)) != nil
  }

  /// Reports whether a configuration file may have this value, which is JSON.
  private func fileAccepts(_ key: String, _ value: String) throws -> Bool {
    let names = key.split(separator: ".")
    let file = try TemporaryFile("{\"\(names[0])\": {\"\(names[1])\": \(value)}}")
    return (try? ResolvedSettings(SettingsSources(file: file.path))) != nil
  }

  @Test("a number is accepted from its lowest to its highest value and not beyond", arguments: ranges)
  func range(key: String, range: ClosedRange<Int>) throws {
    let (low, high) = (range.lowerBound, range.upperBound)
    for (number, isAccepted) in [(low, true), (high, true), (low - 1, false), (high + 1, false)] {
      #expect(accepts(key, String(number)) == isAccepted, "\(number)")
      #expect(try fileAccepts(key, String(number)) == isAccepted, "\(number) in a file")
    }
  }

  @Test("every setting that is a number has its range in this table")
  func allNumbers() {
    let numbers = Setting.all.filter { if case .integer = $0.defaultValue { true } else { false } }
    #expect(numbers.map(\.key).sorted() == Self.ranges.map(\.0).sorted())
  }

  @Test(
    "a setting accepts the same texts from a flag and from a file",
    arguments: [
      (
        "log.level", ["trace", "debug", "info", "notice", "warning", "error", "critical"],
        ["INFO", "", "warn"]
      ),
      ("log.format", ["auto", "text", "json"], ["JSON", "", "plain"]),
      ("http.host", ["127.0.0.1", "::", "localhost"], ["", "localhost.", "1.2.3", "::1%lo"]),
      ("admin.host", ["127.0.0.1", "::", "localhost"], ["", "localhost."]),
      ("admin.unixSocket", ["", "/run/d.sock"], []),
      (
        "admin.hostNames", ["", "a", "a.b, members", "A-1.example"],
        ["a:80", "a,,b", ",", "a b", "http://a", "a/b"]
      ),
      ("http.unixSocket", ["", "/run/d.sock", "d.sock"], []),
      ("http.origin", ["", "http://h", "https://h:8080"], ["ftp://h", "https://h:", "https://h/p"]),
      ("database.path", ["d.sqlite"], [""]), ("backup.folder", ["", "/backups"], []),
    ])
  func text(key: String, accepted: [String], refused: [String]) throws {
    for (texts, isAccepted) in [(accepted, true), (refused, false)] {
      for text in texts {
        #expect(accepts(key, text) == isAccepted, "\(text)")
        #expect(try fileAccepts(key, "\"\(text)\"") == isAccepted, "\(text) in a file")
      }
    }
  }

  @Test(
    "a path with a NUL is refused",
    arguments: ["database.path", "http.unixSocket", "admin.unixSocket", "backup.folder"])
  func nul(key: String) throws { #expect(try !fileAccepts(key, #""a\u0000b""#)) }

  @Test(
    "a boolean setting accepts true and false and nothing else",
    arguments: ["http.sharePort", "admin.enabled", "data.loadShipped", "log.requests"])
  func boolean(key: String) throws {
    for text in ["true", "false"] { #expect(try accepts(key, text) && fileAccepts(key, text)) }
    for text in ["TRUE", "1", "yes", ""] { #expect(!accepts(key, text)) }
    #expect(try !fileAccepts(key, "\"true\"") && !fileAccepts(key, "1"))
  }
}
