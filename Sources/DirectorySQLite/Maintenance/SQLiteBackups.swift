package import Directory
internal import Glibc
internal import OperatingSystem
internal import SQLite

/// Copies of a directory's database, each one file, checked before it takes its name.
package enum DirectoryBackup {
  /// Beside a backup, in the format of `sha256sum`: `sha256sum --check FILE.sha256` checks it without us.
  package static func checksumPath(of file: String) -> String { file + ".sha256" }

  /// Writes what the database holds now to `file`, and the checksum beside it. Writing to the database may go
  /// on. What was at `file` is replaced, once the new backup has passed its check and is on the disk.
  package static func write(database path: String, to file: String) throws(DirectoryError) {
    // The rename would take the database from under whoever has it open.
    guard !isSame(path, file) else {
      throw .unavailable("\(file): the database itself; give the backup another name")
    }
    guard PartialFile.canReplace(file) else {
      throw .unavailable("\(file): not a regular file, so no backup is written over it")
    }
    let partial = try privateFile(for: file)
    let source = try open(path, .readOnly)
    try DirectoryError.from { () throws(MigrationError) in try Schema.migrator.checkOwner(of: source) }
    let copy = try open(partial.path, .readWrite)
    try DirectoryError.from { () throws(SQLiteError) in
      try copy.replaceContents(from: source)
      try copy.leaveWriteAheadLog()
    }
    try refuseFaults(of: copy)
    do {
      let digest = try FileDigest.sha256(ofFileAt: partial.path)
      try partial.moveIntoPlace()
      try writeChecksum(digest, of: file)
    } catch { throw DirectoryError(error) }
  }

  /// Puts the backup in the place of what the database holds, in one transaction, and brings it to this
  /// program's schema. A server that runs on the database goes on and shows the restored directory within a
  /// second. Nothing is changed unless the backup is whole, sound and of this program.
  ///
  /// - Returns: whether a checksum lay beside the backup; one that does not match is an error.
  @discardableResult
  package static func restore(_ file: String, into path: String) throws(DirectoryError) -> Bool {
    let isChecksummed = try compareChecksum(of: file)
    let partial = try privateFile(for: path)
    defer { for suffix in ["-wal", "-shm", "-journal"] { unsafe unlink(partial.path + suffix) } }
    // Checked and migrated as a copy: the backup itself stays as it is.
    let backup = try open(file, .readOnly)
    try DirectoryError.from { () throws(MigrationError) in try Schema.migrator.checkOwner(of: backup) }
    let copy = try open(partial.path, .readWrite)
    try DirectoryError.from { () throws(SQLiteError) in try copy.replaceContents(from: backup) }
    try refuseFaults(of: copy)
    // A store migrates what it opens, and indexes for search what an older version has not.
    _ = try SQLiteDirectoryStore(path: partial.path)
    // Opening it as a store makes it where it is missing, and refuses another program's file.
    let live = try SQLiteDirectoryStore(path: path)
    try live.replaceContents(fromFileAt: partial.path)
    return isChecksummed
  }

  private static func open(_ path: String, _ mode: Database.Mode) throws(DirectoryError) -> Database {
    try DirectoryError.from { () throws(SQLiteError) in try Database(path: path, mode: mode) }
  }

  private static func refuseFaults(of database: Database) throws(DirectoryError) {
    let faults = try DirectoryError.from { () throws(SQLiteError) in try database.faults() }
    guard let first = faults.first else { return }
    throw .damaged("the database is damaged: \(first)" + (faults.count > 1 ? ", and more" : ""))
  }
}

/// The files that a backup goes through.
extension DirectoryBackup {
  /// Creates a partial file that only this user can read.
  private static func privateFile(for file: String) throws(DirectoryError) -> PartialFile {
    do { return try PartialFile(for: file, permissions: 0o600) } catch { throw DirectoryError(error) }
  }

  /// Whether both names, however they are spelled, are one file.
  private static func isSame(_ one: String, _ other: String) -> Bool {
    var (first, second) = (stat(), stat())
    guard unsafe stat(one, &first) == 0, unsafe stat(other, &second) == 0 else { return false }
    return first.st_dev == second.st_dev && first.st_ino == second.st_ino
  }

  private static func writeChecksum(_ digest: String, of file: String) throws(FileError) {
    let path = checksumPath(of: file)
    let name = file.split(separator: "/").last.map(String.init) ?? file
    let partial = try PartialFile(for: path, permissions: 0o600)
    try partial.write(Array("\(digest)  \(name)\n".utf8))
    try partial.moveIntoPlace()
  }

  /// Returns whether there is a checksum beside the file; throws if it differs from the file's.
  private static func compareChecksum(of file: String) throws(DirectoryError) -> Bool {
    let path = checksumPath(of: file)
    let text: ArraySlice<UInt8>
    let digest: String
    do { text = try readFile(path).prefix(64) } catch {
      guard error.cause.isNotFound else { throw DirectoryError(error) }
      return false
    }
    guard text.count == 64 else { throw .damaged("\(path) holds no SHA-256 checksum") }
    do { digest = try FileDigest.sha256(ofFileAt: file) } catch { throw DirectoryError(error) }
    guard text.elementsEqual(digest.utf8) else {
      throw .damaged("\(file) is not what \(path) was made of: the checksums differ")
    }
    return true
  }
}

extension DirectoryError {
  fileprivate init(_ error: FileError) {
    self = error.cause.isDiskFull ? .full : .unavailable("\(error)")
  }
}
