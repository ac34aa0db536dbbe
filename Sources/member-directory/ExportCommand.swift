import App
import ArgumentParser

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write the whole directory, as import reads it.",
    discussion: """
      All that is published, protected addresses too, in a fixed order, so that two exports can be compared \
      line by line. json is the document that ships with the program; ndjson has a record a line, with its \
      type; csv is a table of one type. The server may go on running.

      Examples:
        $ member-directory export > directory.json
        $ member-directory export --output directory.ndjson
        $ member-directory export --type contact --output contacts.csv
      """)

  @OptionGroup(title: "Storing") var database: DatabaseOptions
  @OptionGroup(title: "Configuring") var sources: SourceOptions

  @Option(
    help: ArgumentHelp("Write to this file instead of standard output; replaced whole.", valueName: "file"))
  var output: String?

  @Option(
    help: ArgumentHelp("json, ndjson or csv; else the file's name tells, else json.", valueName: "format"))
  var format: String?

  @Option(help: ArgumentHelp("Only records of this type; CSV takes one.", valueName: "type"))
  var type: String?

  func run() throws {
    try reportingErrors {
      let settings = try sources.resolve(database.flags).settings
      try MemberDirectory.export(
        settings, MemberDirectory.ExportOptions(file: output, format: format, type: type))
    }
  }
}
