import App
import ArgumentParser

struct TokenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "token",
    abstract: "Create, list and revoke the tokens that clients need for writing.",
    discussion: """
      A client sends the token as Authorization: Bearer TOKEN. A proposer may propose changes of one member, and \
      a reader may read what staff see; an editor may write records; an admin may also write the organisation, \
      import, and decide who has access. The server need not be restarted.

      Examples:
        $ member-directory token create --role editor --name "Kari Nordmann" --expires 365d
        $ member-directory token list
        $ member-directory token revoke 3
      """,
    subcommands: [Create.self, List.self, Revoke.self])

  struct Create: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Create a token. It is printed once, alone on the last line.",
      discussion: """
        Example:
          $ TOKEN=$(member-directory token create --role editor --name Kari | tail -n 1)
        """)

    @Option(help: ArgumentHelp("proposer, reader, editor or admin.", valueName: "role")) var role: String
    @Option(
      help: ArgumentHelp(
        "The name of its owner, which each revision shows. A person who isn't known yet is added.",
        valueName: "name"))
    var name: String
    @Option(help: ArgumentHelp("The e-mail address of that person.", valueName: "address")) var email: String?
    @Option(help: ArgumentHelp("The member for which that person proposes changes.", valueName: "slug"))
    var member: String?
    @Option(
      help: ArgumentHelp(
        "When it expires: after days such as 90d, or on a day such as 2027-01-31. Without it, never.",
        valueName: "time"))
    var expires: ExpiryArgument?
    @OptionGroup(title: "Storing") var database: DatabaseOptions
    @OptionGroup(title: "Configuring") var sources: SourceOptions

    func run() throws {
      try reportingErrors {
        let settings = try sources.resolve(database.flags).settings
        let token = try MemberDirectory.createToken(
          settings, name: name, role: role, expires: expires?.expiry, email: email, member: member)
        print(token.summary)
        print(token.text)
      }
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the tokens, without their texts.",
      discussion: """
        Example:
          $ member-directory token list --database /srv/directory.sqlite
        """)

    @OptionGroup(title: "Storing") var database: DatabaseOptions
    @OptionGroup(title: "Configuring") var sources: SourceOptions

    func run() throws {
      try reportingErrors {
        let settings = try sources.resolve(database.flags).settings
        for line in try MemberDirectory.tokenLines(settings) { print(line) }
      }
    }
  }

  struct Revoke: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Revoke a token at once. This can't be undone.",
      discussion: """
        Example:
          $ member-directory token revoke 3
        """)

    @Argument(help: ArgumentHelp("The number that `token list` shows.", valueName: "id")) var id: Int64
    @OptionGroup(title: "Storing") var database: DatabaseOptions
    @OptionGroup(title: "Configuring") var sources: SourceOptions

    func run() throws {
      try reportingErrors {
        let settings = try sources.resolve(database.flags).settings
        try MemberDirectory.revokeToken(settings, id: id)
        print("token \(id) is revoked")
      }
    }
  }
}

struct ExpiryArgument: ExpressibleByArgument {
  let expiry: TokenExpiry

  init?(argument: String) {
    guard let expiry = TokenExpiry(argument) else { return nil }
    self.expiry = expiry
  }
}
