import Directory
import DirectorySQLite
import Foundation
import Glibc
import TestSupport
import Testing

@testable import App

@Suite("The command line")
struct CommandTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func run(_ arguments: String..., environment: [String: String] = [:]) throws
    -> CommandProcess.Ended
  {
    try CommandProcess(arguments, environment: environment, in: folder).end()
  }

  @Test("--help and --version write to standard output and exit with 0")
  func help() throws {
    let help = try run("--help")
    #expect(help.status == 0)
    #expect(help.errors.isEmpty)
    for word in ["serve", "migrate", "export", "check-health", "Exit codes", "78"] {
      #expect(help.text.contains(word))
    }
    let version = try run("--version")
    #expect(version.status == 0)
    #expect(version.text == "\(ProgramVersion.number)\n")
    for command in ["serve", "migrate", "export", "check-health"] {
      #expect(try run(command, "--help").text.contains("Example"))
    }
  }

  @Test("--print-config prints each setting and its source, and doesn't start the server")
  func printConfig() throws {
    let ended = try run(
      "serve", "--port", "9", "--print-config", environment: ["MEMBER_DIRECTORY_GZIP_LEVEL": "9"])
    #expect(ended.status == 0)
    let lines = ended.text.split(separator: "\n")
    #expect(lines.contains { $0.hasPrefix("http.port = 9 ") && $0.hasSuffix("# --port") })
    #expect(
      lines.contains { $0.hasPrefix("gzip.level = 9 ") && $0.hasSuffix("# MEMBER_DIRECTORY_GZIP_LEVEL") })
  }

  @Test(
    "a wrong command line exits with 64",
    arguments: [["--nonsense"], ["sreve"], ["serve", "--port", "eighty"]])
  func usage(arguments: [String]) throws {
    let ended = try CommandProcess(arguments, in: folder).end()
    #expect(ended.status == 64)
    #expect(!ended.errors.isEmpty)
  }

  @Test(
    "a wrong setting exits with 78 and one line that names its source",
    arguments: ["serve", "migrate", "export"])
  func brokenSetting(command: String) throws {
    let name = "MEMBER_DIRECTORY_HTTP_PORT"
    let ended = try run(command, environment: [name: "eighty"])
    #expect(ended.status == 78)
    #expect(
      ended.errors == [
        "member-directory: \(name): \"eighty\" must be a whole number from 0 to 65535"
      ])
  }

  @Test("a malformed configuration file exits with 78 and one line that names the place in the file")
  func brokenFile() throws {
    try folder.write(Array("{\n  \"http\": {\n    \"port\": 1,,\n  }\n}\n".utf8), to: "settings.json")
    let ended = try run("serve", "--config", folder.file("settings.json"))
    #expect(ended.status == 78)
    #expect(ended.errors.count == 1)
    #expect(ended.errors[0].contains("settings.json: not JSON: line 3, column 15: "))
    try folder.write(Array("{\"log\": {}, \"log\": {}}".utf8), to: "settings.json")
    #expect(try run("serve", "--config", folder.file("settings.json")).errors[0].contains("twice"))
  }

  @Test("a database that can't be created exits with 73 and one line")
  func unwritable() throws {
    for path in [folder.file("no/such/folder/d.sqlite"), folder.path] {
      for command in [["serve", "--port", "0"], ["migrate"]] {
        let ended = try CommandProcess(command + ["--database", path], in: folder).end()
        #expect(ended.status == 73)
        #expect(ended.failures.count == 1)
        #expect(ended.failures.first?.contains(path) == true)
      }
    }
    let export = try run("export", "--database", folder.file("none.sqlite"))
    #expect(export.status == 73)
    #expect(!FileManager.default.fileExists(atPath: folder.file("none.sqlite")))
  }

  enum Damage: CaseIterable { case text, pages, truncated, otherProgram }

  @Test(
    "a database that is damaged or belongs to another program exits with 65 and isn't changed",
    arguments: Damage.allCases)
  func damaged(damage: Damage) throws {
    let path = folder.file("d.sqlite")
    let migrated = try run("migrate", "--database", path)
    #expect(migrated.status == 0)
    #expect(migrated.text == "\(path) is at this program's schema\n")
    var bytes = try folder.read("d.sqlite")
    switch damage {
    case .text: bytes = Array(String(repeating: "no database, but a text. ", count: 400).utf8)
    case .pages: bytes.replaceSubrange(4_096..., with: repeatElement(0xA5, count: bytes.count - 4_096))
    case .truncated: bytes = Array(bytes.prefix(5_000))
    // "Application ID" of SQLite's file format, section 1.3.
    case .otherProgram: bytes.replaceSubrange(68..<72, with: "Othr".utf8)
    }
    try folder.write(bytes, to: "d.sqlite")
    for command in [["serve", "--port", "0"], ["migrate"], ["export"]] {
      let ended = try CommandProcess(command + ["--database", path], in: folder).end()
      #expect(ended.status == 65, "\(command)")
      #expect(ended.failures.count == 1)
      #expect(ended.failures.first?.contains(path) == true)
      #expect(ended.output.isEmpty)
    }
    #expect(try folder.read("d.sqlite") == bytes)
  }

  @Test("a port that is in use exits with 69 and one line")
  func portInUse() throws {
    let other = try OneAnswerServer(family: AF_INET, answer: nil)
    guard case .tcp(_, let port) = other.target else { return }
    let ended = try run("serve", "--port", "\(port)", "--database", folder.file("d.sqlite"))
    #expect(ended.status == 69)
    #expect(ended.errors.last == "member-directory: 127.0.0.1:\(port) is in use by another program")
    // The loops of one process share a port, but don't share it with another process.
    let own = try RunningDirectory()
    #expect(try run("serve", "--port", "\(own.port)", "--database", folder.file("d.sqlite")).status == 69)
    #expect(try own.get("/health/ready").status == 200)
  }

  @Test("check-health exits with 0 if the server is ready, and with 1 if there is none or it answers 404")
  func checkHealth() throws {
    let directory = try RunningDirectory()
    let ready = try run("check-health", "--port", "\(directory.port)")
    #expect(ready.status == 0)
    #expect(ready.text.hasPrefix("ready: http://127.0.0.1:\(directory.port)/health/ready in "))
    let absent = try run("check-health", "--unix-socket", folder.file("none.sock"))
    #expect(absent.status == 1)
    #expect(absent.output.isEmpty)
    #expect(absent.errors.count == 1)
    let path = try run("check-health", "--url", "http://127.0.0.1:\(directory.port)/nowhere")
    #expect(path.status == 1)
    #expect(path.errors.first?.contains("status 404") == true)
  }
}

@Suite("serve as a process of its own")
struct ServeTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Starts the server in a working directory other than the project's, because it must not need files of the
  /// project.
  private func serve() throws -> CommandProcess {
    try CommandProcess(
      ["serve", "--port", "0", "--log-format", "json", "--database", "d.sqlite"], in: folder,
      directory: folder.path)
  }

  @Test("a signal stops the server, which exits with 0", arguments: [SIGTERM, SIGINT, SIGQUIT])
  func signals(number: Int32) throws {
    let server = try serve()
    let client = try RawClient(port: server.port())
    client.send(RunningDirectory.request("GET", "/members/oslo"))
    #expect(try client.readResponse()?.status == 200)
    server.signal(number)
    let ended = try server.end()
    #expect(ended.status == 0)
    #expect(ended.errors.contains { $0.contains("\"stopped\"") })
    #expect(try client.readResponse() == nil)
  }

  @Test("a request that has begun before the signal is answered, and then the connection is closed")
  func inFlight() throws {
    // A stop waits a second for the rest. A busy machine may not send it in that time, or may send it before
    // the loop has taken note of the stop, so there are several tries.
    for _ in 0..<5 {
      let server = try serve()
      let client = try RawClient(port: server.port())
      let request = RunningDirectory.request("GET", "/members")
      client.send(request)
      #expect(try client.readResponse()?.status == 200)
      client.send(String(request.dropLast(2)))
      server.signal(SIGTERM)
      _ = try server.line(with: "\"stopping\"")
      client.send(String(request.suffix(2)))
      let answer = try client.readResponse()
      #expect(try server.end().status == 0)
      guard let answer else { continue }
      #expect(answer.status == 200)
      #expect(try client.readResponse() == nil)
      if answer.field("connection") == "close" { return }
    }
    Issue.record("No answer to the request said that the connection is closed.")
  }

  @Test("export writes the same bytes as the shipped data, to standard output or to a file")
  func export() throws {
    let server = try serve()
    _ = try server.port()
    let shipped = try ProjectFiles.read("Data/oslo-region.json")
    // The first export is made while the server runs, the others after it has stopped.
    let arguments = ["export", "--database", folder.file("d.sqlite")]
    let ended = try CommandProcess(arguments, in: folder).end()
    #expect(ended.status == 0)
    #expect(ended.output == shipped)
    server.signal(SIGTERM)
    #expect(try server.end().status == 0)
    let toFile = try CommandProcess(arguments + ["--output", folder.file("out.json")], in: folder).end()
    #expect(toFile.status == 0)
    #expect(toFile.output.isEmpty)
    #expect(try folder.read("out.json") == shipped)
    let lines = try CommandProcess(arguments + ["--output", folder.file("out.ndjson")], in: folder).end()
    #expect(lines.status == 0)
    #expect(try folder.read("out.ndjson").starts(with: #"{"type":"organisation","name":"#.utf8))
    let table = try CommandProcess(arguments + ["--format", "csv", "--type", "office"], in: folder).end()
    #expect(table.text.hasPrefix("id,name,host,street,postcode,city,country,member,name@nb,host@nb"))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path).allSatisfy { !$0.hasSuffix("partial") }
    )
  }

  @Test(
    "an export that is not possible exits with one line that says why",
    arguments: [
      (["--format", "csv"], 64), (["--type", "member"], 64), (["--format", "xml"], 64),
      (["--format", "csv", "--type", "members"], 64), (["--output", "/nowhere/x.json"], 73),
      (["--output", "/"], 73),
      (["--output", "/dev/full"], 74),
    ])
  func refusedExport(options: [String], status: Int) throws {
    let path = folder.file("d.sqlite")
    try SQLiteDirectoryStore(path: path).load(
      DocumentJSON.decode(try ProjectFiles.read("Data/oslo-region.json")))
    let ended = try CommandProcess(["export", "--database", path] + options, in: folder)
      .end()
    #expect(Int(ended.status) == status, "\(ended.errors)")
    #expect(ended.errors.count == 1)
  }

  @Test("a server that starts after another was killed serves the same database")
  func killed() throws {
    let first = try serve()
    _ = try first.port()
    first.signal(SIGKILL)
    #expect(try first.end().status == 128 + SIGKILL)
    let second = try serve()
    let client = try RawClient(port: second.port())
    client.send(RunningDirectory.request("GET", "/members", ["Connection: close"]))
    #expect(try client.readResponse()?.json["total"] == .integer(17))
  }
}
