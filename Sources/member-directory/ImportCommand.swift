import App
import ArgumentParser

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Write many records from a file: all of them, or none if one is wrong.",
    discussion: """
      A record of the file replaces the stored record with the same slug or id. Records that the file does \
      not contain stay as they are. The file is a JSON document such as export writes, NDJSON with one record \
      per line and its type among its fields, or CSV with the columns of a list such as GET /members.csv. A \
      row of CSV changes only the fields that have a column, and an empty cell removes the field. The server \
      may be running.

      CSV may have commas, semicolons or tabs, and may be UTF-8, UTF-16 or Windows-1252: the result says what \
      was recognised. Columns are recognised by the names of fields in any spelling, and by common English \
      and Norwegian words. A workbook (.xlsx) has to be saved as CSV UTF-8 first.

      A tar archive that export --pictures has written has a JSON document and the files of its pictures. \
      Each file must be one that the document names, and have the SHA-256 by which it is called.

      Examples:
        $ member-directory import members.csv --dry-run
        $ member-directory import medlemmer.csv --map 'Engelsk navn=name' --ignore Merknad
        $ member-directory import directory.json --database /srv/directory.sqlite
        $ member-directory import directory.tar
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

    @Argument(help: ArgumentHelp("The file, or - for standard input.", valueName: "file")) var file: String
    @Option(
      help: ArgumentHelp(
        "json, ndjson, csv, tsv or tar. Without it, the ending of the file's name decides.",
        valueName: "format"))
    var format: String?
    @Option(
      help: ArgumentHelp("The type of the rows of CSV, if the columns don't show it.", valueName: "type"))
    var type: String?
    @Option(
      name: .customLong("map"), parsing: .singleValue,
      help: ArgumentHelp(
        "The field of a column of CSV, as in 'Engelsk navn=name'; may be given several times.",
        valueName: "column=field"))
    var mapped: [String] = []
    @Option(
      name: .customLong("ignore"), parsing: .singleValue,
      help: ArgumentHelp(
        "A column of CSV that is left out; may be given several times.", valueName: "column"))
    var ignored: [String] = []
    @Option(help: ArgumentHelp("The name of the author in the revisions.", valueName: "name"))
    var author = "import"
    @Flag(help: "Make the topics, kinds and areas that records refer to and that don't exist.")
    var createMissing = false
    @Flag(help: "Print what would change in each record, and write nothing.") var dryRun = false
    @OptionGroup(title: "Storing") var database: DatabaseOptions
    @OptionGroup(title: "Configuring") var sources: SourceOptions

    func run() throws {
      try reportingErrors {
        let settings = try sources.resolve(database.flags).settings
        var options = MemberDirectory.ImportOptions(
          file: file, format: format, type: type, isDryRun: dryRun, author: author)
        (options.mapped, options.ignored, options.createsMissing) = (mapped, ignored, createMissing)
        print(try MemberDirectory.importFile(settings, options))
      }
    }
  }

  struct Undo: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Undo a whole import.",
      discussion: """
        What the import wrote becomes as it was before; what was written to other fields since stays. Imports \
        can be undone in any order. If something that the import wrote was changed since, nothing is undone, \
        and the message names the records, the fields, who changed them, and the imports to undo first.

        Example:
          $ member-directory import undo 3
        """)

    @Argument(help: ArgumentHelp("The number that the import printed.", valueName: "number"))
    var number: Int64
    @Option(help: ArgumentHelp("The name of the author in the revisions.", valueName: "name"))
    var author = "import"
    @OptionGroup(title: "Storing") var database: DatabaseOptions
    @OptionGroup(title: "Configuring") var sources: SourceOptions

    func run() throws {
      try reportingErrors {
        let settings = try sources.resolve(database.flags).settings
        let count = try MemberDirectory.undoImport(settings, id: number, author: author)
        let changes = count == 1 ? "1 change was" : "\(count) changes were"
        print("import \(number) is undone: \(changes) taken back")
      }
    }
  }
}
