import Directory
import DirectorySQLite
import Foundation
import HTTPServer
import TestSupport
import Testing

@testable import App

@Suite("doctor")
struct DoctorTests {
  let folder: TemporaryFolder
  private let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("d.sqlite")
  }

  private func makeDatabase() throws {
    try SQLiteDirectoryStore(path: path).close()
    try setMode(0o600, of: "d.sqlite")
  }

  private func setMode(_ mode: Int, of name: String) throws {
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: folder.file(name))
  }

  private func doctor(
    _ settings: [String: String] = [:], now: Int64 = Int64(Date().timeIntervalSince1970),
    descriptors: Int = 65_536, free: UInt64 = 1 << 40
  ) throws -> Doctor {
    let values = ["database.path": path].merging(settings) { $1 }
    let flags = values.map { SettingFlag("--test", $0.key, $0.value) }
    return Doctor(try ResolvedSettings(SettingsSources(flags: flags)), now: now, descriptors: descriptors) {
      $0 == "/unknown" ? nil : free
    }
  }

  private func run(_ arguments: String..., environment: [String: String] = [:]) throws -> CommandProcess.Ended
  {
    try CommandProcess(["doctor", "--database", path] + arguments, environment: environment, in: folder).end()
  }

  private func summary(_ findings: [Finding]) -> [String] { findings.map { "\($0.severity) \($0.check)" } }

  @Test("a server with good settings, a sound database and a fresh backup has no findings, and exits with 0")
  func healthy() throws {
    try makeDatabase()
    try FileManager.default.createDirectory(atPath: folder.file("kept"), withIntermediateDirectories: false)
    let kept = folder.file("kept")
    _ = try BackupFolder(path: kept, keep: 1).add(
      SQLiteBackups(path: path), at: Int64(Date().timeIntervalSince1970))
    let findings = try doctor(["backup.folder": kept, "http.origin": "https://api.example.org"])
      .diagnosis(configurationFile: nil).findings
    // The temporary folder is on one disk.
    #expect(summary(findings).filter { $0 != "warning backups" } == [])
    #expect(findings.filter { $0.check == "backups" }.allSatisfy { $0.problem.contains("same disk") })
    #expect(Diagnosis([]).text == "nothing is wrong\n")
    #expect(Diagnosis([]).exitStatus == .success)
  }

  @Test("the exit code is that of the worst finding, and the worst is printed first")
  func order() {
    let findings: [Finding] = [.note("a", "b", "c"), .error("d", "e", "f"), .warning("g", "h", "i")]
    #expect(Diagnosis(findings).text == "error    d: e; f\nwarning  g: h; i\nnote     a: b; c\n")
    #expect(Diagnosis([findings[0]]).exitStatus == .success)
    #expect(Diagnosis([findings[0], findings[2]]).exitStatus.rawValue == 1)
    #expect(Diagnosis(findings).exitStatus.rawValue == 2)
  }

  @Test("a wrong or unknown setting is an error, and exits with 2")
  func settings() throws {
    let ended = try run(environment: [
      "MEMBER_DIRECTORY_HTTP_PORT": "eighty", "MEMBER_DIRECTORY_HTTP_PRT": "1",
    ])
    #expect(ended.status == 2)
    let lines = ended.text.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines.allSatisfy { $0.hasPrefix("error    settings: MEMBER_DIRECTORY_HTTP_P") })
  }

  @Test("--json prints the findings as one object")
  func json() throws {
    try makeDatabase()
    let ended = try run("--json")
    #expect(ended.status == 1)
    let findings = try JSONParser.parse(ended.output)["findings"]?.items ?? []
    let backup = findings.first { $0["check"]?.string == "backups" }
    #expect(backup?["severity"]?.string == "warning")
    #expect(backup?["problem"]?.string == "backup.folder is not set, so no backups are made")
    #expect(backup?["remedy"]?.string == "set it, or make backups another way")
  }

  @Test("a damaged database is an error, and is not changed")
  func damaged() throws {
    try makeDatabase()
    var bytes = try folder.read("d.sqlite")
    bytes.replaceSubrange(4_096..., with: repeatElement(0xA5, count: bytes.count - 4_096))
    try folder.write(bytes, to: "d.sqlite")
    let ended = try run()
    #expect(ended.status == 2)
    #expect(ended.text.contains("error    database: "))
    #expect(try folder.read("d.sqlite") == bytes)
  }

  @Test("a database that doesn't exist is a note, and is not created")
  func missing() throws {
    #expect(summary(try doctor().storeFindings) == ["note database"])
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test(
    "a file that others can write is an error, one that everyone can read a warning",
    arguments: [(0o600, []), (0o640, []), (0o644, ["warning files"]), (0o666, ["error files"])]
      as [(Int, [String])])
  func modes(mode: Int, expected: [String]) throws {
    try makeDatabase()
    try setMode(mode, of: "d.sqlite")
    #expect(summary(try doctor().fileFindings(nil)) == expected)
  }

  @Test("a configuration file that others can write is an error")
  func configurationFile() throws {
    try makeDatabase()
    try folder.write(Array("{}".utf8), to: "settings.json")
    try setMode(0o646, of: "settings.json")
    let findings = try doctor().fileFindings(folder.file("settings.json"))
    #expect(summary(findings) == ["error files"])
    #expect(findings[0].remedy == "run chmod go-w \(folder.file("settings.json"))")
  }

  @Test("a limit on descriptors that is too low for http.maxConnections is a warning")
  func descriptors() throws {
    let findings = try doctor(["http.maxConnections": "1000"], descriptors: 1_024).descriptorFindings
    #expect(summary(findings) == ["warning descriptors"])
    #expect(findings[0].problem.contains("960 connections"))
    #expect(findings[0].remedy.contains("1064"))
    #expect(try doctor(["http.maxConnections": "960"], descriptors: 1_024).descriptorFindings == [])
  }

  @Test("a clock that is wrong is an error")
  func clock() throws {
    let doctor = try doctor(now: 1_800_000_000)
    #expect(doctor.clockFindings(lastChange: nil) == [])
    #expect(doctor.clockFindings(lastChange: 1_800_000_060) == [])
    #expect(summary(doctor.clockFindings(lastChange: 1_800_000_061)) == ["error clock"])
    #expect(summary(try self.doctor(now: 1_700_000_000).clockFindings(lastChange: nil)) == ["error clock"])
  }

  @Test(
    "http.origin and a limit per address are asked for as the address of the server requires",
    arguments: [
      ("127.0.0.1", "1024", ["note origin"]), ("0.0.0.0", "1024", ["note proxy", "warning origin"]),
      ("::", "0", ["note proxy", "warning origin"]),
    ] as [(String, String, [String])])
  func proxy(host: String, limit: String, expected: [String]) throws {
    let settings = ["http.host": host, "http.maxConnectionsPerAddress": limit]
    #expect(summary(try doctor(settings).proxyFindings) == expected)
  }

  @Test("a proxy in front has to be named, and then nothing more is asked for")
  func namedProxy() throws {
    let settings = ["http.host": "0.0.0.0", "http.origin": "https://api.example.org"]
    let findings = try doctor(settings).proxyFindings
    #expect(findings.map(\.remedy) == ["put a proxy with TLS in front, and name it in http.trustedProxies"])
    #expect(try doctor(settings.merging(["http.trustedProxies": "10.0.0.1"]) { $1 }).proxyFindings == [])
  }

  @Test("a listener of operators that others can reach is a note")
  func adminListener() throws {
    #expect(try doctor().adminFindings == [] && doctor(["admin.host": "::1"]).adminFindings == [])
    let open = ["admin.host": "0.0.0.0"]
    #expect(summary(try doctor(open).adminFindings) == ["note admin"])
    for closed in [["admin.enabled": "false"], ["admin.unixSocket": "/run/a.sock"]] {
      #expect(try doctor(open.merging(closed) { $1 }).adminFindings == [])
    }
  }

  @Test(
    "a disk needs space for twice the database, and at least 64 MiB",
    arguments: [
      (64 << 20, 0, nil), (64 << 20 - 1, 0, "error disk"), (64 << 20, 40 << 20, "warning disk"),
      (80 << 20, 40 << 20, nil), (80 << 20 - 1, 40 << 20, "warning disk"),
      (100 << 20 - 1, 100 << 20, "error disk"),
    ] as [(UInt64, Int, String?)])
  func space(free: UInt64, size: Int, expected: String?) throws {
    let database = try FileHandle(forWritingTo: URL(filePath: try emptyFile()))
    // The file is sparse, so it takes no space.
    try database.truncate(atOffset: UInt64(size))
    let findings = try doctor(free: free).spaceFindings
    #expect(summary(findings) == (expected.map { [$0] } ?? []))
    let two = try doctor(["backup.folder": "/backups"], free: free).spaceFindings
    #expect(two.count == 2 * findings.count)
    #expect(try doctor(["backup.folder": "/unknown"], free: free).spaceFindings.count == findings.count)
    if let finding = findings.first {
      #expect(finding.problem.contains("\(free >> 20) MiB left, and the database has \(size >> 20) MiB"))
      #expect(finding.remedy.contains("at least \(max(64, 2 * size >> 20)) MiB"))
    }
  }

  @Test(
    "the free space is what the system lets users other than root write, and unknown for a missing folder")
  func freeSpace() throws {
    let free = try FileManager.default.attributesOfFileSystem(forPath: folder.path)[.systemFreeSize]
    let expected = try #require(free as? NSNumber).doubleValue
    // Other tests write meanwhile.
    let found = Double(try #require(Doctor.freeBytes(in: folder.path)))
    #expect(abs(found - expected) < max(expected / 10, 1e9))
    #expect(Doctor.freeBytes(in: folder.file("none")) == nil)
  }

  private func emptyFile() throws -> String {
    try folder.write([], to: "d.sqlite")
    return path
  }

  @Test("a missing folder of backups is an error; no backup and an old one are warnings")
  func backups() throws {
    try makeDatabase()
    let kept = folder.file("kept")
    #expect(summary(try doctor(["backup.folder": kept]).backupFindings) == ["error backups"])
    try FileManager.default.createDirectory(atPath: kept, withIntermediateDirectories: false)
    #expect(summary(try doctor(["backup.folder": kept]).backupFindings) == ["warning backups"])
    let time: Int64 = 1_800_000_000
    _ = try BackupFolder(path: kept, keep: 1).add(SQLiteBackups(path: path), at: time)
    let settings = ["backup.folder": kept, "backup.everyHours": "1"]
    #expect(try doctor(settings, now: time + 7_199).backupFindings == [])
    let old = try doctor(settings, now: time + 7_200).backupFindings
    #expect(summary(old) == ["warning backups"])
    #expect(old[0].problem.contains("2 hours old"))
  }

  @Test("backups of the first versions, whose names have no id, are named and never removed")
  func olderBackups() throws {
    try makeDatabase()
    let kept = folder.file("kept")
    try FileManager.default.createDirectory(atPath: kept, withIntermediateDirectories: false)
    let (time, day): (Int64, Int64) = (1_800_000_000, 86_400)
    let source = SQLiteBackups(path: path)
    let older = ["2020-01-02T000000Z", "2020-01-01T000000Z"].map { "member-directory-\($0).sqlite" }
    for name in older { try source.write(to: "\(kept)/\(name)") }
    for other in ["member-directory-2019-01-01T000000Z.sqlite", "member-directory-2019.sqlite"] {
      try folder.write(Array("precious".utf8), to: "kept/\(other)")
    }
    try source.write(to: "\(kept)/member-directory-2019-02-30T000000Z.sqlite")
    for days: Int64 in 0..<3 { _ = try BackupFolder(path: kept, keep: 1).add(source, at: time + days * day) }
    let names = Set(try FileManager.default.contentsOfDirectory(atPath: kept))
    #expect(names.isSuperset(of: older) && names.count == 2 * 3 + 2 + 2)
    let findings = try doctor(["backup.folder": kept], now: time + 2 * day).backupFindings
    #expect(summary(findings) == ["note backups"])
    #expect(
      findings[0].problem
        == "\(kept) has 2 backups of an older version, which no server removes, such as \(older[1])")
  }

  @Test("connections are held to the limit on descriptors less a reserve, and the log says so")
  func heldConnections() throws {
    #expect(DescriptorLimit.connections(atMost: 16_384, limit: 1_024) == 960)
    #expect(DescriptorLimit.connections(atMost: 100, limit: 1_024) == 100)
    #expect(DescriptorLimit.connections(atMost: 100, limit: 10) == 1)
    let server = try CommandProcess(
      ["serve", "--port", "0", "--log-format", "json", "--database", path], in: folder, descriptors: 100)
    _ = try server.port()
    #expect(try server.line(with: "http.maxConnections").contains("36 connections"))
    let port = try server.port()
    let clients = try (0..<36).map { _ in
      let client = try RawClient(port: port)
      // The beginning of a second request: an idle connection would be closed to make room.
      client.send(RunningDirectory.request("GET", "/health/ready") + "GET / HTTP/1.1\r\n")
      #expect(try client.readResponse()?.status == 200)
      return client
    }
    #expect(try RawClient(port: port).readResponse()?.status == 503)
    withExtendedLifetime(clients) {}
    server.signal(SIGTERM)
    #expect(try server.end().status == 0)
  }
}
