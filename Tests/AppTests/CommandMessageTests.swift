import Directory
import DirectorySQLite
import Foundation
import TestSupport
import Testing

@testable import App

@Suite("The message of a command that fails")
struct CommandMessageTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private var database: String { folder.file("d.sqlite") }

  private func run(_ arguments: [String]) throws -> CommandProcess.Ended {
    try CommandProcess(arguments, in: folder).end()
  }

  @Test(
    "a wrong command line is refused with a message that says what would be right",
    arguments: [
      (["check-health", "--timeout", "0"], "--timeout must be more than 0"),
      (["check-health", "--timeout", "3601"], "at most 3600"),
      (["check-health", "--url", "127.0.0.1:80"], "--url must be http://"),
      (["check-health", "--url", "http://example.org"], "--url must be http://"),
      (["check-health", "--url", "http://127.0.0.1", "--port", "1"], "leave out --host, --port"),
      (["token", "create", "--role", "owner", "--name", "K"], "editor or admin"),
      (["token", "create", "--role", "editor", "--name", "K", "--expires", "soon"], "2027-01-31"),
      (["import", "undo", "x"], "<number>"), (["token", "revoke", "x"], "<id>"), (["import"], "<file>"),
      (["backup"], "<file>"), (["restore"], "<file>"), (["contact", "erase"], "<id>"),
      (["export", "--format", "xml"], "--format must be one of json, ndjson, csv"),
      (["export", "--type", "members"], "--type must be one of organisation, office"),
      (["export", "--format", "csv"], "--type"), (["export", "--type", "member"], "--format ndjson or csv"),
      (["import", "x.txt"], "--format json, ndjson, csv or tar"),
      (["import", "x.txt", "--format", "xml"], "--format must be one of json, ndjson, csv"),
      (["import", "x.csv", "--type", "members"], "--type must be one of organisation, office"),
    ])
  func usage(arguments: [String], text: String) throws {
    let ended = try run(arguments)
    #expect(ended.status == 64, "\(ended.errors)")
    #expect(ended.errors.joined(separator: "\n").contains(text), "\(ended.errors)")
    #expect(ended.output.isEmpty)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path).allSatisfy { !$0.contains("sqlite") })
  }

  @Test(
    "a file or record that doesn't exist is reported in one line that names it",
    arguments: [
      (["import", "/nowhere/x.csv"], 65, "/nowhere/x.csv: No such file or directory"),
      (["import", "/", "--format", "csv"], 65, "/: Is a directory"),
      (["import", "undo", "9"], 65, "no import 9"), (["token", "revoke", "9"], 65, "no token 9"),
      (["contact", "erase", "nobody"], 65, "nobody"),
      (["restore", "/nowhere/b.sqlite"], 73, "/nowhere/b.sqlite: there is no such backup"),
      (["restore", "/"], 73, "/: not a regular file"),
    ])
  func missing(arguments: [String], status: Int, text: String) throws {
    _ = try SQLiteDirectoryStore(path: database)
    let ended = try run(arguments + ["--database", database])
    #expect(Int(ended.status) == status, "\(ended.errors)")
    #expect(ended.errors.count == 1 && ended.errors[0].contains(text), "\(ended.errors)")
  }

  @Test(
    "a backup or an export of a database that doesn't exist is refused, and doesn't create the database",
    arguments: [["backup", "b.sqlite"], ["export"]])
  func noDatabase(command: [String]) throws {
    let ended = try run(command + ["--database", database])
    #expect(ended.status == 73)
    #expect(ended.errors == ["member-directory: \(database): there is no such database"])
    // The one file is the output of the command.
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 1)
  }

  @Test("the error of a backup into a folder that doesn't exist names the backup, not the database")
  func noFolder() throws {
    #expect(try run(["migrate", "--database", database]).status == 0)
    let file = folder.file("missing/b.sqlite")
    let ended = try run(["backup", file, "--database", database])
    #expect(ended.errors == ["member-directory: cannot create \(file): No such file or directory"])
  }

  @Test("the error for a configuration file that can't be read gives the reason")
  func configuration() throws {
    for (path, reason) in [("/nowhere/c.json", "No such file or directory"), ("/", "Is a directory")] {
      let ended = try run(["serve", "--config", path])
      #expect(ended.status == 78)
      #expect(ended.errors == ["member-directory: \(path): the configuration file can't be read: \(reason)"])
    }
  }

  @Test("migrate creates the database and doesn't load the shipped data")
  func migrate() throws {
    #expect(try run(["migrate", "--database", database]).status == 0)
    let ended = try run(["export", "--database", database])
    #expect(ended.status == 73)
    #expect(ended.errors.first?.contains("the directory is empty") == true)
  }

  @Test("openapi needs no database, and writes the same bytes each time")
  func description() throws {
    let written = try run(["openapi"])
    #expect(written.status == 0)
    #expect(try written.output == ProjectFiles.read("Tests/AppTests/promised-openapi.json"))
    #expect(try run(["openapi"]).output == written.output)
  }

  @Test("an import from standard input needs a format")
  func standardInput() throws {
    #expect(try run(["import", "-", "--database", database]).status == 64)
    let ended = try run(["import", "-", "--format", "ndjson", "--database", database])
    #expect(ended.status == 0, "\(ended.errors)")
    #expect(ended.text == "0 new, 0 changed, 0 as they were\n")
  }

  @Test("a dry run prints each change, and an import prints the command that undoes it")
  func importing() throws {
    let row = #"{"type":"county","slug":"agder","name":"Agder County","shortName":"Agder"}"#
    try folder.write(Array(row.utf8), to: "rows.ndjson")
    let command = ["import", folder.file("rows.ndjson"), "--database", database]
    let dry = try run(command + ["--dry-run"])
    #expect(dry.text.hasPrefix("+ county agder (line 1)\n1 new, 0 changed"), "\(dry.text) \(dry.errors)")
    #expect(dry.text.contains("dry run"))
    let written = try run(command)
    #expect(written.text.contains("1 new, 0 changed") && written.text.contains("import undo 1"))
    try folder.write(Array(row.replacing(#""Agder"}"#, with: #""South"}"#).utf8), to: "rows.ndjson")
    #expect(
      try run(command + ["--dry-run"]).text.hasPrefix(
        "~ county agder (line 1)\n    /shortName: \"Agder\" -> \"South\"\n0 new, 1 changed"))
    let undone = try run(["import", "undo", "1", "--database", database])
    #expect(undone.text.hasPrefix("import 1 is undone: 1 change was taken back"), "\(undone.text)")
  }
}
