import App
import ArgumentParser

extension ParsableCommand {
  /// Runs `body`; what it throws becomes a line on standard error and an exit code.
  func reportingErrors<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as any CommandError {
      writeToStandardError(error.description)
      throw ExitCode(error.exitStatus.rawValue)
    }
  }
}

/// Each line with the program's name, as is the custom for what several programs may write to one terminal.
private func writeToStandardError(_ message: String) {
  let text = message.split(separator: "\n").map { "member-directory: \($0)\n" }.joined()
  LogOutput.standardError.write(Array(text.utf8))
}
