import App
import ArgumentParser

struct OpenAPICommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "openapi",
    abstract: "Write the OpenAPI 3.1 description of the API to standard output.",
    discussion: """
      Writes what GET /openapi.json returns, with invented examples: it needs no database.

      Examples:
        $ member-directory openapi > openapi.json
      """)

  func run() throws { LogOutput.standardOutput.write(MemberDirectory.describe()) }
}
