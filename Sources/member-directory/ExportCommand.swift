import App
import ArgumentParser
import FoundationEssentials

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write the whole directory as one JSON document.",
    discussion: """
      The document is the one that ships with the program, in the same format: UTF-8, keys in a fixed order, \
      lists sorted, so that two exports can be compared line by line. The server may go on running.

      Examples:
        $ member-directory export > directory.json
        $ member-directory export --database /srv/directory.sqlite --output directory.json
      """)

  @OptionGroup(title: "Storing") var database: DatabaseOptions
  @OptionGroup(title: "Configuring") var sources: SourceOptions

  @Option(
    help: ArgumentHelp("Write to this file instead of standard output; replaced whole.", valueName: "file"))
  var output: String?

  func run() throws {
    try reportingErrors {
      let settings = try sources.resolve(database.flags).settings
      let bytes = try MemberDirectory.export(settings)
      if let output {
        do {
          try Data(bytes).write(to: URL(filePath: output), options: .atomic)
        } catch {
          throw ExportFailure(description: "cannot write \(output): \(error)")
        }
      } else {
        LogOutput.standardOutput.write(bytes)
      }
    }
  }
}

private struct ExportFailure: CommandError {
  let description: String
  var exitStatus: ExitStatus { .cannotCreate }
}
