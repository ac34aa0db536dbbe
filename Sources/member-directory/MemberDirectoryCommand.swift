import App
import ArgumentParser

@main
struct MemberDirectoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "member-directory",
    abstract: "The directory of an organisation's members, as an HTTP JSON API.",
    discussion: """
      Start the server, then ask it:
        $ member-directory serve
        $ curl http://127.0.0.1:8080/members

      Settings come from flags, the environment (MEMBER_DIRECTORY_HTTP_PORT is http.port), a JSON file \
      (--config), a built-in profile (--profile production) and the defaults: the first of these that has a \
      value is used. `member-directory serve --print-config` lists all settings and the source of each.

      Exit codes:
        0   success
        1   check-health: the server is not ready; doctor: there is a warning
        2   doctor: there is an error
        64  the command line is wrong
        65  the database is damaged or not supported, or a document can't be read
        69  the address is in use or not available, or the database is locked
        70  an internal error
        73  a file or folder can't be created or written
        74  reading or writing failed, for example because the disk is full
        78  a setting is wrong
      """,
    version: ProgramVersion.number,
    subcommands: [
      ServeCommand.self, InitCommand.self, MigrateCommand.self, ExportCommand.self, ImportCommand.self,
      BackupCommand.self,
      RestoreCommand.self, CheckHealthCommand.self, DoctorCommand.self, TokenCommand.self,
      PersonCommand.self,
      ContactCommand.self,
      OpenAPICommand.self,
    ])
}
