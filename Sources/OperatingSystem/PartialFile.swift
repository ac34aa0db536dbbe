internal import Glibc

/// A new file that has a temporary name until it is complete. A reader thus finds the old file or the whole
/// new one at the destination, even after a crash.
///
/// The temporary file is in the same folder because rename(2) doesn't work across file systems. It is
/// removed when this value is destroyed, unless it has been moved. The file of a process that was killed is
/// removed by the next one that writes to the same destination; otherwise a program that is killed and
/// started again and again would fill the disk with unfinished backups.
package struct PartialFile: ~Copyable {
  /// The temporary name.
  package let path: String
  package let descriptor: Int32
  private let destination: String

  /// Creates the temporary file, empty. Removes those that processes left behind that were killed.
  package init(for destination: String, permissions: UInt32) throws(FileError) {
    let path = "\(destination).\(getpid()).partial"
    AbandonedFiles.remove(of: destination, own: path)
    descriptor = try Self.create(path, for: destination, permissions: permissions)
    self.path = path
    self.destination = destination
  }

  /// Creates the file and locks it, so that other processes see that it is in use. Another process may lock
  /// and remove it between the two calls; then it is created again.
  private static func create(
    _ path: String, for destination: String, permissions: UInt32
  ) throws(FileError) -> Int32 {
    while true {
      // With O_EXCL a link that another user has put there isn't followed.
      let flags = O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC
      let descriptor = unsafe open(path, flags, mode_t(permissions))
      guard descriptor >= 0 else { throw FileError("create", destination) }
      var status = stat()
      // Some network file systems have no locks. Their files are removed by a process with the same id.
      _ = flock(descriptor, LOCK_EX)
      if unsafe fstat(descriptor, &status) == 0, status.st_nlink > 0 { return descriptor }
      close(descriptor)
    }
  }

  /// Reports whether `path` is a regular file or doesn't exist. A rename to a device such as /dev/null would
  /// replace the device itself if the user has the permission.
  package static func canReplace(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG
  }

  deinit {
    close(descriptor)
    unsafe unlink(path)
  }

  package func write(_ bytes: [UInt8]) throws(FileError) {
    do { try writeAll(bytes, to: descriptor) } catch { throw FileError("write", destination, error) }
  }

  /// Replaces the file at the destination. The content and the name are on the disk when this returns.
  /// Otherwise a crash right after rename(2) could leave an empty file at the destination, or undo the
  /// rename.
  package func moveIntoPlace() throws(FileError) {
    guard fsync(descriptor) == 0 else { throw FileError("write", destination) }
    guard unsafe rename(path, destination) == 0 else { throw FileError("replace", destination) }
    try Self.syncFolder(parentFolder(of: destination))
  }

  private static func syncFolder(_ path: String) throws(FileError) {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError("open", path) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw FileError("write", path) }
  }
}
