package import Directory
internal import Glibc
internal import SQLite

/// Copies of a directory's database, each one file, checked before it takes its name.
package enum DirectoryBackup {
  /// Beside a backup, in the format of `sha256sum`: `sha256sum --check FILE.sha256` checks it without us.
  package static func checksumPath(of file: String) -> String { file + ".sha256" }

  /// Writes what the database holds now to `file`, and the checksum beside it. Writing to the database may go
  /// on. What was at `file` is replaced, once the new backup has passed its check and is on the disk.
  package static func write(database path: String, to file: String) throws(DirectoryError) {
    // The rename would take the database from under whoever has it open.
    guard !isSame(path, file) else { throw .unavailable("\(file) is the database itself") }
    let partial = try privateFile(beside: file)
    defer { unsafe unlink(partial) }
    let source = try open(path, .readOnly)
    try DirectoryError.from { () throws(MigrationError) in try Schema.migrator.checkOwner(of: source) }
    let copy = try open(partial, .readWrite)
    try DirectoryError.from { () throws(SQLiteError) in
      try copy.replaceContents(from: source)
      try copy.leaveWriteAheadLog()
    }
    try refuseFaults(of: copy)
    try sync(partial)
    guard let digest = FileDigest.sha256(ofFileAt: partial) else { throw failure("reading", partial) }
    try move(partial, to: file)
    try writeChecksum(digest, of: file)
  }

  /// Puts the backup in the place of what the database holds, in one transaction, and brings it to this
  /// program's schema. A server that runs on the database goes on and shows the restored directory within a
  /// second. Nothing is changed unless the backup is whole, sound and of this program.
  ///
  /// - Returns: whether a checksum lay beside the backup; one that does not match is an error.
  @discardableResult
  package static func restore(_ file: String, into path: String) throws(DirectoryError) -> Bool {
    let isChecksummed = try compareChecksum(of: file)
    let partial = try privateFile(beside: path)
    defer { for suffix in ["", "-wal", "-shm", "-journal"] { unsafe unlink(partial + suffix) } }
    // Checked and migrated as a copy: the backup itself stays as it is.
    let backup = try open(file, .readOnly)
    try DirectoryError.from { () throws(MigrationError) in try Schema.migrator.checkOwner(of: backup) }
    let copy = try open(partial, .readWrite)
    try DirectoryError.from { () throws(SQLiteError) in try copy.replaceContents(from: backup) }
    try refuseFaults(of: copy)
    // A store migrates what it opens, and indexes for search what an older version has not.
    _ = try SQLiteDirectoryStore(path: partial)
    // Opening it as a store makes it where it is missing, and refuses another program's file.
    let live = try SQLiteDirectoryStore(path: path)
    try live.replaceContents(fromFileAt: partial)
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
  /// An empty file that only this user can read, in the folder of `file`: a rename does not leave a file system.
  private static func privateFile(beside file: String) throws(DirectoryError) -> String {
    let partial = "\(file).\(getpid()).partial"
    unsafe unlink(partial)
    let descriptor = unsafe Glibc.open(partial, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw failure("making", partial) }
    close(descriptor)
    return partial
  }

  /// Whether both names, however they are spelled, are one file.
  private static func isSame(_ one: String, _ other: String) -> Bool {
    var (first, second) = (stat(), stat())
    guard unsafe stat(one, &first) == 0, unsafe stat(other, &second) == 0 else { return false }
    return first.st_dev == second.st_dev && first.st_ino == second.st_ino
  }

  private static func sync(_ path: String) throws(DirectoryError) {
    let descriptor = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("opening", path) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw failure("writing", path) }
  }

  /// The rename is on the disk when this returns.
  private static func move(_ partial: String, to file: String) throws(DirectoryError) {
    guard unsafe rename(partial, file) == 0 else { throw failure("naming", file) }
    let folder = file.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(file[...$0]) } ?? "."
    try sync(folder)
  }

  private static func writeChecksum(_ digest: String, of file: String) throws(DirectoryError) {
    let path = checksumPath(of: file)
    let name = file.split(separator: "/").last.map(String.init) ?? file
    let partial = try privateFile(beside: path)
    defer { unsafe unlink(partial) }
    let text = Array("\(digest)  \(name)\n".utf8)
    let descriptor = unsafe Glibc.open(partial, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("opening", partial) }
    let count = unsafe Glibc.write(descriptor, text, text.count)
    close(descriptor)
    guard count == text.count else { throw failure("writing", partial) }
    try sync(partial)
    try move(partial, to: path)
  }

  private static func compareChecksum(of file: String) throws(DirectoryError) -> Bool {
    let path = checksumPath(of: file)
    let descriptor = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      guard errno == ENOENT else { throw failure("reading", path) }
      return false
    }
    defer { close(descriptor) }
    var text = [UInt8](repeating: 0, count: 64)
    let count = unsafe read(descriptor, &text, text.count)
    guard count == text.count else { throw .damaged("\(path) holds no SHA-256 checksum") }
    guard let digest = FileDigest.sha256(ofFileAt: file) else { throw failure("reading", file) }
    guard text.elementsEqual(digest.utf8) else {
      throw .damaged("\(file) is not what \(path) was made of: the checksums differ")
    }
    return true
  }

  private static func failure(_ action: String, _ path: String) -> DirectoryError {
    let code = errno
    if code == ENOSPC { return .full }
    let reason = unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
    return .unavailable("\(action) \(path): \(reason)")
  }
}
