import App
import ArgumentParser

struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Copy the database to one file, while the server goes on.",
    discussion: """
      The copy is one state of the database, however much is written meanwhile. It is checked (every page, \
      every reference) and on the disk before it takes its name; beside it lies FILE.sha256, which \
      sha256sum --check reads as well. A file that is there already is replaced.

      Examples:
        $ member-directory backup /backups/directory.sqlite
        $ member-directory backup --database /srv/directory.sqlite backup.sqlite
      """)

  @Argument(help: ArgumentHelp("Where the backup goes.", valueName: "file")) var file: String
  @OptionGroup(title: "Storing") var database: DatabaseOptions
  @OptionGroup(title: "Configuring") var sources: SourceOptions

  func run() throws {
    try reportingErrors {
      let settings = try sources.resolve(database.flags).settings
      try MemberDirectory.backUp(settings, to: file)
      print("\(settings.database.path) is backed up to \(file)")
    }
  }
}
