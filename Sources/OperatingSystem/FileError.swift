/// Why a file could not be used: what was tried, on which path, and the error of the system call.
package struct FileError: Error, CustomStringConvertible {
  /// What was tried: a verb, such as `open`.
  package let action: String
  package let path: String
  package let cause: SystemError

  package init(_ action: String, _ path: String, _ cause: SystemError = .last) {
    self.action = action
    self.path = path
    self.cause = cause
  }

  package var description: String { "cannot \(action) \(path): \(cause)" }
}
