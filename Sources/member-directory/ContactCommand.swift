import App
import ArgumentParser

struct ContactCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "contact",
    abstract: "Erase what is stored of a person.",
    discussion: """
      Example:
        $ member-directory contact erase kari-nordmann
      """,
    subcommands: [Erase.self])

  struct Erase: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take a contact out of the directory, its history and every index, for good.",
      discussion: """
        Unlike DELETE, which can be undone, this leaves nothing: no revision, no draft, no answer kept for a \
        repeated attempt, no word for search, no free page of the file. Backups that were made before still \
        hold it; the next one does not. The server may go on running.

        Example:
          $ member-directory contact erase kari-nordmann --database /srv/directory.sqlite
        """)

    @Argument(help: ArgumentHelp("The contact's id.", valueName: "id")) var id: String
    @OptionGroup(title: "Storing") var database: DatabaseOptions
    @OptionGroup(title: "Configuring") var sources: SourceOptions

    func run() throws {
      try reportingErrors {
        let settings = try sources.resolve(database.flags).settings
        try MemberDirectory.eraseContact(settings, id: id)
        print("\(id) is erased; backups made before this still hold it")
      }
    }
  }
}
