import App
import ArgumentParser

struct RestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Put a backup in the place of the database.",
    discussion: """
      The backup is checked first: its checksum where FILE.sha256 lies beside it, then every page and \
      reference. One of an older version of the program is brought to this one's schema. Only then does it \
      take the place of what the database holds, in one transaction; the server may go on running and shows \
      it within a second. What the database held before is kept beside it, as DATABASE.before-restore-TIME.

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
      if let former = report.former { print("what it held before is in \(former)") }
      if !report.isChecksummed { print("there was no checksum beside the backup; its pages are sound") }
    }
  }
}
