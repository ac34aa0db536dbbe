import App
import ArgumentParser

struct TokenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "token",
    abstract: "Make, list and revoke the tokens that writing takes.",
    discussion: """
      A token is sent as Authorization: Bearer TOKEN. An editor writes records; an admin also the \
      organisation, and imports. The server need not be restarted.

      Examples:
        $ member-directory token create --role editor --name "Kari Nordmann" --expires 365d
        $ member-directory token list
        $ member-directory token revoke 3
      """,
    subcommands: [Create.self, List.self, Revoke.self])

  struct Create: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make a token. Its text stands alone on the last line, once.",
      discussion: """
        Example:
          $ TOKEN=$(member-directory token create --role editor --name Kari | tail -n 1)
        """)

    @Option(help: ArgumentHelp("editor or admin.", valueName: "role")) var role: String
    @Option(help: ArgumentHelp("Whose it is; each revision bears it.", valueName: "name")) var name: String
    @Option(
      help: ArgumentHelp(
        "How long it holds: 90d, or until a day such as 2027-01-31; for ever without it.", valueName: "time"))
    var expires: ExpiryArgument?
    @OptionGroup(title: "Storing") var database: DatabaseOptions
    @OptionGroup(title: "Configuring") var sources: SourceOptions

    func run() throws {
      try reportingErrors {
        let settings = try sources.resolve(database.flags).settings
        let token = try MemberDirectory.createToken(
          settings, name: name, role: role, expires: expires?.expiry)
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
      abstract: "Revoke a token, at once and for good.",
      discussion: """
        Example:
          $ member-directory token revoke 3
        """)

    @Argument(help: ArgumentHelp("Its number, as `token list` shows it.", valueName: "id")) var id: Int64
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
