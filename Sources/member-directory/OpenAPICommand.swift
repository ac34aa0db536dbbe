import App
import ArgumentParser

struct OpenAPICommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "openapi",
    abstract: "Write the description of the API, OpenAPI 3.1, to standard output.",
    discussion: """
      The same octets as GET /openapi.json. No database is needed.

      Examples:
        $ member-directory openapi > openapi.json
      """)

  func run() throws { LogOutput.standardOutput.write(MemberDirectory.describe()) }
}
