package import Directory
internal import Glibc
internal import OperatingSystem
internal import SQLite

/// Makes and restores copies of the database at `path`. A copy is one file, which is checked before it gets
/// its name.
package struct SQLiteBackups: FileBackups {
  private let path: String

  package init(path: String) { self.path = path }

  /// The file has the format of `sha256sum`, so `sha256sum --check FILE.sha256` checks the backup without
  /// this program.
  package func checksumPath(of file: String) -> String { file + ".sha256" }

  package func write(
    to file: String, unless isCancelled: @escaping @Sendable () -> Bool
  ) throws(DirectoryError) {
    // Renaming the copy would replace the database while other processes have it open.
    guard !Self.isSame(path, file) else {
      throw .unavailable("\(file): this is the database itself; give the backup another name")
    }
    guard PartialFile.canReplace(file) else {
      throw .unavailable("\(file): not a regular file, so it is not replaced by a backup")
    }
    let partial = try Self.privateFile(for: file)
    let source = try Self.open(path, .readOnly)
    try DirectoryError.from { () throws(MigrationError) in try Schema.migrator.checkOwner(of: source) }
    let copy = try Self.open(partial.path, .readWrite)
    copy.cancel(if: isCancelled)
    try DirectoryError.from { () throws(SQLiteError) in
      try copy.replaceContents(from: source)
      try copy.leaveWriteAheadLog()
    }
    try Self.refuseFaults(of: copy)
    do {
      let digest = try FileDigest.sha256(ofFileAt: partial.path)
      try partial.moveIntoPlace()
      try writeChecksum(digest, of: file)
    } catch { throw DirectoryError(error) }
  }

  /// Copies the backup and migrates the copy to the program's schema, so that the backup itself does not
  /// change.
  package func restore(
    from file: String, recorded: (_ directory: String?) throws(DirectoryError) -> Withdrawals
  ) throws(DirectoryError) -> RestoreOutcome {
    let hasChecksum = try compareChecksum(of: file)
    let partial = try Self.privateFile(for: path)
    defer { for suffix in ["-wal", "-shm", "-journal"] { unsafe unlink(partial.path + suffix) } }
    let backupID = try Self.copy(file, to: partial.path)
    let recorded = try recorded(backupID)
    // A store migrates what it opens, and makes the search index that an older version has not.
    _ = try SQLiteDirectoryStore(path: partial.path)
    let isNew = !Self.hasContent(path)
    // Opening the live database as a store creates it if it is missing, and refuses another program's file.
    let live = try SQLiteDirectoryStore(path: path)
    let counts = try live.replaceContents(fromFileAt: partial.path) { replaced, id in
      Restoration(
        replacing: isNew ? nil : replaced, directoryID: id, backupID: backupID, recorded: recorded)
    }
    return RestoreOutcome(isChecksummed: hasChecksum, counts: counts)
  }

  /// Copies a backup that is sound and of this program. Returns the id of its directory.
  private static func copy(_ file: String, to path: String) throws(DirectoryError) -> String? {
    let backup = try open(file, .readOnly)
    try DirectoryError.from { () throws(MigrationError) in try Schema.migrator.checkOwner(of: backup) }
    let copy = try open(path, .readWrite)
    try DirectoryError.from { () throws(SQLiteError) in try copy.replaceContents(from: backup) }
    try refuseFaults(of: copy)
    return try Connection(database: copy).directoryID()
  }

  private static func hasContent(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0 && status.st_size > 0
  }

  package func withdrawals() throws(DirectoryError) -> Withdrawals {
    let connection = Connection(database: try Self.open(path, .readOnly))
    return try connection.read { () throws(DirectoryError) in
      try SQLiteEdits(connection: connection, today: SystemTime.today()).editor.withdrawals()
    }
  }

  package func directoryID() throws(DirectoryError) -> String {
    guard let id = try Connection(database: Self.open(path, .readOnly)).directoryID() else {
      throw .unavailable("\(path): the directory has no id; the server gives it one when it starts")
    }
    return id
  }

  /// Returns the first migration that is pending, and the number of the revision.
  package func stateToMigrate() throws(DirectoryError) -> String? {
    guard Self.hasContent(path) else { return nil }
    let database = try Self.open(path, .readOnly)
    let pending = try DirectoryError.from { () throws(MigrationError) in
      try Schema.migrator.pending(in: database)
    }
    guard let first = pending.first, pending.count < EmbeddedFiles.migrations.count else { return nil }
    let name = first.split(separator: ".").first ?? ""
    return "\(name)-\(try Connection(database: database).revision().number)"
  }

  package func isBackup(_ file: String) -> Bool { Schema.isMarked(fileAt: file) }

  private static func open(_ path: String, _ mode: Database.Mode) throws(DirectoryError) -> Database {
    try DirectoryError.from { () throws(SQLiteError) in try Database(path: path, mode: mode) }
  }

  private static func refuseFaults(of database: Database) throws(DirectoryError) {
    let faults = try DirectoryError.from { () throws(SQLiteError) in try database.faults() }
    guard let first = faults.first else { return }
    throw .damaged("the database is damaged: \(first)" + (faults.count > 1 ? ", and more" : ""))
  }
}

/// Files beside a backup, and partial files.
extension SQLiteBackups {
  /// Creates a partial file that only this user can read.
  private static func privateFile(for file: String) throws(DirectoryError) -> PartialFile {
    do { return try PartialFile(for: file, permissions: 0o600) } catch { throw DirectoryError(error) }
  }

  /// Returns true if both paths lead to the same file.
  private static func isSame(_ one: String, _ other: String) -> Bool {
    var (first, second) = (stat(), stat())
    guard unsafe stat(one, &first) == 0, unsafe stat(other, &second) == 0 else { return false }
    return first.st_dev == second.st_dev && first.st_ino == second.st_ino
  }

  private func writeChecksum(_ digest: String, of file: String) throws(FileError) {
    let path = checksumPath(of: file)
    let name = file.split(separator: "/").last.map(String.init) ?? file
    let partial = try PartialFile(for: path, permissions: 0o600)
    try partial.write(Array("\(digest)  \(name)\n".utf8))
    try partial.moveIntoPlace()
  }

  /// Returns whether there is a checksum beside the file; throws if it differs from the file's.
  private func compareChecksum(of file: String) throws(DirectoryError) -> Bool {
    let path = checksumPath(of: file)
    let text: ArraySlice<UInt8>
    let digest: String
    do { text = try readFile(path).prefix(64) } catch {
      guard error.cause.isNotFound else { throw DirectoryError(error) }
      return false
    }
    guard text.count == 64 else { throw .damaged("\(path) contains no SHA-256 checksum") }
    do { digest = try FileDigest.sha256(ofFileAt: file) } catch { throw DirectoryError(error) }
    guard text.elementsEqual(digest.utf8) else {
      throw .damaged("\(file) does not match \(path): the checksums differ")
    }
    return true
  }
}

extension DirectoryError {
  fileprivate init(_ error: FileError) {
    self = error.cause.isDiskFull ? .full : .unavailable("\(error)")
  }
}
