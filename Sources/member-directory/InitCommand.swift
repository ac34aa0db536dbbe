import App
import ArgumentParser
import Glibc

struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Begin the directory of another organisation, without members.",
    discussion: """
      In a terminal, the command asks for what no flag states. It writes only into a new database. Each kind of \
      members has a name, and perhaps a type of https://schema.org by which crawlers know it.

      Example:
        $ member-directory init --name 'The Choirs' --region Norway --summary 'All choirs.' \\
            --kind Choir=MusicGroup --database choirs.sqlite
      """)

  @Option(help: ArgumentHelp("The name of the organisation.", valueName: "name")) var name: String?
  @Option(help: ArgumentHelp("Its short name.", valueName: "name")) var shortName: String?
  @Option(help: ArgumentHelp("The region or the country that it represents.", valueName: "text"))
  var region: String?
  @Option(help: ArgumentHelp("What it is, in a sentence or two.", valueName: "text")) var summary: String?
  @Option(
    name: .customLong("kind"), parsing: .singleValue,
    help: ArgumentHelp(
      "A kind of members, such as Choir or Choir=MusicGroup; may be given several times. Member by default.",
      valueName: "name"))
  var kinds: [String] = []
  @Option(
    name: .customLong("language"), parsing: .singleValue,
    help: ArgumentHelp(
      "A language of the texts, such as en or nb; may be given several times, the default language first.",
      valueName: "tag"))
  var languages: [String] = []
  @Option(
    name: .customLong("field"), parsing: .singleValue,
    help: ArgumentHelp(
      "A field of members, such as founded=day or voices=choice:SATB,SSAA; may be given several times.",
      valueName: "name=type"))
  var fields: [String] = []
  @OptionGroup(title: "Storing") var database: DatabaseOptions
  @OptionGroup(title: "Configuring") var sources: SourceOptions

  func run() throws {
    let name = try self.name ?? ask("The name of the organisation", flag: "--name")
    let region = try self.region ?? ask("The region or the country that it represents", flag: "--region")
    let summary = try self.summary ?? ask("What it is, in a sentence or two", flag: "--summary")
    var kinds = self.kinds
    if kinds.isEmpty, isatty(STDIN_FILENO) != 0 {
      print("The kinds of its members, separated by commas [Member]: ", terminator: "")
      kinds = (readLine() ?? "").split(separator: ",").map(Self.trimmed).filter { !$0.isEmpty }
    }
    if kinds.isEmpty { kinds = ["Member"] }
    let beginning = MemberDirectory.Beginning(
      name: name, shortName: shortName, region: region, summary: summary, kinds: kinds, languages: languages,
      fields: fields)
    try reportingErrors {
      let settings = try sources.resolve(database.flags).settings
      print(try MemberDirectory.begin(settings, beginning))
    }
  }

  /// Asks until there is an answer. Throws if there is no terminal to ask in.
  private func ask(_ question: String, flag: String) throws -> String {
    guard isatty(STDIN_FILENO) != 0 else {
      throw ValidationError("\(flag) is missing: state it, or run the command in a terminal, where it asks.")
    }
    while true {
      print(question + ": ", terminator: "")
      fflush(nil)
      guard let line = readLine() else { throw ValidationError("\(flag) is missing.") }
      let answer = Self.trimmed(line[...])
      if !answer.isEmpty { return answer }
    }
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text.drop { $0.isWhitespace }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
