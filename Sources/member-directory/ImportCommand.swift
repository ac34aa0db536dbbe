import App
import ArgumentParser

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Write many records at once, all of them or none.",
    discussion: """
      A record that is there already is put in the place of what it was; what the file does not name stays. \
      The file is a document as export writes it, NDJSON with one record a line and its type beside its \
      fields, or CSV with the columns of the lists, such as GET /members.csv gives: a row changes only what \
      its columns name, and an empty cell takes away. The server may go on running.

      Examples:
        $ member-directory import members.csv --dry-run
        $ member-directory import directory.json --database /srv/directory.sqlite
        $ member-directory import undo 3
      """,
    subcommands: [File.self, Undo.self], defaultSubcommand: File.self)

  struct File: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "file",
      abstract: "Import a file.",
      discussion: """
        Example:
          $ member-directory import members.csv --dry-run
        """)

    @Argument(help: ArgumentHelp("The file; - for standard input.", valueName: "file")) var file: String
    @Option(help: ArgumentHelp("json, ndjson or csv; else the file's name tells.", valueName: "format"))
    var format: String?
    @Option(help: ArgumentHelp("Of the rows of CSV, where the columns do not tell.", valueName: "type"))
    var type: String?
    @Option(help: ArgumentHelp("Whose name the revisions bear.", valueName: "name"))
    var author = "import"
    @Flag(help: "Print what would change, row by row, and write nothing.") var dryRun = false
    @OptionGroup(title: "Storing") var database: DatabaseOptions
    @OptionGroup(title: "Configuring") var sources: SourceOptions

    func run() throws {
      try reportingErrors {
        let settings = try sources.resolve(database.flags).settings
        let options = MemberDirectory.ImportOptions(
          file: file, format: format, type: type, isDryRun: dryRun, author: author)
        print(try MemberDirectory.importFile(settings, options))
      }
    }
  }

  struct Undo: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take a whole import back.",
      discussion: """
        Refused where someone has written to one of its records since.

        Example:
          $ member-directory import undo 3
        """)

    @Argument(help: ArgumentHelp("Its number, which the import said.", valueName: "number")) var number: Int64
    @Option(help: ArgumentHelp("Whose name the revisions bear.", valueName: "name"))
    var author = "import"
    @OptionGroup(title: "Storing") var database: DatabaseOptions
    @OptionGroup(title: "Configuring") var sources: SourceOptions

    func run() throws {
      try reportingErrors {
        let settings = try sources.resolve(database.flags).settings
        let count = try MemberDirectory.undoImport(settings, id: number, author: author)
        print("import \(number) is undone: \(count) records are as they were")
      }
    }
  }
}
