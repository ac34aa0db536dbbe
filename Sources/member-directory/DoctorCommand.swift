import App
import ArgumentParser
import FoundationEssentials

struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Look for mistakes in the settings, the machine and the data.",
    discussion: """
      Checks the settings, the modes of files, the space on the disk, the clock, the limit on descriptors, \
      the age of the newest backup, and every page of the database. Nothing is changed, and the server may \
      be running. Give it the settings of the server, and run it as the server's user.

      Each finding is one line: its severity, what is wrong, and what to do. The exit code is 0 if there are \
      only notes, 1 if there is a warning, and 2 if there is an error.

      Examples:
        $ member-directory doctor
        $ member-directory doctor --config /etc/member-directory.json --json
      """)

  @Flag(help: "Print the findings as JSON.") var json = false
  @OptionGroup(title: "Listening") var address: AddressOptions
  @OptionGroup(title: "Storing") var database: DatabaseOptions
  @OptionGroup(title: "Configuring") var sources: SourceOptions

  func run() throws {
    let settings = sources.sources(address.flags + database.flags)
    let diagnosis = Doctor.diagnose(settings)
    LogOutput.standardOutput.write(json ? diagnosis.json : Array(diagnosis.text.utf8))
    if diagnosis.exitStatus != .success { throw ExitCode(diagnosis.exitStatus.rawValue) }
  }
}
