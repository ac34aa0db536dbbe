import App
import ArgumentParser

struct PersonCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "person",
    abstract: "List the people who have access.",
    discussion: """
      `member-directory token create` adds a person with a first token. Admins change and remove people over \
      HTTP (docs/staff.md).

      Example:
        $ member-directory person list
      """,
    subcommands: [List.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the people: number, role, name, and when they were last seen.",
      discussion: """
        Example:
          $ member-directory person list --database /srv/directory.sqlite
        """)

    @OptionGroup(title: "Storing") var database: DatabaseOptions
    @OptionGroup(title: "Configuring") var sources: SourceOptions

    func run() throws {
      try reportingErrors {
        let settings = try sources.resolve(database.flags).settings
        for line in try MemberDirectory.personLines(settings) { print(line) }
      }
    }
  }
}
