import App
import ArgumentParser

struct RestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Replace the content of the database with a backup.",
    discussion: """
      First a copy of the backup is checked: its checksum, if FILE.sha256 exists, then every page and every \
      reference. A backup of an older version of the program is migrated. Then the content of the database \
      is replaced in one transaction. The server may be running: it shows the restored data within a second. \
      The previous content is kept beside the database, in DATABASE.before-restore-TIME.

      Tokens that were revoked and contacts that were erased since the backup stay so, and tokens that were \
      created since stay valid. A token that only the backup has is revoked, unless there is no database. \
      If the database is lost, what was revoked and erased is read from the files *.withdrawals.json beside \
      the backup and in backup.folder.

      Example:
        $ member-directory restore /backups/directory.sqlite --database /srv/directory.sqlite
      """)

  @Argument(help: ArgumentHelp("The backup.", valueName: "file")) var file: String
  @OptionGroup(title: "Storing") var database: DatabaseOptions
  @OptionGroup(title: "Configuring") var sources: SourceOptions

  func run() throws {
    try reportingErrors {
      let settings = try sources.resolve(database.flags).settings
      let report = try MemberDirectory.restore(settings, from: file)
      print("\(file) is restored to \(settings.database.path)")
      if let former = report.former { print("the previous content is in \(former)") }
      for line in report.kept { print(line) }
      if !report.isChecksummed {
        print("the backup has no checksum file; its pages and references were checked")
      }
    }
  }
}
