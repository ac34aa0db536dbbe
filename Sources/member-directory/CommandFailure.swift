import App
import ArgumentParser

extension ParsableCommand {
  /// Runs `body`. Writes the error that it throws to standard error, and throws its exit code instead.
  func reportingErrors<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as any CommandError {
      writeToStandardError(error.description)
      throw ExitCode(error.exitStatus.rawValue)
    }
  }
}

/// Writes the program's name before each line, as is usual where several programs write to one terminal.
private func writeToStandardError(_ message: String) {
  let text = message.split(separator: "\n").map { "member-directory: \($0)\n" }.joined()
  LogOutput.standardError.write(Array(text.utf8))
}
