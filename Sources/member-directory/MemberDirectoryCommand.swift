import App
import ArgumentParser

@main
struct MemberDirectoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "member-directory",
    abstract: "The member directory of the Oslo Region European Office, as an HTTP JSON API.",
    discussion: """
      Start the server, then ask it:
        $ member-directory serve
        $ curl http://127.0.0.1:8080/members

      Settings come from flags, the environment (MEMBER_DIRECTORY_HTTP_PORT is http.port), a JSON file \
      (--config), a built-in profile (--profile production) and the defaults, in this order. \
      `member-directory serve --print-config` lists them all with where each came from.

      Exit codes:
        0   done
        1   check-health: the server is not ready
        64  the command line is wrong
        65  the database is damaged or holds something else, or a document can't be read
        69  the address to listen on is in use or not to be had
        70  an error inside the program
        73  a file or folder can't be made or written
        74  reading or writing failed half-way, such as on a full disk
        78  a setting is wrong
      """,
    version: ProgramVersion.number,
    subcommands: [
      ServeCommand.self, MigrateCommand.self, ExportCommand.self, ImportCommand.self, BackupCommand.self,
      RestoreCommand.self, CheckHealthCommand.self, TokenCommand.self, ContactCommand.self,
      OpenAPICommand.self,
    ])
}
