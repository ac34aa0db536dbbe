import App
import ArgumentParser

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write the whole directory in a format that import reads.",
    discussion: """
      Writes all published records, including e-mail addresses that the API does not publish, in a fixed \
      order, so that two exports can be compared line by line. json is one document, in the format of the \
      data that ships with the program; ndjson has one record per line, with its type; csv is a table of one \
      type. Pictures are named by the SHA-256 of their files; --pictures writes a tar archive that has these files \
      too. The server may be running.

      Examples:
        $ member-directory export > directory.json
        $ member-directory export --output directory.ndjson
        $ member-directory export --type contact --output contacts.csv
        $ member-directory export --format-version 1 > older.json
        $ member-directory export --pictures directory.tar
      """)

  @OptionGroup(title: "Storing") var database: DatabaseOptions
  @OptionGroup(title: "Configuring") var sources: SourceOptions

  @Option(
    help: ArgumentHelp(
      "Write to this file instead of standard output. It is replaced when the export is complete.",
      valueName: "file"))
  var output: String?

  @Option(
    help: ArgumentHelp(
      "json, ndjson or csv. Without it, the ending of the file's name decides, or else it is json.",
      valueName: "format"))
  var format: String?

  @Option(help: ArgumentHelp("Write only records of this type. CSV needs it.", valueName: "type"))
  var type: String?

  @Option(
    help: ArgumentHelp(
      "1 writes what older programs read, and reports what is left out. The default is the newest version.",
      valueName: "number"))
  var formatVersion: Int?

  @Option(
    help: ArgumentHelp(
      "Write a tar archive to this file: the document as directory.json, and the files of its pictures.",
      valueName: "file"))
  var pictures: String?

  func run() throws {
    try reportingErrors {
      let settings = try sources.resolve(database.flags).settings
      var options = MemberDirectory.ExportOptions(
        file: output, format: format, type: type, version: formatVersion)
      options.archive = pictures
      try MemberDirectory.export(settings, options)
    }
  }
}
