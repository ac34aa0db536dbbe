import App
import ArgumentParser

struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Copy the database to one file. The server may be running.",
    discussion: """
      The copy has one state of the database, even if a server writes to it meanwhile. Every page and every \
      reference of the copy is checked, and it is written to the disk, before it gets its name. If FILE \
      exists, it is replaced. Its checksum is written to FILE.sha256, which sha256sum --check can read too.

      Examples:
        $ member-directory backup /backups/directory.sqlite
        $ member-directory backup --database /srv/directory.sqlite backup.sqlite
      """)

  @Argument(help: ArgumentHelp("The file to write the backup to.", valueName: "file")) var file: String
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
