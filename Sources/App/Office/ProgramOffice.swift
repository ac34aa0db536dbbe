import Directory
import DirectoryAPI
import Glibc
import HTTPServer
import OperatingSystem

/// What the API gets of the program: its backups, and what the doctor finds.
struct ProgramOffice: BackOffice {
  let settings: ResolvedSettings
  /// Nil if no folder for backups is configured.
  let schedule: BackupSchedule?

  func backups() throws(BackOfficeError) -> [StoredBackup] {
    let schedule = try configured()
    return try failing { try schedule.backups() }
  }

  func backUp() throws(BackOfficeError) -> StoredBackup {
    let schedule = try configured()
    guard let made = try failing({ try schedule.backUpNow() }) else { throw .isRunning }
    return made
  }

  func open(backup name: String) throws(BackOfficeError) -> ReadableFile {
    let schedule = try configured()
    // Only a name of the exact form is compared with the folder: no path, and no other file.
    guard let parsed = BackupName(name), let file = try failing({ try schedule.open(parsed) }) else {
      throw .noSuchBackup(name)
    }
    return file
  }

  func findings() -> [BackOfficeFinding] {
    Doctor(settings, now: Int64(time(nil)), descriptors: DescriptorLimit.hard).quickFindings.map {
      BackOfficeFinding(
        severity: $0.severity.rawValue, check: $0.check, problem: $0.problem, remedy: $0.remedy)
    }
  }

  private func configured() throws(BackOfficeError) -> BackupSchedule {
    guard let schedule else { throw .noFolder }
    return schedule
  }

  private func failing<Result>(_ body: () throws -> Result) throws(BackOfficeError) -> Result {
    do { return try body() } catch {
      if case .full? = error as? DirectoryError { throw .full("\(error)") }
      if let error = error as? FileError, error.cause.isDiskFull { throw .full("\(error)") }
      throw .failed("\(error)")
    }
  }
}
