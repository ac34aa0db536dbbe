/// A failed operation on a file: the operation, the path, and the error of the system call.
package struct FileError: Error, CustomStringConvertible {
  /// The operation: a verb, such as `open`.
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
