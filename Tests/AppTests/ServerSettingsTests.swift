import HTTPCore
import HTTPServer
import Logging
import Representations
import Testing

@testable import App
@testable import DirectoryAPI

@Suite("The configuration of the server and the API")
struct ServerSettingsTests {
  @Test("each setting of the server sets its property")
  func fields() throws {
    let values = [
      "http.loops": "3", "http.sharePort": "true", "http.maxConnections": "11",
      "http.maxConnectionsPerAddress": "12", "http.maxRequestHeadBytes": "1313",
      "http.maxRequestTargetBytes": "1414", "http.headerTimeoutSeconds": "15",
      "http.minimumBytesPerSecond": "16", "http.writeTimeoutSeconds": "17", "http.idleTimeoutSeconds": "18",
      "http.maxWaitingBytes": "1900000", "http.trustedProxies": "10.0.0.0/8, ::1",
    ]
    let flags = values.map { SettingFlag("--test", $0.key, $0.value) }
    let server = try ResolvedSettings(SettingsSources(flags: flags)).serverConfiguration
    #expect(server.loops == 3)
    #expect(server.sharesPort)
    #expect(server.maximumConnections == 11)
    #expect(server.maximumConnectionsPerAddress == 12)
    #expect(server.requestLimits.head == 1_313)
    #expect(server.requestLimits.target == 1_414)
    #expect(server.headTimeout == 15_000)
    #expect(server.minimumRate == 16)
    #expect(server.writeGrace == 17_000)
    #expect(server.idleTimeout == 18_000)
    #expect(server.maximumWaitingOutput == 1_900_000)
    #expect(server.trustedProxies.ranges == ["10.0.0.0/8", "::1"].compactMap { AddressRange($0) })
  }

  @Test("each setting of the API sets its property")
  func api() throws {
    let values = [
      "http.origin": "https://h", "http.maxBodyBytes": "1111", "http.maxImportBytes": "2222",
      "http.maxPictureBytes": "3333",
      "http.cacheBytes": "3001", "cors.maxAgeSeconds": "4", "gzip.level": "5", "gzip.minimumBytes": "66",
      "http.costPerSecond": "77", "http.costBurst": "88",
    ]
    let flags = values.map { SettingFlag("--test", $0.key, $0.value) }
    let settings = try ResolvedSettings(SettingsSources(flags: flags)).settings
    let written = Written()
    let logger = Logger(label: "test") { _ in
      LineLogHandler(
        LogSettings(.init(level: .debug, format: .text, logsRequests: true)), output: written.output)
    }
    let api = MemberDirectory.apiSettings(settings, loops: 3, logger)
    #expect(api.options.origin == "https://h")
    #expect(api.options.contentBytes == 1_111)
    #expect(api.options.importBytes == 2_222)
    #expect(api.options.pictureBytes == 3_333)
    #expect(api.options.cacheBytes == 3_001 && api.loops == 3)
    #expect(api.options.preflightSeconds == 4)
    #expect(api.options.gzipLevel == 5)
    #expect(api.options.gzipMinimumBytes == 66)
    #expect(api.options.costPerSecond == 77 && api.options.costBurst == 88)
    #expect(api.version == ProgramVersion.number)
    api.log("a message for the log")
    #expect(written.text.hasSuffix(" error    a message for the log\n"))
    api.report(CacheCounters())
    #expect(written.text.contains(" debug    the cache of a loop bytes=\"0\" entries=\"0\" evictions=\"0\""))
  }

  @Test("the server listens on TCP and a Unix socket if any source has a host or port")
  func tcpBesideUnixSocket() throws {
    let path = SettingFlag("--unix-socket", "http.unixSocket", "/run/d.sock")
    let file = try TemporaryFile(#"{"http": {"port": 81}}"#)
    for (sources, host, port) in [
      (SettingsSources(flags: [path, SettingFlag("--host", "http.host", "::1")]), "::1", 8080),
      (SettingsSources(flags: [path], file: file.path), "127.0.0.1", 81),
      (SettingsSources(flags: [path], profile: "production"), "0.0.0.0", 8080),
    ] as [(SettingsSources, String, UInt16)] {
      #expect(
        try ResolvedSettings(sources).listenAddresses
          == [.unixSocket(path: "/run/d.sock"), .internet(host: host, port: port)])
    }
  }
}
