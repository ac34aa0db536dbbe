internal import Glibc
internal import OperatingSystem
internal import SQLite

/// The schema of the database, with which the program was built.
enum Schema {
  /// "MDir" in ASCII. `file` and SQLite's tools show it. A database without it isn't opened unless it is
  /// empty.
  static let applicationID: Int32 = 0x4d44_6972

  /// Returns true if there is a regular file, not a link, that begins as a database of this program does.
  static func isMarked(fileAt path: String) -> Bool {
    // O_NONBLOCK: opening a pipe would wait for its other end.
    let descriptor = unsafe open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      let head = try? readSome(headerLength, from: descriptor), head.count == headerLength
    else { return false }
    // https://www.sqlite.org/fileformat.html, section 1.3: the application id is at offset 68, big-endian.
    return head.starts(with: "SQLite format 3\0".utf8)
      && head[68..<72].reduce(0) { $0 << 8 | Int32($1) } == applicationID
  }

  private static let headerLength = 100

  static var migrator: Migrator {
    Migrator(
      applicationID: applicationID,
      migrations: EmbeddedFiles.migrations.map { Migration(name: $0.name, text: $0.text) })
  }
}
