package import OperatingSystem

/// What the API needs of the program around it: the backups, and what is wrong with the machine. Any thread
/// may call it, and each method may take long, so no event loop does.
package protocol BackOffice: Sendable {
  /// Returns this directory's backups, the newest first. Throws `noFolder` if no folder is configured.
  func backups() throws(BackOfficeError) -> [StoredBackup]

  /// Makes a backup, as the schedule does, and returns it. Throws `noFolder`, or `isRunning` if another
  /// request is making one.
  func backUp() throws(BackOfficeError) -> StoredBackup

  /// Opens a backup of this directory. Throws `noFolder`, or `noSuchBackup` for a name that isn't that of
  /// one: no other file can be opened.
  func open(backup name: String) throws(BackOfficeError) -> ReadableFile

  /// Returns what `doctor` finds, without a look at the database itself.
  func findings() -> [BackOfficeFinding]
}

package enum BackOfficeError: Error {
  case noFolder
  case isRunning
  case noSuchBackup(String)
  /// The disk is full; the text is for the log.
  case full(String)
  /// Any other failure; the text is for the log.
  case failed(String)
}

package struct StoredBackup: Sendable, Equatable {
  package var name: String
  /// Unix seconds.
  package var at: Int64
  package var bytes: Int

  package init(name: String, at: Int64, bytes: Int) {
    self.name = name
    self.at = at
    self.bytes = bytes
  }
}

package struct BackOfficeFinding: Sendable, Equatable {
  /// note, warning or error.
  package var severity: String
  package var check: String
  package var problem: String
  package var remedy: String

  package init(severity: String, check: String, problem: String, remedy: String) {
    self.severity = severity
    self.check = check
    self.problem = problem
    self.remedy = remedy
  }
}
