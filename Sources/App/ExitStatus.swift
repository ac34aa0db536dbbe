/// The exit code of a command. The numbers are those of BSD's sysexits.h, so that a supervisor can
/// distinguish a wrong setting (78: don't restart) from a port in use (69: try again).
package enum ExitStatus: Int32, Sendable {
  case success = 0
  /// The command asked something and the answer is negative: `check-health` found a server that isn't ready,
  /// or `doctor` something that should be changed.
  case negative = 1
  /// `doctor` found an error. A warning alone is `negative`.
  case broken = 2
  /// The command line is wrong (EX_USAGE).
  case usage = 64
  /// A damaged database, or a document that can't be read (EX_DATAERR).
  case data = 65
  /// An address is in use or not available, or the database is locked (EX_UNAVAILABLE).
  case unavailable = 69
  /// An error inside the program (EX_SOFTWARE).
  case software = 70
  /// A file or folder can't be created or written (EX_CANTCREAT).
  case cannotCreate = 73
  /// Reading or writing failed, for example because the disk is full (EX_IOERR).
  case inputOutput = 74
  /// A setting is wrong (EX_CONFIG).
  case configuration = 78
}

/// The reason why a command failed: a message for the person who typed it, and the exit code.
package protocol CommandError: Error, CustomStringConvertible {
  var exitStatus: ExitStatus { get }
}
