import App
import ArgumentParser

struct MigrateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "migrate",
    abstract: "Create the database, or migrate it to this program's schema.",
    discussion: """
      serve does the same when it starts; use this command to do it earlier. A database that it creates is \
      empty. Migrations run in order, each in \
      a transaction. A database is refused if a newer version of the program has migrated it, or if its \
      migrations differ from those of this program.

      Example:
        $ member-directory migrate --database /srv/directory.sqlite
      """)

  @OptionGroup(title: "Storing") var database: DatabaseOptions
  @OptionGroup(title: "Configuring") var sources: SourceOptions

  func run() throws {
    try reportingErrors {
      let settings = try sources.resolve(database.flags).settings
      try MemberDirectory.migrate(settings)
      print("\(settings.database.path) is at this program's schema")
    }
  }
}
