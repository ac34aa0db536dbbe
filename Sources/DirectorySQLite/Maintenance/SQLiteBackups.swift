package import Directory
internal import Glibc
internal import OperatingSystem
internal import SQLite

/// Copies of the database at `path`: each is one file, which has passed a check before it takes its name.
package struct SQLiteBackups: FileBackups {
  private let path: String

  package init(path: String) { self.path = path }

  /// In the format of `sha256sum`: `sha256sum --check FILE.sha256` checks the backup without this program.
  package func checksumPath(of file: String) -> String { file + ".sha256" }

  package func write(to file: String) throws(DirectoryError) {
    // The rename would replace the database while others have it open.
    guard !Self.isSame(path, file) else {
      throw .unavailable("\(file): the database itself; give the backup another name")
    }
    guard PartialFile.canReplace(file) else {
      throw .unavailable("\(file): not a regular file, so no backup is written over it")
    }
    let partial = try Self.privateFile(for: file)
    let source = try Self.open(path, .readOnly)
    try DirectoryError.from { () throws(MigrationError) in try Schema.migrator.checkOwner(of: source) }
    let copy = try Self.open(partial.path, .readWrite)
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

  /// Migrates the backup to the program's schema, as a copy: the backup itself stays as it is.
  package func restore(from file: String) throws(DirectoryError) -> Bool {
    let hasChecksum = try compareChecksum(of: file)
    let partial = try Self.privateFile(for: path)
    defer { for suffix in ["-wal", "-shm", "-journal"] { unsafe unlink(partial.path + suffix) } }
    let backup = try Self.open(file, .readOnly)
    try DirectoryError.from { () throws(MigrationError) in try Schema.migrator.checkOwner(of: backup) }
    let copy = try Self.open(partial.path, .readWrite)
    try DirectoryError.from { () throws(SQLiteError) in try copy.replaceContents(from: backup) }
    try Self.refuseFaults(of: copy)
    // A store migrates what it opens, and indexes for search what an older version has not.
    _ = try SQLiteDirectoryStore(path: partial.path)
    // Opening the live database as a store creates it if it is missing, and refuses another program's file.
    let live = try SQLiteDirectoryStore(path: path)
    try live.replaceContents(fromFileAt: partial.path)
    return hasChecksum
  }

  package func directoryID() throws(DirectoryError) -> String {
    guard let id = try Connection(database: Self.open(path, .readOnly)).directoryID() else {
      throw .unavailable("\(path): the directory has no id; the server gives it one when it starts")
    }
    return id
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

/// The files that are made on the way to a backup.
extension SQLiteBackups {
  /// Creates a partial file that only this user can read.
  private static func privateFile(for file: String) throws(DirectoryError) -> PartialFile {
    do { return try PartialFile(for: file, permissions: 0o600) } catch { throw DirectoryError(error) }
  }

  /// Returns true if both paths, however they are spelled, are of one file.
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
    guard text.count == 64 else { throw .damaged("\(path) holds no SHA-256 checksum") }
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
