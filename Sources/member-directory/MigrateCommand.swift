import App
import ArgumentParser

struct MigrateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "migrate",
    abstract: "Make the database, or bring it to this program's schema.",
    discussion: """
      serve does the same when it starts; this is for whoever wants it done before. Migrations run in order, \
      one transaction each. A database that a newer version of the program has migrated is refused, and so \
      is one whose migrations are not those that this program carries.

      Example:
        $ member-directory migrate --database /srv/directory.sqlite
      """)

  @OptionGroup(title: "Storing") var database: DatabaseOptions
  @OptionGroup(title: "Configuring") var sources: SourceOptions

  func run() throws {
    try reportingErrors {
      var settings = try sources.resolve(database.flags).settings
      settings.loadsShippedData = false
      _ = try MemberDirectory.openStore(settings)
      print("\(settings.database.path) is at this program's schema")
    }
  }
}
