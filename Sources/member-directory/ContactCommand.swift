import App
import ArgumentParser

struct ContactCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "contact",
    abstract: "Erase all that is stored about a person.",
    discussion: """
      Example:
        $ member-directory contact erase kari-nordmann
      """,
    subcommands: [Erase.self])

  struct Erase: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Remove a contact from the directory, its history and every index. This can't be undone.",
      discussion: """
        DELETE can be undone; this can't. It also removes the contact's revisions, its drafts, the files of \
        its portraits, former slugs that lead to it, the answers that are kept for repeated requests, its \
        words in the search index, and what free pages of the file still contain. /changes reports the \
        contact as deleted. Backups that were made before still contain the contact; if one is restored, the \
        contact is erased again. The server may be running.

        Example:
          $ member-directory contact erase kari-nordmann --database /srv/directory.sqlite
        """)

    @Argument(help: ArgumentHelp("The contact's id.", valueName: "id")) var id: String
    @Flag(
      help: "Leave files of its portraits that other records show too. Without this they are an error.")
    var keepSharedPictures = false
    @OptionGroup(title: "Storing") var database: DatabaseOptions
    @OptionGroup(title: "Configuring") var sources: SourceOptions

    func run() throws {
      try reportingErrors {
        let settings = try sources.resolve(database.flags).settings
        let lines = try MemberDirectory.eraseContact(
          settings, id: id, keepingSharedPictures: keepSharedPictures)
        for line in lines { print(line) }
      }
    }
  }
}
