/// How a command ends. The numbers are those of BSD's sysexits.h, so that a supervisor can tell a broken
/// setting (78: don't restart) from a port in use (69: try again).
package enum ExitStatus: Int32, Sendable {
  case success = 0
  /// What was asked is not so, such as `check-health` on a server that is not ready.
  case negative = 1
  /// The command line is wrong (EX_USAGE).
  case usage = 64
  /// A damaged database, or a document that can't be read (EX_DATAERR).
  case data = 65
  /// An address is in use or out of reach (EX_UNAVAILABLE).
  case unavailable = 69
  /// An error inside the program (EX_SOFTWARE).
  case software = 70
  /// A file or folder can't be made or written (EX_CANTCREAT).
  case cannotCreate = 73
  /// Reading or writing failed half-way, such as on a full disk (EX_IOERR).
  case inputOutput = 74
  /// A setting is wrong (EX_CONFIG).
  case configuration = 78
}

/// Why a command can't do its work: a message for the person who typed it, and the status to leave with.
package protocol CommandError: Error, CustomStringConvertible {
  var exitStatus: ExitStatus { get }
}
