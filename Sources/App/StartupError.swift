package import Directory
package import HTTPServer

/// The reason why the program or a command can't start, as one line and an exit code.
package struct StartupError: CommandError {
  package let description: String
  package let exitStatus: ExitStatus

  init(_ description: String, _ exitStatus: ExitStatus) {
    self.description = description
    self.exitStatus = exitStatus
  }

  package init(_ error: DirectoryError, database path: String) {
    switch error {
    case .damaged, .incompatible, .invalidDocument, .invalidRecord, .changedSince, .neededSince,
      .noSuchImport, .lastAdmin:
      self.init("\(path): \(error)", .data)
    case .full: self.init("\(path): \(error)", .inputOutput)
    case .busy: self.init("\(path): \(error)", .unavailable)
    case .readOnly, .timeLimit, .unavailable: self.init("\(path): \(error)", .cannotCreate)
    case .unknownValue, .invalidCursor, .notEmpty, .stillReferenced: self.init("\(path): \(error)", .software)
    }
  }

  package init(_ error: ServerError) {
    switch error {
    case .addressInUse, .invalidAddress, .cannotListen, .notPermitted:
      self.init(error.description, .unavailable)
    case .systemLimit: self.init(error.description, .inputOutput)
    }
  }
}
